//! What a handler is, and all rules about it.

use framework_pattern::{Pattern, Segment};
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{
    Attribute, Expr, FnArg, GenericParam, LitStr, Pat, PatType, ReceiverKind, ReturnType, Safety, ext::IdentExt,
};

use super::parse::{Function, Mapping, RESERVED_ATTRIBUTES};
use crate::{
    attribute::{self, Arguments},
    errors::Errors,
    types,
};

/// Whose function it is.
pub(crate) enum Owner {
    /// Nobody's: a free function.
    None,
    /// A controller's.
    Controller {
        /// Its type.
        this: TokenStream,
        /// The pattern before all of its routes.
        prefix: Pattern,
    },
}

impl Owner {
    pub(crate) fn this(&self) -> Option<&TokenStream> {
        match self {
            Owner::None => None,
            Owner::Controller { this, .. } => Some(this),
        }
    }

    fn prefix(&self) -> Pattern {
        match self {
            Owner::Controller { prefix, .. } => prefix.clone(),
            Owner::None => empty_pattern(),
        }
    }
}

pub(crate) fn empty_pattern() -> Pattern {
    Pattern::parse("").unwrap_or_else(|error| unreachable!("the empty pattern: {error}"))
}

/// A handler with all of its routes.
pub(crate) struct Handler {
    pub(crate) name: Ident,
    pub(crate) methods: Vec<&'static str>,
    pub(crate) has_body: bool,
    pub(crate) is_async: bool,
    pub(crate) has_receiver: bool,
    pub(crate) arguments: Vec<Argument>,
    /// The type to describe; none when it contains `impl` and must be inferred.
    pub(crate) returned: Option<TokenStream>,
    pub(crate) returned_place: types::Place,
    pub(crate) patterns: Vec<Pattern>,
    pub(crate) documentation: String,
    /// `#[cfg(…)]`: the route is there when the function is.
    pub(crate) conditions: Vec<Attribute>,
}

/// An argument of a handler.
pub(crate) struct Argument {
    /// On the wire.
    pub(crate) name: String,
    /// Moved out of the function.
    pub(crate) ty: TokenStream,
    pub(crate) place: types::Place,
    pub(crate) role: Role,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Inferred,
    Path,
    Query,
    Header,
    Body,
}

impl Argument {
    /// Where it comes from in a route of this pattern.
    pub(crate) fn place_in(&self, pattern: &Pattern) -> Place {
        match self.role {
            Role::Parameter { place: Some(place), .. } => place,
            Role::Parameter { place: None, .. } if pattern.captures().any(|name| name == self.name) => Place::Path,
            Role::Parameter { place: None, .. } | Role::Guard => Place::Inferred,
        }
    }
}

impl Handler {
    pub(crate) fn new(mapping: Mapping, function: &Function, owner: &Owner, errors: &mut Errors) -> Self {
        let arguments = arguments(function, &mapping, owner, errors);
        let signature = &function.signature;
        for parameter in &signature.generics.params {
            if !matches!(parameter, GenericParam::Lifetime(_)) {
                errors.at(
                    parameter,
                    "a handler cannot be generic: a request does not say which type is meant; write the type",
                );
            }
        }
        if let Safety::Unsafe(token) = &signature.safety {
            errors.at(token, "a handler cannot be `unsafe`: it is called for any request; make it safe");
        }
        if let Some(receiver) = signature.receiver()
            && !matches!(receiver.kind, ReceiverKind::Reference(_, _, None))
        {
            errors.at(
                receiver,
                "a handler takes `&self`: requests run at the same time; keep what changes in an atomic or a `Mutex`",
            );
        }
        let (returned, returned_place) = returned(&signature.output, &signature.ident, owner, errors);
        let patterns = patterns(&mapping, &signature.ident, owner, errors);
        check_captures(&mapping, &patterns, &arguments, &signature.ident, errors);
        Handler {
            name: signature.ident.clone(),
            has_body: mapping.has_body(),
            methods: mapping.methods,
            is_async: signature.asyncness.is_some(),
            has_receiver: signature.receiver().is_some(),
            arguments,
            returned,
            returned_place,
            patterns: patterns.into_iter().map(|(_, whole)| whole).collect(),
            documentation: attribute::documentation(&function.attributes),
            conditions: function.attributes.iter().filter(|attribute| is_condition(attribute)).cloned().collect(),
        }
    }

