//! What a debug build tells of an application when it starts: how it was built, its routes, and what is in front of them.

use std::io::{self, Write as _};

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

/// Where the banner goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Banner {
    /// To the log, whoever reads it.
    Logged,
    /// To standard error, in colour: where our own log goes there, in colour, too. A subscriber would write the colours of a
    /// message as text.
    #[cfg_attr(not(feature = "logging"), allow(dead_code, reason = "there is no log of ours"))]
    Coloured,
}

impl Banner {
    /// Tells it, unless the build is one for others or the settings say that nobody wants to know.
    pub(super) fn tell(self, application: &Application, profile: &str) {
        let is_wanted = cfg!(debug_assertions) && application.context.settings.log.banner;
        if !is_wanted || !tracing::enabled!(target: "framework", tracing::Level::INFO) {
            return;
        }
        let parts = parts(application, profile, if self == Banner::Coloured { Paint::Colours } else { Paint::None });
        match self {
            Banner::Logged => parts.iter().for_each(|part| tracing::info!(target: "framework", "{part}")),
            Banner::Coloured => {
                let _nobody_reads = io::stderr().write_all(format!("{}\n", parts.join("\n")).as_bytes());
            }
        }
    }
}

fn parts(application: &Application, profile: &str, paint: Paint) -> Vec<String> {
    let features: Vec<_> = FEATURES.into_iter().filter_map(|(name, is_there)| is_there.then_some(name)).collect();
    let version = paint.with(BOLD, &format!("version {}", env!("CARGO_PKG_VERSION")));
    let profile = paint.with(CYAN, &format!("profile `{profile}`"));
    let features = paint.with(DIM, &format!("features {}", features.join(", ")));
    let routes = application.routes.served.iter().map(|served| &served.route.info);
    let routes: Vec<_> = routes.filter(|route| !route.is_part_of_page()).collect();
    let order: String = application.front.order().iter().map(|name| format!("\n  {name}")).collect();
    let mut parts = vec![
        format!("{version}, {profile}, {features}"),
        format!("{}{}", paint.with(BOLD, "routes:"), table(&routes, paint)),
    ];
    if !order.is_empty() {
        parts.push(format!("{}{order}", paint.with(BOLD, "in front of them, the outermost first:")));
    }
    parts
}

/// The routes, a line each, in columns.
fn table(routes: &[&RouteInfo], paint: Paint) -> String {
    let rows: Vec<_> = routes.iter().map(|route| (route.methods.join(","), *route)).collect();
    let widest = |width: fn(&(String, &RouteInfo)) -> usize| rows.iter().map(width).max().unwrap_or_default();
    let methods = widest(|(methods, _)| methods.len());
    let pattern = widest(|(_, route)| route.pattern.chars().count());
    let function = widest(|(_, route)| route.function.chars().count());
    let line = |(names, route): &(String, &RouteInfo)| {
        let RouteInfo { pattern: path, function: name, .. } = route;
        let names = paint.with(colour_of(names), &format!("{names:<methods$}"));
        let path = paint.captures(&format!("{path:<pattern$}"));
        format!("\n  {names}  {path}  {name:<function$}  {}", paint.with(DIM, &route.place()))
    };
    rows.iter().map(line).collect()
}

/// A colour or a weight of a terminal (ECMA-48, SGR).
type Style = u8;

const BOLD: Style = 1;
const DIM: Style = 2;
const RED: Style = 31;
const GREEN: Style = 32;
const YELLOW: Style = 33;
const CYAN: Style = 36;

/// Green reads, red deletes, yellow does anything else.
fn colour_of(methods: &str) -> Style {
    match methods {
        "GET" | "HEAD" | "OPTIONS" | "GET,HEAD" => GREEN,
        "DELETE" => RED,
        _ => YELLOW,
    }
}

/// Whether a text is in colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Paint {
    None,
    Colours,
}

impl Paint {
    fn with(self, style: Style, text: &str) -> String {
        match self {
            Paint::None => text.to_owned(),
            Paint::Colours => format!("\x1b[{style}m{text}\x1b[0m"),
        }
    }

    /// A pattern whose captures stand out.
    fn captures(self, pattern: &str) -> String {
        let mut rest = pattern;
        let mut painted = String::new();
        while let Some((before, capture)) = rest.split_once('<')
            && let Some((capture, after)) = capture.split_once('>')
        {
            painted = painted + before + &self.with(CYAN, &format!("<{capture}>"));
            rest = after;
        }
        painted + rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::Terms;

    fn route(methods: &'static [&'static str], pattern: &'static str, line: u32) -> RouteInfo {
        RouteInfo {
            methods,
            pattern,
            captures: &[],
            rank: 0,
            function: "find",
            module: "shop",
            package: "shop",
            file: "src/shop.rs",
            line,
            documentation: "",
            terms: Terms::OPEN,
        }
    }

    #[test]
    fn the_table_has_columns_in_colour_or_without() {
        let routes = [route(&["GET"], "/<id|int>/x", 3), route(&["DELETE"], "/all", 12)];
        let routes: Vec<_> = routes.iter().collect();
        let plain = "\n  GET     /<id|int>/x  find  src/shop.rs:3\n  DELETE  /all         find  src/shop.rs:12";
        assert_eq!(table(&routes, Paint::None), plain);
        let coloured = table(&routes, Paint::Colours);
        assert_eq!(
            coloured,
            "\n  \x1b[32mGET   \x1b[0m  /\x1b[36m<id|int>\x1b[0m/x  find  \x1b[2msrc/shop.rs:3\x1b[0m\
             \n  \x1b[31mDELETE\x1b[0m  /all         find  \x1b[2msrc/shop.rs:12\x1b[0m"
        );
    }
}
