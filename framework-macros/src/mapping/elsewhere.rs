//! Types of other frameworks, and of features that are off, where no such type is in sight.
//!
//! A type is never known by its name: one that the program imports or declares is its own. rustc would say of these that
//! they are not there, once for each mention, and not what to write.

use proc_macro2::{Delimiter, Ident, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{GenericArgument, PathArguments, ReturnType, Signature, Type};

use crate::{attribute::tokens, crates, habits, surroundings::Surroundings, types};

/// The first name in a type that means nothing here, and what to write.
pub(crate) fn unknown(ty: &Type) -> Option<(Ident, String)> {
    paths(ty.to_token_stream()).into_iter().find_map(|path| {
        let (first, last) = (path.words.first()?, path.words.last()?);
        let advice = path.advice()?;
        let name = first.to_string();
        let is_unknown = Surroundings::of(first)?.lacks(&name) && (path.words.len() == 1 || crates::lacks(&name));
        is_unknown.then(|| (last.clone(), advice))
    })
}

/// A type that needs a feature that is off, and what to write: one of ours, or a `uuid::Uuid`.
pub(crate) fn needs_a_feature(ty: &Type) -> Option<(Ident, String)> {
    // A component may be of any type.
    let holds =
        |path: &TypePath| path.words.last().is_some_and(|last| ["Option", "Result", "Vec"].iter().any(|it| last == it));
    let path = paths(ty.to_token_stream()).into_iter().find(|path| !holds(path))?;
    let (first, last) = (path.words.first()?, path.words.last()?);
    let around = Surroundings::of(first)?;
    let names: Vec<_> = path.words.iter().map(Ident::to_string).collect();
    let is_uuid = match names.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["uuid", "Uuid"] => true,
        ["Uuid"] => around.imports(&["uuid"], "Uuid"),
        _ => false,
    };
    let advice = match names.as_slice() {
        // A module of the program's own may be called as that crate is.
        _ if is_uuid && !cfg!(feature = "uuid") && around.is_crate("uuid", "uuid") => needed("Uuid", "uuid"),
        [name] if around.lacks(name) => needed(name, missing_feature(name)?),
        _ => return None,
    };
    Some((last.clone(), advice))
}

fn needed(name: &str, feature: &str) -> String {
    format!("there is no `{name}` without the feature `{feature}` of the framework; switch it on in Cargo.toml")
}

/// An object that stands by itself within a type of the standard library, or a component, and what to write: rustc would
/// say of each mention that it has no size.
pub(crate) fn bare_object(ty: &Type) -> Option<(&Type, String)> {
    let Type::Path(path) = types::plain(ty) else { return None };
    let last = path.path.segments.last().filter(|_| path.path.segments.len() == 1)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    let inner = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(inner) => Some(inner),
        _ => None,
    });
    let name = last.ident.to_string();
    let is_sized = |name: &str| ["Result", "Option", "Vec", "State"].contains(&name);
    if !is_sized(&name) || !Surroundings::of(&last.ident)?.lacks(&name) {
        return None;
    }
    inner.enumerate().find_map(|(index, inner)| match types::plain(inner) {
        Type::TraitObject(object) => {
            let advice = match name.as_str() {
                "State" => format!("`{name}<Arc<{}>>`", tokens(object)),
                "Result" if index == 1 => "`Invalid`, which `?` makes of any error".to_owned(),
                _ => "the type itself, or `impl IntoResponse`".to_owned(),
            };
            Some((inner, format!("an object has no size of its own; write {advice}")))
        }
        _ => bare_object(inner),
    })
}

/// Whether rustc seems to tell what is wrong with a type of the file, where it is declared. A handler's bound is then
/// asked of it in silence.
pub(crate) fn is_told(ty: &Type) -> bool {
    names(ty, Surroundings::lacks_bean)
}

/// Whether a bean of the file holds itself. A function of ours that holds one would be blamed, too.
pub(crate) fn is_endless(ty: &Type) -> bool {
    names(ty, Surroundings::is_endless_bean)
}

/// Whether something holds for a name in a type that stands without a path.
fn names(ty: &Type, holds: impl Fn(&Surroundings, &str) -> bool) -> bool {
    paths(ty.to_token_stream()).iter().filter(|path| path.words.len() == 1).any(|path| {
        let word = &path.words[0];
        Surroundings::of(word).is_some_and(|around| holds(&around, &word.to_string()))
    })
}

