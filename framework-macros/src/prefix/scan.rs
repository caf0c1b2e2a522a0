//! The texts in a handler's body that mean something to the framework. The body stays tokens.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::LitStr;

use super::{BUILT_IN, resource, split};

/// What stands in a body.
#[derive(Default)]
pub(crate) struct Texts {
    /// Literals that begin with a built-in prefix.
    pub(crate) prefixes: Vec<(&'static str, LitStr)>,
    /// Words of other prefixes: a type may have claimed them.
    pub(crate) others: Vec<String>,
    /// Literals that name an embedded resource.
    pub(crate) resources: Vec<(String, LitStr)>,
}

/// Looks through a body, into macros too: `format!("$html:…")` is the usual case.
pub(crate) fn scan(body: &TokenStream) -> Texts {
    let mut texts = Texts::default();
    walk(body, false, &mut texts);
    texts
}

/// `names_file` says that these tokens are the arguments of `FileResponse::new`.
fn walk(tokens: &TokenStream, names_file: bool, texts: &mut Texts) {
    let tokens: Vec<_> = tokens.clone().into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Literal(literal) => {
                if let Ok(syn::Lit::Str(literal)) = syn::parse2(TokenTree::from(literal.clone()).into()) {
                    let suffixed = matches!(&tokens[index + 1..], [dot, word, ..] if is(dot, ".") && is(word, "file"));
                    text(literal, names_file || suffixed, texts);
                }
            }
            // What it holds is checked by itself.
            TokenTree::Group(_) if index >= 2 && is(&tokens[index - 1], "!") && is(&tokens[index - 2], "prefixed") => {}
            TokenTree::Group(group) => {
                let called = group.delimiter() == Delimiter::Parenthesis && makes_file(&tokens[..index]);
                walk(&group.stream(), called, texts);
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}

fn text(literal: LitStr, names_file: bool, texts: &mut Texts) {
    let value = literal.value();
    if let Some((word, rest)) = split(&value) {
        if let Some(known) = BUILT_IN.iter().find(|known| **known == word) {
            if *known == "file"
                && let Some(name) = resource(rest)
            {
                texts.resources.push((name.to_owned(), literal.clone()));
            }
            texts.prefixes.push((known, literal));
        } else {
            texts.others.push(word.to_owned());
        }
    } else if names_file && let Some(name) = resource(&value) {
        texts.resources.push((name.to_owned(), literal));
    }
}

/// Whether the tokens end with `FileResponse::new` or `FileResponse::from`.
fn makes_file(before: &[TokenTree]) -> bool {
    matches!(before, [.., ty, first, second, name]
        if is(ty, "FileResponse") && is(first, ":") && is(second, ":") && (is(name, "new") || is(name, "from")))
}

fn is(token: &TokenTree, text: &str) -> bool {
    match token {
        TokenTree::Ident(ident) => ident == text,
        TokenTree::Punct(punct) => text.len() == 1 && text.starts_with(punct.as_char()),
        TokenTree::Group(_) | TokenTree::Literal(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn prefixes_are_found_wherever_a_literal_stands() {
        let body = quote!({
            if late {
                return format!("$html:<h1>{name}</h1>");
            }
            let plain = ["text:", "$:x", "$unknown:x", "$ html:x", "a $html:x"];
            match x {
                1 => r#"$json:[1]"#.to_owned(),
                _ => Ok(("$status:404", b"$file:x")),
            }
        });
        let found: Vec<_> = scan(&body).prefixes.into_iter().map(|(word, _)| word).collect();
        assert_eq!(found, ["html", "json", "status"]);
    }

    #[test]
    fn prefixed_is_left_to_itself() {
        assert!(scan(&quote!({ framework::prefixed!("$file:a-{n}") })).prefixes.is_empty());
    }

    #[test]
    fn a_resource_is_found_where_it_is_written_out() {
        let cases = [
            (quote!("$file::/a/b.json"), Some("/a/b.json")),
            (quote!(":/a.json".file()), Some("/a.json")),
            (quote!(FileResponse::new(":/a.json")), Some("/a.json")),
            (quote!(framework::FileResponse::from(":/a.json").attachment()), Some("/a.json")),
            (quote!(format!("$file::/{name}.json")), None),
            (quote!("$file:a.json"), None),
            (quote!("://example.org".file()), None),
            (quote!(split(":/a")), None),
        ];
        for (body, expected) in cases {
            let found = scan(&body).resources;
            assert_eq!(found.first().map(|(name, _)| name.as_str()), expected, "{body}");
        }
    }
}
