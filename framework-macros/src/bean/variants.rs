//! Enums with data: how JSON tells their variants apart, and all rules about it.

use proc_macro2::{Ident, TokenStream};
use syn::{DataEnum, Fields, LitStr, Variant as Written, ext::IdentExt};

use super::{
    member::Member,
    model::Style,
    names::Case,
    serde::{ON_VARIANT, Serde},
};
use crate::{
    attribute::{self, Value},
    errors::Errors,
};

/// An enum with data, or one whose variants are tagged.
pub(super) struct Tagged {
    pub(super) tagging: Tagging,
    pub(super) variants: Vec<Variant>,
}

/// serde's four ways.
pub(super) enum Tagging {
    External,
    Internal(LitStr),
    Adjacent(LitStr, LitStr),
    Untagged,
}

/// A variant.
pub(super) struct Variant {
    pub(super) ident: Ident,
    /// The name under which it is sent.
    pub(super) name: String,
    /// The names under which it is read.
    pub(super) reads: Vec<String>,
    pub(super) documentation: String,
    pub(super) content: Content,
    pub(super) skipped: bool,
    pub(super) serde: Vec<TokenStream>,
}

/// What a variant holds.
pub(super) enum Content {
    Unit,
    Newtype(Box<Member>),
    Tuple(Vec<Member>),
    Struct(Vec<Member>),
}

impl Content {
    pub(super) fn members(&self) -> &[Member] {
        match self {
            Content::Unit => &[],
            Content::Newtype(member) => std::slice::from_ref(member),
            Content::Tuple(members) | Content::Struct(members) => members,
        }
    }

    pub(super) fn members_mut(&mut self) -> &mut [Member] {
        match self {
            Content::Unit => &mut [],
            Content::Newtype(member) => std::slice::from_mut(member),
            Content::Tuple(members) | Content::Struct(members) => members,
        }
    }
}

impl Tagged {
    pub(super) fn new(data: &DataEnum, serde: &Serde, style: Style, errors: &mut Errors) -> Self {
        let tagging = Tagging::new(serde, errors);
        let of_fields = serde.text("rename_all_fields").and_then(|text| Case::read(text, errors));
        let variants = data.variants.iter().map(|written| {
            let variant = Variant::new(written, style, of_fields, errors);
            tagging.check(written, &variant, errors);
            variant
        });
        let variants = variants.collect();
        Tagged { tagging, variants }
    }

    /// Whether it is no enum of names alone.
    pub(super) fn is(data: &DataEnum, serde: &Serde) -> bool {
        let has_data = data.variants.iter().any(|variant| !matches!(variant.fields, Fields::Unit));
        has_data || ["tag", "content", "untagged"].iter().any(|key| serde.has(key))
    }
}

impl Tagging {
    fn new(serde: &Serde, errors: &mut Errors) -> Self {
        let mut text = |name: &str| {
            let (key, value) = serde.keys.iter().find(|(key, _)| key == name)?;
            match value {
                Value::Expression(_) if serde.text(name).is_some() => {}
                _ => errors.at(key, format!("write `{name} = \"…\"`")),
            }
            Some((key, serde.text(name).cloned()))
        };
        let (tag, content) = (text("tag"), text("content"));
        let untagged = serde.keys.iter().find(|(key, _)| key == "untagged").map(|(key, _)| key);
        match (tag, content, untagged) {
            (None, None, None) => Tagging::External,
            (None, None, Some(_)) => Tagging::Untagged,
            (Some((_, tag)), None, None) => tag.map_or(Tagging::External, Tagging::Internal),
            (Some((_, Some(tag))), Some((_, Some(content))), None) => {
                if tag.value() == content.value() {
                    errors.at(&content, "tag and content need different names");
                }
                Tagging::Adjacent(tag, content)
            }
            (None, Some((key, _)), None) => {
                errors.at(key, "`content` goes with a tag: `#[serde(tag = \"type\", content = \"data\")]`");
                Tagging::External
            }
            (Some(_) | None, _, Some(untagged)) => {
                errors.at(untagged, "an enum is either tagged or untagged; remove one");
                Tagging::Untagged
            }
            (Some(_), Some(_), None) => Tagging::External,
        }
    }

