//! The rules of members. Each is called once by generated code, for two tasks: it checks a value, or it writes its
//! keywords into a schema. So what is documented is what is checked.

mod amounts;
mod formats;
mod pattern;
mod traits;
mod unruled;

pub use amounts::Unit;
pub use pattern::TextPattern;
pub use traits::{Choices, Comparable, EndOf, HasElements, HasLength, Inner, IsText, OtherwiseInner, Ranged, Unique};
pub use unruled::OtherwiseRules;

use std::ops::Bound;

use serde_json::{Value, json};

use super::{At, IntoViolations};
use crate::schema::{Schema, object};

/// The rules of one member of a bean; the derive writes them down.
pub trait Ruled<const MEMBER: usize> {
    /// The member's type.
    type Of;

    /// Names every rule.
    fn rules(rules: &mut Rules<'_, Self::Of>);
}

/// What is done with the rules of a value of type `T`.
#[derive(Debug)]
pub struct Rules<'a, T>(Task<'a, T>);

#[derive(Debug)]
enum Task<'a, T> {
    Check(&'a T, &'a mut At),
    Describe(&'a mut Schema),
}

impl<'a, T> Rules<'a, T> {
    pub(super) fn check(value: &'a T, at: &'a mut At) -> Self {
        Rules(Task::Check(value, at))
    }

    pub(super) fn describe(schema: &'a mut Schema) -> Self {
        Rules(Task::Describe(schema))
    }

    /// A number of characters or elements, both ends included.
    #[inline]
    pub fn length(&mut self, least: Option<usize>, most: Option<usize>)
    where
        T: HasLength,
    {
        let fits = |length| least.is_none_or(|least| length >= least) && most.is_none_or(|most| length <= most);
        let message = || amounts::message(T::UNIT, least, most);
        self.rule("length", |value| value.length().is_none_or(fits), message, || T::UNIT.keywords(least, most));
    }

    /// A number or a date between two ends.
    #[inline]
    pub fn range<E>(&mut self, from: Bound<E>, to: Bound<E>)
    where
        T: Ranged,
        E: EndOf<T::Bound>,
    {
        let bounds = (from.map(E::end), to.map(E::end));
        let fits = |value: T::Bound| std::ops::RangeBounds::contains(&bounds, &value);
        let message = || amounts::range_message(&bounds.0, &bounds.1);
        let keywords = || amounts::range_keywords(&bounds.0, &bounds.1);
        self.rule("range", |value| value.value().is_none_or(fits), message, keywords);
    }

    /// A text in which a regular expression is found.
    #[inline]
    pub fn pattern(&mut self, pattern: &'static TextPattern)
    where
        T: IsText,
    {
        let message = || format!("must match {}", pattern.text());
        self.text("pattern", |text| pattern.is_match(text), message, || ("pattern", pattern.text()));
    }

    /// An e-mail address as browsers take it.
    #[inline]
    pub fn email(&mut self)
    where
        T: IsText,
    {
        self.text("email", formats::is_email, || "must be an e-mail address".to_owned(), || ("format", "email"));
    }

    /// An absolute URL of the web.
    #[inline]
    pub fn url(&mut self)
    where
        T: IsText,
    {
        let message = || "must be a URL that begins with http:// or https://".to_owned();
        self.text("url", formats::is_url, message, || ("format", "uri"));
    }

    /// A UUID.
    #[inline]
    pub fn uuid(&mut self)
    where
        T: IsText,
    {
        self.text("uuid", formats::is_uuid, || "must be a UUID".to_owned(), || ("format", "uuid"));
    }

    /// One of a few texts or integers.
    #[inline]
    pub fn one_of(&mut self, choices: &[T::Choice])
    where
        T: Choices,
    {
        let message = || {
            let choices: Vec<_> = choices.iter().map(ToString::to_string).collect();
            format!("must be one of {}", choices.join(", "))
        };
        self.rule("one_of", |value| value.is_one_of(choices), message, || object(json!({ "enum": choices })));
    }

    /// A list without two equal elements.
    #[inline]
    pub fn unique(&mut self)
    where
        T: Unique,
    {
        let keywords = || object(json!({ "uniqueItems": true }));
        self.rule("unique", T::is_unique, || "must not have an element twice".to_owned(), keywords);
    }

    /// Rules of the elements.
    #[inline]
    pub fn each(&mut self, rules: impl Fn(&mut Rules<'_, T::Element>))
    where
        T: HasElements,
    {
        match &mut self.0 {
            Task::Check(list, at) => {
                for (index, element) in list.elements().enumerate() {
                    at.within(|| index.to_string().into(), |at| rules(&mut Rules::check(element, at)));
                }
            }
            Task::Describe(schema) => {
                if let Some(Value::Object(items)) = described(schema).get_mut("items") {
                    rules(&mut Rules::describe(items));
                }
            }
        }
    }

    /// A function of the program; no keyword tells of it.
    #[inline]
    pub fn custom<E: IntoViolations>(&mut self, rule: impl FnOnce(&T) -> Result<(), E>) {
        if let Task::Check(value, at) = &mut self.0 {
            at.custom(rule(value));
        }
    }

    #[inline]
    fn text(
        &mut self,
        name: &'static str,
        holds: impl FnOnce(&str) -> bool,
        message: impl FnOnce() -> String,
        keyword: impl FnOnce() -> (&'static str, &'static str),
    ) where
        T: IsText,
    {
        let keywords = || {
            let (keyword, value) = keyword();
            Schema::from_iter([(keyword.to_owned(), Value::from(value))])
        };
        self.rule(name, |value| value.text().is_none_or(holds), message, keywords);
    }

    #[inline]
    fn rule(
        &mut self,
        name: &'static str,
        holds: impl FnOnce(&T) -> bool,
        message: impl FnOnce() -> String,
        keywords: impl FnOnce() -> Schema,
    ) {
        match &mut self.0 {
            Task::Check(value, at) => {
                if !holds(value) {
                    at.violation(name, message());
                }
            }
            Task::Describe(schema) => {
                let (schema, keywords) = (described(schema), keywords());
                // A type's own end gives way to the rule's, whichever way that is written.
                for (own, rule) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
                    if keywords.contains_key(rule) {
                        schema.remove(own);
                    }
                }
                schema.extend(keywords);
            }
        }
    }
}

/// Adds the keywords of a member's rules to its schema.
pub fn describe_rules<B: Ruled<MEMBER>, const MEMBER: usize>(schema: &mut Schema) {
    B::rules(&mut Rules::describe(schema));
}

/// Where keywords belong: what may be `null` says so beside its schema, and a reference cannot be added to.
fn described(schema: &mut Schema) -> &mut Schema {
    if schema.contains_key("$ref") {
        let reference = std::mem::take(schema);
        schema.insert("allOf".to_owned(), json!([reference]));
    }
    let nullable = schema.get("anyOf").and_then(|any| any.get(1)).is_some_and(|second| second["type"] == "null");
    if !nullable {
        return schema;
    }
    match schema.get_mut("anyOf").and_then(|any| any.get_mut(0)) {
        Some(Value::Object(inner)) => described(inner),
        _ => unreachable!("an optional schema is an object"),
    }
}
