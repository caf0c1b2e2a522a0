//! A mapping attribute and the function under it, as they are written.

use framework_pattern::nearest;
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{
    Attribute, FnArg, LitStr, Path, ReturnType, Signature, Token, Type, Visibility, WhereClause,
    parse::{Parse, ParseStream},
    parse_quote, token,
};

use super::{
    argument::name,
    elsewhere,
    takeover::{self, TakesOver},
};
use crate::{
    attribute::Arguments,
    errors::Errors,
    habits,
    terms::{self, Terms},
    types,
};

/// Which attribute is which method.
const METHODS: [(&str, &str); 9] = [
    ("get_mapping", "GET"),
    ("post_mapping", "POST"),
    ("put_mapping", "PUT"),
    ("patch_mapping", "PATCH"),
    ("delete_mapping", "DELETE"),
    ("head_mapping", "HEAD"),
    ("options_mapping", "OPTIONS"),
    // RFC 9110, section 7.8, allows others; browsers and clients use none.
    (takeover::SOCKET, "GET"),
    (takeover::WEB_SOCKET, "GET"),
];

/// Attributes of arguments that a handler's macro reads and removes.
const ARGUMENT_ATTRIBUTES: [&str; 11] =
    ["path", "query", "header", "cookie", "form", "part", "json", "body", "session", "auto", "guard"];

/// What else an argument may bear.
const OF_THE_LANGUAGE: [&str; 8] = ["allow", "cfg", "cfg_attr", "deny", "doc", "expect", "forbid", "warn"];

/// The one that names its methods itself.
const ANY: &str = "request_mapping";

/// A mapping attribute.
pub(crate) struct Mapping {
    pub(crate) methods: Vec<String>,
    pub(crate) paths: Vec<LitStr>,
    /// Which goes first among regular expressions and own constraints: the lower one.
    pub(crate) rank: i32,
    /// Whether the prefix of a returned text counts; none where it is not said.
    pub(crate) prefixed: Option<bool>,
    /// What it says about how the route is run.
    pub(crate) terms: Terms,
    /// Whether the handler takes the connection over, and how.
    pub(crate) takes_over: Option<TakesOver>,
}

impl Mapping {
    /// Whether the attribute of that path is a mapping; gives its name.
    pub(crate) fn name_of(path: &Path) -> Option<&'static str> {
        let name = crate::attribute::last_word(path);
        METHODS.iter().map(|(known, _)| *known).chain([ANY]).find(|known| *known == name)
    }

    /// Whether an attribute is a mapping that does not say whether the prefix of a returned text counts.
    pub(crate) fn leaves_prefixes_open(attribute: &Attribute) -> bool {
        Mapping::name_of(attribute.path()).is_some()
            && Arguments::of(attribute).is_ok_and(|arguments| !arguments.has("prefixed"))
    }

    /// `place` is where the attribute stands.
    pub(crate) fn read(attribute: &str, place: Span, mut arguments: Arguments, errors: &mut Errors) -> Self {
        let fixed = METHODS.iter().find(|(name, _)| *name == attribute).map(|(_, method)| vec![(*method).to_owned()]);
        let methods = fixed.unwrap_or_else(|| methods(place, &mut arguments, errors));
        let paths = std::mem::take(&mut arguments.texts);
        let rank = arguments.integer("rank", errors).unwrap_or(0);
        let takes_over = TakesOver::read(attribute, place, &mut arguments, errors);
        // The handler of a socket returns no text.
        let prefixed = if takes_over.is_some() { Some(false) } else { arguments.switch("prefixed", errors) };
        let terms = Terms::read(&mut arguments, errors);
        let mut known = vec!["rank"];
        match &takes_over {
            Some(takes_over) => known.extend(takes_over.keys()),
            None => known.push("prefixed"),
        }
        known.extend(terms::KEYS);
        known.push("crate");
        known.extend(Some("methods").filter(|_| attribute == ANY));
        arguments.finish_translating(&known, habits::MAPPING, errors);
        Mapping { methods, paths, rank, prefixed, terms, takes_over }
    }

    pub(crate) fn has_body(&self) -> bool {
        self.methods.iter().any(|method| matches!(method.as_str(), "POST" | "PUT" | "PATCH"))
    }

    /// GET and HEAD have none that means anything (RFC 9110, section 9.3.1).
    pub(crate) fn forbids_body(&self) -> bool {
        self.methods.iter().all(|method| matches!(method.as_str(), "GET" | "HEAD"))
    }
}

