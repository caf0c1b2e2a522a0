//! `#[derive(Settings)]`: a struct whose members are settings of the program's own.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{
    Attribute, Data, DeriveInput, Expr, ExprLit, ExprRange, Field, Fields, Lit, LitStr, RangeLimits, Type,
    ext::IdentExt,
};

use crate::{
    attribute::{Arguments, Value, documentation, tokens},
    bean::{is_outside, number},
    default::written,
    errors::Errors,
    habits,
    runtime::{self, Runtime},
    surroundings::Surroundings,
    types::{self, Place},
};

/// `#[derive(Settings)]` on a struct.
pub(crate) fn settings(item: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let input = syn::parse2::<DeriveInput>(item).ok(); // what is half typed is the compiler's to say
    let settings = input.as_ref().and_then(|input| Settings::new(input, &mut errors));
    match errors.check() {
        Err(mistakes) => mistakes,
        Ok(()) => settings.map(|settings| settings.expand()).unwrap_or_default(),
    }
}

struct Settings<'i> {
    runtime: Runtime,
    name: &'i Ident,
    /// None where it is a table below a member of another one.
    table: Option<LitStr>,
    members: Vec<Member<'i>>,
}

struct Member<'i> {
    ident: &'i Ident,
    ty: &'i Type,
    about: String,
    default: Option<Default>,
    secret: bool,
    range: Option<Range>,
    /// What may be written, where `FromStr` reads it.
    from_str: Option<LitStr>,
}

enum Default {
    One(Expr),
    List(Vec<Expr>),
}

/// `range(1..=100)`
struct Range {
    range: ExprRange,
    allowed: String,
}

impl<'i> Settings<'i> {
    fn new(input: &'i DeriveInput, errors: &mut Errors) -> Option<Self> {
        if let Some(parameter) = input.generics.params.first() {
            errors.at(parameter, "settings cannot be generic: they are found by their type; write the type");
        }
        let mut all = arguments(&input.attrs, errors);
        let runtime = all.runtime(errors);
        let nested = all.switch("nested", errors).unwrap_or(false);
        let table = all.one_text(errors);
        all.finish_translating(&["crate", "nested"], habits::SETTINGS, errors);
        match &table {
            Some(table) if nested => {
                errors.at(table, "a nested struct is a table below the member that holds it; drop the name, or `nested`");
            }
            Some(table) if !is_table(&table.value()) => {
                errors.at(table, "a table is one word of small letters, digits and underscores, as `app`");
            }
            None if !nested && errors.is_empty() => errors.at(
                &input.ident,
                "say which table these settings are, `#[settings(\"app\")]`; or `#[settings(nested)]` for a member of others",
            ),
            _ => {}
        }
        let fields = match &input.data {
            Data::Struct(data) => &data.fields,
            Data::Enum(_) | Data::Union(_) => {
                let write =
                    "settings are the members of a struct; for an enum that is one value, derive `SettingValue`";
                errors.at(&input.ident, write);
                return None;
            }
        };
        let Fields::Named(fields) = fields else {
            let write = format!("settings are named by members; write `struct {} {{ title: String }}`", input.ident);
            errors.at(&input.ident, write);
            return None;
        };
        if fields.named.iter().any(|field| types::borrows_unnamed(&field.ty)) {
            errors.told();
        }
        let members = fields.named.iter().filter_map(|field| Member::new(&input.ident, field, errors)).collect();
        Some(Settings { runtime, name: &input.ident, table, members })
    }

