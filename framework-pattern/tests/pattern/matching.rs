use framework_pattern::Regex;

use crate::parse;

/// Pattern, path, captures.
type Case = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

fn captures(pattern: &str, path: &str) -> Option<Vec<(String, String)>> {
    parse(pattern).matches(path, &|name, segment| name == "gender" && matches!(segment, "f" | "m" | "d"))
}

#[test]
fn what_matches_gives_its_named_captures() {
    let cases: &[Case] = &[
        ("", "/", &[]),
        ("/a", "/a", &[]),
        ("/a", "/%61", &[]),
        ("/产品", "/%E4%BA%A7%E5%93%81", &[]),
        ("/%E4%BA%A7%E5%93%81", "/产品", &[]),
        ("/a%2Fb", "/a%2fb", &[]),
        ("/a b", "/a%20b", &[]),
        ("/<>", "/x", &[]),
        ("/<id>", "/x", &[("id", "x")]),
        ("/<id>", "/a+b", &[("id", "a+b")]),
        ("/<id>", "/a%20b", &[("id", "a b")]),
        ("/<id>", "/a%252Fb", &[("id", "a%2Fb")]),
        ("/<id>", "/a%2Fb%5Cc", &[("id", "a/b\\c")]),
        ("/<id>", "/...", &[("id", "...")]),
        ("/<id>", "/..%2F..", &[("id", "../..")]),
        ("/<id|int>", "/-17", &[("id", "-17")]),
        ("/<id|int>", "/%31", &[("id", "1")]),
        ("/<|int>/<b>", "/1/2", &[("b", "2")]),
        ("/<who|gender>", "/f", &[("who", "f")]),
        ("/<x||[a-z]+>", "/abc", &[("x", "abc")]),
        ("/<x||a|b>", "/b", &[("x", "b")]),
        ("/<x||a|ab>", "/ab", &[("x", "ab")]),
        ("/<x||.+>", "/a%2Fb", &[("x", "a/b")]),
        ("/<x||(?i)abc>", "/ABC", &[("x", "ABC")]),
        ("/<*rest>", "/a", &[("rest", "a")]),
        ("/<*rest>", "/a/b/c", &[("rest", "a/b/c")]),
        ("/a/<*rest>", "/a/b%20c/d", &[("rest", "b c/d")]),
        ("/<*rest>", "/a%2Fb/c%5cd", &[("rest", "a%2Fb/c%5cd")]),
        ("/<*rest>", "/%E4%BA%A7/%2e%2e%2Fa", &[("rest", "产/..%2Fa")]),
        ("/<*>", "/a/b", &[]),
        ("/<a>/<b|int>/<*c>", "/x/1/y/z", &[("a", "x"), ("b", "1"), ("c", "y/z")]),
    ];
    for (pattern, path, expected) in cases {
        let expected = expected.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        assert_eq!(captures(pattern, path), Some(expected.collect()), "{pattern} {path}");
    }
}

#[test]
fn what_does_not_match_gives_nothing() {
    let cases = [
        ("", ""),
        ("", "/a"),
        ("", "//"),
        ("/a", ""),
        ("/a", "/"),
        ("/a", "a"),
        ("/a", "*"),
        ("/a", "/A"),
        ("/a", "/a/"),
        ("/a", "/a/b"),
        ("/a", "//a"),
        ("/a", "/b/../a"),
        ("/a/b", "/a%2Fb"),
        ("/a%2Fb", "/a/b"),
        ("/<id>", "/"),
        ("/<id>", "//"),
        ("/<id>", "/."),
        ("/<id>", "/.."),
        ("/<id>", "/%2e"),
        ("/<id>", "/%2E."),
        ("/<id>", "/%"),
        ("/<id>", "/%4"),
        ("/<id>", "/%4g"),
        ("/<id>", "/%+1"),
        ("/<id>", "/%FF"),
        ("/<id>", "/%C3"),
        ("/<id>", "/%C0%AF"),
        ("/<id>", "/%ED%A0%80"),
        ("/<id|int>", "/x"),
        ("/<id|int>", "/2147483648"),
        ("/<id|int>", "/+1"),
        ("/<who|gender>", "/x"),
        ("/<who|unknown>", "/f"),
        ("/<x||[a-z]+>", "/abc1"),
        ("/<x||a|b>", "/ab"),
        ("/<x||b$|a>", "/ab"),
        ("/<x||abc>", "/ABC"),
        ("/<x||a.c>", "/a%0Ac"),
        ("/<*rest>", "/"),
        ("/<*rest>", ""),
        ("/<*rest>", "/a/"),
        ("/<*rest>", "//a"),
        ("/<*rest>", "/a//b"),
        ("/<*rest>", "/a/./b"),
        ("/<*rest>", "/a/%2e%2e"),
        ("/<*rest>", "/a/%zz"),
        ("/<*rest>", "/a/%FF"),
        ("/a/<*rest>", "/a"),
    ];
    for (pattern, path) in cases {
        assert_eq!(captures(pattern, path), None, "{pattern} {path}");
    }
}

#[test]
fn own_constraints_are_asked_by_name_for_the_decoded_segment() {
    let pattern = parse("/<a|one>/<|two>");
    let asked = std::cell::RefCell::new(Vec::new());
    let own = |name: &str, segment: &str| {
        asked.borrow_mut().push(format!("{name} {segment}"));
        true
    };
    assert!(pattern.matches("/%31/b", &own).is_some());
    assert_eq!(asked.into_inner(), ["one 1", "two b"]);
}

#[test]
fn regular_expressions_are_equal_by_text() {
    let regex = |text: &str| -> Regex {
        let pattern = parse(&format!("/<x||{text}>"));
        match pattern.constraint_of("x") {
            Some(framework_pattern::Accept::Regex(regex)) => regex.clone(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(regex("[a-z]"), regex("[a-z]"));
    assert_ne!(regex("[a-z]"), regex("[a-y]"));
    assert_eq!(format!("{:?}", regex("a")), r#"Regex("a")"#);
}
