//! An `impl` block, read no deeper than the signatures of its functions.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{
    Attribute, Generics, Path, Signature, Token, Type, Visibility, braced,
    parse::{Parse, ParseStream},
};

use crate::mapping::parse::{Function, rest_of_item};

/// An `impl` block. Function bodies stay tokens: one that is half-typed costs one error of rustc's, and no route.
pub(crate) struct ImplBlock {
    pub(crate) attributes: Vec<Attribute>,
    unsafety: Option<Token![unsafe]>,
    pub(crate) impl_token: Token![impl],
    pub(crate) generics: Generics,
    pub(crate) of_trait: Option<(Path, Token![for])>,
    pub(crate) this: Type,
    pub(crate) members: Vec<Member>,
}

pub(crate) enum Member {
    Function(Box<Function>),
    Other(TokenStream),
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
        braced!(content in input);
        let mut members = Vec::new();
        while !content.is_empty() {
            members.push(content.parse()?);
        }
        Ok(ImplBlock { attributes, unsafety, impl_token, generics, of_trait, this, members })
    }
}

impl Parse for Member {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        if is_function(input) {
            return Ok(Member::Function(Box::new(Function::after_attributes(attributes, input)?)));
        }
        let rest = rest_of_item(input)?;
        Ok(Member::Other(quote!(#(#attributes)* #rest)))
    }
}

/// Whether a function's signature follows that can be read.
fn is_function(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    let begun = ahead.parse::<Visibility>().is_ok() && ahead.parse::<Option<Token![default]>>().is_ok();
    begun && ahead.parse::<Signature>().is_ok()
}

impl ToTokens for ImplBlock {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let ImplBlock { attributes, unsafety, impl_token, generics, of_trait, this, members } = self;
        let of_trait = of_trait.as_ref().map(|(path, for_token)| quote!(#path #for_token));
        let bounds = &generics.where_clause;
        let members = members.iter().map(|member| match member {
            Member::Function(function) => quote!(#function),
            Member::Other(tokens) => tokens.clone(),
        });
        tokens.extend(quote! {
            #(#attributes)* #unsafety #impl_token #generics #of_trait #this #bounds { #(#members)* }
        });
    }
}
