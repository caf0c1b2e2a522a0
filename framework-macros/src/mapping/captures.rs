//! What a pattern captures, and the arguments that take it.

use framework_pattern::{Accept, Builtin, Constraint, Pattern, Segment, nearest};
use proc_macro2::Ident;
use syn::{GenericArgument, LitStr, PathArguments, Type};

use super::{
    argument::{Argument, Place, Role},
    parse::Mapping,
};
use crate::{attribute, errors::Errors};

/// Every capture of a method's own path has an argument, every `#[path]` a capture, and no argument a type that its
/// capture rules out. Where an argument has no name, which is a mistake of its own, it may be the one of a capture.
pub(super) fn check(
    mapping: &Mapping,
    patterns: &[(Option<LitStr>, Pattern)],
    arguments: &[Argument],
    are_named: bool,
    name: &Ident,
    errors: &mut Errors,
) {
    // A bean of all captures has them as members.
    let is_whole = |argument: &Argument| patterns.iter().any(|(_, whole)| argument.place_in(whole) == Place::Captures);
    let takes_all = arguments.iter().any(is_whole) || !are_named;
    for path in &mapping.paths {
        let Ok(own) = Pattern::parse(&path.value()) else { continue };
        for segment in own.segments() {
            let Some(capture) = segment.name() else { continue };
            if !takes_all && !arguments.iter().any(|argument| argument.name == capture && is_path(argument)) {
                let ty = if matches!(segment, Segment::Rest(_)) { "String" } else { "T" };
                let shown = segment.to_string();
                let unnamed = shown.replacen(capture, "", 1);
                let written = written(capture);
                let free = |argument: &&Argument| !mapping_has(&own, argument) && is_path(argument);
                let meant = arguments.iter().filter(free).find(|argument| is_nearly(&argument.name, capture));
                let message = match (&written, meant) {
                    (None, _) => format!(
                        "no argument can be called `{capture}`; write another name in `{shown}`, or `{unnamed}`"
                    ),
                    (Some(written), Some(Argument { name: meant, .. })) => format!(
                        "`{shown}` has no matching argument; rename `{meant}` to `{written}`, or write `{unnamed}`"
                    ),
                    (Some(written), None) => format!(
                        "`{shown}` has no matching argument; add `{written}: {ty}` to `{name}`, or write `{unnamed}`"
                    ),
                };
                let start = path.value().find(&shown).unwrap_or_default();
                let end = path.value()[start..].find('>').map_or(start, |end| start + end + 1);
                errors.at_span(attribute::span_within(path, start..end), message);
            }
        }
    }
    for argument in arguments {
        let wants_capture = matches!(argument.role, Role::Parameter { place: Some(Place::Path), .. });
        let is_empty = |pattern: &Pattern| pattern.captures().next().is_none();
        if let Some((_, pattern)) = patterns.iter().find(|(_, pattern)| wants_capture && is_empty(pattern)) {
            let name = &argument.name;
            let message =
                format!("`{pattern}` captures nothing called `{name}`; write `<{name}>` in it, or drop `#[path]`");
            errors.at_span(argument.place.first, message);
        }
        check_type(argument, patterns, errors);
    }
}

/// The capture may stand in a controller's prefix too; a mistake in several patterns is shown once.
fn check_type(argument: &Argument, patterns: &[(Option<LitStr>, Pattern)], errors: &mut Errors) {
    let written = syn::parse2(argument.ty.clone()).ok();
    let Some(ty) = written.as_ref().and_then(plain) else { return };
    let taken = patterns.iter().filter(|(_, pattern)| argument.place_in(pattern) == Place::Path);
    let mut constraints = taken.filter_map(|(_, pattern)| match pattern.constraint_of(&argument.name) {
        Some(Accept::Constraint(Constraint::Builtin(builtin))) => Some(*builtin),
        _ => None,
    });
    if let Some(builtin) = constraints.find(|builtin| contradicts(*builtin, &ty.to_string())) {
        let (name, constraint) = (&argument.name, builtin.name());
        let fitting = Builtin::from_name(&ty.to_string()).map(|fitting| format!("|{}", fitting.name()));
        let fitting = fitting.unwrap_or_default();
        let message = format!(
            "no `{ty}` satisfies `<{name}|{constraint}>`; write `<{name}{fitting}>`, or make the argument a `String`"
        );
        errors.at(ty, message);
    }
}

/// The name of a type that is written as one word, within `Option` too.
fn plain(ty: &Type) -> Option<&Ident> {
    match ty {
        // a fragment of `macro_rules!`
        Type::Group(group) => plain(&group.elem),
        Type::Paren(paren) => plain(&paren.elem),
        Type::Path(path) if path.qself.is_none() => match path.path.segments.last() {
            Some(last) if last.ident == "Option" => match &last.arguments {
                PathArguments::AngleBracketed(arguments) => match arguments.args.first() {
                    Some(GenericArgument::Type(inner)) => plain(inner),
                    _ => None,
                },
                _ => None,
            },
            _ => path.path.get_ident(),
        },
        _ => None,
    }
}

