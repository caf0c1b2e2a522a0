//! Any names at all: what is written as names is read back, and nothing that a visitor makes up is a panic.

use std::collections::BTreeMap;

use framework::{TestApp, prelude::*, tokio::runtime::Builder};
use proptest::{collection::vec, prelude::*};

#[derive(Bean, Debug, Clone, PartialEq)]
struct Node {
    name: String,
    #[bean(default)]
    numbers: Vec<i64>,
    #[bean(default)]
    prices: BTreeMap<String, bool>,
    #[bean(default)]
    #[serde(rename = "all.children")]
    children: Vec<Node>,
    next: Option<Box<Node>>,
    kind: Option<Kind>,
}

#[derive(Bean, Debug, Clone, PartialEq)]
#[serde(tag = "type")]
enum Kind {
    Empty,
    Point { x: i8, y: Option<String> },
}

#[get_mapping("/any-names")]
fn sent(#[query] node: Node) -> Node {
    node
}

#[post_mapping("/any-names")]
fn posted(node: Node) -> Node {
    node
}

fn node() -> impl Strategy<Value = Node> {
    let kind = prop_oneof![
        Just(Kind::Empty),
        (any::<i8>(), proptest::option::of(any::<String>())).prop_map(|(x, y)| Kind::Point { x, y }),
    ];
    let prices = proptest::collection::btree_map("[a-z0-9./~ %é]{1,4}", any::<bool>(), 0..3);
    let leaf = (any::<String>(), vec(any::<i64>(), 0..3), prices, proptest::option::of(kind));
    let leaf = leaf.prop_map(|(name, numbers, prices, kind)| Node {
        name,
        numbers,
        prices,
        kind,
        children: Vec::new(),
        next: None,
    });
    leaf.prop_recursive(3, 12, 3, |inner| {
        (inner.clone(), vec(inner.clone(), 0..3), proptest::option::of(inner)).prop_map(|(node, children, next)| Node {
            children,
            next: next.map(Box::new),
            ..node
        })
    })
}

/// The fields of a node; a step is written in brackets or behind a dot.
fn write(node: &Node, prefix: &str, in_brackets: bool, fields: &mut Vec<(String, String)>) {
    let member = |name: &str| match prefix {
        "" => name.to_owned(),
        _ if in_brackets => format!("{prefix}[{name}]"),
        _ => format!("{prefix}.{name}"),
    };
    fields.push((member("name"), node.name.clone()));
    for (index, number) in node.numbers.iter().enumerate() {
        // Numbers need not begin at 0 nor follow on each other.
        let name = if in_brackets { format!("{}[{}]", member("numbers"), index * 3 + 1) } else { member("numbers") };
        fields.push((name, number.to_string()));
    }
    for (key, price) in &node.prices {
        let name =
            if in_brackets { format!("{}[{key}]", member("prices")) } else { format!("{}.{key}", member("prices")) };
        fields.push((name, price.to_string()));
    }
    for (index, child) in node.children.iter().enumerate() {
        write(child, &format!("{}[{index}]", member("all.children")), in_brackets, fields);
    }
    if let Some(next) = &node.next {
        write(next, &member("next"), in_brackets, fields);
    }
    match &node.kind {
        None => {}
        Some(Kind::Empty) => fields.push((format!("{}.type", member("kind")), "Empty".to_owned())),
        Some(Kind::Point { x, y }) => {
            fields.push((format!("{}.type", member("kind")), "Point".to_owned()));
            fields.push((format!("{}[x]", member("kind")), x.to_string()));
            fields.extend(y.iter().map(|y| (format!("{}.y", member("kind")), y.clone())));
        }
    }
}

fn app() -> TestApp {
    App::new().module(module_path!()).set("http.target_limit", "60 KiB").test()
}

fn run(test: impl Future<Output = ()>) {
    Builder::new_current_thread().build().expect("a runtime").block_on(test);
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Steps and what stands between them, in any order.
const STEPS: &str = "(name|numbers|prices|all.children|next|kind|type|x|[\\[\\].0-9$é]){0,9}";

proptest! {
    #[test]
    fn a_bean_written_as_names_is_read_back(node in node(), in_brackets: bool) {
        let mut fields = Vec::new();
        write(&node, "", in_brackets, &mut fields);
        let fields: Vec<_> = fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        run(async {
            let read: Node = app().post("/any-names").form(&fields).await.assert_status(200).json();
            assert_eq!(read, node, "{fields:?}");
            #[cfg(feature = "multipart")]
            {
                let parts = fields.iter().map(|(name, text)| (*name, framework::TestPart::text(*text)));
                let answer = app().post("/any-names").multipart(&parts.collect::<Vec<_>>()).await;
                assert_eq!(answer.assert_status(200).json::<Node>(), node, "{fields:?}");
            }
        });
    }

    #[test]
    fn no_name_is_a_panic(names in vec(STEPS, 0..6), text: String) {
        let query: Vec<_> = names.iter().map(|name| format!("{}={}", encoded(name), encoded(&text))).collect();
        let fields: Vec<_> = names.iter().map(|name| (name.as_str(), text.as_str())).collect();
        run(async {
            let answers = [
                app().get(&format!("/any-names?{}", query.join("&"))).await,
                app().post("/any-names").form(&fields).await,
            ];
            for answer in answers {
                assert!(matches!(answer.status().code(), 200 | 400 | 422), "{}", answer.text());
            }
        });
    }
}

#[cfg(feature = "multipart")]
proptest! {
    #[test]
    fn no_form_is_a_panic(pieces in vec(prop_oneof![
        Just("--B"), Just("--B\r\n"), Just("\r\n--B--"), Just("--"), Just("\r\n"), Just("\r"), Just("\r\n\r\n"),
        Just("Content-Disposition: form-data; name=\"name\""), Just("; filename=\"f\""), Just("Content-Disposition:"),
        Just("; name=\""), Just("next[name]"), Just("kind"), Just("é"), Just("\\\""), Just("\0"),
    ], 0..14)) {
        let body = format!("--B\r\nContent-Disposition: form-data; name=\"name\"{}", pieces.concat());
        run(async {
            let request = app().post("/any-names").header("content-type", "multipart/form-data; boundary=B");
            let answer = request.body(body).await;
            assert!(matches!(answer.status().code(), 200 | 400 | 422), "{}", answer.text());
        });
    }
}
