//! A mapping attribute and the function under it, as they are written.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{
    Attribute, FnArg, LitStr, Path, Signature, Token, Visibility,
    parse::{Parse, ParseStream},
};

use crate::{attribute::Arguments, errors::Errors};

/// Which attribute is which method.
const METHODS: [(&str, &str); 7] = [
    ("get_mapping", "GET"),
    ("post_mapping", "POST"),
    ("put_mapping", "PUT"),
    ("patch_mapping", "PATCH"),
    ("delete_mapping", "DELETE"),
    ("head_mapping", "HEAD"),
    ("options_mapping", "OPTIONS"),
];

/// Attributes of arguments that a handler's macro reads and removes.
pub(crate) const ARGUMENT_ATTRIBUTES: [&str; 5] = ["path", "query", "header", "body", "guard"];

/// Those that a later version reads; until then they are refused rather than ignored.
pub(crate) const RESERVED_ATTRIBUTES: [&str; 6] = ["cookie", "form", "session", "part", "json", "auto"];

/// A mapping attribute.
pub(crate) struct Mapping {
    pub(crate) methods: Vec<&'static str>,
    pub(crate) paths: Vec<LitStr>,
}

impl Mapping {
    /// Whether the attribute of that path is a mapping; gives its name.
    pub(crate) fn name_of(path: &Path) -> Option<&'static str> {
        let name = crate::attribute::last_word(path);
        METHODS.iter().find(|(known, _)| *known == name).map(|(known, _)| *known)
    }

    pub(crate) fn read(attribute: &str, mut arguments: Arguments, errors: &mut Errors) -> Self {
        let methods = METHODS.iter().filter(|(name, _)| *name == attribute).map(|(_, method)| *method).collect();
        let paths = std::mem::take(&mut arguments.texts);
        arguments.finish(&["crate"], errors);
        Mapping { methods, paths }
    }

    pub(crate) fn has_body(&self) -> bool {
        self.methods.iter().any(|method| matches!(*method, "POST" | "PUT" | "PATCH"))
    }

    /// GET and HEAD have none that means anything (RFC 9110, section 9.3.1).
    pub(crate) fn forbids_body(&self) -> bool {
        self.methods.iter().all(|method| matches!(*method, "GET" | "HEAD"))
    }
}

/// A function whose body is not looked into: what is half-typed there stays rustc's business.
pub(crate) struct Function {
    pub(crate) attributes: Vec<Attribute>,
    visibility: Visibility,
    defaultness: Option<Token![default]>,
    pub(crate) signature: Signature,
    rest: TokenStream,
}

impl Parse for Function {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        Function::after_attributes(attributes, input)
    }
}

impl Function {
    pub(crate) fn after_attributes(attributes: Vec<Attribute>, input: ParseStream<'_>) -> syn::Result<Self> {
        let visibility = input.parse()?;
        let defaultness = input.parse()?;
        Ok(Function { attributes, visibility, defaultness, signature: input.parse()?, rest: rest_of_item(input)? })
    }

    /// The attributes of an argument that belong to us.
    pub(crate) fn argument_attributes(argument: &FnArg) -> impl Iterator<Item = &Attribute> {
        let attributes = match argument {
            FnArg::Receiver(receiver) => &receiver.attrs,
            FnArg::Typed(typed) => &typed.attrs,
        };
        attributes.iter().filter(|attribute| is_ours(attribute))
    }

    /// Removes them, once everybody has read them.
    pub(crate) fn strip_arguments(&mut self) {
        for argument in &mut self.signature.inputs {
            match argument {
                FnArg::Receiver(receiver) => receiver.attrs.retain(|attribute| !is_ours(attribute)),
                FnArg::Typed(typed) => typed.attrs.retain(|attribute| !is_ours(attribute)),
            }
        }
    }
}

fn is_ours(attribute: &Attribute) -> bool {
    let name = crate::attribute::name(attribute);
    ARGUMENT_ATTRIBUTES.iter().chain(&RESERVED_ATTRIBUTES).any(|known| *known == name)
}

impl ToTokens for Function {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Function { attributes, visibility, defaultness, signature, rest } = self;
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
