//! The cases of serde's `rename_all`.

use syn::LitStr;

use crate::errors::Errors;

/// A rule of `rename_all`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

const CASES: [(&str, Case); 8] = [
    ("lowercase", Case::Lower),
    ("UPPERCASE", Case::Upper),
    ("PascalCase", Case::Pascal),
    ("camelCase", Case::Camel),
    ("snake_case", Case::Snake),
    ("SCREAMING_SNAKE_CASE", Case::ScreamingSnake),
    ("kebab-case", Case::Kebab),
    ("SCREAMING-KEBAB-CASE", Case::ScreamingKebab),
];

impl Case {
    pub(super) fn read(text: &LitStr, errors: &mut Errors) -> Option<Self> {
        let case = CASES.iter().find(|(name, _)| *name == text.value()).map(|(_, case)| *case);
        if case.is_none() {
            let known = CASES.map(|(name, _)| name).join("`, `");
            errors.at(text, format!("`{}` is no case; write one of `{known}`", text.value()));
        }
        case
    }

    /// A field is written in snake_case.
    pub(super) fn field(self, name: &str) -> String {
        let words: Vec<_> = name.split('_').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        match self {
            // serde leaves a field as it is here, leading underscores and all
            Case::Lower | Case::Snake => name.to_owned(),
            Case::Upper | Case::ScreamingSnake => name.to_ascii_uppercase(),
            Case::Kebab => name.replace('_', "-"),
            Case::ScreamingKebab => name.to_ascii_uppercase().replace('_', "-"),
            Case::Pascal => words.iter().map(|word| capitalized(word)).collect(),
            Case::Camel => uncapitalized(&words.iter().map(|word| capitalized(word)).collect::<String>()),
        }
    }

    /// A variant is written in PascalCase.
    pub(super) fn variant(self, name: &str) -> String {
        let snake = name.char_indices().fold(String::new(), |mut snake, (index, character)| {
            if index > 0 && character.is_uppercase() {
                snake.push('_');
            }
            snake.push(character.to_ascii_lowercase());
            snake
        });
        match self {
            Case::Pascal => name.to_owned(),
            Case::Lower => name.to_ascii_lowercase(),
            Case::Upper => name.to_ascii_uppercase(),
            Case::Camel => uncapitalized(name),
            Case::Snake => snake,
            Case::ScreamingSnake => snake.to_ascii_uppercase(),
            Case::Kebab => snake.replace('_', "-"),
            Case::ScreamingKebab => snake.to_ascii_uppercase().replace('_', "-"),
        }
    }
}

fn capitalized(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(characters).collect()
}

fn uncapitalized(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(characters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_and_variants_are_renamed_as_serde_does() {
        let cases = [
            (Case::Lower, "first_name", "veryOld"),
            (Case::Upper, "FIRST_NAME", "VERYOLD"),
            (Case::Pascal, "FirstName", "VeryOld"),
            (Case::Camel, "firstName", "veryOld"),
            (Case::Snake, "first_name", "very_old"),
            (Case::ScreamingSnake, "FIRST_NAME", "VERY_OLD"),
            (Case::Kebab, "first-name", "very-old"),
            (Case::ScreamingKebab, "FIRST-NAME", "VERY-OLD"),
        ];
        for (case, field, variant) in cases {
            assert_eq!(case.field("first_name"), field);
            let expected = if case == Case::Lower { "veryold" } else { variant };
            assert_eq!(case.variant("VeryOld"), expected);
        }
    }
}
