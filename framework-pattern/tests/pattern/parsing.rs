use std::collections::HashSet;

use framework_pattern::{Accept, Builtin, Capture, Constraint, Precedence, Segment};

use crate::parse;

fn literal(text: &str) -> Segment {
    Segment::Literal(text.to_owned())
}

fn capture(name: &str, accept: Accept) -> Segment {
    let name = (!name.is_empty()).then(|| name.to_owned());
    Segment::Capture(Capture { name, accept })
}

fn builtin(builtin: Builtin) -> Accept {
    Accept::Constraint(Constraint::Builtin(builtin))
}

fn own(name: &str) -> Accept {
    Accept::Constraint(Constraint::Own(name.to_owned()))
}

#[test]
fn every_form_parses_to_its_segments() {
    let cases: &[(&str, &[Segment])] = &[
        ("", &[]),
        ("/", &[]),
        ("users", &[literal("users")]),
        ("/users", &[literal("users")]),
        ("/a/b", &[literal("a"), literal("b")]),
        ("/产品", &[literal("产品")]),
        ("/%E4%BA%A7%e5%93%81", &[literal("产品")]),
        ("/a%2Fb", &[literal("a/b")]),
        ("/%3Cid%3E", &[literal("<id>")]),
        ("/%7Bid}", &[literal("{id}")]),
        ("/a{b}:c*", &[literal("a{b}:c*")]),
        ("/...", &[literal("...")]),
        ("/.well-known", &[literal(".well-known")]),
        ("/a b+c", &[literal("a b+c")]),
        ("/%00", &[literal("\0")]),
        ("/a|b", &[literal("a|b")]),
        ("/<>", &[capture("", Accept::Any)]),
        ("/<|>", &[capture("", Accept::Any)]),
        ("/<||>", &[capture("", Accept::Any)]),
        ("<id>", &[capture("id", Accept::Any)]),
        ("/<id|>", &[capture("id", Accept::Any)]),
        ("/<id||>", &[capture("id", Accept::Any)]),
        ("/<_id1>", &[capture("_id1", Accept::Any)]),
        ("/<产品>", &[capture("产品", Accept::Any)]),
        ("/<type>", &[capture("type", Accept::Any)]),
        ("/<id|int>", &[capture("id", builtin(Builtin::I32))]),
        ("/<id|i32>", &[capture("id", builtin(Builtin::I32))]),
        ("/<|uuid>", &[capture("", builtin(Builtin::Uuid))]),
        ("/<who|gender>", &[capture("who", own("gender"))]),
        ("/<|gender>", &[capture("", own("gender"))]),
        ("/<x|Int>", &[capture("x", own("Int"))]),
        ("/<*rest>", &[Segment::Rest(Some("rest".to_owned()))]),
        ("/<*>", &[Segment::Rest(None)]),
        ("/a/<b>/<*c>", &[literal("a"), capture("b", Accept::Any), Segment::Rest(Some("c".to_owned()))]),
        ("/<>/<>/<*>", &[capture("", Accept::Any), capture("", Accept::Any), Segment::Rest(None)]),
    ];
    for (text, segments) in cases {
        assert_eq!(parse(text).segments(), *segments, "{text}");
    }
}

#[test]
fn a_regular_expression_runs_to_the_end_of_its_segment() {
    let cases = [
        ("/<x||[a-z]+>", "x", "[a-z]+"),
        ("/<x||a|b>", "x", "a|b"),
        ("/<x||(?<y>a)>/b", "x", "(?<y>a)"),
        ("/<x||a>-<b>", "x", "a>-<b"),
        ("/<x||a?#%>", "x", "a?#%"),
        (r"/<file||[^.]+\.json>", "file", r"[^.]+\.json"),
        ("/<x|||a>", "x", "|a"),
        ("/<x||产+>", "x", "产+"),
    ];
    for (text, name, expected) in cases {
        let pattern = parse(text);
        let Some(Accept::Regex(regex)) = pattern.constraint_of(name) else {
            panic!("{text}: {pattern:?}");
        };
        assert_eq!(regex.text(), expected, "{text}");
    }
}

