//! What a bean is, and all rules about it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{
    Attribute, Data, DeriveInput, Fields, GenericParam, Generics, LitStr, Path, Variant, ext::IdentExt,
    spanned::Spanned,
};

use super::{
    defaults,
    member::Member,
    named,
    names::Case,
    rules::{self, RULES},
    serde::{ON_ENUM, ON_STRUCT, ON_VARIANT, Serde, standard_default},
    variants::{Tagged, refuse_ours},
};
use crate::{
    attribute::{self, Arguments, Value},
    errors::Errors,
    habits,
    runtime::Runtime,
    surroundings::Surroundings,
};

/// A bean.
pub(crate) struct Bean {
    pub(super) runtime: Runtime,
    pub(super) name: Ident,
    pub(super) generics: Generics,
    pub(super) documentation: String,
    /// It is sent and never read.
    pub(super) output: bool,
    /// It is read and never sent.
    pub(super) input: bool,
    /// It has serde's traits already.
    pub(super) own_serde: bool,
    /// The key that says so.
    pub(super) serde_key: Option<Ident>,
    /// It derives serde's `Deserialize`, which does as serde's attributes say.
    pub(super) derives_deserialize: bool,
    /// It has a `Default` of its members' defaults.
    pub(super) has_default: bool,
    pub(super) closed: bool,
    /// Functions that check the whole.
    pub(super) custom: Vec<Path>,
    /// The attributes of the hidden struct that serde derives for.
    pub(super) serde: Vec<TokenStream>,
    pub(super) shape: Shape,
}

pub(super) enum Shape {
    Struct(Vec<Member>),
    Newtype(Box<Member>),
    /// Members without names: a JSON array.
    Tuple(Vec<Member>),
    Enum(Vec<Unit>),
    Tagged(Tagged),
}

/// A variant without data.
pub(super) struct Unit {
    pub(super) ident: Ident,
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
    pub(super) never_read: bool,
    pub(super) serde: Vec<TokenStream>,
}

const STRUCT_KEYS: &[&str] = &["crate", "custom", "default", "deny_unknown", "input", "output", "serde"];
pub(super) const FIELD_KEYS: &[&str] = &["default", "skip"];

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
        let own_serde = own.switch("serde", errors).unwrap_or(false);
        let only_read = own.switch("input", errors).unwrap_or(false);
        refuse_serde(&input.ident, own_serde, output, errors);
        let serde_key = written(&input.attrs, "serde").filter(|_| own_serde);
        if let Some(key) = &serde_key
            && Surroundings::of_derive(&input.ident).is_some_and(|around| around.lacks_serde(&input.ident))
        {
            errors.at(
                key,
                "serde's traits are not there; derive `Serialize` and `Deserialize`, or drop `#[bean(serde)]`",
            );
        }
        if let Some(key) = written(&input.attrs, "input").filter(|_| only_read && output) {
            errors.at(&key, "a bean of both directions needs neither `input` nor `output`; remove both");
        }
        if let (Some((key, _)), Data::Enum(_)) = (own.keys.iter().find(|(key, _)| key == "custom"), &input.data) {
            errors.at(key, "an enum without data has no rules: its variants are all that it can be");
        }
        let custom = rules::take_custom(&mut own, errors);
        own.finish_translating(STRUCT_KEYS, habits::BEAN, errors);
        let known = if matches!(input.data, Data::Enum(_)) { ON_ENUM } else { ON_STRUCT };
        let serde = Serde::read(&input.attrs, known, own_serde, errors);
        if let Some(key) = written(&input.attrs, "deny_unknown").filter(|_| own_serde && deny_unknown) {
            errors.at(&key, "its own serde reads this bean; write `#[serde(deny_unknown_fields)]`");
        }
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
        let style = Style { case, output: output || borrows, defaulted: serde.has("default"), own_serde };
        let mut shape = shape(input, style, &serde, errors)?;
        named::refuse_twice(&shape, errors);
        named::name_all(&mut shape, &input.ident, &input.generics);
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
            input: only_read,
            own_serde,
            serde_key,
            derives_deserialize: own_serde && derives_deserialize(),
            has_default,
            closed: deny_unknown || serde.has("deny_unknown_fields"),
            custom,
            serde: attributes,
            shape,
        })
    }

    /// Whether a type is made of the bean's type parameters.
    pub(super) fn is_generic_over(&self, ty: &TokenStream) -> bool {
        let types = self.generics.params.iter().filter(|parameter| matches!(parameter, GenericParam::Type(_)));
        types.into_iter().any(|parameter| defaults::mentions(ty.clone(), parameter))
    }
}