/// Whether the compiler refuses a type because it is written without the types that it is made of.
pub(crate) fn lacks_parameters(ty: &Type) -> bool {
    const ALWAYS: [&str; 9] = ["Vec", "Option", "Result", "Box", "Sse", "NdJson", "Status", "State", "Extension"];
    if miscounts(ty) || has_bare_trait(ty) {
        return true;
    }
    paths(ty.to_token_stream()).iter().filter(|path| path.words.len() == 1 && !path.has_arguments).any(|path| {
        let word = &path.words[0];
        let name = word.to_string();
        Surroundings::of(word).is_some_and(|around| {
            around.declares_generic(&name) || ALWAYS.contains(&name.as_str()) && around.lacks(&name)
        })
    })
}

/// Whether a type of the prelude has more types in its brackets than it takes, or none.
fn miscounts(ty: &Type) -> bool {
    let Type::Path(path) = types::plain(ty) else { return false };
    let Some(last) = path.path.segments.last() else { return false };
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return false };
    let inner: Vec<_> = arguments
        .args
        .iter()
        .filter_map(|argument| match argument {
            GenericArgument::Type(ty) => Some(ty),
            _ => None,
        })
        .collect();
    let name = last.ident.to_string();
    let most = match name.as_str() {
        "Option" | "State" => 1,
        "Vec" | "Box" => 2,
        _ => usize::MAX,
    };
    let is_known = || Surroundings::of(&last.ident).is_some_and(|around| around.lacks(&name));
    let is_wrong = inner.is_empty() && arguments.args.is_empty() && most < usize::MAX || inner.len() > most;
    path.path.segments.len() == 1 && is_wrong && is_known() || inner.into_iter().any(miscounts)
}

/// Whether a trait of the file is written as a type.
fn has_bare_trait(ty: &Type) -> bool {
    let paths = paths(ty.to_token_stream());
    let is_bound = paths.iter().any(|path| path.words[0] == "dyn" || path.words[0] == "impl");
    !is_bound
        && paths.iter().filter(|path| path.words.len() == 1).any(|path| {
            let word = &path.words[0];
            Surroundings::of(word).is_some_and(|around| around.declares_trait(&word.to_string()))
        })
}

/// Whether a type is of the language or its prelude, so that no block of ours can be about it.
pub(crate) fn is_built_in(ty: &Type) -> bool {
    const NAMES: [&str; 20] = [
        "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128",
        "usize", "str", "String", "Vec", "Option",
    ];
    paths(ty.to_token_stream()).first().is_some_and(|path| {
        let word = &path.words[0];
        let name = word.to_string();
        let is_unknown = || Surroundings::of(word).is_some_and(|around| around.lacks(&name));
        path.words.len() == 1 && NAMES.contains(&name.as_str()) && is_unknown()
    })
}

/// What to write instead of the result of `main`, `framework::Result<T>`: `?` makes its error of no other, and rustc would
/// say so of each.
pub(crate) fn result_of_main(signature: &Signature) -> Option<(&Type, String)> {
    let ReturnType::Type(_, ty) = &signature.output else { return None };
    let Type::Path(path) = types::plain(ty) else { return None };
    let mut segments = path.path.segments.iter();
    let (Some(name), Some(result), None) = (segments.next(), segments.next(), segments.next()) else { return None };
    let PathArguments::AngleBracketed(arguments) = &result.arguments else { return None };
    let one = arguments.args.first().filter(|_| arguments.args.len() == 1)?;
    let is_ours =
        || Surroundings::of(&name.ident).is_some_and(|around| around.is_crate(&name.ident.to_string(), "framework"));
    if result.ident != "Result" || signature.ident == "main" || !is_ours() {
        return None;
    }
    let advice =
        format!("the error of `{}::Result` is that of `main`; write `Result<{}, Invalid>`", name.ident, tokens(one));
    Some((&**ty, advice))
}

/// Whether a type is the standard library's `Path`, without a reference.
pub(crate) fn is_a_path(ty: &Type) -> bool {
    let Type::Path(path) = types::plain(ty) else { return false };
    match tokens(&path.path).as_str() {
        "std::path::Path" => true,
        "Path" => path
            .path
            .get_ident()
            .and_then(Surroundings::of)
            .is_some_and(|around| around.imports(&["std", "path"], "Path")),
        _ => false,
    }
}

/// Frameworks of which a program may have the crate.
const CRATES: [&str; 7] = ["axum", "actix_web", "rocket", "poem", "dropshot", "salvo", "warp"];

/// Modules of theirs that are imported by themselves.
const MODULES: [&str; 3] = ["web", "extract", "response"];

/// A path in a type.
struct TypePath {
    words: Vec<Ident>,
    has_arguments: bool,
}

