//! What checks a bean: its rules, written down once each, and the way to its members.

use proc_macro2::{Delimiter, Group, Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{Member as Field, Path};

use super::{
    expand::bounded,
    functions, kept,
    member::Member,
    model::Bean,
    rules::{Asks, Rule},
    variants::{Content, Tagged, Tagging, Variant},
};
use crate::types::{Place, place};

/// `Ruled` for every member that has rules.
pub(super) fn implementations(bean: &Bean, of: &TokenStream, members: &[Member]) -> TokenStream {
    let json = bounded(&bean.generics, &quote!(__framework::Json));
    let (implement, _, bounds) = json.split_for_impl();
    let ruled = members.iter().enumerate().filter(|(_, member)| !member.rules.is_empty());
    let implementations = ruled.map(|(index, member)| {
        let (ty, calls) = (&member.ty, calls(&member.rules, !member.opaque));
        let orders = bean.generics.params.is_empty().then(|| kept::orders(member));
        quote! {
            #orders
            impl #implement __framework::Ruled<#index> for #of #bounds {
                type Of = #ty;
                fn rules(__rules: &mut __framework::Rules<'_, #ty>) {
                    #calls
                }
            }
        }
    });
    implementations.collect()
}

/// A call for each rule, at the token that names it. What is to be JSON, and is none, is blamed for that alone.
fn calls(rules: &[Rule], of_json: bool) -> TokenStream {
    let calls = rules.iter().map(|Rule { key, asks }| {
        let span = place(key.span());
        let method = Ident::new(&key.to_string(), span);
        let arguments = match asks {
            Asks::Length(least, most) => {
                let [least, most] = [least, most].map(|end| option(end.as_ref()));
                quote!(#least, #most)
            }
            Asks::Range { from, to, inclusive } => {
                let included = quote!(::core::ops::Bound::Included);
                let excluded = quote!(::core::ops::Bound::Excluded);
                let end = |end: &Option<syn::Expr>, variant: &TokenStream| match end {
                    Some(end) => quote!(#variant(#end)),
                    None => quote!(::core::ops::Bound::Unbounded),
                };
                let from = end(from, &included);
                let to = end(to, if *inclusive { &included } else { &excluded });
                quote!(#from, #to)
            }
            Asks::Pattern(text) => quote!({
                static __PATTERN: __framework::TextPattern = __framework::TextPattern::new(#text);
                &__PATTERN
            }),
            Asks::Word => TokenStream::new(),
            Asks::OneOf(choices) => quote!(&[#(#choices),*]),
            Asks::Custom(function) => {
                let call = call(function, &quote!(__value));
                quote!(|__value| {
                    use __framework::OtherwiseInner as _;
                    if let ::core::option::Option::Some(__value) = __framework::Inner(__value).inner() {
                        return #call;
                    }
                    ::core::result::Result::Ok(())
                })
            }
            Asks::Each(rules) => {
                let calls = calls(rules, false);
                quote!(|__rules| { #calls })
            }
        };
        let of_json = (of_json && !matches!(asks, Asks::Custom(_))).then(|| quote_spanned!(span=> .of_json()));
        quote_spanned!(span=> __rules #of_json.#method(#arguments);)
    });
    calls.collect()
}

/// The call of a function of the program, which is blamed where its type is another.
fn call(function: &Path, argument: &TokenStream) -> TokenStream {
    let Place { first, last } = Place::of(function);
    let argument = argument.clone().into_iter().map(|mut token| {
        token.set_span(first);
        token
    });
    let mut arguments = Group::new(Delimiter::Parenthesis, argument.collect());
    arguments.set_span(last);
    quote!(#function #arguments)
}

fn option(value: Option<&syn::Expr>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

/// The method of `Json` that checks a value of which each member is one.
pub(super) fn of_struct(bean: &Bean, members: &[Member]) -> TokenStream {
    let values = members.iter().map(|member| {
        let field = &member.field;
        quote!(&self.#field)
    });
    validate(&named(bean, &quote!(Self), members, values), &bean.custom)
}

/// What checks each member, of which `values` are the values, by the rules of `of`.
fn named(bean: &Bean, of: &TokenStream, members: &[Member], values: impl Iterator<Item = TokenStream>) -> TokenStream {
    let lines = members.iter().zip(values).enumerate().filter(|(_, (member, _))| member.is_read());
    let lines = lines.map(|(index, (member, value))| {
        let name = member.reads.first().unwrap_or(&member.name);
        let own = (!member.rules.is_empty()).then(|| quote!(__at.ruled::<#of, #index>(#name, #value);));
        let nested = nested(bean, member, &value);
        let within = if member.opaque {
            None
        } else if member.flattened {
            Some(members_of(member, &nested))
        } else {
            Some(quote!(#nested.validate(#name, __at);))
        };
        quote!(#own #within)
    });
    lines.collect()
}

/// The same of what has no names: each element by its place.
fn unnamed(bean: &Bean, members: &[Member], values: impl Iterator<Item = TokenStream>) -> TokenStream {
    let lines = members.iter().zip(values).enumerate().filter(|(_, (member, _))| !member.opaque);
    let lines = lines.map(|(index, (member, value))| {
        let (name, nested) = (index.to_string(), nested(bean, member, &value));
        quote!(#nested.validate(#name, __at);)
    });
    lines.collect()
}

/// A member's value. That it can be read is asked here, at its type, where serde reads it; of what has parameters it is
/// asked where they are known.
fn nested(bean: &Bean, member: &Member, value: &TokenStream) -> TokenStream {
    let place = Place::of(&member.ty);
    let (root, last) = (place.root(), place.last);
    let is_known = !bean.is_generic_over(&member.ty);
    let read = (is_known && !bean.output && member.serde_reads).then(|| quote_spanned!(last=> .read()));
    let sent = (is_known && !bean.input && member.serde_writes).then(|| quote_spanned!(last=> .sent()));
    quote_spanned!(last=> #root::Nested(#value) #read #sent)
}

/// Checks what has members with names, which stand among others.
fn members_of(member: &Member, nested: &TokenStream) -> TokenStream {
    let last = Place::of(&member.ty).last;
    quote_spanned!(last=> #nested.named().validate_here(__at);)
}

/// The same of a tuple.
pub(super) fn of_tuple(bean: &Bean, members: &[Member]) -> TokenStream {
    let values = (0..members.len()).map(|index| {
        let field = Field::from(index);
        quote!(&self.#field)
    });
    validate(&unnamed(bean, members, values), &[])
}

/// The same of an enum with data; `hidden` names the type that has the rules of a variant.
pub(super) fn of_enum(bean: &Bean, tagged: &Tagged, hidden: impl Fn(&Variant) -> TokenStream) -> TokenStream {
    let arms = tagged.variants.iter().filter(|variant| !variant.skipped && !variant.reads.is_empty()).map(|variant| {
        let ident = &variant.ident;
        let bound: Vec<_> = (0..variant.content.members().len()).map(|index| format_ident!("__m{index}")).collect();
        let values = bound.iter().map(|bound| quote!(#bound));
        let (pattern, lines) = match &variant.content {
            Content::Unit => (TokenStream::new(), TokenStream::new()),
            Content::Newtype(member) if member.opaque => (quote!((_)), TokenStream::new()),
            Content::Newtype(member) => {
                let nested = nested(bean, member, &quote!(__m0));
                let lines = match &tagged.tagging {
                    Tagging::Internal(_) => members_of(member, &nested),
                    _ => quote!(#nested.validate_here(__at);),
                };
                (quote!((__m0)), lines)
            }
            Content::Tuple(members) => (quote!((#(#bound),*)), unnamed(bean, members, values)),
            Content::Struct(members) => {
                let fields = members.iter().map(|member| &member.field);
                (quote!({ #(#fields: #bound),* }), named(bean, &hidden(variant), members, values))
            }
        };
        let step = match &tagged.tagging {
            Tagging::External => variant.reads.first().cloned(),
            Tagging::Adjacent(_, content) => Some(content.value()),
            Tagging::Internal(_) | Tagging::Untagged => None,
        };
        match step {
            Some(step) => quote!(Self::#ident #pattern => __at.inside(#step, |__at| { #lines }),),
            None => quote!(Self::#ident #pattern => { #lines }),
        }
    });
    validate(&quote!(match self { #(#arms)* _ => {} }), &[])
}

/// Whether a value of which these are the members may break a rule.
pub(super) fn may_break<'m>(members: impl Iterator<Item = &'m Member>) -> TokenStream {
    let any = members.map(|member| {
        let ty = &member.ty;
        match (member.rules.is_empty(), member.opaque) {
            (false, _) => quote!(|| true),
            (true, false) => quote!(|| <__framework::Nested<'_, #ty>>::RULES),
            (true, true) => TokenStream::new(),
        }
    });
    quote!(false #(#any)*)
}

/// The same of a newtype, which has no names inside.
pub(super) fn of_newtype(bean: &Bean, member: &Member) -> TokenStream {
    let field = member.field.clone().map_or_else(|| Field::Unnamed(0.into()), Field::Named);
    let own = (!member.rules.is_empty()).then(|| quote!(__at.ruled_here::<Self, 0>(&self.#field);));
    let nested = nested(bean, member, &quote!(&self.#field));
    validate(&quote!(#own #nested.validate_here(__at);), &bean.custom)
}

fn validate(lines: &TokenStream, custom: &[Path]) -> TokenStream {
    let custom = custom.iter().map(|function| {
        let span = Place::of(function).first;
        let call = call(function, &quote!(self));
        quote_spanned!(span=> __at.custom(#call);)
    });
    quote! {
        fn validate(&self, __at: &mut __framework::At) {
            #lines
            #(#custom)*
        }
    }
}

/// The table's entry about the rules of a member.
pub(super) fn entry(bean: &Bean, index: usize, member: &Member) -> Option<TokenStream> {
    if member.rules.is_empty() {
        return None;
    }
    let check = if member.opaque {
        let read = functions::reading(bean, member);
        read.map(|read| quote!(|__value, __at| __at.check_by::<Self, #index>(__value, #read)))
    } else {
        let (ty, is_read) = (&member.ty, !bean.output && !bean.is_generic_over(&member.ty));
        is_read.then(|| quote!(<__framework::Nested<'_, #ty>>::check::<Self, #index>))
    };
    let checked = check.map(|check| quote!(.checked(#check)));
    Some(quote!(.ruled::<Self, #index>()#checked))
}

/// What reads and checks the whole at once. Of a generic bean it is not known whether it can be read.
pub(super) fn whole(bean: &Bean) -> TokenStream {
    if bean.output || bean.generics.type_params().next().is_some() {
        quote!(::core::option::Option::None)
    } else {
        quote!(::core::option::Option::Some(__framework::check_whole::<Self>))
    }
}
