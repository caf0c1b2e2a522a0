//! What is looked at before an application starts, beyond its settings and its routes.

use std::{any::TypeId, panic::Location};

use http::Method;

use crate::{
    context::Context,
    extract::Needs,
    invalid::{InvalidHandler, InvalidHandlers},
    prefixes::{Prefix, Prefixes},
    request::RouteInfo,
    route::Route,
    schema::{Description, Schemas},
    service::Mounted,
    start_error::StartProblem,
};

/// What a route's arguments take and do not get: components that nobody gives, members of a bean that the pattern does not
/// capture.
pub(crate) fn missing(route: &Route, context: &Context, promised: &[TypeId]) -> Vec<StartProblem> {
    if !route.needs.has(Needs::CONTEXT) && !route.needs.has(Needs::CAPTURES) {
        return Vec::new();
    }
    let mut schemas = Schemas::default();
    let mut description = Description::new(Method::GET, &mut schemas);
    (route.describe)(&mut description);
    let wanted = description.components.into_iter();
    let missing = wanted.filter(|wanted| !promised.contains(&wanted.id) && !(wanted.is_there)(context));
    let RouteInfo { function, pattern, captures, file, line, .. } = route.info;
    let components = missing.map(|wanted| StartProblem::MissingComponent {
        needed_by: function,
        component: wanted.name,
        file,
        line,
    });
    let members = description.captures.into_iter().flat_map(|wanted| {
        let missing = (wanted.missing)(captures, wanted.optional).into_iter();
        let argument = wanted.argument;
        missing.map(move |member| StartProblem::UncapturedMember { function, argument, member, pattern, file, line })
    });
    components.chain(members).collect()
}

/// The functions that answer refusals, by their statuses; two for one are refused.
pub(crate) fn handled(handlers: &[&'static InvalidHandler]) -> (InvalidHandlers, Vec<StartProblem>) {
    let mut all = InvalidHandlers::default();
    let mut problems = Vec::new();
    for second in handlers {
        if let Some(first) = all.insert(second) {
            problems.push(StartProblem::InvalidHandlers { first, second });
        }
    }
    (all, problems)
}

/// The prefixes by their words; two claims of one are refused.
pub(crate) fn claimed(claims: &[&'static Prefix]) -> (Prefixes, Vec<StartProblem>) {
    let mut prefixes = Prefixes::new();
    let mut problems = Vec::new();
    for second in claims {
        if let Some(first) = prefixes.insert(second.word, second) {
            problems.push(StartProblem::Prefixes { first, second });
        }
    }
    (prefixes, problems)
}

/// What keeps a folder of `App::assets` from being served.
pub(crate) fn folder(
    prefix: &str,
    mounted: &Mounted,
    place: &Location<'static>,
    context: &Context,
) -> Option<StartProblem> {
    let Mounted::Assets(assets) = mounted else { return None };
    let (reason, prefix) = (assets.check(context).err()?, prefix.to_owned());
    Some(StartProblem::Assets { prefix, reason, file: place.file(), line: place.line() })
}
