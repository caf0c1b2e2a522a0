//! What a bean is, and all rules about it.

use framework_pattern::nearest;
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
    types,
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
    /// The name under which it is sent.
    pub(super) name: String,
    /// The names under which it is read.
    pub(super) reads: Vec<String>,
    pub(super) documentation: String,
    /// The default, as an expression of the field's type.
    pub(super) default: Option<Expr>,
    pub(super) defaulted: bool,
    /// serde is told so: the struct's own default does not say it already.
    pub(super) serde_default: bool,
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
    pub(super) aliases: Vec<String>,
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
        let default = own.keys.iter().find(|(key, _)| key == "default").map(|(key, _)| key.clone());
        if let (Some(key), Data::Enum(_)) = (&default, &input.data) {
            errors.at(key, "the default of an enum is one of its variants; derive `Default` and mark one `#[default]`");
        }
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
        if let Some((key, Value::List(_))) = serde.keys.iter().find(|(key, _)| key == "rename_all") {
            errors.at(key, "one case for both ways is understood: `rename_all = \"camelCase\"`");
        }
        // Said once, at the lifetime, and not again at every member.
        let borrows = input.generics.lifetimes().next().is_some();
        let style = Style { case, output: output || borrows, defaulted: serde.has("default") };
        let shape = shape(input, style, serde.has("transparent"), errors)?;
        let mut attributes: Vec<_> = serde.keys.iter().map(|(key, value)| standard_default(key, value)).collect();
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

/// What a struct says of all of its members.
#[derive(Clone, Copy)]
struct Style {
    case: Option<Case>,
    output: bool,
    defaulted: bool,
}

fn shape(input: &DeriveInput, style: Style, transparent: bool, errors: &mut Errors) -> Option<Shape> {
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) if transparent => {
                let mut members = fields.named.iter().map(|field| Member::new(field, style, errors));
                let only = members.next().filter(|_| fields.named.len() == 1);
                if only.is_none() {
                    errors.at(fields, "a transparent bean has one member");
                }
                only.map(|member| Shape::Newtype(Box::new(member)))
            }
            Fields::Named(fields) => {
                let members = fields.named.iter().map(|field| Member::new(field, style, errors));
                Some(Shape::Struct(members.collect()))
            }
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                fields.unnamed.first().map(|field| Shape::Newtype(Box::new(Member::new(field, style, errors))))
            }
            Fields::Unnamed(fields) => {
                errors.at(fields, "members without names have none in JSON either; give them names");
                None
            }
            Fields::Unit => Some(Shape::Struct(Vec::new())),
        },
        Data::Enum(data) => {
            let units: Vec<_> =
                data.variants.iter().filter_map(|variant| Unit::new(variant, style.case, errors)).collect();
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
        let [_, name] = serde.names(case.map_or(name.clone(), |case| case.variant(&name)));
        let aliases = serde.texts("alias").map(LitStr::value).collect();
        Some(Unit { ident: variant.ident.clone(), name, aliases, serde: serde.attributes })
    }
}

impl Member {
    fn new(field: &Field, style: Style, errors: &mut Errors) -> Self {
        let Style { case, output, defaulted: defaulted_struct } = style;
        let mut own = ours(&field.attrs, errors);
        let default_key = own.keys.iter().find(|(key, _)| key == "default").map(|(key, _)| key.clone());
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
        if let (Some(_), Some((key, _))) = (&default_key, serde.keys.iter().find(|(key, _)| key == "default")) {
            errors.at(key, "the default is there twice, for serde and for the bean; keep one");
        }
        let ty = field.ty.to_token_stream();
        if let Some(borrow) = types::references(ty.clone()).first().filter(|_| !output) {
            errors.at(
                borrow,
                "what is borrowed cannot be read from a request; own it (`String`), or add `#[bean(output)]` to the struct",
            );
        }
        let ident = field.ident.as_ref().map(|ident| ident.unraw().to_string()).unwrap_or_default();
        let [sent, read] = serde.names(case.map_or(ident.clone(), |case| case.field(&ident)));
        let never_read = serde.has("skip_deserializing");
        let reads = std::iter::once(read).chain(serde.texts("alias").map(LitStr::value));
        let reads = if never_read { Vec::new() } else { reads.collect() };
        let mut attributes = serde.attributes.clone();
        if skip {
            attributes.push(quote!(skip));
        }
        let serde_default = (defaulted || skip) && !never_read;
        defaulted |= defaulted_struct || serde.has("default") || never_read;
        Member {
            field: field.ident.clone(),
            ty,
            name: sent,
            reads,
            documentation: attribute::documentation(&field.attrs),
            default,
            defaulted,
            serde_default,
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
                    let advice = match nearest(&key.to_string(), known.iter().copied()) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("understood are `{}`", known.join("`, `")),
                    };
                    errors.at(&key, format!("`#[serde({key})]` is not understood here; {advice}"));
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

    /// What `rename` says: the names for sending and for reading.
    fn names(&self, own: String) -> [String; 2] {
        if let Some(both) = self.text("rename") {
            return [both.value(), both.value()];
        }
        let list = self.keys.iter().find_map(|(key, value)| match value {
            Value::List(list) if key == "rename" => syn::parse2::<Arguments>(list.clone()).ok(),
            _ => None,
        });
        let list = Serde { keys: list.map(|list| list.keys).unwrap_or_default(), attributes: Vec::new() };
        ["serialize", "deserialize"].map(|key| list.text(key).map_or_else(|| own.clone(), LitStr::value))
    }

    fn text(&self, name: &str) -> Option<&LitStr> {
        self.texts(name).next()
    }
}

/// A bare `default` of a struct would ask the hidden twin for its `Default`; the type itself has one.
fn standard_default(key: &Ident, value: &Value) -> TokenStream {
    match value {
        Value::Flag if key == "default" => quote!(default = "::core::default::Default::default"),
        _ => handed_on(key, value),
    }
}

fn handed_on(key: &Ident, value: &Value) -> TokenStream {
    match value {
        Value::Flag => quote!(#key),
        Value::Expression(value) => quote!(#key = #value),
        Value::List(list) => quote!(#key(#list)),
    }
}
