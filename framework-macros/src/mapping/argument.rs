//! An argument of a handler: its name on the wire, where it comes from, its default.

use framework_pattern::{Pattern, nearest};
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{
    Attribute, Expr, FnArg, GenericArgument, Lifetime, LitStr, Pat, PatType, PathArguments, Type, ext::IdentExt,
};

use super::{
    elsewhere,
    model::Owner,
    parse::{Function, Mapping},
};
use crate::{
    attribute::{self, Arguments, Value},
    errors::Errors,
    habits, types,
};

/// An argument of a handler.
pub(crate) struct Argument {
    pub(crate) ident: Ident,
    /// On the wire.
    pub(crate) name: String,
    /// Moved out of the function.
    pub(crate) ty: TokenStream,
    pub(crate) place: types::Place,
    pub(crate) role: Role,
    /// Whether rustc seems to tell what is wrong with its type.
    pub(crate) is_told: bool,
    /// Its documentation comment.
    pub(crate) documentation: String,
}

/// What an argument's attribute says.
pub(crate) enum Role {
    Guard,
    Parameter {
        /// What the attribute says; without one the pattern or the type decides.
        place: Option<Place>,
        default: Option<Expr>,
    },
}

/// Where an argument comes from; the names are those of the run time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Inferred,
    Path,
    Captures,
    Query,
    Header,
    Cookie,
    Form,
    Part,
    /// What a JSON pointer names in the body.
    Json(String),
    Body,
    Session,
    Auto,
}

impl Argument {
    /// Where it comes from in a route of this pattern.
    pub(crate) fn place_in(&self, pattern: &Pattern) -> Place {
        let is_captured = pattern.captures().any(|name| name == self.name);
        match &self.role {
            // A bean is made of all that is captured; that it is one, its type will say.
            Role::Parameter { place: Some(Place::Path), .. } if !is_captured => Place::Captures,
            Role::Parameter { place: Some(place), .. } => place.clone(),
            Role::Parameter { place: None, .. } if is_captured => Place::Path,
            Role::Parameter { place: None, .. } | Role::Guard => Place::Inferred,
        }
    }
}

/// The arguments of a handler, and what is wrong with them.
pub(super) fn arguments(function: &Function, mapping: &Mapping, owner: &Owner, errors: &mut Errors) -> Vec<Argument> {
    let mut arguments = Vec::new();
    for input in &function.signature.inputs {
        for (attribute, advice) in function.mistaken_attributes(input) {
            errors.at(attribute.path(), advice);
        }
        let attributes = Function::argument_attributes(input);
        match input {
            FnArg::Receiver(_) => attributes.for_each(|attribute| {
                errors.at(attribute, "`self` comes from no request; drop the attribute");
            }),
            FnArg::Typed(typed) => arguments.extend(argument(typed, attributes, mapping, owner, errors)),
        }
    }
    arguments
}

