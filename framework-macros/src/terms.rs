//! What a route says about how it is run: keys that mappings and controllers share.

use std::time::Duration;

use framework_pattern::{duration, size};
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::{Expr, Lit};

use crate::{attribute::Arguments, errors::Errors};

/// The keys; those of a method go before those of its controller.
pub(crate) const KEYS: [&str; 3] = ["body_limit", "request_timeout", "on_disconnect"];

/// What is said; what is not, the run time decides.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Terms {
    body_limit: Option<u64>,
    request_timeout: Option<Duration>,
    on_disconnect: Option<OnDisconnect>,
}

/// The names are those of the run time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OnDisconnect {
    Cancel,
    Finish,
}

impl Terms {
    /// Takes the keys.
    pub(crate) fn read(arguments: &mut Arguments, errors: &mut Errors) -> Self {
        let mut value = |key, read: fn(&Lit) -> Option<Terms>, allowed: &str| {
            let value = arguments.expression(key, errors)?;
            let read = literal(&value).and_then(read);
            if read.is_none() {
                errors.at(&value, format!("`{key}` is {allowed}"));
            }
            read
        };
        let limit = |literal: &Lit| Some(Terms { body_limit: Some(body_limit(literal)?), ..Terms::default() });
        let limit = value("body_limit", limit, r#"a size as `"10 MiB"`, a number of bytes, or `"none"`"#);
        let timeout =
            |literal: &Lit| Some(Terms { request_timeout: Some(request_timeout(literal)?), ..Terms::default() });
        let timeout = value("request_timeout", timeout, r#"a duration as `"5s"`, or `"none"`"#);
        let gone = |literal: &Lit| Some(Terms { on_disconnect: Some(on_disconnect(literal)?), ..Terms::default() });
        let gone = value("on_disconnect", gone, r#"`"cancel"` or `"finish"`"#);
        let said = [limit, timeout, gone].into_iter().flatten();
        said.fold(Terms::default(), |terms, more| terms.or(more))
    }

    /// These, and others where they say nothing.
    pub(crate) fn or(self, others: Terms) -> Self {
        Terms {
            body_limit: self.body_limit.or(others.body_limit),
            request_timeout: self.request_timeout.or(others.request_timeout),
            on_disconnect: self.on_disconnect.or(others.on_disconnect),
        }
    }
}

/// The constant of the run time.
impl ToTokens for Terms {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let body_limit = self.body_limit.map(|bytes| quote!(body_limit: ::core::option::Option::Some(#bytes),));
        let request_timeout = self.request_timeout.map(|time| {
            let (seconds, nanos) = (time.as_secs(), time.subsec_nanos());
            quote!(request_timeout: ::core::option::Option::Some(__framework::Duration::new(#seconds, #nanos)),)
        });
        let on_disconnect = self.on_disconnect.map(|said| {
            let said = format_ident!("{said:?}");
            quote!(on_disconnect: ::core::option::Option::Some(__framework::OnDisconnect::#said),)
        });
        tokens.extend(quote! {
            __framework::Terms { #body_limit #request_timeout #on_disconnect ..__framework::Terms::OPEN }
        });
    }
}

/// A literal, also one that `macro_rules!` handed on.
fn literal(value: &Expr) -> Option<&Lit> {
    match value {
        Expr::Lit(literal) => Some(&literal.lit),
        Expr::Group(group) => literal(&group.expr),
        _ => None,
    }
}

fn body_limit(literal: &Lit) -> Option<u64> {
    match literal {
        Lit::Int(bytes) => bytes.base10_parse().ok(),
        Lit::Str(text) if text.value() == "none" => Some(u64::MAX),
        Lit::Str(text) => size(&text.value()),
        _ => None,
    }
}

fn request_timeout(literal: &Lit) -> Option<Duration> {
    match literal {
        Lit::Str(text) if text.value() == "none" => Some(Duration::MAX),
        Lit::Str(text) => duration(&text.value()).filter(|time| !time.is_zero()),
        _ => None,
    }
}

fn on_disconnect(literal: &Lit) -> Option<OnDisconnect> {
    let Lit::Str(text) = literal else { return None };
    match text.value().as_str() {
        "cancel" => Some(OnDisconnect::Cancel),
        "finish" => Some(OnDisconnect::Finish),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: TokenStream) -> Result<Terms, TokenStream> {
        let mut errors = Errors::new();
        let mut arguments: Arguments = syn::parse2(arguments).expect("arguments");
        let terms = Terms::read(&mut arguments, &mut errors);
        arguments.finish(&KEYS, &mut errors);
        errors.check().map(|()| terms)
    }

    #[test]
    fn sizes_and_durations_are_written_as_in_settings() {
        let sizes = [
            (quote!("10 MiB"), Some(10 << 20)),
            (quote!("0.5 KiB"), Some(512)),
            (quote!("1 kB"), Some(1_000)),
            (quote!("10"), Some(10)),
            (quote!(4_096), Some(4_096)),
            (quote!(0), Some(0)),
            (quote!("none"), Some(u64::MAX)),
            (quote!("0.3 B"), None),
            (quote!("1 TB"), None),
            (quote!("much"), None),
            (quote!(""), None),
            (quote!(-1), None),
            (quote!(1.5), None),
            (quote!(LIMIT), None),
        ];
        for (written, bytes) in sizes {
            let found = read(quote!(body_limit = #written)).ok();
            assert_eq!(found.and_then(|terms| terms.body_limit), bytes, "{written}");
        }
        let durations = [
            (quote!("5s"), Some(Duration::from_secs(5))),
            (quote!("1.5s"), Some(Duration::from_millis(1_500))),
            (quote!("250ms"), Some(Duration::from_millis(250))),
            (quote!("2m"), Some(Duration::from_secs(120))),
            (quote!("30"), Some(Duration::from_secs(30))),
            (quote!("none"), Some(Duration::MAX)),
            (quote!("0s"), None),
            (quote!("soon"), None),
            (quote!("5 weeks"), None),
            (quote!(5), None),
        ];
        for (written, time) in durations {
            let found = read(quote!(request_timeout = #written)).ok();
            assert_eq!(found.and_then(|terms| terms.request_timeout), time, "{written}");
        }
    }

    #[test]
    fn a_method_goes_before_its_controller_key_by_key() {
        let method = read(quote!(body_limit = 1, on_disconnect = "finish")).expect("no mistake");
        let controller = read(quote!(body_limit = 2, request_timeout = "1s")).expect("no mistake");
        let both = read(quote!(body_limit = 1, request_timeout = "1s", on_disconnect = "finish"));
        assert_eq!(method.or(controller), both.expect("no mistake"));
    }
}
