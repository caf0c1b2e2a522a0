//! Types as they are written, moved to a place where `Self` and the handler's lifetimes do not exist.

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;

/// Replaces `Self` by the controller's type, and every named lifetime by one that the compiler infers.
pub(crate) fn concrete(tokens: TokenStream, this: Option<&TokenStream>) -> TokenStream {
    let tokens = match this {
        Some(this) => without_self(tokens, this),
        None => tokens,
    };
    inferred(tokens)
}

/// Replaces `Self` by the type that it stands for.
pub(crate) fn without_self(tokens: TokenStream, this: &TokenStream) -> TokenStream {
    let mut result = TokenStream::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(ident) if ident == "Self" => {
                let followed = matches!(tokens.peek(), Some(TokenTree::Punct(sign)) if sign.as_char() == ':' && sign.spacing() == Spacing::Joint);
                result.extend(if followed { quote!(<#this>) } else { this.clone() });
            }
            TokenTree::Group(group) => {
                let mut replaced = Group::new(group.delimiter(), without_self(group.stream(), this));
                replaced.set_span(group.span());
                result.extend([TokenTree::Group(replaced)]);
            }
            other => result.extend([other]),
        }
    }
    result
}

/// Whether `Self` stands anywhere.
pub(crate) fn has_self(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "Self",
        TokenTree::Group(group) => has_self(group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

fn inferred(tokens: TokenStream) -> TokenStream {
    let mut result = TokenStream::new();
    let mut tokens = tokens.into_iter();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '\'' => {
                let name = tokens.next();
                let is_static = matches!(&name, Some(TokenTree::Ident(name)) if name == "static");
                let name = if is_static { name } else { name.map(|name| Ident::new("_", name.span()).into()) };
                result.extend([TokenTree::Punct(punct)].into_iter().chain(name));
            }
            TokenTree::Group(group) => {
                let mut replaced = Group::new(group.delimiter(), inferred(group.stream()));
                replaced.set_span(group.span());
                result.extend([TokenTree::Group(replaced)]);
            }
            other => result.extend([other]),
        }
    }
    result
}

/// Whether `impl` stands anywhere in a type.
pub(crate) fn is_opaque(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "impl",
        TokenTree::Group(group) => is_opaque(group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// Whether a type has an object of `IntoResponse`, of which there are none.
pub(crate) fn has_response_object(ty: &impl ToTokens) -> bool {
    has_object_of("IntoResponse", ty)
}

/// Whether a type has an object of a trait.
pub(crate) fn has_object_of(name: &str, ty: &impl ToTokens) -> bool {
    let mut is_object = false;
    ty.to_token_stream().into_iter().any(|token| match token {
        TokenTree::Ident(word) => {
            is_object |= word == "dyn";
            is_object && word == name
        }
        TokenTree::Group(group) => has_object_of(name, &group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// Whether a path in a type begins with one of these words, as `T::Item` does.
pub(crate) fn has_path_of(tokens: TokenStream, words: &[String]) -> bool {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let found = match token {
            TokenTree::Ident(word) => {
                let is_path = matches!(tokens.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
                is_path && words.iter().any(|known| word == known)
            }
            TokenTree::Group(group) => has_path_of(group.stream(), words),
            TokenTree::Punct(_) | TokenTree::Literal(_) => false,
        };
        if found {
            return true;
        }
    }
    false
}

/// What has a size and stands for a type that has none.
pub(crate) fn unsized_as(ty: &Type) -> Option<Sized> {
    match plain(ty) {
        Type::Path(path) if path.path.is_ident("str") => Some(Sized::Text),
        Type::Slice(_) => Some(Sized::List),
        Type::TraitObject(_) => Some(Sized::Type),
        _ => None,
    }
}

/// A type without what `macro_rules!` and parentheses put around it.
pub(crate) fn plain(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => plain(&group.elem),
        Type::Paren(paren) => plain(&paren.elem),
        other => other,
    }
}

pub(crate) enum Sized {
    Text,
    List,
    Type,
}

/// Whether the compiler is asked to find out a part of a type, which it refuses in signatures.
pub(crate) fn is_inferred(tokens: TokenStream) -> bool {
    let mut is_lifetime = false;
    tokens.into_iter().any(|token| {
        let was_lifetime =
            std::mem::replace(&mut is_lifetime, matches!(&token, TokenTree::Punct(it) if it.as_char() == '\''));
        match token {
            TokenTree::Ident(word) => word == "_" && !was_lifetime,
            TokenTree::Group(group) => is_inferred(group.stream()),
            TokenTree::Punct(_) | TokenTree::Literal(_) => false,
        }
    })
}

/// Whether a number stands anywhere in a type, but as the second argument of `Status`: the compiler refuses that.
pub(crate) fn has_number(tokens: TokenStream) -> bool {
    let mut before = None;
    let mut is_status = false;
    tokens.into_iter().any(|token| {
        let follows_comma = matches!(before.replace(token.clone()), Some(TokenTree::Punct(it)) if it.as_char() == ',');
        match token {
            TokenTree::Literal(literal) => {
                let is_number = literal.to_string().starts_with(|first: char| first.is_ascii_digit());
                is_number && !(is_status && follows_comma)
            }
            TokenTree::Ident(word) if word == "Status" => {
                is_status = true;
                false
            }
            TokenTree::Group(group) => has_number(group.stream()),
            TokenTree::Punct(_) | TokenTree::Ident(_) => false,
        }
    })
}

/// Every `&` in a type.
pub(crate) fn references(tokens: TokenStream) -> Vec<Punct> {
    let mut found = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '&' => found.push(punct),
            TokenTree::Group(group) => found.extend(references(group.stream())),
            _ => {}
        }
    }
    found
}

/// Whether a `&` has no lifetime, which the compiler refuses in a struct.
pub(crate) fn borrows_unnamed(ty: &Type) -> bool {
    let mut tokens = ty.to_token_stream().into_iter().peekable();
    let is_sign = |token: &TokenTree, sign| matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign);
    while let Some(token) = tokens.next() {
        if is_sign(&token, '&') && !tokens.peek().is_some_and(|next| is_sign(next, '\'')) {
            return true;
        }
    }
    false
}

/// Every `&` in a type that is not `&'static`. What borrows by a lifetime of its own may be returned: it is sent
/// before it goes. With each, whether it names its lifetime.
pub(crate) fn short_references(tokens: TokenStream) -> Vec<(Punct, bool)> {
    let mut found = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '&' => {
                let quote = tokens.next_if(|next| matches!(next, TokenTree::Punct(punct) if punct.as_char() == '\''));
                let name = quote.and_then(|_| tokens.next());
                match &name {
                    Some(TokenTree::Ident(name)) if name == "static" => {}
                    name => found.push((punct, name.is_some())),
                }
            }
            TokenTree::Group(group) => found.extend(short_references(group.stream())),
            _ => {}
        }
    }
    found
}

/// How many lifetimes are borrowed for in a type, as it is written.
pub(crate) fn borrows(tokens: TokenStream) -> usize {
    let mut last = ' ';
    let borrows = tokens.into_iter().map(|token| match token {
        TokenTree::Punct(punct) => {
            let counts = punct.as_char() == '&' || punct.as_char() == '\'' && last != '&';
            last = punct.as_char();
            usize::from(counts)
        }
        TokenTree::Group(group) => borrows(group.stream()),
        _ => 0,
    });
    borrows.sum()
}

/// A future in a box. rustc blames the whole of this call when the future cannot cross threads.
pub(crate) fn boxed(span: Span, future: TokenStream) -> TokenStream {
    let span = place(span);
    let mut arguments = Group::new(Delimiter::Parenthesis, future);
    arguments.set_span(span);
    quote_spanned!(span=> __framework::Box::pin #arguments)
}

/// What is made of a type, named as `<(T,) as Named>::WHAT`.
pub(crate) fn made(what: &str, ty: &TokenStream) -> TokenStream {
    made_at(Place { first: Span::call_site(), last: Span::call_site() }, what, ty)
}

/// The same, blamed as the type, where its bound is demanded.
pub(crate) fn demanded(what: &str, ty: &TokenStream) -> TokenStream {
    made_at(Place::of(ty), what, ty)
}

fn made_at(Place { first, last }: Place, what: &str, ty: &TokenStream) -> TokenStream {
    let what = Ident::new(what, last);
    let begin = quote_spanned!(first=> <);
    quote_spanned!(last=> #begin (#ty,) as __framework::Named>::#what)
}

/// All of these as one value, the last one first.
pub(crate) fn list(held: impl Iterator<Item = TokenStream>) -> TokenStream {
    held.fold(quote!(()), |rest, held| quote!((#held, #rest)))
}

/// Asks of a boxed future that holds all of these that it may cross threads, where each of them may be held.
pub(crate) fn crossing(held: impl Iterator<Item = TokenStream>, boxed: &TokenStream) -> TokenStream {
    let list = list(held);
    if list.to_string() == "()" {
        return boxed.clone();
    }
    quote!(__framework::Crossing::of(#list).boxed(#boxed))
}

/// The place of a span, for tokens of ours: they mean what they mean here, even where `macro_rules!` made the span.
pub(crate) fn place(span: Span) -> Span {
    Span::call_site().located_at(span)
}

/// A name for an item of ours. Where it is written, lints have spoken of its style already.
pub(crate) fn called(name: &Ident) -> Ident {
    let mut name = name.clone();
    name.set_span(place(name.span()));
    name
}

/// The line in which tokens stand. With a place of ours it would be that of the attribute.
pub(crate) fn line(tokens: &impl ToTokens) -> TokenStream {
    let first = tokens.to_token_stream().into_iter().next();
    quote_spanned!(first.map_or_else(Span::call_site, |token| token.span())=> ::core::line!())
}

/// The place of whole tokens. A call that begins at the first and ends at the last is what rustc underlines.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) first: Span,
    pub(crate) last: Span,
}

impl Place {
    pub(crate) fn of(tokens: &impl ToTokens) -> Self {
        let mut spans = visible(tokens.to_token_stream()).into_iter().map(|token| token.span());
        let first = spans.next().unwrap_or_else(Span::call_site);
        Place { first: place(first), last: place(spans.last().unwrap_or(first)) }
    }

    /// The framework, at the first token; the rest of the call belongs at the last.
    pub(crate) fn root(self) -> TokenStream {
        quote_spanned!(self.first=> __framework)
    }
}

/// Tokens without the group around a fragment that `macro_rules!` was given, which stands where the fragment is used.
fn visible(tokens: TokenStream) -> TokenStream {
    let visible = |token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => visible(group.stream()),
        other => other.into(),
    };
    tokens.into_iter().map(visible).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_moved_out_of_its_impl() {
        let cases = [
            (quote!(Vec<Self>), quote!(Vec<Page<u8>>)),
            (quote!(Self::Item), quote!(<Page<u8>>::Item)),
            (quote!(where Self: Clone), quote!(where Page<u8>: Clone)),
            (quote!((Option<&'a Self>, [Self; 2])), quote!((Option<&'_ Page<u8>>, [Page<u8>; 2]))),
            (quote!(&'static str), quote!(&'static str)),
        ];
        for (written, moved) in cases {
            let found = concrete(written, Some(&quote!(Page<u8>)));
            // Spaces tell how `>>` was made.
            assert_eq!(found.to_string().replace(' ', ""), moved.to_string().replace(' ', ""));
        }
        assert_eq!(concrete(quote!(Self), None).to_string(), "Self");
    }

    #[test]
    fn lifetimes_are_counted_once_each() {
        for (ty, count) in
            [(quote!(&str), 1), (quote!(&'a str), 1), (quote!((Cow<'_, str>, [&u8; 2])), 2), (quote!(u8), 0)]
        {
            assert_eq!(borrows(ty), count);
        }
    }

    #[test]
    fn what_is_borrowed_shortly_is_found_at_any_depth() {
        let cases = [(quote!(&str), 1), (quote!((Option<&'a str>, [&u8; 2])), 2), (quote!(Option<&'static str>), 0)];
        for (ty, count) in cases {
            assert_eq!(short_references(ty).len(), count);
        }
    }
}