    /// As the route table shows it.
    pub(crate) fn function(&self, owner: &Owner) -> String {
        match owner.this() {
            Some(this) => format!("{}::{}", attribute::tokens(this), self.name.unraw()),
            None => self.name.unraw().to_string(),
        }
    }

    pub(crate) fn has_guard(&self) -> bool {
        self.arguments.iter().any(|argument| matches!(argument.role, Role::Guard))
    }
}

/// The patterns as written, and with the prefix.
fn patterns(mapping: &Mapping, name: &Ident, owner: &Owner, errors: &mut Errors) -> Vec<(Option<LitStr>, Pattern)> {
    let prefix = owner.prefix();
    let mut patterns = Vec::new();
    if mapping.paths.is_empty() {
        let pattern = Pattern::parse(&name.unraw().to_string());
        let whole = pattern.and_then(|pattern| Pattern::join(&prefix, &pattern));
        match whole {
            Ok(whole) => patterns.push((None, whole)),
            Err(error) => errors.at(name, error.message()),
        }
    }
    for path in &mapping.paths {
        let Some(pattern) = parse_pattern(path, errors) else { continue };
        match Pattern::join(&prefix, &pattern) {
            Ok(whole) => patterns.push((Some(path.clone()), whole)),
            Err(error) => errors.at(path, error.message()),
        }
    }
    patterns
}

/// Parses a pattern; a mistake is shown at the piece of the literal that is wrong.
pub(crate) fn parse_pattern(text: &LitStr, errors: &mut Errors) -> Option<Pattern> {
    Pattern::parse(&text.value())
        .map_err(|error| errors.at_span(attribute::span_within(text, error.range()), error.message()))
        .ok()
}

/// Every capture of a method's own path has an argument, and every `#[path]` a capture.
fn check_captures(
    mapping: &Mapping,
    patterns: &[(Option<LitStr>, Pattern)],
    arguments: &[Argument],
    name: &Ident,
    errors: &mut Errors,
) {
    for path in &mapping.paths {
        let Ok(own) = Pattern::parse(&path.value()) else { continue };
        for segment in own.segments() {
            let Some(capture) = segment.name() else { continue };
            if !arguments.iter().any(|argument| argument.name == capture && is_path(argument)) {
                let ty = if matches!(segment, Segment::Rest(_)) { "String" } else { "T" };
                let shown = segment.to_string();
                let unnamed = shown.replacen(capture, "", 1);
                let message = format!(
                    "`{shown}` has no matching argument; add `{capture}: {ty}` to `{name}`, or write `{unnamed}`"
                );
                let start = path.value().find(&shown).unwrap_or_default();
                let end = path.value()[start..].find('>').map_or(start, |end| start + end + 1);
                errors.at_span(attribute::span_within(path, start..end), message);
            }
        }
    }
    for argument in arguments {
        let wants_capture = matches!(argument.role, Role::Parameter { place: Some(Place::Path), .. });
        let captured = |pattern: &Pattern| pattern.captures().any(|capture| capture == argument.name);
        if let Some((_, pattern)) = patterns.iter().find(|(_, pattern)| wants_capture && !captured(pattern)) {
            let name = &argument.name;
            let message =
                format!("`{pattern}` captures nothing called `{name}`; write `<{name}>` in it, or drop `#[path]`");
            errors.at_span(argument.place.first, message);
        }
    }
}

fn is_path(argument: &Argument) -> bool {
    matches!(argument.role, Role::Parameter { place: None | Some(Place::Path), .. })
}

