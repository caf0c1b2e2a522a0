//! The members of a bean, as data: the derive writes them down, what is done with them is decided here.

use serde_json::{Map, Value, json};

use super::{At, Json, Presence};
use crate::schema::{Schema, Schemas, object};

/// A struct that is a bean; `#[derive(Bean)]` implements it.
pub trait Members {
    /// Its name, as written.
    const NAME: &'static str;
    /// Its documentation comment.
    const DESCRIPTION: &'static str;
    /// Whether other members are refused.
    const CLOSED: bool;
    /// Its members, in order.
    const MEMBERS: &'static [Member];
}

/// A member of a bean.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    /// The name in JSON, then the other names under which it is read.
    names: &'static [&'static str],
    presence: Presence,
    description: &'static str,
    default: Option<&'static str>,
    /// Its own members stand among ours.
    flattened: bool,
    schema: fn(&mut Schemas) -> Schema,
    examine: fn(&Value, &mut At),
}

impl Member {
    /// A member of type `T`.
    #[must_use]
    pub const fn of<T: Json>(
        names: &'static [&'static str],
        presence: Presence,
        description: &'static str,
        default: Option<&'static str>,
    ) -> Self {
        let presence = if T::OPTIONAL { Presence::Defaulted } else { presence };
        Member { names, presence, description, default, flattened: false, schema: T::schema, examine: T::examine }
    }

    /// A member whose own members stand among those of the bean.
    #[must_use]
    pub const fn flattened<T: Json>() -> Self {
        let mut member = Member::of::<T>(&[], Presence::Defaulted, "", None);
        member.flattened = true;
        member
    }

    /// A member that serde converts by functions of the program: nothing is known of it.
    #[must_use]
    pub const fn opaque(names: &'static [&'static str], presence: Presence, description: &'static str) -> Self {
        Member::of::<Value>(names, presence, description, None).with_presence(presence)
    }

    const fn with_presence(mut self, presence: Presence) -> Self {
        self.presence = presence;
        self
    }

    fn name(&self) -> &'static str {
        self.names.first().copied().unwrap_or_default()
    }
}

/// The schema of a bean.
pub fn bean_schema<T: Members>(schemas: &mut Schemas) -> Schema {
    schemas.define::<T>(T::NAME, |schemas| {
        let (mut properties, mut required) = (Map::new(), Vec::new());
        for member in T::MEMBERS {
            let own = (member.schema)(schemas);
            if member.flattened {
                let own = schemas.resolve(&own);
                properties.extend(own.get("properties").and_then(Value::as_object).cloned().unwrap_or_default());
                required.extend(own.get("required").and_then(Value::as_array).cloned().unwrap_or_default());
                continue;
            }
            let mut own = described(own, member.description);
            if let Some(default) = member.default {
                own.insert("default".into(), serde_json::from_str(default).unwrap_or_else(|_| default.into()));
            }
            properties.insert(member.name().to_owned(), own.into());
            if member.presence == Presence::Required {
                required.push(member.name().into());
            }
        }
        let mut schema = described(object(json!({ "type": "object", "properties": properties })), T::DESCRIPTION);
        if !required.is_empty() {
            schema.insert("required".into(), required.into());
        }
        if T::CLOSED {
            schema.insert("additionalProperties".into(), false.into());
        }
        schema
    })
}

/// Reports everything that keeps a value from being read as a bean.
pub fn examine_bean<T: Members>(value: &Value, at: &mut At) {
    at.object(value, |members, at| {
        for member in T::MEMBERS {
            if member.flattened {
                (member.examine)(value, at);
                continue;
            }
            match member.names.iter().find_map(|name| Some((name, members.get(*name)?))) {
                Some((name, value)) => at.inside(name, |at| (member.examine)(value, at)),
                None if member.presence == Presence::Defaulted => {}
                None => {
                    at.inside(member.name(), |at| at.violation("required", format!("`{}` is missing", member.name())))
                }
            }
        }
        if T::CLOSED {
            let known = |name: &String| T::MEMBERS.iter().any(|member| member.names.contains(&name.as_str()));
            for name in members.keys().filter(|name| !known(name)) {
                at.inside(name, |at| at.violation("unknown", format!("`{name}` is not known")));
            }
        }
    });
}

/// The schema of an enum without data.
#[must_use]
pub fn enumeration(description: &'static str, variants: &[&str]) -> Schema {
    described(object(json!({ "type": "string", "enum": variants })), description)
}

fn described(mut schema: Schema, description: &'static str) -> Schema {
    if !description.is_empty() {
        schema.insert("description".into(), description.into());
    }
    schema
}
