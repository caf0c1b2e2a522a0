//! Where two JSON values differ.

use serde_json::Value;

/// More would not be read.
const MOST: usize = 10;

/// The differences, a line each, with their JSON pointers.
pub(super) fn differences(found: &Value, expected: &Value) -> String {
    let mut lines = Vec::new();
    compare("", found, expected, &mut lines);
    let more = lines.len().saturating_sub(MOST);
    lines.truncate(MOST);
    lines.extend((more > 0).then(|| format!("and {more} more")));
    lines.into_iter().map(|line| format!("\n  {line}")).collect()
}

fn compare(at: &str, found: &Value, expected: &Value, lines: &mut Vec<String>) {
    let below = |name: &str| format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            for (name, expected) in expected {
                match found.get(name) {
                    Some(found) => compare(&below(name), found, expected, lines),
                    None => lines.push(format!("{} is missing, expected {expected}", below(name))),
                }
            }
            let more = found.iter().filter(|(name, _)| !expected.contains_key(*name));
            lines.extend(more.map(|(name, found)| format!("{} is {found}, expected nothing", below(name))));
        }
        (Value::Array(found), Value::Array(expected)) => {
            for (index, (found, expected)) in found.iter().zip(expected).enumerate() {
                compare(&below(&index.to_string()), found, expected, lines);
            }
            let (has, wanted) = (found.len(), expected.len());
            if has != wanted {
                lines.push(format!("{} has {has} elements, expected {wanted}", place(at)));
            }
        }
        _ if found != expected => lines.push(format!("{} is {found}, expected {expected}", place(at))),
        _ => {}
    }
}

fn place(at: &str) -> &str {
    if at.is_empty() { "the whole" } else { at }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_difference_is_told_with_its_place() {
        let found = json!({ "a": 1, "b": [1, { "c/d": "x" }, 3], "e": null });
        let expected = json!({ "a": 2, "b": [1, { "c/d": "y" }], "f": 1 });
        let told = "\n  /a is 1, expected 2\n  /b/1/c~1d is \"x\", expected \"y\"\n  /b has 3 elements, expected 2\
                    \n  /f is missing, expected 1\n  /e is null, expected nothing";
        assert_eq!(differences(&found, &expected), told);
        assert_eq!(differences(&json!("a"), &json!(1)), "\n  the whole is \"a\", expected 1");
        assert_eq!(differences(&found, &found), "");
    }
}
