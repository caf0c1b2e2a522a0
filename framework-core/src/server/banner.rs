//! What a debug build tells of an application when it starts: how it was built, and its routes.

use crate::{request::RouteInfo, service::Application};

/// Features of this crate, and whether they are there.
const FEATURES: [(&str, bool); 12] = [
    ("config", cfg!(feature = "config")),
    ("logging", cfg!(feature = "logging")),
    ("multipart", cfg!(feature = "multipart")),
    ("openapi", cfg!(feature = "openapi")),
    ("docs-ui", cfg!(feature = "docs-ui")),
    ("compression", cfg!(feature = "compression")),
    ("cookies-secure", cfg!(feature = "cookies-secure")),
    ("sessions", cfg!(feature = "sessions")),
    ("tls", cfg!(feature = "tls")),
    ("http2", cfg!(feature = "http2")),
    ("uuid", cfg!(feature = "uuid")),
    ("ws", cfg!(feature = "ws")),
];

/// Tells the log, unless the build is one for others or the setting says that nobody wants to know.
pub(super) fn tell(application: &Application, profile: &str) {
    if !cfg!(debug_assertions) || !application.context.settings.log.banner {
        return;
    }
    let features: Vec<_> = FEATURES.into_iter().filter_map(|(name, is_there)| is_there.then_some(name)).collect();
    let features = features.join(", ");
    let version = env!("CARGO_PKG_VERSION");
    tracing::info!(target: "framework", "version {version}, profile `{profile}`, features {features}");
    let routes = application.routes.served.iter().map(|served| &served.route.info);
    let routes: Vec<_> = routes.filter(|route| !route.is_part_of_page()).collect();
    tracing::info!(target: "framework", "routes:{}", table(&routes));
    application.front.tell_order();
}

/// The routes, a line each, in columns.
fn table(routes: &[&RouteInfo]) -> String {
    let rows: Vec<_> = routes.iter().map(|route| (route.methods.join(","), *route)).collect();
    let widest = |width: fn(&(String, &RouteInfo)) -> usize| rows.iter().map(width).max().unwrap_or_default();
    let methods = widest(|(methods, _)| methods.len());
    let pattern = widest(|(_, route)| route.pattern.chars().count());
    let function = widest(|(_, route)| route.function.chars().count());
    let line = |(names, route): &(String, &RouteInfo)| {
        let RouteInfo { pattern: path, function: name, .. } = route;
        format!("\n  {names:<methods$}  {path:<pattern$}  {name:<function$}  {}", route.place())
    };
    rows.iter().map(line).collect()
}