impl TypePath {
    /// What to write, if its names are known from elsewhere.
    fn advice(&self) -> Option<String> {
        let (first, last) = (self.words.first()?, self.words.last()?.to_string());
        let is_alone = self.words.len() == 1;
        if is_alone && self.has_arguments && ["Request", "Response"].contains(&last.as_str()) {
            return Some(format!("a `{last}` is one of a `Body`; write `{last}`, without `<…>`"));
        }
        if let Some(feature) = missing_feature(&last).filter(|_| is_alone) {
            return Some(needed(&last, feature));
        }
        let is_elsewhere = is_alone || CRATES.iter().chain(&MODULES).any(|it| first == it);
        let advice = habits::advice(habits::TYPES, &last).filter(|_| is_elsewhere)?;
        Some(format!("there is no `{last}` here; {advice}"))
    }
}

/// The feature that brings a type.
fn missing_feature(name: &str) -> Option<&'static str> {
    match name {
        "UploadedFile" | "Multipart" if !cfg!(feature = "multipart") => Some("multipart"),
        "Session" if !cfg!(feature = "sessions") => Some("sessions"),
        "ClientCertificate" if !cfg!(feature = "tls") => Some("tls"),
        "Message" if !cfg!(feature = "ws") => Some("ws"),
        "SignedCookies" | "PrivateCookies" if !cfg!(feature = "cookies-secure") => Some("cookies-secure"),
        _ => None,
    }
}

/// Every path in a type that begins with a name in scope, and is that of a type.
fn paths(tokens: TokenStream) -> Vec<TypePath> {
    let mut found: Vec<TypePath> = Vec::new();
    let mut inner = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    // What the word before makes of the next one.
    let (mut colons, mut follows, mut is_other) = (0, false, false);
    while let Some(token) = tokens.next() {
        let (before, followed) = (std::mem::take(&mut colons), std::mem::take(&mut follows));
        let was_other = std::mem::take(&mut is_other);
        match token {
            TokenTree::Ident(word) => {
                let next = match tokens.peek() {
                    Some(TokenTree::Punct(next)) => Some((next.as_char(), next.spacing())),
                    _ => None,
                };
                // A name of an associated type, of a lifetime, of a macro, or of a trait; a path that begins elsewhere.
                let is_binding = matches!(next, Some(('=', _) | (':', Spacing::Alone)));
                is_other = word == "as" || next.is_some_and(|(sign, _)| sign == '!');
                match found.last_mut() {
                    Some(path) if before == 2 && followed => path.words.push(word),
                    _ if before == 2 || was_other || is_binding || is_other => continue,
                    _ => found.push(TypePath { words: vec![word], has_arguments: false }),
                }
                follows = true;
            }
            TokenTree::Punct(sign) if sign.as_char() == ':' => (colons, follows) = (before + 1, followed),
            TokenTree::Punct(sign) if sign.as_char() == '<' && followed => {
                found.iter_mut().last().into_iter().for_each(|path| path.has_arguments = true);
            }
            TokenTree::Punct(sign) => is_other = sign.as_char() == '\'' || sign.as_char() == '!' && was_other,
            // What a macro is given, and what is computed, is no type.
            TokenTree::Group(group) if was_other || group.delimiter() == Delimiter::Brace => {}
            TokenTree::Group(group) => inner.extend(paths(group.stream())),
            TokenTree::Literal(_) => {}
        }
    }
    found.into_iter().chain(inner).collect()
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn paths_are_those_of_types_in_scope() {
        let found = |tokens| {
            let written = |path: TypePath| path.words.iter().map(Ident::to_string).collect::<Vec<_>>().join("::");
            paths(tokens).into_iter().map(written).collect::<Vec<_>>().join(" ")
        };
        for (ty, written) in [
            (quote!(Vec<std::sync::Arc<User>>), "Vec std::sync::Arc User"),
            (quote!(&'a [Page; 3]), "Page"),
            (quote!(State<Arc<dyn Message<Result = u8, Option: Clone>>>), "State Arc dyn Message u8 Clone"),
            (quote!(either!(Page)), ""),
            (quote!(kit::either![Page]), "kit::either"),
            (quote!(<u8 as Shape<Page>>::Option), "u8 Page"),
            (quote!(::framework::Json), ""),
            (quote!(Vec<::framework::Json>), "Vec"),
            (quote!([u8; { Page }]), "u8"),
            (quote!((A, B::<C>)), "A B C"),
        ] {
            assert_eq!(found(ty.clone()), written, "{ty}");
        }
    }
}
