use framework::prelude::*;

#[derive(Bean)]
#[bean(output)]
struct Shown<'a> {
    name: &'a str,
}

#[derive(Default)]
struct Names {
    first: String,
}

#[controller]
impl Names {
    #[get_mapping]
    fn first(&self) -> Shown<'_> {
        Shown { name: &self.first }
    }

    #[get_mapping]
    async fn second<'a>(&'a self) -> Result<Vec<Shown<'a>>, Invalid> {
        Ok(vec![Shown { name: &self.first }])
    }

    #[get_mapping]
    fn third(&self) -> impl IntoResponse + use<'_> {
        Shown { name: &self.first }
    }

    #[get_mapping]
    async fn fourth(&self) -> Option<impl IntoResponse> {
        Some(Shown { name: &self.first })
    }
}

#[get_mapping]
fn echo(name: &str) -> (HttpStatus, Shown<'_>) {
    (HttpStatus::OK, Shown { name })
}

fn main() {}
