//! What a member of a bean is, and all rules about it.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{Expr, Field, FieldsUnnamed, LitStr, ext::IdentExt};

use super::{
    data,
    functions::{self, Named},
    kept,
    model::{FIELD_KEYS, Style, ours, written},
    rules::{self, RULES, Rule},
    serde::{ON_FIELD, Serde},
    special,
};
use crate::{
    attribute::{self, Arguments, Value},
    errors::Errors,
    habits,
    mapping::elsewhere,
};

/// A field.
pub(super) struct Member {
    pub(super) field: Option<Ident>,
    /// Its type, as it is written.
    pub(super) written: TokenStream,
    /// Its type, as generated code calls it.
    pub(super) ty: TokenStream,
    /// What is read and described in place of the type.
    pub(super) described: Option<TokenStream>,
    /// It is read by a function of ours, of which serde does not see what it asks of the type's parameters.
    pub(super) told: bool,
    /// The name under which it is sent.
    pub(super) name: String,
    /// The names under which it is read.
    pub(super) reads: Vec<String>,
    pub(super) documentation: String,
    /// The default that the bean or serde is told, as an expression of the field's type.
    pub(super) default: Option<Expr>,
    pub(super) defaulted: bool,
    /// serde is told so by us: neither its own attribute nor the struct's default says it already.
    pub(super) serde_default: bool,
    pub(super) flattened: bool,
    pub(super) skipped: bool,
    /// serde converts it by functions of the program.
    pub(super) opaque: bool,
    /// serde writes its type by itself.
    pub(super) serde_writes: bool,
    /// serde reads its type by itself.
    pub(super) serde_reads: bool,
    /// Those of the program that serde calls.
    pub(super) functions: Vec<Named>,
    pub(super) rules: Vec<Rule>,
    pub(super) serde: Vec<TokenStream>,
}

impl Member {
    pub(super) fn new(field: &Field, style: Style, errors: &mut Errors) -> Self {
        let Style { case, output, defaulted: defaulted_struct, own_serde } = style;
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
        let rules = rules::take(&mut own, errors);
        own.finish_translating(&[FIELD_KEYS, RULES].concat(), habits::MEMBER, errors);
        if let Some(key) =
            written(&field.attrs, "default").or_else(|| written(&field.attrs, "skip")).filter(|_| own_serde)
        {
            errors.at(&key, format!("its own serde reads this bean; write `#[serde({key})]`"));
        }
        let serde = Serde::read(&field.attrs, ON_FIELD, own_serde, errors);
        let unruly = if skip || serde.has("skip") || serde.has("skip_deserializing") {
            Some("what is never read has no rules; leave them out")
        } else {
            serde.has("flatten").then_some("a flattened member has no rules of its own; give them to its members, or write `custom = …` on the struct")
        };
        if let (Some(message), Some(rule)) = (unruly, rules.first()) {
            errors.at(&rule.key, message);
        }
        if let (Some(_), Some((key, _))) = (&default_key, serde.keys.iter().find(|(key, _)| key == "default")) {
            errors.at(key, "the default is there twice, for serde and for the bean; keep one");
        }
        if let Some(default) = &default {
            kept::check(default, &rules, errors);
        }
        let default = default.or_else(|| serde.default(errors));
        let ty = field.ty.to_token_stream();
        if !output {
            data::refuse_borrowed(&field.ty, errors);
        }
        let opaque = ["with", "serialize_with", "deserialize_with"].iter().any(|key| serde.has(key));
        if !skip && !serde.has("skip") && !opaque {
            data::refuse_no_data(&field.ty, errors);
            if let Some((uuid, advice)) = elsewhere::needs_a_feature(&field.ty) {
                errors.at(&uuid, advice);
            }
        }
        let ident = field.ident.as_ref().map(|ident| ident.unraw().to_string()).unwrap_or_default();
        let [sent, read] = serde.names(case.map_or(ident.clone(), |case| case.field(&ident)));
        let never_read = serde.has("skip_deserializing");
        let reads = std::iter::once(read).chain(serde.texts("alias").map(LitStr::value));
        let reads = if never_read { Vec::new() } else { reads.collect() };
        // Of a function that serde is told of, one of ours makes a default of the member's type.
        let is_named = serde.text("default").is_some() && !own_serde && !output;
        let functions = functions::named(&serde);
        let is_ours =
            |key: &Ident| is_named && key == "default" || functions.iter().any(|function| function.key == *key);
        let told_by_serde = serde.keys.iter().zip(&serde.attributes).filter(|((key, _), _)| !is_ours(key));
        let mut attributes: Vec<_> = told_by_serde.map(|(_, attribute)| attribute.clone()).collect();
        if skip {
            attributes.push(quote!(skip));
        }
        let is_read = !output && !never_read && !skip && !serde.has("skip") && !serde.has("flatten");
        let without = |keys: [&str; 4]| !skip && !keys.iter().any(|key| serde.has(key));
        let serde_writes = without(["skip", "skip_serializing", "with", "serialize_with"]);
        let mut serde_reads = without(["skip", "skip_deserializing", "with", "deserialize_with"]);
        let (described, told) = match special::of(&field.ty) {
            Some(special) if is_read && !opaque && !own_serde && field.ident.is_some() => {
                attributes.extend(special.attributes(&serde));
                serde_reads = special.doubly;
                if special.optional && !defaulted && !defaulted_struct && !serde.has("default") {
                    attributes.push(quote!(default = "__framework::missing"));
                }
                (Some(special.described), special.doubly)
            }
            _ => (None, false),
        };
        // What is not read has a default too, which serde asks for at a place of its own.
        let unread = skip || never_read || serde.has("skip");
        let serde_default = (defaulted || unread || is_named) && (is_named || !serde.has("default"));
        defaulted |= defaulted_struct || serde.has("default") || never_read;
        Member {
            field: field.ident.clone(),
            written: ty.clone(),
            ty,
            described,
            told,
            name: sent,
            reads,
            documentation: attribute::documentation(&field.attrs),
            default,
            defaulted,
            serde_default,
            flattened: serde.has("flatten"),
            skipped: skip || serde.has("skip"),
            functions,
            rules,
            opaque,
            serde_writes,
            serde_reads,
            serde: attributes,
        }
    }

