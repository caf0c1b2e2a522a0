//! Beans that hold themselves or multiply are refused in no time, and overflow no stack.

use framework::{
    prelude::*,
    serde_json::{Value, json},
};

mod recursive {
    use super::*;

    pub(super) const MODULE: &str = module_path!();

    /// A list of itself, which a text might be an element of.
    #[derive(Bean, Debug)]
    #[serde(untagged)]
    pub(super) enum Nested {
        Text(String),
        List(Vec<Nested>),
        Named { name: Box<Nested> },
    }

    #[derive(Bean)]
    pub(super) struct Lists(Vec<Lists>);

    #[derive(Bean)]
    pub(super) struct Holder {
        nested: Option<Nested>,
        lists: Option<Lists>,
        table: Option<Vec<Vec<u8>>>,
        next: Option<Box<Holder>>,
    }

    #[get_mapping("/holder")]
    fn queried(holder: Holder) -> Holder {
        holder
    }

    #[post_mapping("/holder")]
    fn sent(holder: Holder) -> Holder {
        holder
    }
}

#[tokio::test]
async fn a_text_is_no_list_of_lists_without_end() {
    let app = App::new().module(recursive::MODULE).test();
    for fields in ["nested=x", "nested.name=x", "nested[]=x", "lists=x", "lists[0]=x", "table=1", "table[]=1"] {
        let answer = app.get(&format!("/holder?{fields}")).await;
        assert!([200, 400].contains(&answer.status().code()), "{fields}");
        let form = app.post("/holder").header("content-type", "application/x-www-form-urlencoded");
        let status = form.body(fields).await.status().code();
        assert!([200, 422].contains(&status), "{fields}");
    }
    app.get("/holder?table[0]=1&table[0]=2&table[1][0]=3")
        .await
        .assert_json(json!({ "nested": null, "lists": null, "table": [[1, 2], [3]], "next": null }));
}

#[tokio::test]
async fn a_name_that_reaches_deep_overflows_no_stack() {
    let app = App::new().module(recursive::MODULE).set("http.target_limit", "60 KiB").test();
    let name = "next.".repeat(11_000);
    app.get(&format!("/holder?{name}table=1")).await.assert_status(400);
    let form = app.post("/holder").header("content-type", "application/x-www-form-urlencoded");
    form.body(format!("{}table=1", "next.".repeat(400_000))).await.assert_status(422);
}

/// Every level asks both variants, which both contain the next one.
#[derive(Bean)]
#[serde(untagged)]
enum Multiplied {
    Named {
        name: String,
        next: Option<Box<Multiplied>>,
    },
    Counted {
        count: u32,
        next: Option<Box<Multiplied>>,
    },
    #[allow(dead_code)]
    Anything(Value),
}

#[derive(Bean)]
struct Multiplying {
    #[bean(length(1..))]
    text: String,
    multiplied: Multiplied,
}

mod multiplied {
    use super::*;

    pub(super) const MODULE: &str = module_path!();

    #[get_mapping("/multiplied")]
    fn queried(multiplied: Multiplied) -> Multiplied {
        multiplied
    }

    #[post_mapping("/multiplied")]
    fn sent(multiplied: Multiplied) -> Multiplied {
        multiplied
    }

    #[post_mapping("/multiplying")]
    fn multiplying(multiplying: Multiplying) -> Multiplying {
        multiplying
    }
}

#[tokio::test]
async fn an_enum_without_a_tag_that_multiplies_the_work_is_refused_in_no_time() {
    let app = App::new().module(multiplied::MODULE).test();
    let deep =
        |count: usize, innermost: &str| format!("{}{innermost}{}", r#"{"next":"#.repeat(count), "}".repeat(count));
    let json = |path: &str, body: String| app.post(path).header("content-type", "application/json").body(body);
    let start = std::time::Instant::now();
    for count in [20, 100] {
        for innermost in ["1", r#"{"name":"x"}"#, &format!(r#"{{"name":1,"more":"{}"}}"#, r"\n".repeat(100_000))] {
            let answer = json("/multiplied", deep(count, innermost)).await;
            assert_eq!(answer.assert_status(422).json::<Value>()["errors"][0]["rule"], "depth");
            let body = format!(r#"{{"text":1,"multiplied":{}}}"#, deep(count, innermost));
            json("/multiplying", body).await.assert_status(422);
        }
    }
    let name = "next.".repeat(30);
    app.get(&format!("/multiplied?{name}name=x")).await.assert_status(400);
    let form = app.post("/multiplied").header("content-type", "application/x-www-form-urlencoded");
    form.body(format!("{name}name=x")).await.assert_status(422);
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
    // What is not multiplied is read, however deep and long it is.
    let deep = r#"{"name":"x","next":"#.repeat(60) + "null" + &"}".repeat(60);
    json("/multiplied", deep.clone()).await.assert_status(200).assert_text(&deep);
    let name = "next.".repeat(5);
    let fields: Vec<_> = (0..=5).map(|depth| format!("{}name=x", &name[..depth * 5])).collect();
    app.get(&format!("/multiplied?{}", fields.join("&"))).await.assert_status(200);
}
