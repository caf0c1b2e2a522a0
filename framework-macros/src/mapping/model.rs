//! What a handler is, and all rules about it.

use framework_pattern::Pattern;
use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::{
    Attribute, FnArg, GenericParam, LitStr, Receiver, ReceiverKind, ReturnType, Safety, Signature, Token, Type,
    TypeParamBound, ext::IdentExt, punctuated::Punctuated,
};

use super::{
    argument::{Argument, Role, arguments, is_condition},
    captures, elsewhere,
    parse::{Function, Mapping},
    takeover::TakesOver,
};
use crate::{
    api, attribute,
    blocking::is_blocking,
    errors::Errors,
    prefix::{self, Texts},
    terms::Terms,
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
        /// Where its `impl` stands.
        place: Span,
        /// The pattern before all of its routes.
        prefix: Pattern,
        /// Whether its routes are registered.
        enabled: bool,
        /// Whether documentation leaves them out.
        hidden: bool,
        /// What it says about how they are run.
        terms: Terms,
    },
}

impl Owner {
    pub(crate) fn this(&self) -> Option<&TokenStream> {
        match self {
            Owner::None => None,
            Owner::Controller { this, .. } => Some(this),
        }
    }

    /// Where the compiler advises to declare a type that is not there.
    fn advised(&self, name: &Ident) -> Span {
        match self {
            Owner::None => name.span(),
            Owner::Controller { place, .. } => *place,
        }
    }

    pub(crate) fn is_enabled(&self) -> bool {
        match self {
            Owner::None => true,
            Owner::Controller { enabled, .. } => *enabled,
        }
    }

    fn is_hidden(&self) -> bool {
        match self {
            Owner::None => false,
            Owner::Controller { hidden, .. } => *hidden,
        }
    }

