use framework_pattern::{Builtin, Pattern, decode_rest, decode_segment, nearest};
use proptest::prelude::*;

/// One segment, valid by construction, as it could be written.
fn segment(index: usize) -> impl Strategy<Value = String> {
    let builtin = proptest::sample::select(Builtin::ALL);
    let regex = proptest::sample::select(&["[a-z]+", "a|b", "(?<x>a>?)", "", r"\d{2}", "#?"][..]);
    let name = proptest::sample::select(vec![String::new(), format!("name{index}")]);
    let condition = prop_oneof![
        Just(String::new()),
        Just("|".to_owned()),
        builtin.prop_map(|(name, _)| format!("|{name}")),
        Just("|gender".to_owned()),
        regex.prop_map(|regex| format!("||{regex}")),
    ];
    prop_oneof![
        "[a-z0-9.产-]{1,8}".prop_filter("dot segments", |text| text != "." && text != ".."),
        any::<String>().prop_filter_map("dot segments", |text| encode(&text)),
        (name, condition).prop_map(|(name, condition)| format!("<{name}{condition}>")),
    ]
}

/// Any text as a literal: every byte percent-encoded.
fn encode(text: &str) -> Option<String> {
    let encoded = text.bytes().map(|byte| format!("%{byte:02x}")).collect();
    (!matches!(text, "" | "." | "..")).then_some(encoded)
}

fn segments(from: usize) -> impl Strategy<Value = Vec<String>> {
    (0..4usize).prop_flat_map(move |count| (from..from + count).map(segment).collect::<Vec<_>>())
}

fn prefix(from: usize) -> impl Strategy<Value = String> {
    segments(from).prop_map(|segments| segments.iter().map(|segment| format!("/{segment}")).collect())
}

fn pattern() -> impl Strategy<Value = String> {
    let rest = proptest::sample::select(&["", "/<*>", "/<*rest>"][..]);
    (prefix(0), rest).prop_map(|(prefix, rest)| prefix + rest)
}

/// Nonsense, but of the grammar's own characters.
fn near_pattern() -> impl Strategy<Value = String> {
    "[<>{}:|*/.?#%()a-cA-C0-9\\[\\]+\\\\ _-]{0,24}"
}

fn path() -> impl Strategy<Value = String> {
    prop_oneof!["(/[a-b0-2%2e/.]{0,4}){0,4}", any::<String>(), "(/(%[0-9a-f]{2}){0,4}){0,3}"]
}

fn own(_: &str, segment: &str) -> bool {
    segment.len() < 3
}

/// What the message says to write, where it quotes a pattern.
fn suggestion(message: &str) -> Option<&str> {
    let (_, after) = message.rsplit_once("write `").or(message.rsplit_once("such as `"))?;
    after.split_once('`').map(|(suggestion, _)| suggestion)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_prints_parses_to_the_same(text in pattern()) {
        let pattern = Pattern::parse(&text).unwrap();
        let printed = pattern.to_string();
        prop_assert_eq!(&Pattern::parse(&printed).unwrap(), &pattern);
        prop_assert_eq!(Pattern::parse(&printed).unwrap().to_string(), printed);
        let shape = pattern.shape();
        prop_assert_eq!(Pattern::parse(&shape).unwrap().shape(), shape);
    }

    #[test]
    fn a_shape_matches_what_its_pattern_matches(text in pattern(), path in path()) {
        let pattern = Pattern::parse(&text).unwrap();
        let shape = Pattern::parse(&pattern.shape()).unwrap();
        let captures = pattern.matches(&path, &own);
        prop_assert_eq!(captures.is_some(), shape.matches(&path, &own).is_some());
        if let Some(captures) = captures {
            prop_assert!(captures.iter().map(|(name, _)| name.as_str()).eq(pattern.captures()));
        }
    }

    #[test]
    fn join_is_concatenation_and_associates(first in prefix(0), second in prefix(10), third in prefix(20)) {
        let parse = |text: &str| Pattern::parse(text).unwrap();
        let join = |left: &Pattern, right: &Pattern| Pattern::join(left, right).unwrap();
        let (a, b, c) = (parse(&first), parse(&second), parse(&third));
        prop_assert_eq!(join(&a, &b), parse(&format!("{first}{second}")));
        prop_assert_eq!(join(&join(&a, &b), &c), join(&a, &join(&b, &c)));
    }

    #[test]
    fn join_fails_as_the_concatenation_does(first in prefix(0), second in prefix(0)) {
        let (a, b) = (Pattern::parse(&first).unwrap(), Pattern::parse(&second).unwrap());
        let text = [&a, &b].map(Pattern::to_string).join("").replace("//", "/");
        let text = text.strip_suffix('/').unwrap_or(&text);
        prop_assert_eq!(Pattern::join(&a, &b), Pattern::parse(text));
    }

    #[test]
    fn a_literal_matches_its_own_encoding_only(text in any::<String>(), other in any::<String>()) {
        let (Some(encoded), Some(other_encoded)) = (encode(&text), encode(&other)) else { return Ok(()) };
        let pattern = Pattern::parse(&encoded).unwrap();
        let matches_itself = pattern.matches(&format!("/{encoded}"), &own).is_some();
        prop_assert!(matches_itself);
        let matches_other = pattern.matches(&format!("/{other_encoded}"), &own).is_some();
        prop_assert_eq!(matches_other, text == other);
    }

    #[test]
    fn no_text_panics(text in any::<String>(), path in any::<String>()) {
        if let Ok(pattern) = Pattern::parse(&text) {
            let _ = pattern.matches(&path, &own);
            prop_assert_eq!(Pattern::parse(&pattern.to_string()).unwrap(), pattern);
        }
        let _ = (decode_segment(&path), decode_rest(&path), nearest(&text, [path.as_str()]));
    }

    #[test]
    fn a_mistake_quotes_its_piece_and_suggests_what_parses(text in near_pattern(), path in path()) {
        match Pattern::parse(&text) {
            Ok(pattern) => {
                let _ = pattern.matches(&path, &own);
                prop_assert_eq!(Pattern::parse(&pattern.to_string()).unwrap(), pattern);
            }
            Err(error) => {
                prop_assert_eq!(text.get(error.range()), Some(error.piece()));
                if let Some(suggestion) = suggestion(error.message()) {
                    prop_assert!(Pattern::parse(suggestion).is_ok(), "{}", error);
                }
            }
        }
    }

    #[test]
    fn every_accepted_segment_is_accepted_by_the_wider(number in any::<i16>(), text in "[a-z]{1,9}") {
        let number = number.to_string();
        for wider in [Builtin::I32, Builtin::Isize, Builtin::I64, Builtin::I128, Builtin::F32, Builtin::F64] {
            prop_assert!(Builtin::I16 < wider && wider.accepts(&number));
        }
        for wider in [Builtin::Alnum, Builtin::Slug, Builtin::String] {
            prop_assert!(Builtin::Alpha < wider && wider.accepts(&text));
        }
    }

    #[test]
    fn a_known_word_is_its_own_nearest(word in "[a-z]{1,9}", others in proptest::collection::vec("[a-z]{1,9}", 0..5)) {
        let known = others.iter().chain([&word]).map(String::as_str);
        prop_assert_eq!(nearest(&word, known), Some(word.as_str()));
    }
}
