//! The rules of a newtype that is an argument: its one value is a parameter.

use super::{Kind, Loaded, Parameter, ParameterError};
use crate::{
    bean::{Json, Ruled, checked, describe_rules},
    schema::{Description, Schema},
};

/// A newtype, if it breaks no rule.
///
/// # Errors
/// 400 for a parameter, 422 for a body.
pub fn ruled<T: Json>(
    made: T,
    loaded: &Loaded,
    parameter: &'static Parameter,
    kind: Kind,
) -> Result<T, ParameterError> {
    let source = loaded.source(parameter, kind);
    checked(made).map_err(|violations| {
        let texts = if kind == Kind::Scalar { loaded.text(parameter, source) } else { Ok(None) };
        ParameterError::broken(parameter, source, kind, violations, texts.ok().flatten())
    })
}

/// The same for all values of a repeated name, or for a JSON array.
///
/// # Errors
/// As for one.
pub fn ruled_list<T: Json>(
    made: Vec<T>,
    loaded: &Loaded,
    parameter: &'static Parameter,
    kind: Kind,
) -> Result<Vec<T>, ParameterError> {
    let source = loaded.source(parameter, kind);
    checked(made).map_err(|violations| {
        let first = violations.first().and_then(|violation| violation.pointer.split('/').nth(1)?.parse::<usize>().ok());
        let texts = if kind == Kind::Scalar { loaded.texts(parameter, source) } else { Ok(Vec::new()) };
        let text = texts.ok().zip(first).and_then(|(texts, first)| texts.get(first).copied());
        ParameterError::broken(parameter, source, kind, violations, text)
    })
}

/// Describes a newtype by what it wraps, with the keywords of its rules.
pub fn describe_ruled<B: Ruled<MEMBER>, const MEMBER: usize>(
    description: &mut Description<'_>,
    describe: impl FnOnce(&mut Description<'_>),
) {
    described(description, describe, describe_rules::<B, MEMBER>);
}

/// Describes a list of newtypes.
pub fn describe_ruled_list<B: Ruled<MEMBER>, const MEMBER: usize>(
    description: &mut Description<'_>,
    describe: impl FnOnce(&mut Description<'_>),
) {
    described(description, describe, |schema| {
        if let Some(serde_json::Value::Object(items)) = schema.get_mut("items") {
            describe_rules::<B, MEMBER>(items);
        }
    });
}

fn described(
    description: &mut Description<'_>,
    describe: impl FnOnce(&mut Description<'_>),
    mut rules: impl FnMut(&mut Schema),
) {
    let (before, body_before) = (description.parameters.len(), description.body.is_some());
    describe(description);
    description.parameters.iter_mut().skip(before).for_each(|parameter| rules(&mut parameter.schema));
    let body = description.body.iter_mut().filter(|_| !body_before);
    body.flat_map(|body| body.content.values_mut()).for_each(rules);
}