/// What a struct says of all of its members.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) case: Option<Case>,
    pub(super) output: bool,
    pub(super) defaulted: bool,
    pub(super) own_serde: bool,
}

fn shape(input: &DeriveInput, style: Style, serde: &Serde, errors: &mut Errors) -> Option<Shape> {
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) if serde.has("transparent") => {
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
                Member::check_elements(fields, errors);
                Some(Shape::Tuple(fields.unnamed.iter().map(|field| Member::new(field, style, errors)).collect()))
            }
            Fields::Unit => Some(Shape::Struct(Vec::new())),
        },
        Data::Enum(data) => {
            if data.variants.is_empty() {
                errors.at(&input.ident, "an enum without variants has no value; add one");
            }
            if Tagged::is(data, serde) {
                return Some(Shape::Tagged(Tagged::new(data, serde, style, errors)));
            }
            let units: Vec<_> = data.variants.iter().map(|variant| Unit::new(variant, style, errors)).collect();
            Some(Shape::Enum(units))
        }
        Data::Union(data) => {
            errors.at_span(data.union_token.span(), "a union cannot be a bean; write a struct or an enum");
            None
        }
    }
}

impl Unit {
    fn new(variant: &Variant, style: Style, errors: &mut Errors) -> Self {
        refuse_ours(variant, errors);
        let serde = Serde::read(&variant.attrs, ON_VARIANT, style.own_serde, errors);
        let name = variant.ident.unraw().to_string();
        let [_, name] = serde.names(style.case.map_or(name.clone(), |case| case.variant(&name)));
        let aliases = serde.texts("alias").map(LitStr::value).collect();
        let never_read = serde.has("skip") || serde.has("skip_deserializing");
        Unit { ident: variant.ident.clone(), name, aliases, never_read, serde: serde.attributes }
    }
}

/// Refuses derives of serde beside a bean's own.
fn refuse_serde(item: &Ident, own_serde: bool, output: bool, errors: &mut Errors) {
    let place = Span::call_site();
    let Some(around) = Surroundings::of_derive(item).filter(|_| !own_serde) else { return };
    let derived = around.derives_of_serde();
    let derived: Vec<_> = derived.into_iter().filter(|name| *name == "Serialize" || !output).collect();
    if !derived.is_empty() {
        let names = derived.join("` and `");
        errors.at_span(
            place,
            format!("a bean has its own `{names}`; do not derive it, or write `#[bean(serde)]` on the struct"),
        );
    }
}

/// Whether `Deserialize` may be a derive: without one, serde's attributes say nothing.
fn derives_deserialize() -> bool {
    Surroundings::of_attribute().is_none_or(|around| !around.derives_none_of(&["Deserialize"]))
}

/// A key of `#[bean(…)]` as it is written.
pub(super) fn written(attributes: &[Attribute], name: &str) -> Option<Ident> {
    let ours = attributes.iter().filter(|attribute| attribute.path().is_ident("bean"));
    let keys = ours.flat_map(|attribute| Arguments::of(attribute).map(|arguments| arguments.keys).unwrap_or_default());
    keys.map(|(key, _)| key).find(|key| key == name)
}

/// All `#[bean(…)]` of an item, as one.
pub(super) fn ours(attributes: &[Attribute], errors: &mut Errors) -> Arguments {
    let mut all = Arguments::default();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("bean")) {
        if let Some(arguments) = errors.take(Arguments::of(attribute)) {
            arguments.texts.iter().for_each(|text| errors.at(text, in_quotes(text)));
            all.keys.extend(arguments.keys);
        }
    }
    all
}

/// What to write for a text that stands where a key does.
fn in_quotes(text: &LitStr) -> String {
    let text = text.value();
    if FIELD_KEYS.contains(&text.as_str()) || RULES.contains(&text.as_str()) {
        format!("write the key without quotes: `#[bean({text})]`")
    } else {
        "write a key, as `default`; another name is `#[serde(rename = \"…\")]`".to_owned()
    }
}