/// `methods("GET", "PROPFIND")`
fn methods(place: Span, arguments: &mut Arguments, errors: &mut Errors) -> Vec<String> {
    let is_there = arguments.keys.iter().any(|(key, _)| key == "methods" || key == "method");
    let before = errors.count();
    let list = arguments.texts_of("methods", errors);
    // A list that cannot be read is one mistake, and reported; `method` is another.
    if errors.count() == before && list.as_ref().map_or(!is_there, Vec::is_empty) {
        errors.at_span(place, "`#[request_mapping]` needs its methods: `methods(\"GET\", \"PROPFIND\")`");
    }
    let list = list.unwrap_or_default();
    for (index, method) in list.iter().enumerate() {
        let text = method.value();
        // A token of RFC 9110, section 9.1; methods are case-sensitive, and all that there are are capitals.
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-') {
            let words: Vec<_> = text.split([',', ' ', '|']).filter(|word| !word.is_empty()).collect();
            let advice = if words.len() > 1 {
                format!("each method is a text of its own: `methods(\"{}\")`", words.join("\", \""))
            } else {
                "methods are capitals, as `PROPFIND`".to_owned()
            };
            errors.at(method, format!("`{text}` is no method; {advice}"));
        } else if list[..index].iter().any(|other| other.value() == text) {
            errors.at(method, format!("`{text}` is there twice; keep one"));
        }
    }
    list.iter().map(LitStr::value).collect()
}

/// A function whose body is not looked into: what is half-typed there stays rustc's business.
pub(crate) struct Function {
    pub(crate) attributes: Vec<Attribute>,
    visibility: Visibility,
    defaultness: Option<Token![default]>,
    pub(crate) signature: Signature,
    rest: TokenStream,
    has_no_body: bool,
}

impl Parse for Function {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        Function::after_attributes(attributes, input)
    }
}

impl Function {
    /// Reads a function; where it cannot be read, rustc tells why.
    pub(crate) fn read(item: &TokenStream, errors: &mut Errors) -> Option<Self> {
        match syn::parse2(item.clone()) {
            Err(_) if is_function(item) => {
                errors.told();
                None
            }
            read => errors.take(read),
        }
    }

    pub(crate) fn after_attributes(attributes: Vec<Attribute>, input: ParseStream<'_>) -> syn::Result<Self> {
        let visibility = input.parse()?;
        let defaultness = input.parse()?;
        let signature = input.parse()?;
        if !input.is_empty() && !input.peek(token::Brace) && !input.peek(Token![;]) {
            return Err(input.error("expected `{`"));
        }
        let mut rest = rest_of_item(input)?;
        let has_no_body = rest.is_empty();
        if has_no_body {
            // rustc has told so.
            rest = quote!({ loop {} });
        }
        Ok(Function { attributes, visibility, defaultness, signature, rest, has_no_body })
    }

    /// What a `where` asks that has to do with no parameter: rustc tells whether it holds. It is taken out, so that this is
    /// told once, and not of each use of the function.
    pub(crate) fn take_bounds(&mut self) -> Option<WhereClause> {
        let generics = &mut self.signature.generics;
        if generics.params.is_empty() { generics.where_clause.take() } else { None }
    }

    /// What stands behind the signature, as tokens.
    pub(crate) fn body(&self) -> &TokenStream {
        &self.rest
    }

    /// The attributes of an argument that belong to us.
    pub(crate) fn argument_attributes(argument: &FnArg) -> impl Iterator<Item = &Attribute> {
        let attributes = match argument {
            FnArg::Receiver(receiver) => &receiver.attrs,
            FnArg::Typed(typed) => &typed.attrs,
        };
        attributes.iter().filter(|attribute| is_ours(attribute))
    }

