//! All routes that are linked into the program: the only global, read in one place and never written.

use crate::{
    config::SettingsTable,
    invalid::InvalidHandler,
    prefixes::{Prefix, TextUse},
    resources::ResourceFolder,
    route::{Controller, Link, PathConstraint, Route},
};

/// The linked routes, in an order that does not depend on the linker: by pattern, then by place in the source.
pub(crate) fn routes() -> Vec<&'static Route> {
    let mut routes: Vec<_> = inventory::iter::<&'static Route>.into_iter().copied().collect();
    routes.sort_by_key(|route| (route.info.pattern, route.info.methods, route.info.file, route.info.line));
    routes
}

/// The linked controllers that no route leads to.
pub(crate) fn controllers() -> Vec<&'static Controller> {
    let mut controllers: Vec<_> = inventory::iter::<&'static Controller>.into_iter().copied().collect();
    controllers.sort_by_key(|controller| (controller.file, controller.line));
    controllers
}

/// The linked constraints.
pub(crate) fn constraints() -> Vec<&'static PathConstraint> {
    let mut constraints: Vec<_> = inventory::iter::<PathConstraint>.into_iter().collect();
    constraints.sort_by_key(|constraint| (constraint.name, constraint.file, constraint.line));
    constraints
}

/// The declarations of what is served.
pub(crate) fn links() -> Vec<&'static Link> {
    let mut links: Vec<_> = inventory::iter::<Link>.into_iter().collect();
    links.sort_by_key(|link| (link.package, link.file, link.line));
    links
}

/// The claims of prefixes.
pub(crate) fn prefixes() -> Vec<&'static Prefix> {
    let mut prefixes: Vec<_> = inventory::iter::<Prefix>.into_iter().collect();
    prefixes.sort_by_key(|prefix| (prefix.word, prefix.file, prefix.line));
    prefixes
}

/// The tables of programs' own settings.
pub(crate) fn settings() -> Vec<&'static SettingsTable> {
    let mut tables: Vec<_> = inventory::iter::<SettingsTable>.into_iter().collect();
    tables.sort_by_key(|table| (table.name, table.claim.file, table.claim.line));
    tables
}

/// The functions that answer refusals.
pub(crate) fn invalid_handlers() -> Vec<&'static InvalidHandler> {
    let mut handlers: Vec<_> = inventory::iter::<InvalidHandler>.into_iter().collect();
    handlers.sort_by_key(|handler| (handler.status, handler.file, handler.line));
    handlers
}

/// The texts that name resources or prefixes.
pub(crate) fn texts() -> Vec<&'static TextUse> {
    let mut texts: Vec<_> = inventory::iter::<TextUse>.into_iter().collect();
    texts.sort_by_key(|text| (text.file, text.line));
    texts
}

/// The embedded folders.
pub(crate) fn folders() -> Vec<&'static ResourceFolder> {
    let mut folders: Vec<_> = inventory::iter::<ResourceFolder>.into_iter().collect();
    folders.sort_by_key(|folder| (folder.file, folder.line));
    folders
}
