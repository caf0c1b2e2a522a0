//! Makes JSON of bytes: what a schema asks for, or something odd in its place.
//!
//! A byte decides at every choice, so that a changed byte changes one thing. Without bytes it is the shortest value.

use std::{collections::BTreeSet, slice::Iter};

use framework::serde_json::{Map, Value};

use crate::{asking::SECRET, schema::Document};

/// A JSON text.
#[derive(Default)]
pub struct Composed {
    pub text: String,
    /// Whether an object has a name twice.
    pub has_duplicate: bool,
}

/// Composes a value.
#[must_use]
pub fn compose(document: &Document, schema: &Value, bytes: &[u8]) -> Composed {
    let mut composer = Composer { document, bytes: bytes.iter(), composed: Composed::default(), depth: 0 };
    composer.value(schema);
    composer.composed
}

struct Composer<'a> {
    document: &'a Document,
    bytes: Iter<'a, u8>,
    composed: Composed,
    depth: usize,
}

/// Deeper, only the shortest values are made.
const DEEPEST: usize = 24;

/// From this byte on, something odd stands in a value's place.
const ODD: u8 = 0xf0;

impl<'a> Composer<'a> {
    fn next(&mut self) -> u8 {
        if self.depth > DEEPEST { 0 } else { self.bytes.next().copied().unwrap_or_default() }
    }

