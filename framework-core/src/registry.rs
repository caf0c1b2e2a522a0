//! All routes that are linked into the program: the only global, read in one place and never written.

use crate::route::Route;

/// The linked routes, in an order that does not depend on the linker: by pattern, then by place in the source.
pub(crate) fn routes() -> Vec<&'static Route> {
    let mut routes: Vec<_> = inventory::iter::<&'static Route>.into_iter().copied().collect();
    routes.sort_by_key(|route| (route.info.pattern, route.info.methods, route.info.file, route.info.line));
    routes
}