#[test]
fn every_builtin_name_parses_to_its_meaning() {
    for (name, expected) in Builtin::ALL {
        let pattern = parse(&format!("/<x|{name}>"));
        assert_eq!(pattern.constraint_of("x"), Some(&builtin(*expected)));
        assert_eq!(pattern.to_string(), format!("/<x|{}>", expected.name()));
    }
}

#[test]
fn display_is_readable_and_canonical() {
    let cases = [
        ("", "/"),
        ("/", "/"),
        ("users/<id|i32>", "/users/<id|int>"),
        ("/<x|f64>/<|i64>", "/<x|double>/<|long>"),
        ("/<a|>/<b||>/<|>", "/<a>/<b>/<>"),
        ("/<x||[a-z]+>/<||b>", "/<x||[a-z]+>/<||b>"),
        ("/<x|gender>/<*rest>", "/<x|gender>/<*rest>"),
        ("/<*>", "/<*>"),
        ("/%E4%BA%A7", "/产"),
        ("/%61%20b", "/a b"),
        ("/a%2fb%25%3f%23%3c%3e", "/a%2Fb%25%3F%23%3C%3E"),
        ("/%7Ba{/%3Aa:/%2Aa*", "/%7Ba{/%3Aa:/%2Aa*"),
        ("/%5Ba]/%5Ba/a%5D", "/%5Ba]/[a/a]"),
        ("/%00%7F%C2%85", "/%00%7F%C2%85"),
    ];
    for (text, expected) in cases {
        let pattern = parse(text);
        assert_eq!(pattern.to_string(), expected, "{text}");
        assert_eq!(parse(expected), pattern, "{text}");
    }
}

#[test]
fn shape_forgets_names_and_spelling_only() {
    let same = [
        ("/a/<id|int>", "a/<|i32>"),
        ("/<a>/<b>", "/<b|>/<||>"),
        ("/<*rest>", "/<*>"),
        ("/%61", "/a"),
        ("/<a||x+>", "/<b||x+>"),
        ("/<a|gender>", "/<b|gender>"),
        ("", "/"),
    ];
    for (left, right) in same {
        assert_eq!(parse(left).shape(), parse(right).shape(), "{left} {right}");
    }
    let different = [
        "/",
        "/a",
        "/A",
        "/<>",
        "/<*>",
        "/<|int>",
        "/<|uint>",
        "/<|string>",
        "/<|gender>",
        "/<||int>",
        "/<||gender>",
        "/%3C%3E",
        "/%3C*%3E",
        "/a%2Fb",
        "/a/b",
    ];
    let shapes: HashSet<String> = different.iter().map(|text| parse(text).shape()).collect();
    assert_eq!(shapes.len(), different.len(), "{shapes:?}");
}

#[test]
fn captures_are_named_in_order() {
    let pattern = parse("/<b>/x/<>/<a|int>/<*c>");
    assert!(pattern.captures().eq(["b", "a", "c"]));
    assert_eq!(pattern.constraint_of("b"), Some(&Accept::Any));
    assert_eq!(pattern.constraint_of("a"), Some(&builtin(Builtin::I32)));
    assert_eq!(pattern.constraint_of("c"), None, "a catch-all accepts the rest");
    assert_eq!(pattern.constraint_of("x"), None, "a literal is no capture");
    assert_eq!(pattern.constraint_of(""), None, "no name is not an empty name");
}

#[test]
fn precedence_is_builtins_then_ranked_then_any() {
    let of = |text: &str| parse(text).constraint_of("x").unwrap().precedence();
    let mut expected: Vec<Precedence> = Builtin::ALL.iter().map(|(name, _)| of(&format!("<x|{name}>"))).collect();
    expected.push(of("<x|gender>"));
    expected.push(of("<x||[a-z]+>"));
    expected.push(of("<x>"));
    assert!(expected.is_sorted(), "{expected:?}");
    assert_eq!(of("<x|gender>"), of("<x||[a-z]+>"));
    assert_eq!(of("<x|>"), of("<x||>"));
    assert!(of("<x|string>") < of("<x|gender>"));
    assert!(of("<x|gender>") < of("<x>"));
}
