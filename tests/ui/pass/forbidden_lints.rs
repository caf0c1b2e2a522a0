#![forbid(unsafe_code, non_snake_case, unused_must_use, unused_mut)]
#![deny(warnings)]

use framework::prelude::*;

#[derive(Bean)]
#[serde(tag = "kind")]
enum Shape {
    Round {
        #[bean(range(1..=9))]
        radius: u8,
    },
    Flat(Board),
}

#[derive(Bean)]
struct Board {
    #[bean(default = 3)]
    width: u8,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    names: Vec<String>,
}

#[derive(Default)]
struct Shapes;

#[controller("/shapes", client)]
impl Shapes {
    #[get_mapping("/<index>")]
    async fn find(&self, index: u8) -> Shape {
        Shape::Round { radius: index }
    }

    #[post_mapping]
    fn flatten(&self, shape: Shape) -> Board {
        match shape {
            Shape::Round { radius } => Board { width: radius, names: Vec::new() },
            Shape::Flat(board) => board,
        }
    }
}

fn main() {}
