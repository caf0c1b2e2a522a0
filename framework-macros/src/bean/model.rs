//! What a bean is, and all rules about it.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{
    Attribute, Data, DeriveInput, Expr, ExprLit, Field, Fields, GenericParam, Generics, Lit, LitStr, Variant,
    ext::IdentExt, spanned::Spanned,
};

use super::names::Case;
use crate::{
    attribute::{self, Arguments, Value},
    errors::Errors,
    runtime::Runtime,
};

/// A bean.
pub(crate) struct Bean {
    pub(super) runtime: Runtime,
    pub(super) name: Ident,
    pub(super) generics: Generics,
    pub(super) documentation: String,
    /// It is sent and never read.
    pub(super) output: bool,
    /// It has a `Default` of its members' defaults.
    pub(super) has_default: bool,
    pub(super) closed: bool,
    /// The attributes of the hidden struct that serde derives for.
    pub(super) serde: Vec<TokenStream>,
    pub(super) shape: Shape,
}

pub(super) enum Shape {
    Struct(Vec<Member>),
    Newtype(Box<Member>),
    Enum(Vec<Unit>),
}

/// A field.
pub(super) struct Member {
    pub(super) field: Option<Ident>,
    pub(super) ty: TokenStream,
    /// The name in JSON, then the aliases.
    pub(super) names: Vec<String>,
    pub(super) documentation: String,
    /// The default, as an expression of the field's type.
    pub(super) default: Option<Expr>,
    pub(super) defaulted: bool,
    pub(super) flattened: bool,
    pub(super) skipped: bool,
    /// serde converts it by functions of the program.
    pub(super) opaque: bool,
    pub(super) serde: Vec<TokenStream>,
}

/// A variant without data.
pub(super) struct Unit {
    pub(super) ident: Ident,
    pub(super) name: String,
    pub(super) serde: Vec<TokenStream>,
}

const STRUCT_KEYS: &[&str] = &["crate", "default", "deny_unknown", "output"];
const FIELD_KEYS: &[&str] = &["default", "skip"];
const LATER_KEYS: &[&str] =
    &["length", "range", "pattern", "email", "url", "uuid", "one_of", "unique", "nested", "custom", "serde", "input"];
const SERDE_STRUCT_KEYS: &[&str] = &["rename_all", "deny_unknown_fields", "default", "transparent"];
const SERDE_FIELD_KEYS: &[&str] = &[
    "rename",
    "alias",
    "default",
    "flatten",
    "skip",
    "skip_serializing",
    "skip_deserializing",
    "skip_serializing_if",
    "with",
    "serialize_with",
    "deserialize_with",
    "borrow",
];

impl Bean {
    pub(crate) fn new(input: &DeriveInput, errors: &mut Errors) -> Option<Self> {
        let mut own = ours(&input.attrs, errors);
        let runtime = own.runtime(errors);
        let has_default = own.switch("default", errors).unwrap_or(false);
        let deny_unknown = own.switch("deny_unknown", errors).unwrap_or(false);
        let output = own.switch("output", errors).unwrap_or(false);
        finish(own, STRUCT_KEYS, errors);
        let serde = Serde::read(&input.attrs, SERDE_STRUCT_KEYS, errors);
        let case = serde.text("rename_all").and_then(|text| Case::read(text, errors));
        if let Some(lifetime) =
            input.generics.params.iter().find(|parameter| matches!(parameter, GenericParam::Lifetime(_)))
            && !output
        {
            errors.at(
                lifetime,
                "a bean that borrows cannot be read from a request; add `#[bean(output)]`, or own the data",
            );
        }
        let shape = shape(input, case, output, errors)?;
        let mut attributes = serde.attributes.clone();
        if deny_unknown {
            attributes.push(quote!(deny_unknown_fields));
        }
        Some(Bean {
            runtime,
            name: input.ident.clone(),
            generics: input.generics.clone(),
            documentation: attribute::documentation(&input.attrs),
            output,
            has_default,
            closed: deny_unknown || serde.has("deny_unknown_fields"),
            serde: attributes,
            shape,
        })
    }
}

fn shape(input: &DeriveInput, case: Option<Case>, output: bool, errors: &mut Errors) -> Option<Shape> {
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => {
                let members = fields.named.iter().map(|field| Member::new(field, case, output, errors));
                Some(Shape::Struct(members.collect()))
            }
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                fields.unnamed.first().map(|field| Shape::Newtype(Box::new(Member::new(field, case, output, errors))))
            }
            Fields::Unnamed(fields) => {
                errors.at(fields, "members without names have none in JSON either; give them names");
                None
            }
            Fields::Unit => Some(Shape::Struct(Vec::new())),
        },
        Data::Enum(data) => {
            let units: Vec<_> = data.variants.iter().filter_map(|variant| Unit::new(variant, case, errors)).collect();
            if data.variants.is_empty() {
                errors.at(&input.ident, "an enum without variants has no value; add one");
            }
            Some(Shape::Enum(units))
        }
        Data::Union(data) => {
            errors.at_span(data.union_token.span(), "a union cannot be a bean; write a struct or an enum");
            None
        }
    }
}

