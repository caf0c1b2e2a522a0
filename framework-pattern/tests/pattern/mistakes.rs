use framework_pattern::Pattern;

/// Text, piece at fault, message.
type Case = (&'static str, &'static str, &'static str);

#[rustfmt::skip] // one line a case
const FOREIGN: &[Case] = &[
    ("/a/{id}", "{id}", "`{id}` is not a capture; write `<id>` (a `{` itself is `%7B`)"),
    ("/a/[id]", "[id]", "`[id]` is not a capture; write `<id>` (a `[` itself is `%5B`)"),
    ("/[...rest]", "[...rest]", "`[...rest]` is not a capture; write `<*rest>` (a `[` itself is `%5B`)"),
    (r"/a/(\d+)", r"(\d+)", r"`(\d+)` is not a capture; write `<id||\d+>` (a `(` itself is `%28`)"),
    ("/[[id]]", "[[id]]", "`[[id]]` is not a capture; write `<id>` (a `[` itself is `%5B`)"),
    ("/[]", "[]", "`[]` is not a capture; write `<>` (a `[` itself is `%5B`)"),
    (
        "/<id|int|uuid>",
        "int|uuid",
        "`int|uuid` are several constraints; write one, as `<id|int>`, or a regular expression: `<id||int|uuid>`",
    ),
    ("/{}", "{}", "`{}` is not a capture; write `<>` (a `{` itself is `%7B`)"),
    ("/{id", "{id", "`{id` is not a capture; write `<id>` (a `{` itself is `%7B`)"),
    ("/{id?}", "{id?}", "`{id?}` is not a capture; write `<id>` (a `{` itself is `%7B`)"),
    ("/{id:int}", "{id:int}", "`{id:int}` is not a capture; write `<id|int>` (a `{` itself is `%7B`)"),
    ("/{id:[0-9]{2}}", "{id:[0-9]{2}}", "`{id:[0-9]{2}}` is not a capture; write `<id||[0-9]{2}>` (a `{` itself is `%7B`)"),
    ("/{id:[}", "{id:[}", "`{id:[}` is not a capture; write `<id>` (a `{` itself is `%7B`)"),
    ("/{user-id}", "{user-id}", "`{user-id}` is not a capture; write `<user_id>` (a `{` itself is `%7B`)"),
    ("/{*rest}", "{*rest}", "`{*rest}` is not a capture; write `<*rest>` (a `{` itself is `%7B`)"),
    ("/{**path}", "{**path}", "`{**path}` is not a capture; write `<*path>` (a `{` itself is `%7B`)"),
    ("/{path...}", "{path...}", "`{path...}` is not a capture; write `<*path>` (a `{` itself is `%7B`)"),
    ("/{tail:.*}", "{tail:.*}", "`{tail:.*}` is not a capture; write `<*tail>` (a `{` itself is `%7B`)"),
    ("/{id}.json", "{id}.json", r"`{id}.json` is not a capture; write `<id||[^.]+\.json>` (a `{` itself is `%7B`)"),
    ("/a/:id", ":id", "`:id` is not a capture; write `<id>` (a `:` itself is `%3A`)"),
    ("/:", ":", "`:` is not a capture; write `<>` (a `:` itself is `%3A`)"),
    ("/:id?", ":id?", "`:id?` is not a capture; write `<id>` (a `:` itself is `%3A`)"),
    ("/:id(\\d+)", ":id(\\d+)", r"`:id(\d+)` is not a capture; write `<id||\d+>` (a `:` itself is `%3A`)"),
    ("/:id(me)", ":id(me)", "`:id(me)` is not a capture; write `<id||me>` (a `:` itself is `%3A`)"),
    ("/*", "*", "`*` is not a capture; write `<*rest>` (a `*` itself is `%2A`)"),
    ("/**", "**", "`**` is not a capture; write `<*rest>` (a `*` itself is `%2A`)"),
    ("/a/*rest", "*rest", "`*rest` is not a capture; write `<*rest>` (a `*` itself is `%2A`)"),
    ("/*path/a", "*path", "`*path` is not a capture; write `<*path>` (a `*` itself is `%2A`)"),
    ("/a?<page>", "a?<page>", "`?` begins a query, which patterns do not match; write its values as arguments, such as `page`"),
    ("GET /a", "GET", "`GET` is a method, which the attribute says; write `/a`"),
    ("PROPFIND /", "PROPFIND", "`PROPFIND` is a method, which the attribute says; write `/`"),
    ("http://localhost:80/a", "http://localhost:80", "`http://localhost:80` stands before the path, and patterns begin with it; write `/a`"),
    ("https://a", "https://a", "`https://a` stands before the path, and patterns begin with it; write `/`"),
    ("/*.json", "*.json", r"`*.json` is not a capture; write `<file||[^.]+\.json>` (a `*` itself is `%2A`)"),
];

#[rustfmt::skip] // one line a case
const NAMES: &[Case] = &[
    ("/<id:int>", "<id:int>", "`<id:int>` has a `:` before the constraint; write `<id|int>`"),
    ("/<int:id>", "<int:id>", "`<int:id>` has a `:` before the constraint; write `<id|int>`"),
    ("/<id:[a-z]+>", "<id:[a-z]+>", "`<id:[a-z]+>` has a `:` before the constraint; write `<id||[a-z]+>`"),
    ("/<id:>", "<id:>", "`<id:>` has a `:` before the constraint; write `<id>`"),
    ("/<path..>", "<path..>", "`<path..>` is not a catch-all; write `<*path>`"),
    ("/<id?>", "<id?>", "`<id?>` is not an optional capture, there is none; write `<id>`, and a second pattern without it"),
    ("/<_>", "<_>", "`<_>` has no name that an argument could have; write `<>`"),
    ("/<_|int>", "<_|int>", "`<_|int>` has no name that an argument could have; write `<|int>`"),
    ("/< id >", "< id >", "`< id >` has a name that is not a Rust identifier; write one, such as `<id>`"),
    ("/<user-id|int>", "<user-id|int>", "`<user-id|int>` has a name that is not a Rust identifier; write one, such as `<user_id|int>`"),
    ("/<1a||[0-9]>", "<1a||[0-9]>", "`<1a||[0-9]>` has a name that is not a Rust identifier; write one, such as `<id||[0-9]>`"),
    ("/<a-b||c>", "<a-b||c>", "`<a-b||c>` has a name that is not a Rust identifier; write one, such as `<a_b||c>`"),
    ("/<r#type>", "<r#type>", "`<r#type>` has a name that is not a Rust identifier; write one, such as `<id>`"),
    ("/a/<id>/<id>", "<id>", "`<id>` has the name of an earlier capture; write another name, or none"),
    ("/<id|int>/<id|uuid>", "<id|uuid>", "`<id|uuid>` has the name of an earlier capture; write another name, or none"),
    ("/<id>/<*id>", "<*id>", "`<*id>` has the name of an earlier capture; write another name, or none"),
];

#[rustfmt::skip] // one line a case
const CONDITIONS: &[Case] = &[
    ("/<id|[a-z]+>", "[a-z]+", "`[a-z]+` is not the name of a constraint; write `<id||[a-z]+>` (a regular expression stands after `||`)"),
    ("/<id| int >", " int ", "` int ` is not the name of a constraint; write `<id|int>` (a regular expression stands after `||`)"),
    ("/<|my::own>", "my::own", "`my::own` is not the name of a constraint; write `<||my::own>` (a regular expression stands after `||`)"),
    ("/<id|[>", "[", "`[` is not the name of a constraint; write `<id>` (a regular expression stands after `||`)"),
    ("/a/<x||a/b>", "<x||a", "`<x||a` is cut by a `/`, which a regular expression may not contain; write one capture for each segment, or `<*rest>`"),
    ("/<x||(?<y>a/b)>", "<x||(?<y>a", "`<x||(?<y>a` is cut by a `/`, which a regular expression may not contain; write one capture for each segment, or `<*rest>`"),
];

#[rustfmt::skip] // one line a case
const CATCH_ALLS: &[Case] = &[
    ("/<*rest>/a", "<*rest>", "`<*rest>` is a catch-all and not the last segment; write `<rest>` for one segment, or drop what follows"),
    ("/<*>/<*>", "<*>", "`<*>` is a catch-all and not the last segment; write `<>` for one segment, or drop what follows"),
    ("/<*rest|int>", "<*rest|int>", "`<*rest|int>` has more than a name in a catch-all; write `<*rest>`"),
    ("/<*|>", "<*|>", "`<*|>` has more than a name in a catch-all; write `<*>`"),
    ("/<**rest>", "<**rest>", "`<**rest>` has more than a name in a catch-all; write `<*rest>`"),
    ("/<*_>", "<*_>", "`<*_>` has more than a name in a catch-all; write `<*>`"),
    ("/<*a-b>", "<*a-b>", "`<*a-b>` has more than a name in a catch-all; write `<*a_b>`"),
];

#[rustfmt::skip] // one line a case
const BRACKETS: &[Case] = &[
    ("/<id>.json", "<id>.json", r"`<id>.json` has text around a capture; write one regular expression for the whole segment, such as `<id||[^.]+\.json>`"),
    ("/<id|int>.json", "<id|int>.json", r"`<id|int>.json` has text around a capture; write one regular expression for the whole segment, such as `<id||[^.]+\.json>`"),
    ("/<id||a|b>.json", "<id||a|b>.json", r"`<id||a|b>.json` has text around a capture; write one regular expression for the whole segment, such as `<id||(?:a|b)\.json>`"),
    ("/v<id>", "v<id>", "`v<id>` has text around a capture; write one regular expression for the whole segment, such as `<id||v.+>`"),
    ("/@<>", "@<>", "`@<>` has text around a capture; write one regular expression for the whole segment, such as `<||@.+>`"),
    ("/<a>-<b>", "<a>-<b>", r"`<a>-<b>` has text around a capture; write one regular expression for the whole segment, such as `<file||[^.]+\.json>`"),
    ("/<a>-<b||x>", "<a>-<b||x>", r"`<a>-<b||x>` has text around a capture; write one regular expression for the whole segment, such as `<file||[^.]+\.json>`"),
    ("/<a|int>-<b|int>", "<a|int>-<b|int>", r"`<a|int>-<b|int>` has text around a capture; write one regular expression for the whole segment, such as `<file||[^.]+\.json>`"),
    ("/<<id>>", "<<id>>", r"`<<id>>` has text around a capture; write one regular expression for the whole segment, such as `<file||[^.]+\.json>`"),
    ("/<id", "<id", "`<id` has a `<` without its `>`; write `<id>`, or `%3C` for the `<` itself"),
    ("/<id|int/a", "<id|int", "`<id|int` has a `<` without its `>`; write `<id|int>`, or `%3C` for the `<` itself"),
    ("/<x||a/<y>", "<x||a", "`<x||a` has a `<` without its `>`; write `<x||a>`, or `%3C` for the `<` itself"),
    ("/<", "<", "`<` has a `<` without its `>`; write `<>`, or `%3C` for the `<` itself"),
    ("/a<b", "a<b", "`a<b` has a `<` without its `>`; write `<b>`, or `%3C` for the `<` itself"),
    ("/id>", "id>", "`id>` has a `>` without its `<`; write `<id>`, or `%3E` for the `>` itself"),
    ("/a>b", "a>b", "`a>b` has a `>` without its `<`; write `<id>`, or `%3E` for the `>` itself"),
];

#[rustfmt::skip] // one line a case
const PATHS: &[Case] = &[
    ("/a/", "/", "`/a/` ends with a `/`; drop it: write `/a`"),
    ("a/", "/", "`a/` ends with a `/`; drop it: write `a`"),
    ("/<*rest>/", "/", "`/<*rest>/` ends with a `/`; drop it: write `/<*rest>`"),
    ("//", "//", "`//` makes an empty segment, which matches nothing; write `/`"),
    ("//a", "//", "`//` makes an empty segment, which matches nothing; write `/`"),
    ("/a//b", "//", "`//` makes an empty segment, which matches nothing; write `/`"),
    ("/a//", "//", "`//` makes an empty segment, which matches nothing; write `/`"),
    (".", ".", "`.` is a dot segment, which matches nothing; write the path without it"),
    ("/a/../b", "..", "`..` is a dot segment, which matches nothing; write the path without it"),
    ("/%2e", "%2e", "`%2e` is a dot segment, which matches nothing; write the path without it"),
    ("/.%2E/a", ".%2E", "`.%2E` is a dot segment, which matches nothing; write the path without it"),
    ("/a?b=c", "?", "`?` begins a query, which patterns do not match; write its values as arguments, or `%3F` for the `?` itself"),
    ("/a#b", "#", "`#` begins a fragment, which no server sees; drop it, or write `%23` for the `#` itself"),
    ("/100%", "%", "`%` is not percent-encoding; write two hexadecimal digits after the `%`, or `%25` for the `%` itself"),
    ("/ä%+1b", "%+1", "`%+1` is not percent-encoding; write two hexadecimal digits after the `%`, or `%25` for the `%` itself"),
    ("/%4产b", "%4产", "`%4产` is not percent-encoding; write two hexadecimal digits after the `%`, or `%25` for the `%` itself"),
    ("/a%FF", "a%FF", "`a%FF` does not decode to UTF-8; write the characters themselves"),
    ("/a\nb", "\n", r"`\n` is a control character; drop it (a literal may have it percent-encoded)"),
    ("/<x||a\u{85}>", "\u{85}", r"`\u{85}` is a control character; drop it (a literal may have it percent-encoded)"),
    ("/\0", "\0", r"`\u{0}` is a control character; drop it (a literal may have it percent-encoded)"),
];

#[test]
fn every_mistake_names_its_piece_and_says_what_to_write() {
    for (text, piece, message) in [FOREIGN, NAMES, CONDITIONS, CATCH_ALLS, BRACKETS, PATHS].concat() {
        let error = match Pattern::parse(text) {
            Ok(pattern) => panic!("{text:?} parses to {pattern:?}"),
            Err(error) => error,
        };
        assert_eq!(error.message(), message, "{text:?}");
        assert_eq!(error.to_string(), message, "{text:?}");
        assert_eq!(error.piece(), piece, "{text:?}");
        assert_eq!(&text[error.range()], piece, "{text:?}");
    }
}

#[test]
fn a_bad_regular_expression_quotes_the_engine() {
    for text in ["[a-z", "(", "a)|(b", "*", r"\p{L}", "a{2000}{2000}{2000}", "(?x)a#b", r"\"] {
        let pattern = format!("/a/<x||{text}>");
        let error = Pattern::parse(&pattern).unwrap_err();
        assert_eq!(error.piece(), text);
        assert_eq!(&pattern[error.range()], text);
        let begins = format!("`{text}` is not a regular expression: ");
        assert!(error.message().starts_with(&begins), "{error}");
        assert!(error.message().ends_with("; write it in the syntax of regex-lite"), "{error}");
        if let Err(engine) = regex_lite::Regex::new(text) {
            assert!(error.message().contains(&engine.to_string()), "{error}");
        }
    }
}

#[test]
fn the_first_mistake_from_the_left_is_reported() {
    let error = Pattern::parse("/a/{id}/:id/../b?/").unwrap_err();
    assert_eq!(error.piece(), "{id}");
}

#[test]
fn the_range_tells_repeated_pieces_apart() {
    assert_eq!(Pattern::parse("/<id>/<id>").unwrap_err().range(), 6..10);
    assert_eq!(Pattern::parse("/a/a//a").unwrap_err().range(), 4..6);
    assert_eq!(Pattern::parse("/<int||(>").unwrap_err().range(), 7..8);
    assert_eq!(Pattern::parse("/<a|a|a>").unwrap_err().range(), 4..7);
    assert_eq!(Pattern::parse("/<a|a+>").unwrap_err().range(), 4..6);
    assert_eq!(Pattern::parse("/产/%zz").unwrap_err().range(), 5..8);
}
