//! The members of a bean, as data: the derive writes them down, what is done with them is decided here.

use serde_json::{Map, Value, json};

use super::{At, Check, Fields, Json, Presence, Ruled, rules::describe_rules};
use crate::schema::{self, Schema, Schemas, default_member, object};

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
    /// Reads and checks the whole, where it has rules of its own.
    const CHECK: Option<Check> = None;
}

/// A member of a bean.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    /// The name under which it is sent; a flattened one has none.
    name: &'static str,
    /// The names under which it is read.
    reads: &'static [&'static str],
    presence: Presence,
    description: &'static str,
    default: Option<&'static str>,
    /// Its own members stand among ours.
    flattened: bool,
    open: bool,
    schema: fn(&mut Schemas) -> Schema,
    examine: fn(&Value, &mut At),
    from_fields: fn(&Fields<'_>) -> Value,
    /// Whether it has rules, or what is in it.
    has_rules: bool,
    /// Whether it cannot be without a file.
    has_files: bool,
    /// Adds the keywords of its rules to its schema.
    describe: Option<fn(&mut Schema)>,
    /// Reads it alone and checks it.
    check: Option<Check>,
}

impl Member {
    /// A member of type `T`.
    #[must_use]
    pub const fn of<T: Json>(
        name: &'static str,
        reads: &'static [&'static str],
        presence: Presence,
        description: &'static str,
        default: Option<&'static str>,
    ) -> Self {
        Member {
            name,
            reads,
            presence: if T::OPTIONAL { Presence::Defaulted } else { presence },
            description,
            default,
            flattened: false,
            open: T::OPEN,
            schema: T::schema,
            examine: T::examine,
            from_fields: T::from_fields,
            has_rules: T::RULES,
            has_files: T::FILES && matches!(presence, Presence::Required),
            describe: None,
            check: None,
        }
    }

    /// The same with rules.
    #[must_use]
    pub const fn ruled<B: Ruled<MEMBER>, const MEMBER: usize>(mut self) -> Self {
        self.has_rules = true;
        self.describe = Some(describe_rules::<B, MEMBER>);
        self
    }

    /// The same with rules that are checked also when the bean as a whole cannot be read.
    #[must_use]
    pub const fn checked(mut self, check: Check) -> Self {
        self.check = Some(check);
        self
    }

    /// A member whose own members stand among those of the bean.
    #[must_use]
    pub const fn flattened<T: Json>() -> Self {
        let mut member = Member::of::<T>("", &[], Presence::Required, "", None);
        member.flattened = true;
        member
    }

    /// A member that serde converts by functions of the program: nothing is known of its form.
    #[must_use]
    pub const fn opaque(
        name: &'static str,
        reads: &'static [&'static str],
        presence: Presence,
        description: &'static str,
    ) -> Self {
        Member::of::<Value>(name, reads, presence, description, None)
    }

    /// The same, of which is known how it is read.
    #[must_use]
    pub const fn read_by(mut self, examine: fn(&Value, &mut At)) -> Self {
        self.examine = examine;
        self
    }
}

/// Whether one of the members has rules, or what is in it.
#[must_use]
pub const fn have_rules(members: &[Member]) -> bool {
    let mut index = 0;
    while index < members.len() {
        if members[index].has_rules {
            return true;
        }
        index += 1;
    }
    false
}

/// Whether one of the members cannot be without a file.
#[must_use]
pub const fn have_files(members: &[Member]) -> bool {
    let mut index = 0;
    while index < members.len() {
        if members[index].has_files {
            return true;
        }
        index += 1;
    }
    false
}

/// Whether one of the members is read under a name.
fn is_known(members: &[Member], name: &str) -> bool {
    members.iter().any(|member| member.reads.contains(&name))
}

