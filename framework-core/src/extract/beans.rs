//! Beans and containers of beans as arguments: from the JSON body, or from the query string where there is none.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{FromRequest, Kind, Loaded, Parameter, ParameterError, Source};
use crate::{
    HttpStatus,
    bean::{self, Json, JsonKey, Unreadable},
    request::method_has_body,
    schema::{BodyDescription, Description, ParameterDescription, Schema},
};

/// Makes a bean.
///
/// # Errors
/// 400 when the body is missing or is not JSON, 422 when it is JSON and not such a bean, naming everything.
pub fn bean<T: Json + DeserializeOwned>(loaded: &Loaded, parameter: &'static Parameter) -> Result<T, ParameterError> {
    match loaded.source(parameter, Kind::Bean) {
        Source::Query => from_query(loaded, parameter),
        _ => from_body(loaded, parameter),
    }
}

/// Makes a list of beans, from a JSON array.
///
/// # Errors
/// As for one bean.
pub fn bean_list<T: Json + DeserializeOwned>(
    loaded: &Loaded,
    parameter: &'static Parameter,
) -> Result<Vec<T>, ParameterError> {
    bean(loaded, parameter)
}

fn from_body<T: Json + DeserializeOwned>(loaded: &Loaded, parameter: &'static Parameter) -> Result<T, ParameterError> {
    let body = loaded.body();
    if body.is_empty() {
        return Err(ParameterError::missing(parameter, Source::Json));
    }
    bean::from_json(body).map_err(|unreadable| match unreadable {
        Unreadable::Syntax { message } => {
            ParameterError::refused(parameter, Source::Json, format!("is not JSON: {message}"))
        }
        Unreadable::Violations(violations) => ParameterError::violations(parameter, Source::Json, violations),
    })
}

fn from_query<T: Json + DeserializeOwned>(loaded: &Loaded, parameter: &'static Parameter) -> Result<T, ParameterError> {
    let pairs = loaded.pairs(parameter)?;
    // Nothing that it knows was sent: then it is missing as a whole, whatever its defaults are.
    let nothing = T::from_pairs(&pairs).as_object().is_none_or(serde_json::Map::is_empty);
    let read =
        if nothing { Err(bean::from_pairs::<T>(&[]).err().unwrap_or_default()) } else { bean::from_pairs(&pairs) };
    read.map_err(|violations| {
        let given =
            |name: &str, index: usize| pairs.iter().filter(|(key, _)| *key == name).nth(index).map(|(_, text)| *text);
        ParameterError::members(parameter, violations, nothing, given)
    })
}

/// What stands for a bean of which nothing is in the query string: one of its defaults, if all members have one.
///
/// # Errors
/// That it is missing, of a body too.
pub fn bean_when_missing<T: Json + DeserializeOwned>(missing: ParameterError) -> Result<T, ParameterError> {
    if missing.is_of_query() { bean::from_pairs(&[]).map_err(|_| missing) } else { Err(missing) }
}

/// Describes a bean.
pub fn describe_bean<T: Json>(description: &mut Description<'_>, parameter: &'static Parameter) {
    let has_body = method_has_body(&description.method);
    let schema = T::schema(description.schemas);
    match Source::of(parameter.place, Kind::Bean, has_body) {
        Source::Query => members(&schema, description),
        _ => {
            description.body = Some(BodyDescription { required: true, content: [("application/json", schema)].into() });
            for status in
                [HttpStatus::PAYLOAD_TOO_LARGE, HttpStatus::UNSUPPORTED_MEDIA_TYPE, HttpStatus::UNPROCESSABLE_ENTITY]
            {
                description.problem(status);
            }
        }
    }
    description.problem(HttpStatus::BAD_REQUEST);
}

/// Describes a list of beans.
pub fn describe_bean_list<T: Json>(description: &mut Description<'_>, parameter: &'static Parameter)
where
    Vec<T>: Json,
{
    describe_bean::<Vec<T>>(description, parameter);
}

/// In the query string each member of a bean is a parameter of its own.
fn members(schema: &Schema, description: &mut Description<'_>) {
    let schema = description.schemas.resolve(schema);
    let required = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
    let properties = schema.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
    for (name, schema) in properties {
        let required = required.iter().any(|member| *member == name.as_str());
        let schema = match schema {
            Value::Object(schema) => schema,
            _ => Schema::new(),
        };
        description.parameters.push(ParameterDescription { name, location: "query", required, schema });
    }
}

macro_rules! as_beans {
    ($([$($generics:tt)*] $type:ty),* $(,)?) => {$(
        impl<$($generics)*> FromRequest<'_> for $type {
            const KIND: Kind = Kind::Bean;

            fn from_request(loaded: &Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
                bean(loaded, parameter)
            }

            fn list_from_request(loaded: &Loaded, parameter: &'static Parameter) -> Result<Vec<Self>, ParameterError> {
                bean_list(loaded, parameter)
            }

            fn when_missing(missing: ParameterError) -> Result<Self, ParameterError> {
                bean_when_missing(missing)
            }

            fn describe(description: &mut Description<'_>, parameter: &'static Parameter) {
                describe_bean::<Self>(description, parameter);
            }

            fn describe_list(description: &mut Description<'_>, parameter: &'static Parameter) {
                describe_bean_list::<Self>(description, parameter);
            }
        }
    )*};
}

as_beans!(
    [] Value,
    [K: JsonKey + DeserializeOwned + Ord, V: Json + DeserializeOwned] std::collections::BTreeMap<K, V>,
    [K: JsonKey + DeserializeOwned + std::hash::Hash + Eq, V: Json + DeserializeOwned] std::collections::HashMap<K, V>,
);
