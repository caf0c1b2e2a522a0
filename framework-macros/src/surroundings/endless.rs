//! Whether a type holds itself, through others of its file.

use syn::{Data, DeriveInput, Field, GenericArgument, PathArguments, Type};

use super::{Source, Surroundings, brings_all, declarations, is_word};

impl Surroundings {
    /// Whether a type of the file holds itself, with no pointer between: rustc says so.
    pub(crate) fn holds_itself(&self, name: &str) -> bool {
        let source = Source::of(&self.file);
        let mut seen = Vec::new();
        let mut open = source.held(name);
        while let Some(next) = open.pop() {
            if next == name {
                return true;
            }
            if !seen.contains(&next) {
                open.extend(source.held(&next));
                seen.push(next);
            }
        }
        false
    }
}

impl Source {
    fn held(&self, name: &str) -> Vec<String> {
        self.held.borrow_mut().entry(name.to_owned()).or_insert_with(|| held(&self.text, name)).clone()
    }
}

/// The types that a type holds, by their plain names. Where the name may mean another type, too, it holds none.
fn held(text: &str, name: &str) -> Vec<String> {
    let [start] = declarations(text, name)[..] else { return Vec::new() };
    let is_imported = |line: &str| line.contains("use ") && line.split(|letter| !is_word(letter)).any(|it| it == name);
    if text.lines().any(|line| is_imported(line) || brings_all(line)) {
        return Vec::new();
    }
    let Ok(item) = syn::parse_str::<DeriveInput>(item(&text[start..])) else { return Vec::new() };
    if !item.generics.params.is_empty() {
        return Vec::new();
    }
    let fields: Vec<&Field> = match &item.data {
        Data::Struct(data) => data.fields.iter().collect(),
        Data::Enum(data) => data.variants.iter().flat_map(|variant| &variant.fields).collect(),
        Data::Union(_) => Vec::new(),
    };
    let is_there = |field: &&&Field| !field.attrs.iter().any(|attribute| attribute.path().is_ident("cfg"));
    fields.iter().filter(is_there).filter_map(|field| plain(&field.ty)).collect()
}

/// A text up to the end of the item at its beginning.
pub(super) fn item(text: &str) -> &str {
    let mut depth = 0_usize;
    let end = text.char_indices().find(|(_, letter)| {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(letter, '}' | ';')
    });
    end.map_or(text, |(end, _)| &text[..=end])
}

/// The name of a type that is held as it is, also in an `Option`.
fn plain(ty: &Type) -> Option<String> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.first().filter(|_| path.path.segments.len() == 1)?;
    match &last.arguments {
        PathArguments::None => Some(last.ident.to_string()),
        PathArguments::AngleBracketed(inner) if last.ident == "Option" => match inner.args.first()? {
            GenericArgument::Type(inner) => plain(inner),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_type_holds_is_read_where_it_is_declared_once() {
        let text = "struct A {\n    #[bean(pattern(\"a{2}\"))]\n    a: String,\n    b: Option<B>,\n    c: Box<C>,\n}\nstruct B(A);\nenum C { One(A), Two { b: B } }";
        assert_eq!(held(text, "A"), ["String", "B"]);
        assert_eq!(held(text, "B"), ["A"]);
        assert_eq!(held(text, "C"), ["A", "B"]);
        for doubtful in [
            "struct A<T> { a: T, b: B }",
            "use other::A;\nmod a { struct A { b: B } }",
            "use other::*;\nstruct A { b: B }",
            "struct A { b: B }\nmod b { struct A; }",
            "struct A { #[cfg(test)] b: B }",
            "struct A { b: other::B }",
            "struct A { b: ",
        ] {
            assert!(held(doubtful, "A").is_empty(), "{doubtful}");
        }
    }
}
