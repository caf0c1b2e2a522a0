//! An `impl` block, read no deeper than the signatures of its functions.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{
    Attribute, Generics, Path, Token, Type, braced,
    parse::{Parse, ParseStream},
    token,
};

use crate::{
    mapping::{
        elsewhere,
        parse::{Function, bare_function, is_function, rest_of_item},
    },
    types,
};

/// An `impl` block. Function bodies stay tokens: one that is half-typed costs one error of rustc's, and no route.
pub(crate) struct ImplBlock {
    pub(crate) attributes: Vec<Attribute>,
    unsafety: Option<Token![unsafe]>,
    pub(crate) impl_token: Token![impl],
    pub(crate) generics: Generics,
    pub(crate) of_trait: Option<(Path, Token![for])>,
    pub(crate) this: Type,
    braces: token::Brace,
    /// Those inside: `#![allow(…)]`.
    inner: Vec<Attribute>,
    pub(crate) members: Vec<Member>,
}

pub(crate) enum Member {
    Function(Box<Function>),
    /// A function with a signature that rustc has refused. Nothing of it is kept: read once more, it would be blamed once
    /// more.
    Unread(Option<Ident>),
    Other(TokenStream),
}

impl ImplBlock {
    /// Whether it is what a controller may be: the block of a type, of no trait.
    pub(crate) fn is_inherent(&self) -> bool {
        let is_named = matches!(types::plain(&self.this), Type::Path(_) | Type::Macro(_));
        self.of_trait.is_none() && is_named && !elsewhere::is_built_in(&self.this)
    }
}

impl Parse for ImplBlock {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let unsafety = input.parse()?;
        if !input.peek(Token![impl]) {
            return Err(input.error("`#[controller]` stands on an `impl` block, as `impl Users { … }`"));
        }
        let impl_token = input.parse()?;
        let generics =
            if input.peek(Token![<]) && !input.peek2(Token![<]) { input.parse()? } else { Generics::default() };
        let first: Type = input.parse()?;
        let (of_trait, this) = match (first, input.parse::<Option<Token![for]>>()?) {
            (Type::Path(path), Some(for_token)) => (Some((path.path, for_token)), input.parse()?),
            (first, _) => (None, first),
        };
        let generics = Generics { where_clause: input.parse()?, ..generics };
        let content;
        let braces = braced!(content in input);
        let inner = content.call(Attribute::parse_inner)?;
        let mut members = Vec::new();
        while !content.is_empty() {
            members.push(content.parse()?);
        }
        Ok(ImplBlock { attributes, unsafety, impl_token, generics, of_trait, this, braces, inner, members })
    }
}

impl Parse for Member {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        if Function::after_attributes(Vec::new(), &input.fork()).is_ok() {
            let function = Function::after_attributes(attributes, input)?;
            return Ok(Member::Function(Box::new(function)));
        }
        let rest = rest_of_item(input)?;
        // Attributes of nothing are a mistake that rustc has told, too.
        let is_read = is_item(&rest) && !is_function(&rest);
        Ok(if is_read { Member::Other(quote!(#(#attributes)* #rest)) } else { Member::Unread(bare_function(&rest)) })
    }
}

/// Whether tokens begin as what may stand in an `impl`. Of a field or a `let` rustc has told.
fn is_item(tokens: &TokenStream) -> bool {
    let mut tokens = tokens.clone().into_iter();
    let Some(TokenTree::Ident(first)) = tokens.next() else { return false };
    match tokens.next() {
        Some(TokenTree::Punct(sign)) => {
            ['!', ':'].contains(&sign.as_char())
                && tokens.next().is_some_and(|next| {
                    // A path of a macro has two colons; one is a field's.
                    sign.as_char() == '!' || matches!(next, TokenTree::Punct(second) if second.as_char() == ':')
                })
        }
        Some(_) => first != "let" && first != "static",
        None => false,
    }
}

impl ToTokens for ImplBlock {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let ImplBlock { attributes, unsafety, impl_token, generics, of_trait, this, braces, inner, members } = self;
        let of_trait = of_trait.as_ref().map(|(path, for_token)| quote!(#path #for_token));
        let bounds = &generics.where_clause;
        let members = members.iter().map(|member| match member {
            Member::Function(function) => quote!(#function),
            Member::Unread(_) => TokenStream::new(),
            Member::Other(tokens) => tokens.clone(),
        });
        tokens.extend(quote!(#(#attributes)* #unsafety #impl_token #generics #of_trait #this #bounds));
        // With their own places: rustc says again what it said of them.
        braces.surround(tokens, |tokens| tokens.extend(quote!(#(#inner)* #(#members)*)));
    }
}
