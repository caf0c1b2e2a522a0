//! What a controller is, and all rules about it.

use framework_pattern::{Pattern, nearest};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{
    Attribute, FnArg, Meta, Path, ReceiverKind, ReturnType, Safety, Signature, Token, Type, parse::ParseStream,
    punctuated::Punctuated,
};

use super::parse::{ImplBlock, Member};
use crate::{
    api,
    attribute::{self, Arguments},
    blocking,
    errors::Errors,
    habits,
    mapping::{
        elsewhere, expand,
        model::{Handler, Owner, empty_pattern, parse_pattern},
        parse::{Function, Mapping},
    },
    runtime::Runtime,
    surroundings::Surroundings,
    terms::{self, Terms},
    types,
};

/// A controller with its routes.
pub(crate) struct Controller {
    pub(crate) runtime: Runtime,
    pub(crate) owner: Owner,
    pub(crate) this: TokenStream,
    /// Where its `impl` stands.
    pub(crate) place: Span,
    /// Whether its handlers can be called by their names, and linked to.
    pub(crate) has_client: bool,
    pub(crate) construct: Option<Construct>,
    pub(crate) on_stop: Option<OnStop>,
    pub(crate) destruct: Option<Destruct>,
    pub(crate) handlers: Vec<Handler>,
    pub(crate) documentation: String,
    /// The mapping attributes that it consumed: without a use of them, importing one by name would be a warning.
    pub(crate) attributes: Vec<Path>,
    /// What a `where` asks of types that are known.
    pub(crate) bounds: Vec<TokenStream>,
}

/// The function that makes the controller.
pub(crate) struct Construct {
    pub(crate) name: Ident,
    pub(crate) is_async: bool,
    pub(crate) components: Vec<TokenStream>,
    /// Where its return type stands.
    pub(crate) returned: types::Place,
}

/// The function that is told what stops.
pub(crate) struct OnStop {
    pub(crate) name: Ident,
    pub(crate) is_async: bool,
    /// Where the type of its argument stands.
    pub(crate) reason: types::Place,
    pub(crate) returned: types::Place,
}

/// The function that ends the controller.
pub(crate) struct Destruct {
    pub(crate) name: Ident,
    pub(crate) is_async: bool,
    pub(crate) returned: types::Place,
}

