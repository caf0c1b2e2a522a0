//! Beans and containers of beans as arguments: from the JSON body, or from the query string where there is none.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    FromRequest, Kind, Loaded, Needs, Parameter, ParameterError, Source,
    format::{FORM, Format, MULTIPART},
};
use crate::{
    HttpStatus,
    bean::{self, At, Fields, Json, JsonKey, Sent, Unreadable},
    request::method_has_body,
    schema::{self, Description, ParameterDescription, Schema, Schemas, WantedCaptures},
};

/// Makes a bean.
///
/// # Errors
/// 400 when the body is missing or is not JSON, 422 when it is JSON and not such a bean, naming everything.
pub fn bean<T: Json + DeserializeOwned>(loaded: &Loaded, parameter: &'static Parameter) -> Result<T, ParameterError> {
    read(loaded, parameter, Kind::Bean)
}

fn read<T: Json + DeserializeOwned>(
    loaded: &Loaded,
    parameter: &'static Parameter,
    kind: Kind,
) -> Result<T, ParameterError> {
    let source = loaded.source(parameter, kind);
    match source {
        Source::Query | Source::Captures => from_names(loaded, parameter, source),
        Source::Form => from_form(loaded, parameter, source),
        Source::Data if loaded.format() == Format::Form => from_form(loaded, parameter, source),
        #[cfg(feature = "multipart")]
        Source::Data if loaded.format() == Format::Multipart => from_multipart(loaded, parameter, source),
        Source::Json(pointer) if !pointer.is_empty() => from_value(loaded, parameter, source, pointer),
        Source::Session => from_value(loaded, parameter, source, ""),
        _ => from_body(loaded, parameter, source),
    }
}

/// What reading a bean needs beside its body.
#[must_use]
pub const fn needs_of_bean<T: Json>() -> Needs {
    if T::FILES { Needs::FILES } else { Needs::NONE }
}

/// Makes a list of beans, from a JSON array.
///
/// # Errors
/// As for one bean.
pub fn bean_list<T: Json + DeserializeOwned>(
    loaded: &Loaded,
    parameter: &'static Parameter,
) -> Result<Vec<T>, ParameterError> {
    read(loaded, parameter, Kind::Document)
}

fn from_body<T: Json + DeserializeOwned>(
    loaded: &Loaded,
    parameter: &'static Parameter,
    source: Source,
) -> Result<T, ParameterError> {
    let body = loaded.body();
    if body.is_empty() {
        return Err(ParameterError::missing(parameter, source));
    }
    bean::from_json(body).map_err(|unreadable| match unreadable {
        Unreadable::Syntax { message } => ParameterError::refused(parameter, source, format!("is not JSON: {message}")),
        Unreadable::Violations(violations) => ParameterError::violated(parameter, source, violations),
    })
}

/// What a pointer names in the JSON body, with which pointers of violations begin, or a value of the session.
fn from_value<T: Json + DeserializeOwned>(
    loaded: &Loaded,
    parameter: &'static Parameter,
    source: Source,
    pointer: &'static str,
) -> Result<T, ParameterError> {
    let value = loaded.value(parameter, source)?.ok_or_else(|| ParameterError::missing(parameter, source))?;
    bean::from_value(value).map_err(|mut violations| {
        violations.iter_mut().for_each(|violation| violation.pointer.insert_str(0, pointer));
        ParameterError::violated(parameter, source, violations)
    })
}

fn from_form<T: Json + DeserializeOwned>(
    loaded: &Loaded,
    parameter: &'static Parameter,
    source: Source,
) -> Result<T, ParameterError> {
    if loaded.body().is_empty() {
        return Err(ParameterError::missing(parameter, source));
    }
    let fields = loaded.fields(parameter, source)?;
    bean::from_fields(&fields).map_err(|blamed| ParameterError::members(parameter, Source::Form, blamed, false))
}