    fn expand(&self) -> TokenStream {
        let name = self.name;
        let idents: Vec<_> = self.members.iter().map(|member| member.ident).collect();
        let values: Vec<_> = (0..self.members.len()).map(|index| format_ident!("__{index}")).collect();
        // Each names its type once, at the place of the struct's name: what the compiler advises about a type that is not
        // there is then the same as at the member, and told once.
        let aliases: Vec<_> =
            (0..self.members.len()).map(|index| Ident::new(&format!("__Member{index}"), name.span())).collect();
        let types = self.members.iter().map(|member| member.ty);
        let visits = self.members.iter().zip(&aliases).map(|(member, alias)| member.expand(alias));
        let table = self.table.as_ref().map(|table| self.submit(table));
        self.runtime.wrap(&quote! {
            use __framework::{OtherwiseShare as _, OtherwiseVisit as _};
            #(type #aliases = #types;)*
            impl __framework::Setting for #name {
                type Value = __framework::NoValue;
                fn value(_: &str) -> ::core::option::Option<__framework::NoValue> {
                    ::core::option::Option::None
                }
                fn visit(
                    __settings: &mut __framework::SettingVisit<'_>,
                    __member: &__framework::SettingMember,
                    _: __framework::Judge,
                ) -> ::core::option::Option<Self> {
                    let __settings = &mut __settings.below(__member);
                    #(let #values = #visits;)*
                    ::core::option::Option::Some(Self { #(#idents: #values?),* })
                }
            }
            #table
        })
    }

    /// As itself where it is `Clone`, and in an `Arc`.
    fn submit(&self, table: &LitStr) -> TokenStream {
        let (name, shown, line) = (self.name, self.name.unraw().to_string(), types::line(self.name));
        let member =
            member(table, "", &quote!(::core::option::Option::None), &quote!(::core::option::Option::None), false);
        let package = runtime::package();
        quote! {
            const __TABLE: __framework::SettingsTable = __framework::SettingsTable {
                    name: #table,
                    claim: __framework::SettingsClaim { name: #shown, file: ::core::file!(), line: #line },
                    ids: __framework::shared_ids::<#name>,
                    visit: |__settings, __components| {
                        let __made = __framework::setting::<#name>().visit(__settings, &#member)?;
                        __framework::Share(__made).share(__components);
                        ::core::option::Option::Some(())
                    },
                    module: ::core::module_path!(),
                    package: #package,
            };
            __framework::inventory::submit! { __TABLE }
        }
    }
}

impl<'i> Member<'i> {
    fn new(item: &Ident, field: &'i Field, errors: &mut Errors) -> Option<Self> {
        let of_serde = field.attrs.iter().find(|attribute| attribute.path().is_ident("serde"));
        let derives_none = |around: Surroundings| around.derives_none_of(&["Serialize", "Deserialize"]);
        if let Some(attribute) = of_serde.filter(|_| Surroundings::of_derive(item).is_some_and(derives_none)) {
            errors.at(attribute.path(), "serde reads no settings; a default is `#[settings(default = 10)]`");
        }
        let mut all = arguments(&field.attrs, errors);
        let default = all.expression("default", errors).and_then(|value| Default::new(value, errors));
        let secret = all.switch("secret", errors).unwrap_or(false);
        let range = all.keys.iter().position(|(key, _)| key == "range").map(|index| all.keys.remove(index));
        let range = range.and_then(|(key, value)| Range::new(&key, value, errors));
        if let (Some(Default::One(default)), Some(range)) = (&default, &range)
            && range.lacks(default)
        {
            let (default_text, range) = (tokens(default), tokens(&range.range));
            errors
                .at(default, format!("the default `{default_text}` breaks `range({range})`; write one that keeps it"));
        }
        let from_str = all.expression("from_str", errors).and_then(|value| text(&value, errors));
        if let Some(text) = all.one_text(errors) {
            errors.at(&text, "a setting is called as its member is; drop the text, or write `default = …`");
        }
        all.finish(&["default", "secret", "range", "from_str"], errors);
        if let (Some(text), Some(_)) = (&from_str, &range) {
            errors.at(text, "`range` is of numbers, which need no `from_str`; drop one");
        }
        let about = documentation(&field.attrs);
        let about = about.split("\n\n").next().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Member { ident: field.ident.as_ref()?, ty: &field.ty, about, default, secret, range, from_str })
    }

    /// The call that describes it, or makes it.
    fn expand(&self, alias: &Ident) -> TokenStream {
        let Member { ident, ty, about, secret, .. } = self;
        let name = LitStr::new(&ident.unraw().to_string(), ident.span());
        let allowed =
            self.from_str.as_ref().map(LitStr::value).or(self.range.as_ref().map(|range| range.allowed.clone()));
        let default = option(self.default.as_ref().map(Default::texts));
        let member = member(&name, about, &default, &option(allowed.map(|allowed| quote!(#allowed))), *secret);
        let place = Place::of(ty);
        let root = place.root();
        let ty = quote_spanned!(place.last=> #root::Same<#alias>);
        if self.from_str.is_some() {
            return quote!(#root::from_str_setting::<#ty,>().visit(__settings, &#member).map(|__made| __made.0));
        }
        let typed = self.default.iter().flat_map(Default::typed);
        let within = self.range.as_ref().map(Range::within);
        let setting = match self.default {
            Some(Default::List(_)) => quote!(list_setting),
            Some(Default::One(_)) | None => quote!(setting),
        };
        quote!(#root::#setting::<#ty,>() #(#typed)* #within .visit(__settings, &#member))
    }
}

impl Default {
    fn new(value: Expr, errors: &mut Errors) -> Option<Self> {
        const WRITE: &str = "a default is written as in a file, where help shows it: a number, a text in quotes, `true`, `false`, \
                             or a list of them in brackets; for a value that is computed, take an `Option`";
        let default = match ungrouped(&value) {
            Expr::Array(array) => Default::List(array.elems.iter().cloned().collect()),
            one => Default::One(one.clone()),
        };
        let unreadable: Vec<_> = default.values().iter().filter(|value| written(value).is_none()).collect();
        unreadable.iter().for_each(|value| errors.at(value, WRITE));
        unreadable.is_empty().then_some(())?;
        Some(default)
    }

    fn values(&self) -> &[Expr] {
        match self {
            Default::One(value) => std::slice::from_ref(value),
            Default::List(values) => values,
        }
    }

    /// As one would write it.
    fn texts(&self) -> TokenStream {
        let texts = self.values().iter().filter_map(written);
        quote!(&[#(#texts),*])
    }

    /// Their types, for the compiler.
    fn typed(&self) -> Vec<TokenStream> {
        let typed = |value: &Expr| match ungrouped(value) {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => quote!(.quoted(#text)),
            value => quote!(.literal(#value)),
        };
        self.values().iter().map(typed).collect()
    }
}

impl Range {
    fn new(key: &Ident, value: Value, errors: &mut Errors) -> Option<Self> {
        let Value::List(list) = value else {
            errors.at(key, "`range` takes the numbers that are allowed: `range(1..=100)`");
            return None;
        };
        let range = syn::parse2::<ExprRange>(list);
        let range = range.map_err(|error| syn::Error::new(error.span(), "write a range, as `range(1..=100)`"));
        let range = errors.take(range)?;
        let bound = |bound: &Option<Box<Expr>>, errors: &mut Errors| match bound {
            None => Some(None),
            Some(bound) => {
                match written(bound).filter(|text| text.starts_with(|c: char| c == '-' || c.is_ascii_digit())) {
                    Some(text) => Some(Some(text)),
                    None => {
                        errors.at(bound, "write a number: help shows what is allowed");
                        None
                    }
                }
            }
        };
        let (from, to) = (bound(&range.start, errors)?, bound(&range.end, errors)?);
        let closed = matches!(range.limits, RangeLimits::Closed(_));
        if let Some(empty) = empty(from.as_deref(), to.as_deref(), closed) {
            errors.at(&range, empty);
            return None;
        }
        let allowed = match (from, to) {
            (Some(from), Some(to)) if closed => format!("a number, {from} to {to}"),
            (Some(from), Some(to)) => format!("a number, {from} or more and below {to}"),
            (Some(from), None) => format!("a number, {from} or more"),
            (None, Some(to)) if closed => format!("a number, at most {to}"),
            (None, Some(to)) => format!("a number below {to}"),
            (None, None) => {
                errors.at(&range, "this allows every number; drop it, or write a bound");
                return None;
            }
        };
        Some(Range { range, allowed })
    }

    fn lacks(&self, value: &Expr) -> bool {
        let ExprRange { start, end, limits, .. } = &self.range;
        let closed = matches!(limits, RangeLimits::Closed(_));
        number(value).is_some_and(|value| is_outside(value, start.as_deref(), end.as_deref(), closed))
    }

    fn within(&self) -> TokenStream {
        let range = &self.range;
        quote!(.within(#range))
    }
}

/// What to say of ends between which there is nothing.
fn empty(from: Option<&str>, to: Option<&str>, closed: bool) -> Option<String> {
    let (low, high): (f64, f64) = (from?.parse().ok()?, to?.parse().ok()?);
    (low > high || low >= high && !closed).then(|| format!("nothing is from {low} to {high}"))
}

/// What stands in a fragment of `macro_rules!`.
fn ungrouped(value: &Expr) -> &Expr {
    match value {
        Expr::Group(group) => ungrouped(&group.expr),
        other => other,
    }
}

fn member(name: &LitStr, about: &str, default: &TokenStream, allowed: &TokenStream, secret: bool) -> TokenStream {
    quote! {
        __framework::SettingMember {
            name: #name,
            about: #about,
            default: #default,
            allowed: #allowed,
            secret: #secret,
        }
    }
}

fn option(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

/// A text in quotes that is not empty.
fn text(value: &Expr, errors: &mut Errors) -> Option<LitStr> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) if !text.value().trim().is_empty() => Some(text.clone()),
        other => {
            errors
                .at(other, "say what may be written, as it completes “write …”: `from_str = \"a date as 2022-10-12\"`");
            None
        }
    }
}

/// The arguments of all `#[settings(…)]` of an item.
pub(crate) fn arguments(attributes: &[Attribute], errors: &mut Errors) -> Arguments {
    let mut all = Arguments::default();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("settings")) {
        let Some(arguments) = errors.take(Arguments::of(attribute)) else { continue };
        all.texts.extend(arguments.texts);
        all.keys.extend(arguments.keys);
    }
    all
}

/// A name that is the same in a file, in a variable and on the command line.
fn is_table(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