impl Controller {
    pub(crate) fn new(mut arguments: Arguments, block: &mut ImplBlock, errors: &mut Errors) -> Option<Self> {
        let runtime = arguments.runtime(errors);
        let enabled = arguments.switch("enabled", errors).unwrap_or(true);
        let has_client = arguments.switch("client", errors).unwrap_or(false);
        let prefix = arguments.one_text(errors).and_then(|text| {
            let prefix = parse_pattern(&text, errors)?;
            // Here, and not again at each of its paths.
            match Pattern::join(&prefix, &empty_pattern()) {
                Ok(prefix) => Some(prefix),
                Err(error) => {
                    errors.at(&text, error.message());
                    None
                }
            }
        });
        let terms = Terms::read(&mut arguments, errors);
        let known = [&["enabled", "client"], &terms::KEYS[..], &["crate"]].concat();
        arguments.finish_translating(&known, habits::CONTROLLER, errors);
        if let Some((path, _)) = &block.of_trait {
            errors.at(
                path,
                "`#[controller]` on the impl of a trait is reserved for a later version; write `impl Type { … }`",
            );
        }
        if let Some(again) = take_from(&mut block.attributes, |it| attribute::name(it) == "controller") {
            errors.at(&again, "`#[controller]` is there twice; keep one");
        }
        let is_own = matches!(types::plain(&block.this), Type::Path(_) | Type::Macro(_));
        if !is_own || elsewhere::is_built_in(&block.this) {
            errors.at(
                &block.this,
                "a controller is a type of the program's own; write `struct Users;`, and `impl Users`",
            );
        }
        if let Some(parameter) = block.generics.params.first() {
            errors.at(parameter, "a controller cannot be generic: it is made once, at start; write the type");
        }
        if elsewhere::lacks_parameters(&block.this) {
            errors.told();
        }
        let this = block.this.to_token_stream();
        let hidden = api::is_hidden(&block.attributes);
        let prefix = prefix.unwrap_or_else(empty_pattern);
        let owner =
            Owner::Controller { this: this.clone(), place: block.impl_token.span, prefix, enabled, hidden, terms };

        let own = block.generics.where_clause.take_if(|_| block.generics.params.is_empty());
        let own = own.map(|own| expand::bounds(&[], &types::without_self(own.to_token_stream(), &this)));
        let mut bounds: Vec<_> = own.into_iter().collect();
        let mut construct = None;
        let mut on_stop = None;
        let mut destruct = None;
        let mut handlers = Vec::new();
        let mut attributes: Vec<_> = api::take(&mut block.attributes, errors).into_iter().collect();
        for member in &mut block.members {
            let Member::Function(function) = member else { continue };
            let known = errors.count();
            refuse_mappings_of_others(function, errors);
            while let Some(attribute) = take(function, |attribute| conditional(attribute).is_some()) {
                let Some(path) = conditional(&attribute) else { continue };
                let name = attribute::last_word(&path);
                let message = format!(
                    "`#[{name}]` cannot stand in `cfg_attr`: a controller is read before conditions are decided; write it \
                     on its own, and `#[cfg(…)]` beside it to leave out the whole method"
                );
                errors.at(&path, message);
            }
            while let Some(attribute) = take(function, |attribute| is_construct(attribute.path())) {
                let made = constructor(function, &owner, errors);
                if construct.replace(made).is_some() {
                    errors
                        .at(&attribute, "a controller has one constructor; drop this `#[construct]` or the one before");
                }
            }
            while let Some(attribute) = take(function, |attribute| is_on_stop(attribute.path())) {
                let told = stopped(function, errors);
                if on_stop.replace(told).is_some() {
                    errors.at(&attribute, "a controller is told once; drop this `#[on_stop]` or the one before");
                }
            }
            while let Some(attribute) = take(function, |attribute| is_destruct(attribute.path())) {
                let ended = destructor(function, errors);
                if destruct.replace(ended).is_some() {
                    errors.at(&attribute, "a controller ends once; drop this `#[destruct]` or the one before");
                }
            }
            while let Some(attribute) = take(function, |attribute| elsewhere(attribute).is_some()) {
                let (written, ours) = (attribute::name(&attribute), elsewhere(&attribute).unwrap_or_default());
                let message = format!("`#[{written}]` is another framework's; write `#[{ours}]`");
                errors.at(attribute.path(), message);
            }
            while let Some(attribute) = take(function, |attribute| mistaken(attribute).is_some()) {
                let (written, ours) = (attribute::name(&attribute), mistaken(&attribute).unwrap_or_default());
                errors.at(attribute.path(), format!("`#[{written}]` means nothing here; write `#[{ours}]`"));
            }
            let before = handlers.len();
            while let Some(attribute) = take(function, |attribute| Mapping::name_of(attribute.path()).is_some()) {
                let (Some(name), Some(arguments)) =
                    (Mapping::name_of(attribute.path()), errors.take(Arguments::of(&attribute)))
                else {
                    continue;
                };
                attributes.push(attribute.path().clone());
                let place = types::Place::of(attribute.path()).first;
                let mapping = Mapping::read(name, place, arguments, errors);
                handlers.push(Handler::new(mapping, function, &owner, errors));
            }
            // On any other function it is the compiler that finds it.
            if handlers.len() > before {
                attributes.extend(blocking::take(function, errors));
                attributes.extend(api::take(&mut function.attributes, errors));
                function.strip_explained();
                let taken = function.take_bounds().map(|bounds| types::without_self(bounds.to_token_stream(), &this));
                bounds.extend(taken.map(|taken| expand::bounds(&function.attributes, &taken)));
            } else if errors.count() == known {
                refuse_sources(function, errors);
            }
            function.strip_arguments();
        }
        let documentation = attribute::documentation(&block.attributes);
        Some(Controller {
            runtime,
            owner,
            this,
            place: block.impl_token.span,
            has_client,
            construct,
            on_stop,
            destruct,
            handlers,
            documentation,
            attributes,
            bounds,
        })
    }