#[cfg(feature = "multipart")]
fn from_multipart<T: Json + DeserializeOwned>(
    loaded: &Loaded,
    parameter: &'static Parameter,
    source: Source,
) -> Result<T, ParameterError> {
    let form = loaded.multipart().ok_or_else(|| ParameterError::missing(parameter, source))?;
    let fields = form.fields();
    form.with_files(|| bean::from_fields(&fields))
        .map_err(|blamed| ParameterError::members(parameter, Source::Part, blamed, false))
}

/// The members of a bean as names of their own, in the query string or the path.
fn from_names<T: Json + DeserializeOwned>(
    loaded: &Loaded,
    parameter: &'static Parameter,
    source: Source,
) -> Result<T, ParameterError> {
    let fields = loaded.fields(parameter, source)?;
    // Nothing that it knows was sent: then it is missing as a whole, whatever its defaults are.
    let nothing = bean::knows_none::<T>(&fields);
    let read = if nothing {
        Err(bean::from_fields::<T>(&Fields::default()).err().unwrap_or_default())
    } else {
        bean::from_fields(&fields)
    };
    read.map_err(|blamed| ParameterError::members(parameter, source, blamed, nothing))
}

/// What stands for a bean of which nothing is in the query string or the path: one of its defaults, if all members have one.
///
/// # Errors
/// That it is missing, of a body too.
pub fn bean_when_missing<T: Json + DeserializeOwned>(missing: ParameterError) -> Result<T, ParameterError> {
    if missing.is_of_members() { bean::from_fields(&Fields::default()).map_err(|_| missing) } else { Err(missing) }
}

/// Describes a bean.
pub fn describe_bean<T: Json>(description: &mut Description<'_>, parameter: &'static Parameter) {
    describe::<T>(description, parameter, Kind::Bean);
}

fn describe<T: Json>(description: &mut Description<'_>, parameter: &'static Parameter, kind: Kind) {
    let has_body = method_has_body(&description.method);
    let schema = T::schema(description.schemas);
    match Source::of(parameter.place, kind, has_body) {
        source @ (Source::Query | Source::Captures) => {
            if source == Source::Query && description.is_optional() {
                // All of it may be missing, and where something is there what it requires may not.
                let schema = schema::in_form(&schema, description.schemas);
                description.parameters.push(ParameterDescription {
                    style: Some("form"),
                    ..ParameterDescription::new(parameter.name, "query", false, schema)
                });
            } else {
                members(&schema, parameter.name, source.name(), description);
            }
            if source == Source::Captures {
                description.captures.push(WantedCaptures {
                    argument: parameter.name,
                    missing: uncaptured::<T>,
                    optional: false,
                });
            }
        }
        #[cfg(feature = "sessions")]
        Source::Session => super::session::describe_session(description),
        source => {
            let or_null =
                description.is_optional().then(|| serde_json::json!({ "anyOf": [&schema, { "type": "null" }] }));
            let mut content = BTreeMap::new();
            let has_file = schema::has_file(&schema, description.schemas);
            if matches!(source, Source::Data | Source::Form) {
                let form = schema::in_form(&schema, description.schemas);
                if cfg!(feature = "multipart") && source == Source::Data {
                    content.insert(MULTIPART, form.clone());
                }
                if !has_file {
                    content.insert(FORM, form);
                }
            }
            match source {
                Source::Json(pointer) => description.json_part(pointer, or_null.map_or(schema, schema::object), true),
                _ => {
                    if source == Source::Data && !has_file {
                        content.insert("application/json", or_null.map_or(schema, schema::object));
                    }
                    description.whole_body(true, content);
                    description.problem(HttpStatus::UNSUPPORTED_MEDIA_TYPE);
                }
            }
            description.problem(HttpStatus::UNPROCESSABLE_ENTITY);
        }
    }
    description.problem(HttpStatus::BAD_REQUEST);
}

/// Describes a list of beans.
pub fn describe_bean_list<T: Json>(description: &mut Description<'_>, parameter: &'static Parameter)
where
    Vec<T>: Json,
{
    describe::<Vec<T>>(description, parameter, Kind::Document);
}