    /// Whether it can come from a request.
    pub(super) fn is_read(&self) -> bool {
        !self.skipped && (self.flattened || !self.reads.is_empty())
    }

    /// Elements of a JSON array are all there, each in its place.
    pub(super) fn check_elements(fields: &FieldsUnnamed, errors: &mut Errors) {
        let refused = ["default", "skip", "skip_serializing", "skip_deserializing", "skip_serializing_if", "flatten"];
        for field in &fields.unnamed {
            for attribute in field
                .attrs
                .iter()
                .filter(|attribute| ["bean", "serde"].iter().any(|name| attribute.path().is_ident(name)))
            {
                // What is written wrongly is said where it is read.
                for (key, _) in Arguments::of(attribute).map(|arguments| arguments.keys).unwrap_or_default() {
                    if refused.iter().any(|refused| key == refused) {
                        errors.at(&key, "every element of a JSON array must be there; give the members names");
                    } else if RULES.iter().any(|rule| key == rule) {
                        errors.at(&key, "rules are for members with names; give this one a name");
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bean::model::{Bean, Shape};

    fn members(item: TokenStream) -> Vec<Member> {
        let mut errors = Errors::new();
        let bean = Bean::new(&syn::parse2(item).expect("a struct"), &mut errors);
        errors.check().expect("no mistakes");
        match bean.map(|bean| bean.shape) {
            Some(Shape::Struct(members)) => members,
            _ => panic!("not a struct with members"),
        }
    }

    #[test]
    fn a_member_is_sent_under_one_name_and_read_under_several() {
        let members = members(quote! {
            #[serde(rename_all = "camelCase")]
            struct User {
                first_name: String,
                #[serde(rename = "n", alias = "nom")]
                last_name: String,
                #[serde(rename(serialize = "out", deserialize = "in"))]
                both: u8,
                #[serde(skip_deserializing)]
                never_read: u8,
                r#type: u8,
            }
        });
        let names: Vec<_> = members.iter().map(|member| (member.name.as_str(), member.reads.join(" "))).collect();
        let expected = [("firstName", "firstName"), ("n", "n nom"), ("out", "in"), ("neverRead", ""), ("type", "type")];
        assert_eq!(names, expected.map(|(sent, read)| (sent, read.to_owned())));
    }

    #[test]
    fn serde_is_told_of_a_default_once() {
        let members = members(quote! {
            struct User {
                required: u8,
                #[bean(default)]
                ours: u8,
                #[bean(default = 7)]
                valued: u8,
                #[serde(default = "seven")]
                theirs: u8,
                #[bean(skip)]
                skipped: u8,
                #[bean(skip)]
                #[serde(default = "seven")]
                skipped_theirs: u8,
            }
        });
        let told: Vec<_> = members.iter().map(|member| (member.default.is_some(), member.serde_default)).collect();
        let expected = [(false, false), (false, true), (true, true), (true, true), (false, true), (true, true)];
        assert_eq!(told, expected);
    }
}