    fn terms(&self) -> Terms {
        match self {
            Owner::None => Terms::default(),
            Owner::Controller { terms, .. } => *terms,
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
    /// Where the compiler advises to declare a type that is not there.
    pub(crate) advised: Span,
    pub(crate) methods: Vec<String>,
    pub(crate) rank: i32,
    pub(crate) terms: Terms,
    pub(crate) has_body: bool,
    pub(crate) is_async: bool,
    /// Whether it takes the connection over, and how.
    pub(crate) takes_over: Option<TakesOver>,
    /// Whether it is called where it may block.
    pub(crate) is_blocking: bool,
    pub(crate) has_receiver: bool,
    pub(crate) arguments: Vec<Argument>,
    /// The type to describe; none when it contains `impl` and must be inferred.
    pub(crate) returned: Option<TokenStream>,
    pub(crate) returned_place: types::Place,
    /// Whether rustc seems to tell what is wrong with the type that is returned.
    pub(crate) returned_is_told: bool,
    /// Whether the mapping says that the prefix of a returned text counts.
    pub(crate) prefixed: Option<bool>,
    pub(crate) texts: Texts,
    /// Whether a prefix that does not count is refused here. Of several mappings that leave it open, the last does.
    pub(crate) refuses_prefixes: bool,
    pub(crate) patterns: Vec<Pattern>,
    pub(crate) documentation: String,
    /// Whether documentation leaves its routes out.
    pub(crate) is_hidden: bool,
    /// What `#[deprecated]` says.
    pub(crate) deprecated: Option<String>,
    /// Whether the bounds of its types are demanded here. Of several mappings of one function, the last does.
    pub(crate) demands: bool,
    /// `#[cfg(…)]`: the route is there when the function is.
    pub(crate) conditions: Vec<Attribute>,
}

impl Handler {
    pub(crate) fn new(mapping: Mapping, function: &Function, owner: &Owner, errors: &mut Errors) -> Self {
        let arguments = arguments(function, &mapping, owner, errors);
        let signature = &function.signature;
        for attribute in function.misplaced_attributes() {
            let name = attribute::name(attribute);
            errors.at(attribute, format!("`#[{name}]` stands at an argument, as `#[{name}] name: Type`"));
        }
        let generic = signature.generics.params.iter().filter(|it| !matches!(it, GenericParam::Lifetime(_)));
        let generic: Punctuated<_, Token![,]> = generic.collect();
        if !generic.is_empty() {
            errors.at(
                &generic,
                "a handler cannot be generic: a request does not say which type is meant; write the type",
            );
        }
        if let Some(variadic) = &signature.variadic {
            errors.at(variadic, "a handler takes what it names; drop `...`, and take a `Vec` for several values");
        }
        for attribute in &function.attributes {
            if let Some(advice) = of_another_purpose(attribute) {
                errors.at(attribute.path(), advice);
            }
        }
        if let Safety::Unsafe(token) = &signature.safety {
            errors.at(token, "a handler cannot be `unsafe`: it is called for any request; make it safe");
        }
        if let Some(receiver) = signature.receiver()
            && (!matches!(receiver.kind, ReceiverKind::Reference(_, _, None)) || is_static(receiver))
        {
            let message = if is_shared(receiver) {
                "a handler takes `&self`; write it so"
            } else {
                "a handler takes `&self`: requests run at the same time; keep what changes in an atomic or a `Mutex`"
            };
            errors.at(receiver, message);
        }
        if mapping.takes_over.is_some() && signature.asyncness.is_none() {
            errors.at(&signature.fn_token, "a socket handler waits for the other end; write `async fn`");
        }
        let (returned, returned_place) = returned(signature, owner, errors);
        let patterns = patterns(&mapping, &signature.ident, owner, errors);
        let written = signature.inputs.iter().filter(|input| matches!(input, FnArg::Typed(_))).count();
        captures::check(&mapping, &patterns, &arguments, written == arguments.len(), &signature.ident, errors);
        Handler {
            name: signature.ident.clone(),
            advised: owner.advised(&signature.ident),
            has_body: mapping.has_body(),
            methods: mapping.methods,
            rank: mapping.rank,
            terms: mapping.terms.or(owner.terms()),
            is_async: signature.asyncness.is_some(),
            takes_over: mapping.takes_over.map(|takes_over| TakesOver {
                negotiate: takes_over.negotiate.map(|(path, place)| (types::concrete(path, owner.this()), place)),
                ..takes_over
            }),
            is_blocking: function.attributes.iter().any(|attribute| is_blocking(attribute.path())),
            has_receiver: signature.receiver().is_some(),
            arguments,
            returned,
            returned_place,
            returned_is_told: matches!(&signature.output, ReturnType::Type(_, ty) if elsewhere::is_told(ty)),
            prefixed: mapping.prefixed,
            texts: prefix::scan(function.body()),
            refuses_prefixes: mapping.prefixed.is_none()
                && !function.attributes.iter().any(Mapping::leaves_prefixes_open),
            patterns: patterns.into_iter().map(|(_, whole)| whole).collect(),
            documentation: attribute::documentation(&function.attributes),
            is_hidden: owner.is_hidden() || api::is_hidden(&function.attributes),
            deprecated: api::deprecated(&function.attributes),
            demands: !function.attributes.iter().any(|attribute| Mapping::name_of(attribute.path()).is_some()),
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

    /// The name of an item that calls types of the handler by their names. It stands where the handler's own does, in a
    /// controller where its `impl` does: what the compiler advises about an unknown type is then the same for both, and
    /// said once.
    pub(crate) fn named(&self, name: &str) -> Ident {
        Ident::new(name, self.advised)
    }

    pub(crate) fn has_guard(&self) -> bool {
        self.arguments.iter().any(|argument| matches!(argument.role, Role::Guard))
    }
}

/// `&'static self`, which no controller is.
fn is_static(receiver: &Receiver) -> bool {
    matches!(&receiver.kind, ReceiverKind::Reference(_, Some(lifetime), _) if lifetime.ident == "static")
}

/// `self: &Self`, which is `&self` written out.
fn is_shared(receiver: &Receiver) -> bool {
    let ReceiverKind::Typed(_, ty) = &receiver.kind else { return false };
    matches!(types::plain(ty), Type::Reference(reference) if reference.mutability.is_none())
}

/// What to do about an attribute that makes something else of a function.
fn of_another_purpose(attribute: &Attribute) -> Option<String> {
    let path = attribute::tokens(attribute.path());
    match attribute::name(attribute).as_str() {
        "test" => Some("a test answers no requests; drop this attribute, or the mapping".to_owned()),
        "main" => Some(format!("`#[{path}]` is for `main` alone; drop it: a handler may be an `async fn` as it is")),
        _ => None,
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
    for (index, path) in mapping.paths.iter().enumerate() {
        if mapping.paths[..index].iter().any(|other| other.value() == path.value()) {
            errors.at(path, format!("`{}` is there twice; keep one", path.value()));
        }
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

const FUTURE: &str = "a future is no answer; write `async fn`, and return what it gives";

/// Whether a type is one that the language has, and so no status.
fn is_no_status(ty: &Type) -> bool {
    const NUMBERS: [&str; 12] =
        ["u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize"];
    match types::plain(ty) {
        Type::Reference(_) | Type::Tuple(_) | Type::Array(_) => true,
        Type::Path(path) => NUMBERS.iter().any(|number| path.path.is_ident(number)),
        _ => false,
    }
}

/// What to return instead of what is plainly no answer.
fn never_sent(ty: &Type) -> Option<&'static str> {
    if types::has_response_object(ty) {
        return Some(
            "a handler returns one type, and of `IntoResponse` there are no objects; write `impl IntoResponse`, or make a \
             `Response` of each",
        );
    }
    if types::has_object_of("Future", ty) {
        return Some(FUTURE);
    }
    match types::unsized_as(ty) {
        Some(types::Sized::Text) => return Some("a text has no size of its own; return a `String`, or `&'static str`"),
        Some(types::Sized::List) => return Some("a list has no size of its own; return a `Vec`"),
        Some(types::Sized::Type) => return Some("a handler returns one type; write it, or `impl IntoResponse`"),
        None => {}
    }
    match ty {
        Type::Tuple(tuple) if tuple.elems.len() == 2 && tuple.elems.first().is_some_and(is_no_status) => {
            Some("of two values the first is a status: `(HttpStatus, T)`")
        }
        Type::Tuple(tuple) if tuple.elems.len() > 2 => Some(
            "a handler returns one value, or `(HttpStatus, T)`; header fields are set on a response: \
             `PlainTextResponse::new(text).header(name, value)`",
        ),
        Type::Never(_) => Some("a handler that never returns answers nothing; leave out the return type"),
        Type::ImplTrait(opaque) => {
            let traits = opaque.bounds.iter().filter_map(|bound| match bound {
                TypeParamBound::Trait(bound) => bound.path.segments.last().map(|last| last.ident.to_string()),
                _ => None,
            });
            match traits.collect::<Vec<_>>().first()?.as_str() {
                "Future" => Some(FUTURE),
                "Iterator" => {
                    Some("an iterator is no answer; collect it into a `Vec`, or send it as a stream: `NdJson`")
                }
                "Stream" => Some("a stream says how it is sent: wrap it in `ByteStream`, `NdJson` or `Sse`"),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether a reference without a lifetime is one to an argument, or may be: other types can hide what they borrow.
fn borrows_from_one(signature: &Signature) -> bool {
    let borrowed = |input: &FnArg| match input {
        FnArg::Receiver(_) => 1,
        FnArg::Typed(typed) => types::borrows(typed.ty.to_token_stream()),
    };
    signature.receiver().is_some() || signature.inputs.iter().map(borrowed).sum::<usize>() == 1
}

fn returned(signature: &Signature, owner: &Owner, errors: &mut Errors) -> (Option<TokenStream>, types::Place) {
    let ReturnType::Type(_, ty) = &signature.output else {
        return (Some(quote::quote!(())), types::Place::of(&signature.ident));
    };
    let tokens = ty.to_token_stream();
    if let Some((known, advice)) = elsewhere::unknown(ty) {
        errors.at(&known, advice);
    }
    if let Some((uuid, advice)) = elsewhere::needs_a_feature(ty) {
        errors.at(&uuid, advice);
    }
    if let Some((object, advice)) = elsewhere::bare_object(ty) {
        errors.at(object, advice);
    }
    if elsewhere::lacks_parameters(ty) || elsewhere::is_endless(ty) {
        errors.told();
    }
    if let Some(advice) = never_sent(ty) {
        errors.at(ty, advice);
    }
    if let Some((result, advice)) = elsewhere::result_of_main(signature) {
        errors.at(result, advice);
    }
    if types::is_opaque(tokens.clone()) {
        return (None, types::Place::of(ty));
    }
    let borrows = types::short_references(tokens.clone());
    // Where there is nothing to borrow from, or too much, rustc says so itself.
    if borrows.iter().any(|(_, is_named)| !is_named) && !borrows_from_one(signature) {
        errors.told();
    } else {
        for (borrow, _) in &borrows {
            errors.at(
                borrow,
                "a handler cannot return what it borrows: the response outlives the request; return an owned value, as `String`, or write `&'static`",
            );
        }
    }
    (Some(types::concrete(tokens, owner.this())), types::Place::of(ty))
}
