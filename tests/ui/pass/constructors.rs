use framework::prelude::*;
use std::sync::Arc;

#[derive(Clone)]
struct Pool;

struct Users(Pool, Arc<String>);

#[controller]
impl Users {
    #[construct]
    async fn new(pool: Pool, text: Arc<String>) -> Result<Self, std::num::ParseIntError> {
        text.parse::<u8>()?;
        Ok(Users(pool, text))
    }

    #[get_mapping]
    fn text(&self) -> String {
        let _ = &self.0;
        self.1.to_string()
    }
}

struct Things;

#[controller]
impl Things {
    #[construct]
    fn make() -> Self {
        Things
    }

    #[get_mapping]
    fn one(&self) {}
}

struct Fallible;

#[controller(enabled = true)]
impl Fallible {
    #[construct]
    fn make() -> Result<Fallible, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Fallible)
    }

    #[get_mapping]
    fn one(&self) {}
}

struct WithoutRoutes;

#[controller]
impl WithoutRoutes {
    #[construct]
    fn make() -> Self {
        WithoutRoutes
    }
}

#[derive(Default)]
#[allow(dead_code)]
struct Disabled;

#[controller(enabled = false)]
#[allow(dead_code)]
impl Disabled {
    #[get_mapping]
    fn one(&self) {}
}

mod path {
    #[derive(Default)]
    pub struct Qualified;

    #[derive(Default)]
    pub struct Generic<T>(pub T);
}

#[controller("/qualified")]
impl path::Qualified {
    #[get_mapping]
    fn one(&self) {}
}

#[controller("/generic")]
impl path::Generic<u8> {
    #[get_mapping]
    fn one(&self) -> u8 {
        self.0
    }
}

fn main() {}
