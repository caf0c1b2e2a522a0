//! The names of members, each of which there is once; and those by which generated code calls their types: what is wrong
//! with a type itself is then said where it is written, and once.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{ConstParam, GenericParam, Generics, LifetimeParam, TypeParam};

use super::{
    defaults,
    member::Member,
    model::{Bean, Shape},
    variants::{Content, Tagging},
};
use crate::{
    errors::Errors,
    types::{self, Place},
};

/// Refuses a name that two members have, or two variants.
pub(super) fn refuse_twice(shape: &Shape, errors: &mut Errors) {
    match shape {
        Shape::Struct(members) => refuse_twice_in(members, errors),
        Shape::Enum(units) => {
            let mut known = Vec::new();
            for unit in units.iter().filter(|unit| !unit.never_read) {
                let names = std::iter::once(&unit.name).chain(&unit.aliases);
                refuse_known(&mut known, &unit.ident, names, "variants", errors);
            }
        }
        Shape::Tagged(tagged) => {
            let mut known = Vec::new();
            for variant in tagged.variants.iter().filter(|variant| !variant.skipped) {
                if !matches!(tagged.tagging, Tagging::Untagged) {
                    refuse_known(&mut known, &variant.ident, variant.reads.iter(), "variants", errors);
                }
                if let Content::Struct(members) = &variant.content {
                    refuse_twice_in(members, errors);
                }
            }
        }
        Shape::Newtype(_) | Shape::Tuple(_) => {}
    }
}

fn refuse_twice_in(members: &[Member], errors: &mut Errors) {
    let mut known = Vec::new();
    for member in members.iter().filter(|member| !member.flattened && !member.skipped) {
        if let Some(field) = &member.field {
            refuse_known(&mut known, field, member.reads.iter(), "members", errors);
        }
    }
}

fn refuse_known<'n>(
    known: &mut Vec<&'n String>,
    at: &Ident,
    names: impl Iterator<Item = &'n String>,
    what: &str,
    errors: &mut Errors,
) {
    let names: Vec<_> = names.collect();
    if let Some(name) = names.iter().find(|name| known.contains(name)) {
        errors.at(at, format!("`{name}` is the name of two {what}; rename one of them"));
    }
    known.extend(names);
}

/// The aliases.
pub(super) fn aliases(bean: &Bean) -> TokenStream {
    let members = defaults::members(bean).into_iter().enumerate();
    let aliases = members.filter_map(|(index, member)| {
        let alias = name(index, &bean.name, &bean.generics, member)?;
        let (written, parameters) = (&member.written, list(parameters(&bean.generics, member).map(|(one, _)| one)));
        let told = member.described.as_ref().filter(|_| member.told).map(|described| {
            let alias = told(&alias);
            quote!(type #alias #parameters = #described;)
        });
        Some(quote!(type #alias #parameters = #written; #told))
    });
    aliases.collect()
}

/// Lets every member be called by its alias, in the place of its type.
pub(super) fn name_all(shape: &mut Shape, bean: &Ident, generics: &Generics) {
    let members: Vec<&mut Member> = match shape {
        Shape::Struct(members) | Shape::Tuple(members) => members.iter_mut().collect(),
        Shape::Newtype(member) => vec![member],
        Shape::Enum(_) => Vec::new(),
        Shape::Tagged(tagged) => tagged.variants.iter_mut().flat_map(|variant| variant.content.members_mut()).collect(),
    };
    for (index, member) in members.into_iter().enumerate() {
        if let Some(alias) = name(index, bean, generics, member) {
            let place = Place::of(&member.written);
            let (root, arguments) = (place.root(), list(parameters(generics, member).map(|(_, called)| called)));
            member.ty = quote_spanned!(place.last=> #root::Same<#alias #arguments>);
        }
    }
}

/// The aliases of what serde writes of a member and of what it reads: of an `Option<Option<T>>` the inner one.
pub(super) fn of_serde(bean: &Bean, index: usize, member: &Member) -> Option<[String; 2]> {
    let alias = name(index, &bean.name, &bean.generics, member)?;
    let arguments = list(parameters(&bean.generics, member).map(|(_, called)| called));
    let read = if member.told { told(&alias) } else { alias.clone() };
    Some([alias, read].map(|alias| quote!(#alias #arguments).to_string()))
}

/// None of a type with a `T::Item`, of which an alias does not know what it is. It stands where the bean's own name
/// does: what the compiler advises about an unknown type is then the same for both, and said once.
fn name(index: usize, bean: &Ident, generics: &Generics, member: &Member) -> Option<Ident> {
    let names: Vec<_> = generics.type_params().map(|parameter| parameter.ident.to_string()).collect();
    let is_known = !types::has_path_of(member.written.clone(), &names);
    is_known.then(|| format_ident!("__Member{index}", span = bean.span()))
}

fn told(alias: &Ident) -> Ident {
    format_ident!("{alias}Told")
}

/// The bean's parameters that a member's type has: how they are declared, and how they are called.
fn parameters(generics: &Generics, member: &Member) -> impl Iterator<Item = (TokenStream, TokenStream)> {
    let mentioned = generics.params.iter().filter(|parameter| defaults::mentions(member.written.clone(), parameter));
    mentioned.map(|parameter| match parameter {
        GenericParam::Lifetime(LifetimeParam { lifetime, .. }) => (quote!(#lifetime), quote!(#lifetime)),
        GenericParam::Type(TypeParam { ident, .. }) => (quote!(#ident), quote!(#ident)),
        GenericParam::Const(ConstParam { ident, ty, .. }) => (quote!(const #ident: #ty), quote!(#ident)),
    })
}

/// Parameters in brackets, where there are any.
fn list(parameters: impl Iterator<Item = TokenStream>) -> Option<TokenStream> {
    let parameters: Vec<_> = parameters.collect();
    (!parameters.is_empty()).then(|| quote!(<#(#parameters),*>))
}