fn argument<'a>(
    typed: &PatType,
    mut attributes: impl Iterator<Item = &'a Attribute>,
    mapping: &Mapping,
    owner: &Owner,
    errors: &mut Errors,
) -> Option<Argument> {
    if let Some(condition) = typed.attrs.iter().find(|attribute| is_condition(attribute)) {
        errors.at(condition, "an argument cannot be conditional: write the function twice, each under its condition");
    }
    if let Some((known, advice)) = elsewhere::unknown(&typed.ty) {
        errors.at(&known, advice);
        return None;
    }
    if let Some((uuid, advice)) = elsewhere::needs_a_feature(&typed.ty) {
        errors.at(&uuid, advice);
        return None;
    }
    if let Some((object, advice)) = elsewhere::bare_object(&typed.ty) {
        errors.at(object, advice);
        return None;
    }
    let Some(name) = name(&typed.pat) else {
        errors
            .at(&typed.pat, "an argument needs a name: it is the parameter's name; take it apart inside the function");
        return None;
    };
    if let Some(lifetime) = kept_for_ever(&typed.ty) {
        errors.at(lifetime, "an argument lives as long as its request; drop `'static`, or take a `String`");
    }
    if let Some(written) = types::unsized_as(&typed.ty) {
        let advice = match written {
            types::Sized::Text => "a text has no size of its own; write `&str`, or `String`",
            types::Sized::List => "a list has no size of its own; write `Vec<T>`, or `&[u8]` for the bytes of the body",
            types::Sized::Type => "a request does not say which type is meant; write the type",
        };
        errors.at(&typed.ty, advice);
    }
    if elsewhere::is_a_path(&typed.ty) {
        errors.at(
            &typed.ty,
            "a `Path` has no size of its own, and what visitors write names no file; write `&str`, or `String`",
        );
    }
    if types::is_inferred(typed.ty.to_token_stream())
        || elsewhere::lacks_parameters(&typed.ty)
        || elsewhere::is_endless(&typed.ty)
    {
        errors.told();
    }
    if types::is_opaque(typed.ty.to_token_stream()) {
        errors.at(&typed.ty, "a handler cannot be generic: a request does not say which type is meant; write the type");
    }
    let mut argument = Argument {
        ident: name.clone(),
        name: name.unraw().to_string(),
        ty: types::concrete(typed.ty.to_token_stream(), owner.this()),
        place: types::Place::of(&typed.ty),
        role: Role::Parameter { place: None, default: None },
        is_told: is_mismatched(typed) || elsewhere::is_told(&typed.ty),
        documentation: attribute::documentation(&typed.attrs),
    };
    if let Some(attribute) = attributes.next() {
        apply(&mut argument, attribute, mapping, owner, errors);
    }
    for more in attributes {
        errors.at(more, "an argument comes from one place; drop this attribute or the one before");
    }
    Some(argument)
}

/// The name in a pattern, also within a type of one field: `State(pool)`.
pub(super) fn name(pattern: &Pat) -> Option<&Ident> {
    match pattern {
        Pat::Ident(pattern) => Some(&pattern.ident),
        Pat::TupleStruct(pattern) if pattern.elems.len() == 1 => name(pattern.elems.first()?),
        _ => None,
    }
}

/// Whether a pattern is of another type than the one behind it, as far as their names tell: `State(pool): Pool`.
fn is_mismatched(typed: &PatType) -> bool {
    match (&*typed.pat, &*typed.ty) {
        (Pat::TupleStruct(pattern), Type::Path(ty)) => {
            let (pattern, ty) = (pattern.path.segments.last(), ty.path.segments.last());
            pattern.zip(ty).is_some_and(|(pattern, ty)| pattern.ident != ty.ident)
        }
        _ => false,
    }
}

/// The lifetime of a reference that no request can give, also in an `Option`.
fn kept_for_ever(ty: &Type) -> Option<&Lifetime> {
    match ty {
        Type::Reference(reference) => reference.lifetime.as_ref().filter(|lifetime| lifetime.ident == "static"),
        Type::Path(path) => match &path.path.segments.last().filter(|last| last.ident == "Option")?.arguments {
            PathArguments::AngleBracketed(inner) => inner.args.iter().find_map(|argument| match argument {
                GenericArgument::Type(ty) => kept_for_ever(ty),
                _ => None,
            }),
            _ => None,
        },
        _ => None,
    }
}

pub(super) fn is_condition(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
}