    /// The attributes of an argument that only a mistake explains, and what to write.
    pub(crate) fn mistaken_attributes<'a>(&self, argument: &'a FnArg) -> impl Iterator<Item = (&'a Attribute, String)> {
        let attributes = match argument {
            FnArg::Typed(typed) if !self.has_other_readers() => &typed.attrs[..],
            FnArg::Typed(_) | FnArg::Receiver(_) => &[],
        };
        attributes.iter().filter_map(|attribute| Some((attribute, mistaken(attribute)?)))
    }

    /// Whether a macro beside ours may read what stands at the arguments.
    fn has_other_readers(&self) -> bool {
        const INERT: [&str; 9] =
            ["api", "blocking", "cold", "construct", "deprecated", "inline", "must_use", "test", "track_caller"];
        self.attributes.iter().any(|attribute| {
            let name = crate::attribute::name(attribute);
            let is_ours = Mapping::name_of(attribute.path()).is_some() || is_ours(attribute);
            !is_ours && !Function::is_of_the_language(attribute) && !INERT.contains(&name.as_str())
        })
    }

    /// Whether an attribute is one that any item may have.
    pub(crate) fn is_of_the_language(attribute: &Attribute) -> bool {
        attribute.path().get_ident().is_some_and(|name| OF_THE_LANGUAGE.iter().any(|known| name == known))
    }

    /// Attributes of arguments that stand on the function.
    pub(crate) fn misplaced_attributes(&self) -> impl Iterator<Item = &Attribute> {
        self.attributes.iter().filter(|attribute| is_misplaced(attribute))
    }

    /// Removes them, once everybody has read them, and documentation, which rustc wants at no argument.
    pub(crate) fn strip_arguments(&mut self) {
        self.attributes.retain(|attribute| !is_misplaced(attribute));
        let is_ours_alone = !self.has_other_readers();
        for argument in &mut self.signature.inputs {
            match argument {
                FnArg::Receiver(receiver) => receiver.attrs.retain(|attribute| !is_ours(attribute)),
                FnArg::Typed(typed) => {
                    let is_mistake = |it: &Attribute| is_ours_alone && mistaken(it).is_some();
                    typed.attrs.retain(|it| !is_ours(it) && !is_mistake(it) && !it.path().is_ident("doc"));
                }
            }
        }
    }
}

/// Whether what is wrong with a type has been told.
fn tells_all(ty: &Type) -> bool {
    types::unsized_as(ty).is_some() || elsewhere::unknown(ty).is_some() || elsewhere::bare_object(ty).is_some()
}

impl Function {
    /// Removes from a handler what only a mistake explains, which the compiler would blame once more.
    pub(crate) fn strip_explained(&mut self) {
        let mut is_explained = self.signature.variadic.take().is_some();
        if let ReturnType::Type(_, ty) = &self.signature.output
            && (types::has_response_object(ty) || tells_all(ty) || elsewhere::result_of_main(&self.signature).is_some())
        {
            self.signature.output = ReturnType::Default;
            is_explained = true;
        }
        for argument in &mut self.signature.inputs {
            let FnArg::Typed(typed) = argument else { continue };
            if tells_all(&typed.ty) || elsewhere::is_a_path(&typed.ty) {
                *typed.ty = parse_quote!(());
                is_explained = true;
            }
            is_explained |= name(&typed.pat).is_none();
        }
        if is_explained {
            self.rest = quote!({ loop {} });
        }
        // Of a body that is not the program's, no argument can be said to be unused.
        if is_explained || self.has_no_body {
            for argument in &mut self.signature.inputs {
                let FnArg::Typed(typed) = argument else { continue };
                *typed.pat = parse_quote!(_);
            }
        }
    }
}

fn is_ours(attribute: &Attribute) -> bool {
    ARGUMENT_ATTRIBUTES.contains(&crate::attribute::name(attribute).as_str())
}

fn is_misplaced(attribute: &Attribute) -> bool {
    attribute.path().get_ident().is_some() && is_ours(attribute)
}

/// What to write instead of an attribute that is nearly one of ours, or another framework's.
fn mistaken(attribute: &Attribute) -> Option<String> {
    let name = attribute.path().get_ident().filter(|_| !is_ours(attribute))?.to_string();
    if OF_THE_LANGUAGE.contains(&name.as_str()) {
        return None;
    }
    let advice = match (nearest(&name, ARGUMENT_ATTRIBUTES), habits::advice(habits::ON_ARGUMENT, &name)) {
        (Some(near), _) => format!("did you mean `#[{near}]`?"),
        (None, advice) => advice?.to_owned(),
    };
    Some(format!("`#[{name}]` says of no argument where it comes from; {advice}"))
}

