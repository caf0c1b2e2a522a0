//! Attributes of other libraries on a bean, whose derives are not there.

use syn::{Attribute, Data, DeriveInput};

use crate::{errors::Errors, habits::ON_BEAN, surroundings::Surroundings};

/// Refuses them, where it is certain that no derive reads them.
pub(super) fn refuse(input: &DeriveInput, errors: &mut Errors) {
    for attribute in attributes(input) {
        let Some((name, owners, advice)) = ON_BEAN.iter().find(|(name, _, _)| attribute.path().is_ident(name)) else {
            continue;
        };
        // A macro of the compiler alone knows where it is.
        let around = Surroundings::of_derive(&input.ident);
        if around.is_some_and(|around| around.derives_none_of(owners)) {
            errors.at(attribute.path(), format!("`#[{name}]` says nothing of a bean; {advice}"));
        }
    }
}

/// Those of the item, of its members, and of its variants.
fn attributes(input: &DeriveInput) -> impl Iterator<Item = &Attribute> {
    let (mut fields, mut found): (Vec<_>, Vec<_>) = (Vec::new(), input.attrs.iter().collect());
    match &input.data {
        Data::Struct(data) => fields.extend(&data.fields),
        Data::Enum(data) => {
            found.extend(data.variants.iter().flat_map(|variant| &variant.attrs));
            fields.extend(data.variants.iter().flat_map(|variant| &variant.fields));
        }
        Data::Union(_) => {}
    }
    found.extend(fields.into_iter().flat_map(|field| &field.attrs));
    found.into_iter()
}
