use framework_pattern::Pattern;

use crate::parse;

#[test]
fn a_prefix_and_a_path_make_one_pattern() {
    let cases = [
        ("", "", "/"),
        ("/users", "", "/users"),
        ("/users", "/", "/users"),
        ("", "/users", "/users"),
        ("users", "<id>", "/users/<id>"),
        ("/<tenant|int>", "/users/<id>", "/<tenant|int>/users/<id>"),
        ("/a", "/<*rest>", "/a/<*rest>"),
        ("/<>", "/<>", "/<>/<>"),
    ];
    for (prefix, path, expected) in cases {
        let joined = Pattern::join(&parse(prefix), &parse(path)).unwrap();
        assert_eq!(joined, parse(expected), "{prefix} {path}");
    }
}

#[test]
fn a_prefix_that_cannot_be_joined_says_why() {
    let cases = [
        (
            "/a/<id>",
            "/b/<id|int>",
            "<id|int>",
            "`<id|int>` has the name of an earlier capture; write another name, or none",
        ),
        ("/<id>", "/<*id>", "<*id>", "`<*id>` has the name of an earlier capture; write another name, or none"),
        (
            "/a/<*rest>",
            "/b",
            "<*rest>",
            "`<*rest>` is a catch-all in a prefix; write `<rest>` for one segment, or move it into the paths",
        ),
        ("/<*>", "", "<*>", "`<*>` is a catch-all in a prefix; write `<>` for one segment, or move it into the paths"),
        ("", "/<a>", "", ""),
    ];
    for (prefix, path, piece, message) in cases {
        match Pattern::join(&parse(prefix), &parse(path)) {
            Ok(_) => assert_eq!(message, "", "{prefix} {path}"),
            Err(error) => {
                assert_eq!(error.message(), message, "{prefix} {path}");
                assert_eq!(error.piece(), piece, "{prefix} {path}");
                assert_eq!(&format!("{prefix}{path}")[error.range()], piece);
            }
        }
    }
}

#[test]
fn a_pattern_with_a_catch_all_is_no_prefix_of_itself() {
    let pattern = parse("/a/<*>");
    assert!(Pattern::join(&pattern, &pattern).is_err());
}
