//! Whether a type holds itself, through others of its file.

use std::rc::Rc;

use syn::{Data, DeriveInput, Field, GenericArgument, PathArguments, Type};

use super::{Surroundings, source::Source};

impl Surroundings {
    /// Whether a type of this module holds itself, with no pointer between: rustc says so.
    pub(crate) fn holds_itself(&self, name: &str) -> bool {
        let held = |name: &str| self.declaration(name).map(|item| self.source.held(item)).unwrap_or_default();
        let mut seen = Vec::new();
        let mut open = held(name).to_vec();
        while let Some(next) = open.pop() {
            if next == name {
                return true;
            }
            if !seen.contains(&next) {
                open.extend_from_slice(&held(&next));
                seen.push(next);
            }
        }
        false
    }
}

impl Source {
    fn held(&self, item: usize) -> Rc<[String]> {
        let known = self.held.borrow().get(&item).map(Rc::clone);
        known.unwrap_or_else(|| {
            let held = Rc::from(self.types_in(item));
            self.held.borrow_mut().insert(item, Rc::clone(&held));
            held
        })
    }

    /// The types that a type holds, by their plain names; none of one that is generic, or there under a condition.
    fn types_in(&self, item: usize) -> Vec<String> {
        let all = self.item(item - 1);
        let text = self.slice(self.tokens[item - 1].start..self.tokens[all.end - 1].end);
        let written = syn::parse_str::<DeriveInput>(text).ok();
        let is_plain = self
            .attributes_from(self.first(item))
            .into_iter()
            .all(|attribute| !self.last_word(attribute + 1).starts_with("cfg"));
        let Some(written) = written.filter(|written| written.generics.params.is_empty() && is_plain) else {
            return Vec::new();
        };
        let fields: Vec<&Field> = match &written.data {
            Data::Struct(data) => data.fields.iter().collect(),
            Data::Enum(data) => {
                data.variants.iter().filter(|it| it.attrs.is_empty()).flat_map(|variant| &variant.fields).collect()
            }
            Data::Union(_) => Vec::new(),
        };
        let is_there = |field: &&&Field| {
            !field
                .attrs
                .iter()
                .any(|attribute| attribute.path().get_ident().is_none_or(|name| name.to_string().starts_with("cfg")))
        };
        fields.iter().filter(is_there).filter_map(|field| self.plain(&field.ty)).collect()
    }

    /// The name of a type that is held as it is, also in the standard library's `Option`.
    fn plain(&self, ty: &Type) -> Option<String> {
        let Type::Path(path) = ty else { return None };
        let last = path.path.segments.first().filter(|_| path.path.segments.len() == 1 && path.qself.is_none())?;
        match &last.arguments {
            PathArguments::None => Some(last.ident.to_string()),
            PathArguments::AngleBracketed(inner) if last.ident == "Option" && self.lacks("Option") => {
                match inner.args.first()? {
                    GenericArgument::Type(inner) => self.plain(inner),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::surroundings;

    #[test]
    fn a_type_holds_itself_where_the_file_shows_all_of_it() {
        let holds_itself = |text: &str| surroundings(&format!("{text} fn ^z() {{}}")).holds_itself("A");
        for endless in [
            "struct A { a: A }",
            "struct A {\n    #[bean(pattern(\"a{2}\"))]\n    a: String,\n    b: Option<B>,\n    c: Box<C>,\n}\nstruct B(A);",
            "enum A { One(B), Two { b: u8 } }\nstruct B { c: C }\nenum C { D(u8), E { a: A } }",
        ] {
            assert!(holds_itself(endless), "{endless}");
        }
        for doubtful in [
            "struct A { b: Box<B>, c: Vec<A> }\nstruct B(A);",
            "struct A<T> { a: T, b: B }\nstruct B(A);",
            "use other::B;\nstruct A { b: B }\nmod c { struct B(A); }",
            "use other::*;\nstruct A { b: B }\nstruct B(A);",
            "kit::types!();\nstruct A { b: B }\nmod c { struct B(A); }",
            "struct A { b: B }\nstruct B(A);\nmod b { struct B; }",
            "struct A { #[cfg(test)] b: A }",
            "#[cfg(any())]\nstruct A { b: A }",
            "struct A { b: other::B }\nstruct B(A);",
            "type Option<T> = Box<T>;\nstruct A { b: Option<A> }",
            "fn a() { struct B(A); }\nstruct A { b: B }",
        ] {
            assert!(!holds_itself(doubtful), "{doubtful}");
        }
    }
}