    /// Whether it is made for what it does beside requests: no route leads to it, unless a condition holds.
    pub(crate) fn is_found_alone(&self) -> bool {
        let lives = self.construct.is_some() || self.on_stop.is_some() || self.destruct.is_some();
        lives && self.owner.is_enabled() && self.handlers.iter().all(|handler| !handler.conditions.is_empty())
    }
}

/// What a controller would read if it did not stand in `cfg_attr`.
fn conditional(attribute: &Attribute) -> Option<Path> {
    conditional_in(&attribute.meta)
}

fn conditional_in(meta: &Meta) -> Option<Path> {
    let Meta::List(list) = meta else { return None };
    if !list.path.is_ident("cfg_attr") {
        return None;
    }
    let attributes = list.parse_args_with(|input: ParseStream<'_>| {
        while !input.peek(Token![,]) {
            let _condition: TokenTree = input.parse()?;
        }
        let _comma: Token![,] = input.parse()?;
        Punctuated::<Meta, Token![,]>::parse_terminated(input)
    });
    attributes.ok()?.iter().find_map(|meta| {
        let is_read = is_construct(meta.path())
            || is_on_stop(meta.path())
            || is_destruct(meta.path())
            || Mapping::name_of(meta.path()).is_some()
            || blocking::is_blocking(meta.path())
            || api::is_api(meta.path());
        if is_read { Some(meta.path().clone()) } else { conditional_in(meta) }
    })
}

/// The mapping that stands for an attribute of other frameworks that means nothing in the file.
fn elsewhere(attribute: &Attribute) -> Option<&'static str> {
    let word = attribute.path().get_ident()?;
    let (written, ours) = habits::ON_METHOD.iter().find(|(name, _)| word == name)?;
    Surroundings::of(word)?.lacks_attribute(written).then_some(*ours)
}

/// Which of ours is meant by an attribute that means nothing in the file.
fn mistaken(attribute: &Attribute) -> Option<&'static str> {
    const OURS: [&str; 3] = ["construct", "destruct", "on_stop"];
    let word = attribute.path().get_ident()?;
    let written = word.to_string();
    let known = habits::ON_FUNCTION.iter().find(|(names, _)| names.contains(&written.as_str())).map(|(_, ours)| *ours);
    let ours = known.or_else(|| nearest(&written, OURS).filter(|near| *near != written))?;
    Surroundings::of(word)?.lacks_attribute(&written).then_some(ours)
}

fn is_construct(path: &Path) -> bool {
    attribute::last_word(path) == "construct"
}

fn is_destruct(path: &Path) -> bool {
    attribute::last_word(path) == "destruct"
}

fn is_on_stop(path: &Path) -> bool {
    attribute::last_word(path) == "on_stop"
}

fn stopped(function: &Function, errors: &mut Errors) -> OnStop {
    let signature = &function.signature;
    let name = &signature.ident;
    receiver(signature, "on_stop", &format!("fn {name}(&self, reason: StopReason)"), errors);
    let mut types = signature.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) => Some(&typed.ty),
        FnArg::Receiver(_) => None,
    });
    let reason = types.next();
    if reason.is_none() && signature.receiver().is_some() {
        errors.at(name, format!("`#[on_stop]` is told what stops: `fn {name}(&self, reason: StopReason)`"));
    }
    for other in types {
        errors.at(other, "`#[on_stop]` is told what stops, and nothing else; keep what it needs in the controller");
    }
    let reason = reason.map_or_else(|| types::Place::of(name), |ty| types::Place::of(&**ty));
    let (is_async, returned) = (signature.asyncness.is_some(), returned_place(signature));
    OnStop { name: name.clone(), is_async, reason, returned }
}

/// `&self`: others hold the controller, too.
fn receiver(signature: &Signature, attribute: &str, written: &str, errors: &mut Errors) {
    match signature.receiver() {
        Some(receiver) if matches!(receiver.kind, ReceiverKind::Reference(_, _, None)) => {}
        Some(receiver) => {
            errors.at(receiver, format!("`#[{attribute}]` takes `&self`: others may still hold the controller"));
        }
        None => errors.at(&signature.ident, format!("`#[{attribute}]` needs the controller: `{written}`")),
    }
}