    fn one_of(&mut self, choices: &[&'static str]) -> &'static str {
        choices[usize::from(self.next()) % choices.len()]
    }

    fn write(&mut self, text: &str) {
        self.composed.text.push_str(text);
    }

    fn write_one_of(&mut self, choices: &[&'static str]) {
        let choice = self.one_of(choices);
        self.write(choice);
    }

    fn value(&mut self, schema: &'a Value) {
        let schema = self.document.resolved(schema);
        let byte = self.next();
        self.depth += 1;
        if byte >= ODD {
            self.write_one_of(ODDITIES);
        } else {
            self.of(schema, byte);
        }
        self.depth -= 1;
    }

    fn of(&mut self, schema: &'a Map<String, Value>, byte: u8) {
        let list = |name: &str| schema.get(name).and_then(Value::as_array);
        match schema.get("type").and_then(Value::as_str) {
            _ if schema.contains_key("allOf") => self.object(schema),
            _ if schema.contains_key("const") => self.write(&schema["const"].to_string()),
            None | Some("string") if schema.contains_key("enum") => {
                let choices = list("enum").map_or(&[][..], Vec::as_slice);
                self.write(&choices[usize::from(byte) % choices.len()].to_string());
            }
            Some("object") => self.object(schema),
            Some("array") => self.array(schema, byte),
            Some("string") => self.string(schema),
            Some("integer") => self.integer(schema, byte),
            Some("number") => self.write_one_of(NUMBERS),
            Some("boolean") => self.write(["false", "true", "0", "1", "2"][usize::from(byte) % 5]),
            Some("null") => self.write("null"),
            _ => match list("anyOf").or_else(|| list("oneOf")) {
                // The shortest is `null`, or otherwise what does not contain the others.
                Some(forms) if byte == 0 => {
                    self.value(forms.iter().find(|form| form["type"] == "null").unwrap_or(&forms[0]))
                }
                Some(forms) => self.value(&forms[usize::from(byte) % forms.len()]),
                None => self.write_one_of(ODDITIES),
            },
        }
    }

    fn object(&mut self, schema: &'a Map<String, Value>) {
        let mut members = Members::default();
        self.members(schema, &mut members);
        self.write("{");
        let mut first = true;
        let mut names = BTreeSet::new();
        for (name, own) in members.properties {
            let byte = self.next();
            let times = match byte {
                0xfc.. => 2,
                0xe0.. => 0,
                _ if byte % 2 == 1 || members.required.contains(&name) => 1,
                _ => 0,
            };
            let name = Value::from(name).to_string();
            for _ in 0..times {
                self.composed.has_duplicate |= !names.insert(name.clone());
                self.member(&mut first, &name, Some(own));
            }
        }
        for _ in 0..self.next() % 8 {
            let name = self.one_of(NAMES);
            self.composed.has_duplicate |= !names.insert(name.to_owned());
            self.member(&mut first, name, members.more);
        }
        self.write("}");
    }

    fn member(&mut self, first: &mut bool, name: &str, schema: Option<&'a Value>) {
        if !std::mem::take(first) {
            self.write(",");
        }
        self.write(name);
        self.write(":");
        match schema {
            Some(schema) => self.value(schema),
            None => self.write_one_of(ODDITIES),
        }
    }

    /// What may stand in an object of several schemas together; of several forms, one.
    fn members(&mut self, schema: &'a Map<String, Value>, members: &mut Members<'a>) {
        let properties = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
        members.properties.extend(properties.map(|(name, own)| (name.as_str(), own)));
        let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
        members.required.extend(required.filter_map(Value::as_str));
        members.more = members.more.or(schema.get("additionalProperties").filter(|more| more.is_object()));
        for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            self.members(self.document.resolved(part), members);
        }
        let forms = schema.get("anyOf").or_else(|| schema.get("oneOf")).and_then(Value::as_array);
        if let Some(forms) = forms {
            let form = &forms[usize::from(self.next()) % forms.len()];
            self.members(self.document.resolved(form), members);
        }
    }

    fn array(&mut self, schema: &'a Map<String, Value>, byte: u8) {
        let own = schema.get("prefixItems").and_then(Value::as_array);
        let least = schema.get("minItems").and_then(Value::as_u64).unwrap_or_default() as usize;
        let count = match byte {
            0xe0.. => usize::from(byte % 8),
            _ if schema.contains_key("maxItems") && least > 0 => least,
            _ => usize::from(byte % 4),
        };
        self.write("[");
        for at in 0..count {
            if at > 0 {
                self.write(",");
            }
            match own.and_then(|own| own.get(at)).or_else(|| schema.get("items")) {
                Some(schema) => self.value(schema),
                None => self.write("0"),
            }
        }
        self.write("]");
    }

    fn string(&mut self, schema: &Map<String, Value>) {
        let choices = match schema.get("format").and_then(Value::as_str) {
            Some("date") => DATES,
            Some("time") => TIMES,
            Some("date-time-local") => MOMENTS,
            Some("date-time") => INSTANTS,
            Some("email") => MAILS,
            Some("uri") => URLS,
            Some("uuid") => UUIDS,
            _ => TEXTS,
        };
        match usize::from(self.next()) {
            byte @ 0xd0.. => {
                let letters: String = (0..byte % 16).map(|_| char::from(self.next())).collect();
                self.write(&Value::from(letters).to_string());
            }
            0xc0.. => self.write(&Value::from(SECRET).to_string()),
            byte => self.write(choices[byte % choices.len()]),
        }
    }

    /// A number within the bounds, at them or just beyond.
    fn integer(&mut self, schema: &Map<String, Value>, byte: u8) {
        let end = |name: &str| schema.get(name).and_then(Value::as_f64).unwrap_or_default() as i128;
        let number = match byte {
            0xe0.. => return self.write_one_of(NUMBERS),
            0xd0.. => end("minimum"),
            0xc0.. => end("minimum").saturating_sub(1),
            0xb0.. => end("maximum"),
            0xa0.. => end("maximum").saturating_add(1),
            0x90.. => -i128::from(self.next()),
            _ => i128::from(byte),
        };
        self.write(&number.to_string());
    }
}

/// The members of an object.
#[derive(Default)]
struct Members<'a> {
    properties: Vec<(&'a str, &'a Value)>,
    required: Vec<&'a str>,
    more: Option<&'a Value>,
}

const NAMES: &[&str] = &[
    r#""x""#,
    r#""""#,
    r#""a/b~c""#,
    r#""0""#,
    r#""-1""#,
    r#""red""#,
    r#""azure""#,
    r#""name""#,
    r#""type""#,
    r#""$file""#,
    r#""a.b[0]""#,
    "\"\u{e4}\u{65e5}\\u0000\\\"\"",
    // As long as it is shown, and longer.
    r#""0123456789012345678901234567890123456789012345678901234567890123""#,
    r#""\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001""#,
];

const NUMBERS: &[&str] = &[
    "0",
    "1",
    "-0",
    "0.0",
    "-0.0",
    "0.5",
    "1.0",
    "-1",
    "1e2",
    "5e-324",
    "1e18",
    "1.7976931348623157e308",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "170141183460469231731687303715884105727",
    "1000000000000000000000000000000000000000",
];

const ODDITIES: &[&str] = &[
    "null",
    "{}",
    "[]",
    "true",
    "0",
    "1.5",
    r#""""#,
    r#""x""#,
    "[[],{}]",
    r#"{"x":null}"#,
    r#"{"$file":0}"#,
    r#"{"type":"not","of":{}}"#,
    r#"["a",1]"#,
    r#""2020-01-01""#,
];

const TEXTS: &[&str] = &[
    r#""a""#,
    r#""""#,
    r#""b c""#,
    r#""12345678""#,
    r#""123456789""#,
    "\"\u{e4}\u{e4}\"",
    "\"\u{1f46a}\"",
    r#""\u0000""#,
    r#""\ud83d\udc6a""#,
    r#""5""#,
    r#""Name""#,
];

const DATES: &[&str] = &[
    r#""2020-01-01""#,
    r#""2019-12-31""#,
    r#""2024-02-29""#,
    r#""2023-02-29""#,
    r#""+262142-12-31""#,
    r#""-0001-01-01""#,
    r#""2020-1-1""#,
];

const TIMES: &[&str] = &[r#""12:12:12""#, r#""12:12:12.123456789""#, r#""23:59:60""#, r#""24:00:00""#, r#""12:12""#];

const MOMENTS: &[&str] = &[
    r#""2022-10-12T12:12:12""#,
    r#""2022-10-12T23:59:60.5""#,
    r#""+262142-12-31T23:59:59""#,
    r#""2022-10-12 12:12:12""#,
];

const INSTANTS: &[&str] = &[
    r#""2022-10-12T12:12:12Z""#,
    r#""2022-10-12T12:12:12+02:00""#,
    r#""2022-10-12T12:12:12.000000001-23:59""#,
    r#""2022-06-30T23:59:60Z""#,
    r#""+262142-12-31T23:59:59-23:59""#,
    r#""-262143-01-01T00:00:00+23:59""#,
    r#""2022-10-12T12:12:12""#,
];

const MAILS: &[&str] = &[r#""a@b""#, r#""a@b@c""#, r#""@""#, r#""a b@c""#];

const URLS: &[&str] = &[
    r#""http://a""#,
    r#""https://a/%41?b#c""#,
    r#""http://""#,
    r#""ftp://a""#,
    "\"http://\u{e4}\"",
    r#""http://a/%""#,
];

const UUIDS: &[&str] = &[
    r#""67e55044-10b1-426f-9247-bb680e5fe0c8""#,
    r#""67E5504410B1426F9247BB680E5FE0C8""#,
    r#""{67e55044-10b1-426f-9247-bb680e5fe0c8}""#,
    r#""67e55044""#,
];
