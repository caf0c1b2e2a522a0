//! `/openapi.json` of what the macros wrote.

use framework::{
    prelude::*,
    serde_json::{Value, json},
};

#[derive(Bean, PartialEq, Debug)]
#[bean(default)]
struct Page {
    #[bean(default = -1)]
    first: i32,
    #[bean(default = 10_000)]
    size: u16,
    #[bean(default = SORT.to_owned())]
    sort: String,
    #[serde(default = "seven")]
    count: u8,
}

const SORT: &str = "up";

fn seven() -> u8 {
    7
}

#[derive(Bean)]
#[bean(output)]
struct Tree(Vec<Tree>);

#[derive(Bean)]
#[bean(output)]
struct There(Vec<Back>);

#[derive(Bean)]
#[bean(output)]
struct Back(Option<There>);

#[derive(Bean)]
struct Metres(u16);

#[derive(Bean)]
struct Wrapped(Page);

#[derive(Bean)]
struct Flattened {
    #[serde(flatten)]
    page: Wrapped,
}

struct Documented;

#[controller("/documented")]
impl Documented {
    #[construct]
    fn new() -> Self {
        Documented
    }

    #[get_mapping]
    fn parameters(
        #[query(default = -1)] negative: i32,
        #[query(default = 10_000)] separated: u32,
        #[query(default = 1u8)] suffixed: u8,
        #[query(default = 'x')] character: char,
        #[query(default = "10")] text: String,
        #[query(default = u8::MAX)] code: u8,
    ) -> Page {
        let _all = (negative, separated, suffixed, character, text, code);
        Page::default()
    }

    #[get_mapping]
    fn tree() -> Tree {
        Tree(vec![Tree(Vec::new())])
    }

    #[get_mapping]
    fn there() -> There {
        There(vec![Back(None)])
    }

    #[get_mapping]
    fn metres() -> Metres {
        Metres(1)
    }

    #[get_mapping]
    fn flattened() -> Flattened {
        Flattened { page: Wrapped(Page::default()) }
    }
}

async fn document() -> Value {
    App::new().only::<Documented>().set("http.docs", "on").test().get("/openapi.json").await.assert_status(200).json()
}

#[framework::tokio::test(crate = "framework::tokio")]
async fn a_default_is_a_value_of_its_type_and_code_is_none() {
    let document = document().await;
    let parameters = &document["paths"]["/documented/parameters"]["get"]["parameters"];
    let defaults: Vec<_> = parameters.as_array().expect("parameters").iter().collect();
    let of = |name: &str| {
        let parameter = defaults.iter().find(|parameter| parameter["name"] == name).expect("the parameter");
        assert_eq!(parameter["required"], false, "{name}");
        parameter["schema"].get("default").cloned()
    };
    assert_eq!(of("negative"), Some(json!(-1)));
    assert_eq!(of("separated"), Some(json!(10000)));
    assert_eq!(of("suffixed"), Some(json!(1)));
    assert_eq!(of("character"), Some(json!("x")));
    assert_eq!(of("text"), Some(json!("10")));
    assert_eq!(of("code"), None);

    let page = &document["components"]["schemas"]["Page"];
    assert_eq!(page["properties"]["first"]["default"], -1);
    assert_eq!(page["properties"]["size"]["default"], 10000);
    assert_eq!(page["properties"]["sort"].get("default"), None);
    assert_eq!(page.get("required"), None);
}

#[test]
fn the_default_of_a_bean_uses_the_functions_that_serde_is_told() {
    assert_eq!(Page::default(), Page { first: -1, size: 10_000, sort: "up".to_owned(), count: 7 });
}

#[framework::tokio::test(crate = "framework::tokio")]
async fn newtypes_that_contain_themselves_are_described() {
    let document = document().await;
    let schemas = &document["components"]["schemas"];
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    assert_eq!(schemas["Tree"], json!({ "type": "array", "items": reference("Tree") }));
    assert_eq!(schemas["There"], json!({ "type": "array", "items": reference("Back") }));
    assert_eq!(schemas["Back"], json!({ "anyOf": [reference("There"), { "type": "null" }] }));
    assert_eq!(schemas["Metres"], json!({ "type": "integer", "minimum": 0, "maximum": 65535 }));
}

#[framework::tokio::test(crate = "framework::tokio")]
async fn a_flattened_newtype_of_a_bean_has_the_members_of_the_bean() {
    let document = document().await;
    let members = document["components"]["schemas"]["Flattened"]["properties"].as_object().cloned().unwrap_or_default();
    let mut names: Vec<_> = members.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["count", "first", "size", "sort"]);
}