/// In the query string and the path each member of a bean is a parameter of its own.
fn members(schema: &Schema, argument: &str, location: &'static str, description: &mut Description<'_>) {
    let schema = &schema::in_form(schema, description.schemas);
    for member in schema::members(schema, description.schemas) {
        let required = location == "path" || member.required;
        let is_object = location == "query" && schema::is_object(&member.schema, description.schemas);
        let style = is_object.then_some("deepObject");
        description.parameters.push(ParameterDescription {
            style,
            ..ParameterDescription::new(member.name, location, required, member.schema)
        });
    }
    // A map takes every name.
    let resolved = description.schemas.resolve(schema);
    if let Some(more @ Value::Object(_)) = resolved.get("additionalProperties").filter(|_| location == "query") {
        let rest = schema::object(serde_json::json!({ "type": "object", "additionalProperties": more }));
        description.parameters.push(ParameterDescription {
            style: Some("form"),
            ..ParameterDescription::new(argument, location, false, rest)
        });
    }
}

/// The members that are missing whatever is requested, where a pattern captures these names alone. An optional bean is
/// missing as a whole where none is captured that it knows.
///
/// Reading itself tells, so that aliases and flattened members are known here as there. It is asked with texts that suit
/// no type, and might take another form of an enum for the one that is meant; what the schema requires, all forms do.
fn uncaptured<T: Json>(captures: &[&str], optional: bool) -> Vec<String> {
    let captured = captures.iter().filter(|name| !name.is_empty()).map(|name| (*name, Sent::Text("")));
    let value = T::from_fields(&Fields::new(captured));
    if optional && value.as_object().is_none_or(serde_json::Map::is_empty) {
        return Vec::new();
    }
    let mut at = At::default();
    T::examine(&value, &mut at);
    let missing = at.into_violations().into_iter().filter(|violation| violation.rule == "required");
    let missing: Vec<_> = missing.filter_map(|it| it.pointer.strip_prefix('/').map(str::to_owned)).collect();
    let mut schemas = Schemas::default();
    let schema = T::schema(&mut schemas);
    let required = schema::members(&schema, &schemas).into_iter().filter(|member| member.required);
    required.map(|member| member.name).filter(|name| missing.contains(name)).collect()
}

macro_rules! as_beans {
    ($([$($generics:tt)*] $type:ty: $kind:ident),* $(,)?) => {$(
        impl<$($generics)*> FromRequest<'_> for $type {
            const KIND: Kind = Kind::$kind;
            const LIST_KIND: Kind = Kind::Document;

            fn from_request(loaded: &Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
                read(loaded, parameter, Kind::$kind)
            }

            fn list_from_request(loaded: &Loaded, parameter: &'static Parameter) -> Result<Vec<Self>, ParameterError> {
                bean_list(loaded, parameter)
            }

            fn when_missing(missing: ParameterError) -> Result<Self, ParameterError> {
                bean_when_missing(missing)
            }

            fn describe(description: &mut Description<'_>, parameter: &'static Parameter) {
                describe::<Self>(description, parameter, Kind::$kind);
            }

            fn describe_list(description: &mut Description<'_>, parameter: &'static Parameter) {
                describe_bean_list::<Self>(description, parameter);
            }
        }
    )*};
}

/// A key that a map finds by its hash.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the key of a `HashMap`",
    label = "not text, or not hashed and compared",
    note = "keys are strings, characters, integers, dates and enums without data, which derive what is missing: `#[derive(Bean, PartialEq, Eq, Hash)]`"
)]
pub trait HashedKey: JsonKey + std::hash::Hash + Eq {}

#[diagnostic::do_not_recommend]
impl<K: JsonKey + std::hash::Hash + Eq> HashedKey for K {}

as_beans!(
    [] Value: Document,
    [K: JsonKey + DeserializeOwned + Ord, V: Json + DeserializeOwned] std::collections::BTreeMap<K, V>: Bean,
    [K: HashedKey + DeserializeOwned, V: Json + DeserializeOwned] std::collections::HashMap<K, V>: Bean,
);
