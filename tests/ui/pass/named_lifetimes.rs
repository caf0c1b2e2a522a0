use framework::prelude::*;
use std::borrow::Cow;

#[derive(Default)]
struct Names;

#[controller]
impl Names {
    #[get_mapping]
    fn first<'a>(&'a self, name: &'a str) -> String {
        name.to_owned()
    }

    #[get_mapping]
    async fn second<'a, 'b>(&'a self, name: &'b str, other: Option<&'a str>) -> String {
        format!("{name}{other:?}")
    }

    #[get_mapping]
    fn third(&self) -> &'static str {
        "third"
    }
}

#[get_mapping]
fn fourth<'a>(name: &'a str, #[query] names: Vec<&'a str>, head: &'a RequestHead) -> usize {
    name.len() + names.len() + head.path().len()
}

#[get_mapping]
async fn fifth(name: &str) -> Cow<'static, str> {
    name.to_owned().into()
}

#[get_mapping]
async fn sixth<'name>(name: &'name str) -> Result<Cow<'static, str>, Invalid>
where
    'name:,
{
    Ok(name.to_owned().into())
}

fn main() {}
