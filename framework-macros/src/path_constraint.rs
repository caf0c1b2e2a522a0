//! `#[path_constraint]`: a function that says which segments of a path satisfy a name.

use framework_pattern::{Accept, Constraint, Pattern, Segment};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{LitStr, ext::IdentExt};

use crate::{attribute::Arguments, errors::Errors, mapping::parse::Function, runtime, types};

/// `#[path_constraint("gender")]` on a function.
pub(crate) fn path_constraint(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let mut arguments = errors.take(syn::parse2::<Arguments>(arguments)).unwrap_or_default();
    let runtime = arguments.runtime(&mut errors);
    let name = arguments.one_text(&mut errors);
    arguments.refuse_unquoted("path_constraint", &mut errors);
    arguments.finish(&["crate"], &mut errors);
    let function = Function::read(&item, &mut errors);
    let Some(function) = function else {
        let mistakes = errors.check().err();
        return quote!(#item #mistakes);
    };
    let ident = &function.signature.ident;
    let name = name.unwrap_or_else(|| LitStr::new(&ident.unraw().to_string(), ident.span()));
    check_name(&name, &mut errors);
    if let Some(receiver) = function.signature.receiver() {
        errors.at(receiver, "a constraint is a free function: `fn name(segment: &str) -> bool`");
    }
    if let Some(asynchronous) = &function.signature.asyncness {
        errors.at(asynchronous, "a constraint decides at once: `fn name(segment: &str) -> bool`");
    }
    match errors.check() {
        Err(mistakes) => quote!(#function #mistakes),
        Ok(()) => {
            let (line, shown) = (types::line(ident), ident.unraw().to_string());
            let package = runtime::package();
            let generated = runtime.wrap(&quote! {
                __framework::inventory::submit! {
                    __framework::PathConstraint {
                        name: #name,
                        check: #ident,
                        function: #shown,
                        module: ::core::module_path!(),
                        package: #package,
                        file: ::core::file!(),
                        line: #line,
                    }
                }
            });
            quote!(#function #generated)
        }
    }
}

/// It must be one that a pattern takes for a constraint of the program's own.
fn check_name(name: &LitStr, errors: &mut Errors) {
    let text = name.value();
    let pattern = Pattern::parse(&format!("<|{text}>"));
    let accept = pattern.as_ref().ok().and_then(|pattern| match pattern.segments() {
        [Segment::Capture(capture)] => Some(&capture.accept),
        _ => None,
    });
    match accept {
        Some(Accept::Constraint(Constraint::Own(own))) if *own == text => {}
        Some(Accept::Constraint(Constraint::Builtin(_))) => {
            errors.at(name, format!("`{text}` is a constraint already; choose another name"));
        }
        _ => errors.at(name, format!("`{text}` is no name of a constraint; write one as `gender`")),
    }
}
