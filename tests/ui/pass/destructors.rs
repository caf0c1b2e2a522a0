use framework::prelude::*;

#[derive(Default)]
struct Plain;

#[controller("/plain")]
impl Plain {
    #[destruct]
    fn close(&self) {}
}

#[derive(Default)]
struct Fallible;

#[controller("/fallible")]
impl Fallible {
    #[destruct]
    async fn close(&self) -> Result<(), std::io::Error> {
        Ok(())
    }
}

struct Both;

#[controller("/both")]
impl Both {
    #[construct]
    fn new() -> Self {
        Both
    }

    #[destruct]
    fn r#loop<'a>(&'a self) -> Result<(), String> {
        Err("it does not end".to_owned())
    }

    #[get_mapping]
    fn exists(&self) -> bool {
        true
    }
}

fn main() {}