fn apply(argument: &mut Argument, attribute: &Attribute, mapping: &Mapping, owner: &Owner, errors: &mut Errors) {
    let kind = attribute::name(attribute);
    let Some(mut arguments) = errors.take(Arguments::of(attribute)) else { return };
    if let Some(feature) = missing_feature(&kind) {
        errors.at(
            attribute,
            format!("`#[{kind}]` needs the feature `{feature}` of the framework; switch it on in Cargo.toml"),
        );
        return;
    }
    if kind == "guard" {
        argument.role = Role::Guard;
        if let Some(name) = arguments.one_text(errors) {
            errors.at(&name, "a guard has no name; drop it");
        }
        return arguments.finish(&[], errors);
    }
    let mut place = match kind.as_str() {
        "path" => Place::Path,
        "query" => Place::Query,
        "header" => Place::Header,
        "cookie" => Place::Cookie,
        "form" => Place::Form,
        "part" => Place::Part,
        "session" => Place::Session,
        "json" => Place::Json(String::new()),
        "auto" => Place::Auto,
        _ => Place::Body,
    };
    if matches!(place, Place::Body | Place::Form | Place::Part | Place::Json(_)) && mapping.forbids_body() {
        let method = mapping.methods.first().map_or("GET", String::as_str);
        let message =
            format!("a {method} request has no body; use `#[post_mapping]`, or take the argument from elsewhere");
        errors.at(attribute, message);
    }
    let mut known: &[&str] = &[];
    let mut default = None;
    if !matches!(place, Place::Path | Place::Body) {
        known = &["default"];
        default = arguments.expression("default", errors).and_then(|default| {
            let default = types::concrete(default.to_token_stream(), owner.this());
            errors.take(syn::parse2::<Expr>(default))
        });
    }
    match (&mut place, arguments.one_text(errors)) {
        (Place::Json(pointer), Some(name)) => {
            *pointer = name.value();
            // RFC 6901, section 3; the empty one is the whole document.
            if !pointer.is_empty() && !pointer.starts_with('/') {
                errors.at(&name, format!("`{pointer}` is no JSON pointer; write one as `/name/value`"));
            }
        }
        (Place::Header, Some(name)) => argument.name = header_name(&name, errors),
        (Place::Header, None) => argument.name = argument.name.replace('_', "-"),
        (Place::Body, Some(name)) => errors.at(&name, "a body has no name; drop it"),
        (Place::Path, Some(name)) => {
            errors.at(&name, "a capture has the argument's name; rename the capture or the argument");
        }
        (_, Some(name)) => {
            if name.value().is_empty() {
                errors.at(&name, "a parameter has a name; write one, or drop the text: the argument's name is it");
            }
            argument.name = name.value();
        }
        (_, None) => {}
    }
    let is_unknown =
        |key: &Ident| !known.iter().any(|it| key == it) && habits::advice(habits::ARGUMENT, &key.to_string()).is_none();
    if place != Place::Path
        && place != Place::Body
        && let Some(index) = arguments.keys.iter().position(|(key, value)| {
            matches!(value, Value::Flag)
                && is_unknown(key)
                && nearest(&key.to_string(), known.iter().copied()).is_none()
        })
    {
        let (key, _) = arguments.keys.remove(index);
        errors.at(&key, format!("a name stands in quotes: `#[{kind}(\"{key}\")]`"));
    }
    arguments.finish_translating(known, habits::ARGUMENT, errors);
    argument.role = Role::Parameter { place: Some(place), default };
}

/// The feature without which an attribute means nothing.
fn missing_feature(kind: &str) -> Option<&'static str> {
    match kind {
        "part" if !cfg!(feature = "multipart") => Some("multipart"),
        "session" if !cfg!(feature = "sessions") => Some("sessions"),
        _ => None,
    }
}

/// A token of RFC 9110, section 5.6.2, in lower case, as header maps are looked up.
fn header_name(name: &LitStr, errors: &mut Errors) -> String {
    let text = name.value();
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    if text.is_empty() || !text.bytes().all(token) {
        errors.at(name, format!("`{text}` is no name of a header field; write one as `X-Token`"));
    }
    text.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn an_argument_comes_from_where_its_attribute_says_and_otherwise_from_the_pattern() {
        let function = quote! {
            fn find(id: u8, #[query("q")] word: String, #[query] id: u8, #[header] user_agent: &str,
                #[header("X-Token")] token: String, page: u8)
        };
        let mut errors = Errors::new();
        let mapping = Mapping::read("get_mapping", proc_macro2::Span::call_site(), Arguments::default(), &mut errors);
        let function = syn::parse2(function).expect("a function");
        let arguments = arguments(&function, &mapping, &Owner::None, &mut errors);
        errors.check().expect("no mistakes");
        let pattern = Pattern::parse("/users/<id>").expect("a pattern");
        let found: Vec<_> =
            arguments.iter().map(|argument| (argument.name.as_str(), argument.place_in(&pattern))).collect();
        let expected = [
            ("id", Place::Path),
            ("q", Place::Query),
            ("id", Place::Query),
            ("user-agent", Place::Header),
            ("x-token", Place::Header),
            ("page", Place::Inferred),
        ];
        assert_eq!(found, expected);
    }
}