    /// The tag stands among the members of the variant, so that these must have names, and other ones.
    fn check(&self, written: &Written, variant: &Variant, errors: &mut Errors) {
        let Tagging::Internal(tag) = self else { return };
        if let Content::Tuple(_) = variant.content {
            errors.at(
                &written.fields,
                format!("`{}` has no place here; give the members names, or add `content = \"…\"`", tag.value()),
            );
        }
        let tag = tag.value();
        let taken = variant.content.members().iter().filter(|member| member.name == tag || member.reads.contains(&tag));
        for field in taken.filter_map(|member| member.field.as_ref()) {
            errors.at(field, format!("`{tag}` is the name of the tag; rename one of them"));
        }
    }
}

impl Variant {
    fn new(variant: &Written, style: Style, of_fields: Option<Case>, errors: &mut Errors) -> Self {
        refuse_ours(variant, errors);
        let serde = Serde::read(&variant.attrs, ON_VARIANT, style.own_serde, errors);
        let own_case = serde.text("rename_all").and_then(|text| Case::read(text, errors));
        let of_fields = Style { case: own_case.or(of_fields), defaulted: false, ..style };
        let mut members: Vec<_> = variant.fields.iter().map(|field| Member::new(field, of_fields, errors)).collect();
        if let (Fields::Unnamed(_), [member]) = (&variant.fields, members.as_slice())
            && let Some(rule) = member.rules.first()
        {
            errors.at(&rule.key, "rules are for members with names; give this one a name");
        }
        let content = match (&variant.fields, members.len()) {
            (Fields::Unit, _) => Content::Unit,
            (Fields::Unnamed(_), 1) => Content::Newtype(Box::new(members.remove(0))),
            (Fields::Unnamed(fields), _) => {
                Member::check_elements(fields, errors);
                Content::Tuple(members)
            }
            (Fields::Named(_), _) => Content::Struct(members),
        };
        let name = variant.ident.unraw().to_string();
        let [sent, read] = serde.names(style.case.map_or(name.clone(), |case| case.variant(&name)));
        let never_read = serde.has("skip_deserializing");
        let reads = std::iter::once(read).chain(serde.texts("alias").map(LitStr::value)).collect();
        Variant {
            ident: variant.ident.clone(),
            name: sent,
            reads: if never_read { Vec::new() } else { reads },
            documentation: attribute::documentation(&variant.attrs),
            content,
            skipped: serde.has("skip") || never_read && serde.has("skip_serializing"),
            serde: serde.attributes,
        }
    }
}

/// `#[bean(…)]` at a variant.
pub(super) fn refuse_ours(variant: &Written, errors: &mut Errors) {
    if let Some(attribute) = variant.attrs.iter().find(|attribute| attribute.path().is_ident("bean")) {
        let advice = if matches!(variant.fields, Fields::Unit) {
            "leave it out, or write serde's: `#[serde(rename = \"…\")]`"
        } else {
            "write it at a member of the variant"
        };
        errors.at(attribute.path(), format!("a variant has no rules and no default; {advice}"));
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;
    use crate::bean::model::{Bean, Shape};

    #[test]
    fn a_variant_and_its_members_are_renamed_each_by_its_rule() {
        let item = quote! {
            #[serde(tag = "type", rename_all = "kebab-case", rename_all_fields = "camelCase")]
            enum Event {
                SignedUp { first_name: String },
                #[serde(rename_all = "UPPERCASE", alias = "gone")]
                SignedOut { at_once: bool },
                #[serde(rename(serialize = "out", deserialize = "in"))]
                Both,
                #[serde(skip)]
                Hidden,
            }
        };
        let mut errors = Errors::new();
        let bean = Bean::new(&syn::parse2(item).expect("an enum"), &mut errors);
        errors.check().expect("no mistakes");
        let Some(Shape::Tagged(tagged)) = bean.map(|bean| bean.shape) else { panic!("no enum with data") };
        let names = tagged.variants.iter().filter(|variant| !variant.skipped).map(|variant| {
            let members = variant.content.members().iter().map(|member| member.name.as_str());
            (variant.name.as_str(), variant.reads.join(" "), members.collect::<Vec<_>>().join(" "))
        });
        let expected =
            [("signed-up", "signed-up", "firstName"), ("signed-out", "signed-out gone", "AT_ONCE"), ("out", "in", "")];
        let expected = expected.map(|(name, reads, members)| (name, reads.to_owned(), members.to_owned()));
        assert_eq!(names.collect::<Vec<_>>(), expected);
    }
}
