//! Beans of all that a path captures: which members must be captured, and what is described.

use framework::{StartProblem, prelude::*, serde_json::Value};

/// What may not be captured: members with defaults, whole beans that are optional.
mod fitting {
    use std::collections::BTreeMap;

    use framework::{ParameterError, prelude::*};

    #[derive(Bean)]
    pub(crate) struct Place {
        shop: u16,
        #[serde(alias = "title", rename(deserialize = "called"))]
        name: String,
        #[bean(default = 1)]
        floor: i8,
        note: Option<String>,
        #[serde(flatten)]
        more: More,
    }

    #[derive(Bean)]
    pub(crate) struct More {
        shelf: u8,
        #[bean(default)]
        side: bool,
    }

    #[derive(Bean)]
    pub(crate) struct Defaults {
        #[bean(default = 1)]
        page: u32,
        size: Option<u32>,
    }

    #[derive(Bean)]
    #[serde(tag = "kind", rename_all = "lowercase")]
    pub(crate) enum Shape {
        Square { side: u8 },
        Circle { radius: u8 },
    }

    #[derive(Bean)]
    #[serde(untagged)]
    pub(crate) enum Key {
        Number { id: u32, version: u8 },
        Name { name: String },
    }

    #[get_mapping("/fitting/<shop>/<called>/<shelf>", "/fitting/<shop>/<title>/<shelf>/<floor>")]
    fn place(#[path] place: Place) -> String {
        let Place { shop, name, floor, note, more: More { shelf, side } } = place;
        format!("{shop} {name} {floor} {note:?} {shelf} {side}")
    }

    #[get_mapping("/optional/by_id/<id>", "/optional/by_shelf/<shelf>")]
    fn optional(#[path] more: Option<More>, id: Option<u8>) -> String {
        format!("{:?} {id:?}", more.map(|more| more.shelf))
    }

    #[get_mapping("/decided/<id>")]
    fn decided(#[path] more: Result<More, ParameterError>, id: u8) -> String {
        format!("{id} {}", more.is_ok())
    }

    #[get_mapping("/defaults/<id>")]
    fn defaults(#[path] defaults: Defaults, id: u8) -> String {
        format!("{} {:?} {id}", defaults.page, defaults.size)
    }

    #[get_mapping("/shapes/<kind>/<side>", "/rounds/<kind>/<radius>")]
    fn shape(#[path] shape: Shape) -> u8 {
        match shape {
            Shape::Square { side } => side,
            Shape::Circle { radius } => radius,
        }
    }

    #[get_mapping("/keys/<id|u32>/<version>", "/keys/<name>")]
    fn key(#[path] key: Key) -> String {
        match key {
            Key::Number { id, version } => format!("{id}.{version}"),
            Key::Name { name } => name,
        }
    }

    #[get_mapping("/all/<a>/<>/<b>")]
    fn all(#[path] all: BTreeMap<String, String>) -> BTreeMap<String, String> {
        all
    }
}

/// What is never served.
mod lacking {
    use framework::{ParameterError, prelude::*};

    use super::fitting::{More, Place, Shape};

    #[get_mapping("/lacking/two/<shop>/<floor>")]
    fn two(#[path] place: Place) {
        let _ = place;
    }

    #[derive(Default)]
    struct Lacking;

    #[controller("/lacking/<side>")]
    impl Lacking {
        #[get_mapping("/<shelf>", "/")]
        async fn of_one_pattern(&self, #[path] more: More) {
            let _ = more;
        }

        #[get_mapping("/optional")]
        fn partly(&self, #[path] more: Option<More>) {
            let _ = more;
        }

        #[get_mapping("/decided")]
        fn decided(&self, #[path] more: Result<More, ParameterError>) {
            let _ = more;
        }

        #[get_mapping("/shape")]
        fn untold(&self, #[path] shape: Shape) {
            let _ = shape;
        }
    }
}

#[tokio::test]
async fn a_member_that_no_pattern_captures_stops_the_start() {
    let app = App::new().module(concat!(module_path!(), "::lacking"));
    let error = app.into_service().await.expect_err("members are not captured");
    let problems = error.problems().iter().map(|problem| match problem {
        StartProblem::UncapturedMember { function, argument, member, pattern, file, line } => {
            assert!(file.ends_with("tests/web/places/captures.rs") && *line > 1, "{file}:{line}");
            (*function, *argument, member.as_str(), *pattern)
        }
        other => panic!("{other}"),
    });
    let mut problems: Vec<_> = problems.collect();
    problems.sort_unstable();
    let expected = [
        ("Lacking::decided", "more", "shelf", "/lacking/<side>/decided"),
        ("Lacking::of_one_pattern", "more", "shelf", "/lacking/<side>"),
        ("Lacking::partly", "more", "shelf", "/lacking/<side>/optional"),
        ("Lacking::untold", "shape", "kind", "/lacking/<side>/shape"),
        ("two", "place", "shelf", "/lacking/two/<shop>/<floor>"),
    ];
    assert_eq!(problems, expected, "{error}");
    let report = error.to_string();
    for part in ["`two` takes `place` from the path", "write `<shelf>` in the pattern, or give the member a default"] {
        assert!(report.contains(part), "{report}");
    }
}

#[tokio::test]
async fn what_may_be_missing_need_not_be_captured() {
    let app = App::new().module(concat!(module_path!(), "::fitting")).test();
    let cases = [
        ("/fitting/7/a/3", "7 a 1 None 3 false"),
        ("/fitting/7/a/3/2", "7 a 2 None 3 false"),
        ("/optional/by_id/1", "None Some(1)"),
        ("/optional/by_shelf/1", "Some(1) None"),
        ("/decided/1", "1 false"),
        ("/defaults/1", "1 None 1"),
        ("/shapes/square/2", "2"),
        ("/rounds/circle/3", "3"),
        ("/keys/1/2", "1.2"),
        ("/keys/x", "x"),
        ("/all/1/2/3", r#"{"a":"1","b":"3"}"#),
    ];
    for (path, text) in cases {
        app.get(path).await.assert_status(200).assert_text(text);
    }
}

#[tokio::test]
async fn a_path_parameter_is_one_of_its_template() {
    let app = App::new().module(concat!(module_path!(), "::fitting")).test();
    let document = app.get("/openapi.json").await.json::<Value>();
    let paths = document["paths"].as_object().expect("paths");
    assert!(paths.len() > 10, "{paths:?}");
    for (path, operations) in paths {
        let parameters = operations["get"]["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
        let of_path = parameters.iter().filter(|parameter| parameter["in"] == "path");
        let mut names: Vec<_> = of_path.filter_map(|parameter| parameter["name"].as_str()).collect();
        let mut template: Vec<_> = path.split(['{', '}']).skip(1).step_by(2).collect();
        names.sort_unstable();
        template.sort_unstable();
        assert_eq!(names, template, "{path}");
    }
}