/// The name of a trait that is written as a type, as `Fn()` in `Box<Fn()>`: rustc reads it, and refuses it later.
pub(crate) fn bare_function(item: &TokenStream) -> Option<Ident> {
    let mut before = None;
    let mut tokens = item.clone().into_iter().peekable();
    while let Some(token) = tokens.next() {
        match &token {
            TokenTree::Ident(word) if ["Fn", "FnMut", "FnOnce"].iter().any(|name| word == name) => {
                let is_called = matches!(tokens.peek(), Some(TokenTree::Group(group)) if !is_braces(group));
                let is_type = match &before {
                    Some(TokenTree::Punct(sign)) => ['<', ',', '&', '('].contains(&sign.as_char()),
                    _ => false,
                };
                if is_called && is_type {
                    return Some(word.clone());
                }
            }
            TokenTree::Group(group) if !is_braces(group) => {
                if let Some(found) = bare_function(&group.stream()) {
                    return Some(found);
                }
            }
            _ => {}
        }
        before = Some(token);
    }
    None
}

/// Whether an item is meant to be a function: before the word stands nothing but what may, in whatever order.
pub(crate) fn is_function(item: &TokenStream) -> bool {
    const BEFORE: [&str; 8] = ["pub", "default", "const", "async", "unsafe", "safe", "extern", "gen"];
    let first = item.clone().into_iter().find(|token| match token {
        TokenTree::Ident(word) => !BEFORE.iter().any(|before| word == before),
        // An attribute, `(crate)`, `"C"`.
        TokenTree::Punct(sign) => sign.as_char() != '#',
        TokenTree::Group(group) => is_braces(group),
        TokenTree::Literal(_) => false,
    });
    matches!(first, Some(TokenTree::Ident(word)) if word == "fn")
}

/// An item without our attributes: where it cannot be read, they would be mistakes of their own.
pub(crate) fn without_ours(item: TokenStream) -> TokenStream {
    let mut kept = TokenStream::new();
    let mut tokens = item.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let begins = matches!(&token, TokenTree::Punct(sign) if sign.as_char() == '#');
        if begins && matches!(tokens.peek(), Some(TokenTree::Group(group)) if names_ours(group)) {
            tokens.next();
            continue;
        }
        kept.extend([match token {
            TokenTree::Group(group) => {
                let mut stripped = Group::new(group.delimiter(), without_ours(group.stream()));
                stripped.set_span(group.span());
                stripped.into()
            }
            other => other,
        }]);
    }
    kept
}

fn names_ours(attribute: &Group) -> bool {
    let names = attribute.stream().into_iter().take_while(|token| !matches!(token, TokenTree::Group(_)));
    let last = names.filter_map(|token| match token {
        TokenTree::Ident(name) => Some(name.to_string()),
        _ => None,
    });
    let last = last.last().unwrap_or_default();
    let is_mapping = METHODS.iter().any(|(name, _)| *name == last) || last == ANY;
    is_mapping
        || ["construct", "destruct", "blocking"].contains(&last.as_str())
        || ARGUMENT_ATTRIBUTES.contains(&last.as_str())
}

impl ToTokens for Function {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Function { attributes, visibility, defaultness, signature, rest, .. } = self;
        tokens.extend(quote!(#(#attributes)* #visibility #defaultness #signature #rest));
    }
}

/// Everything up to and with the `;` or the `{…}` that ends an item.
pub(crate) fn rest_of_item(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut rest = TokenStream::new();
    while !input.is_empty() {
        let token: TokenTree = input.parse()?;
        let last = match &token {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Group(group) => is_braces(group),
            TokenTree::Ident(_) | TokenTree::Literal(_) => false,
        };
        rest.extend([token]);
        if last {
            break;
        }
    }
    Ok(rest)
}

fn is_braces(group: &Group) -> bool {
    group.delimiter() == proc_macro2::Delimiter::Brace
}