/// Whether a built-in constraint contradicts a type: no text that it accepts is a way to write such a value.
///
/// Conservative on purpose: what may be meant is not refused.
///
/// - Judged are the primitive types alone. Any other name, `Uuid` or `NaiveDate` too, may be a type of the
///   program's own, of which nothing is known here.
/// - A narrower type is no contradiction, as `i32` for `<id|long>`: most numbers fit, the others are a 400. Nor is one
///   for which some texts fit: `bool` for `<flag|u8>` (`0`, `1`), `char` for `<grade|alpha>`, `u32` for `<id|alnum>`.
/// - Dates, times and UUIDs are neither numbers nor truth values nor single characters, letters are no numbers, and
///   base64 is never a single character. Thirty-two zeros are a UUID and parse as a number too: an accident that
///   nobody means.
fn contradicts(builtin: Builtin, ty: &str) -> bool {
    const NUMBERS: [&str; 14] =
        ["i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize", "f32", "f64"];
    match builtin {
        Builtin::Date | Builtin::Time | Builtin::DateTime | Builtin::Uuid => {
            NUMBERS.contains(&ty) || ["bool", "char"].contains(&ty)
        }
        Builtin::Alpha => NUMBERS.contains(&ty),
        Builtin::Base64 => ty == "char",
        _ => false,
    }
}

/// A capture's name as an argument is called: a word of the language is written raw, and some are no names at all.
fn written(capture: &str) -> Option<String> {
    let raw = format!("r#{capture}");
    [capture, raw.as_str()].into_iter().find(|name| syn::parse_str::<Ident>(name).is_ok()).map(ToOwned::to_owned)
}

/// Whether a pattern captures an argument.
fn mapping_has(pattern: &Pattern, argument: &Argument) -> bool {
    pattern.captures().any(|name| name == argument.name)
}

/// Whether an argument's name is probably meant to be that of a capture: `_id` and `user_id` for `id`, `idd` too.
fn is_nearly(argument: &str, capture: &str) -> bool {
    let ends = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|before| before.ends_with('_'));
    ends(argument, capture) || ends(capture, argument) || nearest(argument, [capture]).is_some()
}

/// Whether it may be taken from the path.
fn is_path(argument: &Argument) -> bool {
    matches!(argument.role, Role::Parameter { place: None | Some(Place::Path | Place::Auto), .. })
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use super::*;

    /// At least one of every kind of text that constraints tell apart.
    const TEXTS: [&str; 13] = [
        "1",
        "0123",
        "-1",
        "1.5",
        "true",
        "a",
        "ab",
        "on",
        "2024-02-29",
        "12:30:59",
        "2024-02-29T12:30:59Z",
        "01234567-89ab-cdef-0123-456789abcdef",
        "a0123456789abcdef0123456789abcde",
    ];

    /// A type, and whether a text converts to it as an argument.
    type Converts = (&'static str, fn(&str) -> bool);

    fn is<T: FromStr>(text: &str) -> bool {
        text.parse::<T>().is_ok()
    }

    #[test]
    fn a_constraint_contradicts_a_type_when_no_text_that_it_accepts_converts() {
        let types: [Converts; 16] = [
            ("i8", is::<i8>),
            ("i16", is::<i16>),
            ("i32", is::<i32>),
            ("i64", is::<i64>),
            ("i128", is::<i128>),
            ("isize", is::<isize>),
            ("u8", is::<u8>),
            ("u16", is::<u16>),
            ("u32", is::<u32>),
            ("u64", is::<u64>),
            ("u128", is::<u128>),
            ("usize", is::<usize>),
            ("f32", |text| text.parse().is_ok_and(f32::is_finite)),
            ("f64", |text| text.parse().is_ok_and(f64::is_finite)),
            ("bool", |text| ["true", "1", "on", "false", "0", "off"].contains(&text)),
            ("char", is::<char>),
        ];
        for (name, builtin) in Builtin::ALL {
            for (ty, converts) in types {
                let mut accepted = TEXTS.iter().filter(|text| builtin.accepts(text)).peekable();
                assert!(accepted.peek().is_some(), "no text for {name}");
                assert_eq!(contradicts(*builtin, ty), !accepted.any(|text| converts(text)), "{name} and {ty}");
            }
        }
    }

    #[test]
    fn what_always_converts_contradicts_nothing_and_neither_does_an_unknown_name() {
        for (name, builtin) in Builtin::ALL {
            for ty in builtin.rust_types().iter().chain(&["Uuid", "NaiveDate", "DateTime", "UserId", "String"]) {
                assert!(!contradicts(*builtin, ty), "{name} and {ty}");
            }
        }
    }
}
