//! `#[invalid_handler]`: a function that answers refusals in place of the rendering.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{
    FnArg, GenericParam, Ident, LitInt, LitStr, ReturnType, Safety, Token,
    ext::IdentExt,
    parse::{Parse, ParseStream},
};

use crate::{
    attribute::Arguments,
    errors::Errors,
    mapping::{
        elsewhere,
        parse::{Function, Mapping},
    },
    prefix::{scan, text_use},
    runtime::{self, Runtime},
    types,
};

/// `#[invalid_handler(404)]` or `#[invalid_handler]` on a function.
pub(crate) fn invalid_handler(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let written = errors.take(syn::parse2::<Written>(arguments)).unwrap_or_default();
    let mut function = Function::read(&item, &mut errors);
    let handler = function.as_ref().map(|function| Handler::new(written, function, &mut errors));
    match errors.check() {
        Err(mistakes) => {
            let kept = function.as_mut().map(|function| {
                function.attributes.retain(|attribute| Mapping::name_of(attribute.path()).is_none());
                function.strip_arguments();
                function.strip_explained();
                quote!(#function)
            });
            let kept = kept.unwrap_or(item);
            quote!(#kept #mistakes)
        }
        Ok(()) => {
            let generated = handler.map(|handler| handler.expand());
            quote!(#item #generated)
        }
    }
}

/// A status, then keys.
#[derive(Default)]
struct Written {
    status: Option<LitInt>,
    keys: Arguments,
}

impl Parse for Written {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let status = input.peek(LitInt).then(|| input.parse()).transpose()?;
        if status.is_some() && !input.is_empty() {
            let comma = input.parse::<Token![,]>();
            if comma.is_err() || input.peek(LitInt) {
                return Err(input.error("one function answers one status, or all; write `#[invalid_handler(404)]`"));
            }
        }
        if status.is_none() && input.peek(Ident) && !input.peek2(Token![=]) {
            return Err(input.error("a status is a number: `#[invalid_handler(404)]`"));
        }
        Ok(Written { status, keys: input.parse()? })
    }
}

struct Handler<'f> {
    runtime: Runtime,
    status: Option<LitInt>,
    name: &'f Ident,
    is_async: bool,
    arguments: Vec<TokenStream>,
    returned_place: types::Place,
    /// The embedded resources that are named in the body.
    resources: Vec<(String, LitStr)>,
}

impl<'f> Handler<'f> {
    fn new(written: Written, function: &'f Function, errors: &mut Errors) -> Self {
        let Written { status, mut keys } = written;
        let runtime = keys.runtime(errors);
        if let Some(text) = keys.one_text(errors) {
            errors.at(&text, "a status is a number: `#[invalid_handler(404)]`");
        }
        keys.finish(&["crate"], errors);
        if let Some(status) = &status
            && !matches!(status.base10_parse::<u16>(), Ok(400..=599))
        {
            errors.at(status, "the status of an error is 400 to 599");
        }
        let signature = &function.signature;
        for parameter in &signature.generics.params {
            if !matches!(parameter, GenericParam::Lifetime(_)) {
                errors.at(parameter, "an invalid handler cannot be generic: nothing says which type is meant");
            }
        }
        if let Safety::Unsafe(token) = &signature.safety {
            errors.at(token, "an invalid handler cannot be `unsafe`: it is called for any request; make it safe");
        }
        for mapping in function.attributes.iter().filter(|attribute| Mapping::name_of(attribute.path()).is_some()) {
            errors.at(mapping, "an invalid handler answers what is refused, and no requests; drop this mapping");
        }
        let mut arguments = Vec::new();
        for argument in &signature.inputs {
            for attribute in Function::argument_attributes(argument) {
                errors.at(attribute, "an invalid handler takes `&Invalid` and `&RequestHead`; drop this argument");
            }
            match argument {
                FnArg::Receiver(receiver) => errors.at(
                    receiver,
                    "an invalid handler is a free function: `fn page(invalid: &Invalid, request: &RequestHead) -> …`",
                ),
                FnArg::Typed(typed) => arguments.push(typed.ty.to_token_stream()),
            }
        }
        let returned_place = returned(&signature.output, &signature.ident, errors);
        let is_async = signature.asyncness.is_some();
        let resources = scan(function.body()).resources;
        Handler { runtime, status, name: &signature.ident, is_async, arguments, returned_place, resources }
    }

    fn expand(&self) -> TokenStream {
        let name = self.name;
        let status = match &self.status {
            Some(status) => quote!(::core::option::Option::Some(#status)),
            None => quote!(::core::option::Option::None),
        };
        // Not named once more: each mention of one that does not exist is an error of its own.
        let arguments = self.arguments.iter().map(|ty| {
            let place = types::Place::of(ty);
            let (root, last) = (place.root(), place.last);
            quote_spanned!(last=> #root::of_invalid::<#root::Same<_>,>(__invalid, __request))
        });
        let dot_await = self.is_async.then(|| quote!(.await));
        let (root, last) = (self.returned_place.root(), self.returned_place.last);
        let returned = quote_spanned!(last=> #root::Same<_>);
        let answer = quote!(#name(#(#arguments),*) #dot_await);
        let answer = quote_spanned!(last=> #root::answer_of::<#returned>(#answer, __context));
        let call = types::boxed(name.span(), quote!(async move { #answer }));
        let resources = self.resources.iter();
        let resources =
            resources.map(|(name, literal)| text_use(&quote!(__framework::TextNeed::Resource(#name)), literal));
        let (line, shown) = (types::line(name), name.unraw().to_string());
        let nevers = self.arguments.iter().map(|_| quote!(__framework::never()));
        let shape = format_ident!("{}", if self.is_async { "shape_of_async" } else { "shape_of" });
        let package = runtime::package();
        self.runtime.wrap(&quote! {
            fn __call<'__a>(
                __invalid: &'__a __framework::Invalid,
                __request: &'__a __framework::RequestHead,
                __context: &'__a __framework::Context,
            ) -> __framework::BoxFuture<'__a, ::core::result::Result<__framework::Response, __framework::Invalid>> {
                #call
            }
            fn __describe(__description: &mut __framework::Description<'_>) {
                __framework::#shape(|| #name(#(#nevers),*)).describe(__description);
            }
            __framework::inventory::submit! {
                __framework::InvalidHandler {
                    status: #status,
                    call: __call,
                    describe: __describe,
                    function: #shown,
                    module: ::core::module_path!(),
                    package: #package,
                    file: ::core::file!(),
                    line: #line,
                }
            }
            #(#resources)*
        })
    }
}

/// The place of the return type.
fn returned(output: &ReturnType, name: &Ident, errors: &mut Errors) -> types::Place {
    let ReturnType::Type(_, ty) = output else { return types::Place::of(name) };
    if let Some((known, advice)) = elsewhere::unknown(ty) {
        errors.at(&known, advice);
    }
    let tokens = ty.to_token_stream();
    if !types::is_opaque(tokens.clone()) {
        for (borrow, _) in types::short_references(tokens) {
            errors.at(
                &borrow,
                "an invalid handler cannot return what it borrows: the response outlives the request; return an owned value, as `String`, or write `&'static`",
            );
        }
    }
    types::Place::of(ty)
}