/// The schema of a bean.
pub fn bean_schema<T: Members>(schemas: &mut Schemas) -> Schema {
    schemas.define::<T>(T::NAME, |schemas| {
        let (mut properties, mut required, mut more) = (Map::new(), Vec::new(), Map::new());
        for member in T::MEMBERS {
            let own = (member.schema)(schemas);
            if member.flattened {
                flatten(&own, member, schemas, (&mut properties, &mut required, &mut more));
                continue;
            }
            let mut own = own;
            member.describe.iter().for_each(|describe| describe(&mut own));
            let mut own = described(own, member.description);
            own.extend(member.default.and_then(default_member));
            properties.insert(member.name.to_owned(), own.into());
            if member.presence == Presence::Required {
                required.push(member.name.into());
            }
        }
        let mut schema = described(object(json!({ "type": "object", "properties": properties })), T::DESCRIPTION);
        if !required.is_empty() {
            schema.insert("required".into(), required.into());
        }
        schema.extend(more);
        if T::CLOSED {
            schema.insert("additionalProperties".into(), false.into());
        }
        schema
    })
}

/// Adds what a flattened member says: its members, those of a map, or the forms of an enum.
fn flatten(
    own: &Schema,
    member: &Member,
    schemas: &Schemas,
    (properties, required, more): (&mut Map<String, Value>, &mut Vec<Value>, &mut Schema),
) {
    let resolved = schemas.resolve(own);
    if let Some(rest) = resolved.get("additionalProperties").filter(|rest| rest.is_object()) {
        more.insert("additionalProperties".to_owned(), rest.clone());
    }
    if resolved.contains_key("oneOf") {
        if let Value::Array(all) = more.entry("allOf").or_insert_with(|| json!([])) {
            all.push(own.clone().into());
        }
        return;
    }
    for inner in schema::members(own, schemas) {
        if inner.required && member.presence == Presence::Required {
            required.push(inner.name.clone().into());
        }
        properties.insert(inner.name, inner.schema.into());
    }
}

/// Reports everything that keeps a value from being read as a bean.
pub fn examine_bean<T: Members>(value: &Value, at: &mut At) {
    if at.checks(value, T::CHECK) {
        return;
    }
    at.object(value, |members, at| {
        let others = || members.iter().filter(|(name, _)| !is_known(T::MEMBERS, name));
        for member in T::MEMBERS {
            if member.flattened {
                // serde makes `None` of one that cannot be read.
                if member.presence == Presence::Required {
                    let others = others().map(|(name, value)| (name.clone(), value.clone())).collect();
                    at.among(|at| (member.examine)(&Value::Object(others), at));
                }
                continue;
            }
            match member.reads.iter().find_map(|name| Some((name, members.get(*name)?))) {
                Some((name, value)) => at.inside(name, |at| {
                    if !at.checks(value, member.check) {
                        (member.examine)(value, at);
                    }
                }),
                None if member.presence == Presence::Defaulted => {}
                None => {
                    let name = member.reads.first().unwrap_or(&member.name);
                    at.inside(name, |at| at.violation("required", "is missing"));
                }
            }
        }
        if T::CLOSED {
            for (name, _) in others() {
                at.inside(name, |at| at.violation("unknown", "is not known"));
            }
        }
    });
}

/// What the fields of a form or a query string stand for, as a bean's JSON.
#[must_use]
pub fn bean_from_fields<T: Members>(fields: &Fields<'_>) -> Value {
    if fields.is_no_object() {
        return fields.own_value();
    }
    let mut object = Map::new();
    for member in T::MEMBERS {
        for name in member.reads {
            let own = fields.member(name);
            let value = if own.is_empty() { Value::Null } else { (member.from_fields)(&own) };
            // A name that reaches into what has no members sends nothing for it.
            if !value.is_null() {
                object.insert((*name).to_owned(), value);
            }
        }
    }
    let others = fields.without(T::MEMBERS.iter().flat_map(|member| member.reads.iter().copied()));
    // A map takes every name, so it gets what the beans beside it leave.
    for open in [false, true] {
        for member in T::MEMBERS.iter().filter(|member| member.flattened && member.open == open) {
            let left = if open { others.without(object.keys().map(String::as_str)) } else { others.clone() };
            if let Value::Object(members) = (member.from_fields)(&left) {
                object.extend(members);
            }
        }
    }
    if T::CLOSED {
        object.extend(others.unknown());
    }
    Value::Object(object)
}

/// The schema of an enum without data.
#[must_use]
pub fn enumeration(description: &'static str, variants: &[&str]) -> Schema {
    described(object(json!({ "type": "string", "enum": variants })), description)
}

pub(super) fn described(mut schema: Schema, description: &'static str) -> Schema {
    if !description.is_empty() {
        schema.insert("description".into(), description.into());
    }
    schema
}