fn returned_place(signature: &Signature) -> types::Place {
    match &signature.output {
        ReturnType::Default => types::Place::of(&signature.ident),
        ReturnType::Type(_, ty) => types::Place::of(ty),
    }
}

fn destructor(function: &Function, errors: &mut Errors) -> Destruct {
    let signature = &function.signature;
    receiver(signature, "destruct", &format!("fn {}(&self)", signature.ident), errors);
    for input in signature.inputs.iter().filter(|input| matches!(input, FnArg::Typed(_))) {
        errors.at(input, "`#[destruct]` takes `&self` alone; keep what it needs in the controller");
    }
    let (is_async, returned) = (signature.asyncness.is_some(), returned_place(signature));
    Destruct { name: signature.ident.clone(), is_async, returned }
}

fn take(function: &mut Function, wanted: impl Fn(&Attribute) -> bool) -> Option<Attribute> {
    take_from(&mut function.attributes, wanted)
}

fn take_from(attributes: &mut Vec<Attribute>, wanted: impl Fn(&Attribute) -> bool) -> Option<Attribute> {
    let index = attributes.iter().position(wanted)?;
    Some(attributes.remove(index))
}

/// What makes, tells or ends the controller answers no requests.
fn refuse_mappings_of_others(function: &mut Function, errors: &mut Errors) {
    let is_life = |path: &Path| is_construct(path) || is_on_stop(path) || is_destruct(path);
    let Some(life) =
        function.attributes.iter().map(Attribute::path).find(|path| is_life(path)).map(attribute::last_word)
    else {
        return;
    };
    while let Some(mapping) = take(function, |attribute| Mapping::name_of(attribute.path()).is_some()) {
        errors.at(&mapping, format!("the function of `#[{life}]` answers no requests; drop this mapping"));
    }
    for attribute in function.attributes.iter().filter(|attribute| is_life(attribute.path())) {
        if !matches!(attribute.meta, Meta::Path(_)) {
            let name = attribute::name(attribute);
            errors.at(attribute, format!("`#[{name}]` says nothing more; write `#[{name}]`"));
        }
    }
    if let Safety::Unsafe(token) = &function.signature.safety {
        errors.at(
            token,
            format!("the function of `#[{life}]` cannot be `unsafe`: it is called at any start; make it safe"),
        );
    }
}

/// Attributes of arguments say where a handler's values come from. An attribute of the function that nobody knows may be
/// meant as its mapping, and be refused for itself.
fn refuse_sources(function: &Function, errors: &mut Errors) {
    if function.attributes.iter().any(|attribute| !Function::is_of_the_language(attribute)) {
        return;
    }
    for attribute in function.signature.inputs.iter().flat_map(Function::argument_attributes) {
        let (name, function) = (attribute::name(attribute), &function.signature.ident);
        errors.at(
            attribute,
            format!("`#[{name}]` is for arguments of handlers, and `{function}` is none; write a mapping above it, as `#[get_mapping]`"),
        );
    }
}

fn constructor(function: &Function, owner: &Owner, errors: &mut Errors) -> Construct {
    let signature = &function.signature;
    let mut components = Vec::new();
    for input in &signature.inputs {
        match input {
            FnArg::Receiver(receiver) => errors.at(receiver, "a constructor has no `self`: it makes one"),
            FnArg::Typed(typed) => {
                for attribute in Function::argument_attributes(input) {
                    errors.at(attribute, "a constructor is called at start, without a request; drop the attribute");
                }
                if types::is_opaque(typed.ty.to_token_stream()) {
                    errors.at(
                        &typed.ty,
                        "a constructor cannot be generic: components are found by their types; write the type",
                    );
                }
                components.push(types::concrete(typed.ty.to_token_stream(), owner.this()));
            }
        }
    }
    if let Some(parameter) = signature.generics.params.first() {
        errors.at(parameter, "a constructor cannot be generic: components are found by their types; write the type");
    }
    Construct {
        name: signature.ident.clone(),
        is_async: signature.asyncness.is_some(),
        components,
        returned: returned_place(signature),
    }
}