impl Unit {
    fn new(variant: &Variant, case: Option<Case>, errors: &mut Errors) -> Option<Self> {
        if !matches!(variant.fields, Fields::Unit) {
            errors.at(
                &variant.fields,
                "variants with data are not supported yet; write a struct, or variants without data",
            );
            return None;
        }
        let serde = Serde::read(&variant.attrs, &["rename", "alias"], errors);
        let name = variant.ident.unraw().to_string();
        let name = serde
            .text("rename")
            .map(LitStr::value)
            .unwrap_or_else(|| case.map_or(name.clone(), |case| case.variant(&name)));
        Some(Unit { ident: variant.ident.clone(), name, serde: serde.attributes })
    }
}

impl Member {
    fn new(field: &Field, case: Option<Case>, output: bool, errors: &mut Errors) -> Self {
        let mut own = ours(&field.attrs, errors);
        let (default, mut defaulted) = match own.keys.iter().position(|(key, _)| key == "default") {
            None => (None, false),
            Some(index) => match own.keys.remove(index) {
                (_, Value::Expression(value)) => (Some(*value), true),
                (_, Value::Flag) => (None, true),
                (key, Value::List(_)) => {
                    errors.at(&key, "write `default` or `default = …`");
                    (None, true)
                }
            },
        };
        let skip = own.switch("skip", errors).unwrap_or(false);
        finish(own, FIELD_KEYS, errors);
        let serde = Serde::read(&field.attrs, SERDE_FIELD_KEYS, errors);
        if defaulted && serde.has("default") {
            errors.at(field, "the default is there twice, for serde and for the bean; keep one");
        }
        let ty = field.ty.to_token_stream();
        if !output && let syn::Type::Reference(reference) = &field.ty {
            errors.at(&reference.and_token, "what is borrowed cannot be read from a request; own it (`String`), or add `#[bean(output)]` to the struct");
        }
        let ident = field.ident.as_ref().map(|ident| ident.unraw().to_string()).unwrap_or_default();
        let name = serde
            .text("rename")
            .map(LitStr::value)
            .unwrap_or_else(|| case.map_or(ident.clone(), |case| case.field(&ident)));
        let names = std::iter::once(name).chain(serde.texts("alias").map(LitStr::value)).collect();
        let mut attributes = serde.attributes.clone();
        if skip {
            attributes.push(quote!(skip));
        }
        defaulted |= serde.has("default") || serde.has("skip_deserializing");
        Member {
            field: field.ident.clone(),
            ty,
            names,
            documentation: attribute::documentation(&field.attrs),
            default,
            defaulted,
            flattened: serde.has("flatten"),
            skipped: skip || serde.has("skip"),
            opaque: ["with", "serialize_with", "deserialize_with"].iter().any(|key| serde.has(key)),
            serde: attributes,
        }
    }
}

/// All `#[bean(…)]` of an item, as one.
fn ours(attributes: &[Attribute], errors: &mut Errors) -> Arguments {
    let mut all = Arguments::default();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("bean")) {
        if let Some(arguments) = errors.take(Arguments::of(attribute)) {
            arguments.texts.iter().for_each(|text| errors.at(text, "write a key, as `default`"));
            all.keys.extend(arguments.keys);
        }
    }
    all
}

fn finish(mut arguments: Arguments, known: &[&str], errors: &mut Errors) {
    arguments.keys.retain(|(key, _)| {
        let later = LATER_KEYS.contains(&key.to_string().as_str());
        if later {
            errors.at(key, format!("`{key}` is not supported yet"));
        }
        !later
    });
    arguments.finish(known, errors);
}

/// The `#[serde(…)]` attributes of an item: handed on, and read where they change a name or a presence.
struct Serde {
    keys: Vec<(Ident, Value)>,
    attributes: Vec<TokenStream>,
}

impl Serde {
    fn read(attributes: &[Attribute], known: &[&str], errors: &mut Errors) -> Self {
        let mut serde = Serde { keys: Vec::new(), attributes: Vec::new() };
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
            let Some(arguments) = errors.take(Arguments::of(attribute)) else { continue };
            for (key, value) in arguments.keys {
                if known.contains(&key.to_string().as_str()) {
                    serde.attributes.push(handed_on(&key, &value));
                    serde.keys.push((key, value));
                } else {
                    let known = known.join("`, `");
                    errors.at(&key, format!("`#[serde({key})]` is not understood here; understood are `{known}`"));
                }
            }
        }
        serde
    }

    fn has(&self, name: &str) -> bool {
        self.keys.iter().any(|(key, _)| key == name)
    }

    fn texts<'a, 'n>(&'a self, name: &'n str) -> impl Iterator<Item = &'a LitStr> + use<'a, 'n> {
        self.keys.iter().filter(move |(key, _)| key == name).filter_map(|(_, value)| match value {
            Value::Expression(value) => match &**value {
                Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text),
                _ => None,
            },
            Value::Flag | Value::List(_) => None,
        })
    }

    fn text(&self, name: &str) -> Option<&LitStr> {
        self.texts(name).next()
    }
}

fn handed_on(key: &Ident, value: &Value) -> TokenStream {
    match value {
        Value::Flag => quote!(#key),
        Value::Expression(value) => quote!(#key = #value),
        Value::List(list) => quote!(#key(#list)),
    }
}
