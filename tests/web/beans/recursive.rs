//! Enums that hold themselves.

use framework::{TestApp, prelude::*};

fn app() -> TestApp {
    App::new().module(module_path!()).test()
}

/// Every level asks both variants.
#[derive(Bean)]
#[serde(untagged)]
enum Tree {
    Named {
        name: String,
        #[allow(dead_code)]
        next: Option<Box<Tree>>,
    },
    Counted {
        count: u32,
        #[allow(dead_code)]
        next: Option<Box<Tree>>,
    },
    List(Vec<Tree>),
}

#[derive(Bean)]
#[serde(tag = "type")]
enum Expression {
    Number { value: f64 },
    Not { of: Box<Expression> },
    All { of: Vec<Expression> },
}

#[derive(Bean)]
enum Chain {
    End,
    Link(Box<Chain>),
    Links { of: Vec<Chain> },
}

#[post_mapping("/tree")]
fn tree(tree: Tree) -> Tree {
    tree
}

#[post_mapping("/expression")]
fn expression(expression: Expression) -> Expression {
    expression
}

#[post_mapping("/chain")]
fn chain(chain: Chain) -> Chain {
    chain
}

#[tokio::test]
async fn recursive_enums_of_any_depth_are_read_or_refused() {
    let app = app();
    let deep = |count: usize, open: &str, end: &str, close: &str| {
        format!("{}{end}{}", open.repeat(count), close.repeat(count))
    };
    for (path, open, end, bad, close) in [
        ("/tree", "[", r#"{"name":"x","next":null}"#, r#"{"name":1,"next":null}"#, "]"),
        ("/expression", r#"{"type":"Not","of":"#, r#"{"type":"Number","value":1.0}"#, r#"{"type":"None"}"#, "}"),
        ("/chain", r#"{"Link":"#, r#""End""#, r#""Ends""#, "}"),
    ] {
        let post = |body: String| app.post(path).body(body).header("content-type", "application/json");
        let good = deep(100, open, end, close);
        post(good.clone()).await.assert_status(200).assert_text(&good);
        post(deep(100, open, bad, close)).await.assert_status(422);
        post(deep(100_000, open, end, close)).await.assert_status(400);
        post(open.repeat(100_000)).await.assert_status(400);
        post("[".repeat(100_000)).await.assert_status(400);
    }
}
