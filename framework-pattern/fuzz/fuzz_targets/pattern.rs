//! `cargo fuzz run pattern`: the first line is a pattern, the second a path.
#![no_main]

use framework_pattern::{Pattern, decode_rest, nearest};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    let (text, path) = input.split_once('\n').unwrap_or((input, "/a/1"));
    let own = |name: &str, segment: &str| name.len() > segment.len();
    let _ = decode_rest(path);
    let _ = nearest(text, [path]);
    match Pattern::parse(text) {
        Ok(pattern) => {
            let again = Pattern::parse(&pattern.to_string()).expect("what prints parses");
            assert_eq!(again, pattern);
            let shape = Pattern::parse(&pattern.shape()).expect("a shape parses");
            let captures = pattern.matches(path, &own);
            assert_eq!(captures.is_some(), shape.matches(path, &own).is_some());
            let _ = Pattern::join(&pattern, &shape);
        }
        Err(error) => assert_eq!(text.get(error.range()), Some(error.piece())),
    }
});