fn returned(
    output: &ReturnType,
    name: &Ident,
    owner: &Owner,
    errors: &mut Errors,
) -> (Option<TokenStream>, types::Place) {
    let ReturnType::Type(_, ty) = output else { return (Some(quote::quote!(())), types::Place::of(name)) };
    let tokens = ty.to_token_stream();
    if types::is_opaque(tokens.clone()) {
        return (None, types::Place::of(ty));
    }
    for borrow in types::short_references(tokens.clone()) {
        errors.at(
            &borrow,
            "a handler cannot return what it borrows: the response outlives the request; return `String`, or write `&'static`",
        );
    }
    (Some(types::concrete(tokens, owner.this())), types::Place::of(ty))
}

fn arguments(function: &Function, mapping: &Mapping, owner: &Owner, errors: &mut Errors) -> Vec<Argument> {
    let mut arguments = Vec::new();
    for input in &function.signature.inputs {
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
    let Pat::Ident(pattern) = &*typed.pat else {
        errors
            .at(&typed.pat, "an argument needs a name: it is the parameter's name; take it apart inside the function");
        return None;
    };
    if types::is_opaque(typed.ty.to_token_stream()) {
        errors.at(&typed.ty, "a handler cannot be generic: a request does not say which type is meant; write the type");
    }
    let mut argument = Argument {
        name: pattern.ident.unraw().to_string(),
        ty: types::concrete(typed.ty.to_token_stream(), owner.this()),
        place: types::Place::of(&typed.ty),
        role: Role::Parameter { place: None, default: None },
    };
    if let Some(attribute) = attributes.next() {
        apply(&mut argument, attribute, mapping, owner, errors);
    }
    for more in attributes {
        errors.at(more, "an argument comes from one place; drop this attribute or the one before");
    }
    Some(argument)
}

fn is_condition(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
}

fn apply(argument: &mut Argument, attribute: &Attribute, mapping: &Mapping, owner: &Owner, errors: &mut Errors) {
    let kind = attribute::name(attribute);
    let Some(mut arguments) = errors.take(Arguments::of(attribute)) else { return };
    if RESERVED_ATTRIBUTES.contains(&kind.as_str()) {
        errors.at(attribute, format!("`#[{kind}]` is not supported yet"));
        return;
    }
    if kind == "guard" {
        argument.role = Role::Guard;
        if let Some(name) = arguments.one_text(errors) {
            errors.at(&name, "a guard has no name; drop it");
        }
        return arguments.finish(&[], errors);
    }
    let place = match kind.as_str() {
        "path" => Place::Path,
        "query" => Place::Query,
        "header" => Place::Header,
        _ => Place::Body,
    };
    if place == Place::Body && mapping.forbids_body() {
        let method = mapping.methods.first().copied().unwrap_or("GET");
        let message =
            format!("a {method} request has no body; use `#[post_mapping]`, or take the argument from elsewhere");
        errors.at(attribute, message);
    }
    let mut known: &[&str] = &[];
    let mut default = None;
    if matches!(place, Place::Query | Place::Header) {
        known = &["default"];
        default = arguments.expression("default", errors).and_then(|default| {
            let default = types::concrete(default.to_token_stream(), owner.this());
            errors.take(syn::parse2::<Expr>(default))
        });
    }
    match (place, arguments.one_text(errors)) {
        (Place::Header, Some(name)) => argument.name = header_name(&name, errors),
        (Place::Header, None) => argument.name = argument.name.replace('_', "-"),
        (Place::Body, Some(name)) => errors.at(&name, "a body has no name; drop it"),
        (Place::Path, Some(name)) => {
            errors.at(&name, "a capture has the argument's name; rename the capture or the argument");
        }
        (_, Some(name)) => argument.name = name.value(),
        (_, None) => {}
    }
    arguments.finish(known, errors);
    argument.role = Role::Parameter { place: Some(place), default };
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
