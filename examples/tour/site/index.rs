//! The index page: made from the routes themselves.

use framework::{RouteInfo, prelude::*};

struct Index {
    routes: Vec<&'static RouteInfo>,
}

#[controller]
impl Index {
    #[construct]
    fn new() -> Self {
        Index { routes: App::new().routes() }
    }

    /// This page.
    #[get_mapping("/")]
    fn index(&self) -> HtmlResponse {
        let mut page = String::from(HEAD);
        let mut module = "";
        for route in &self.routes {
            if route.module != module {
                module = route.module;
                page += &format!("<h2>{}</h2>\n", escape(module.rsplit("::").next().unwrap_or(module)));
            }
            page += &row(route);
        }
        page += "<p>A tower service is mounted: <a href=\"/mounted/here\">/mounted/here</a></p>\n";
        page += "<p>A folder: <a href=\"/static/\">/static/</a></p>\n";
        page += "<p>All of it as <a href=\"/openapi.json\">OpenAPI</a>.</p>\n";
        HtmlResponse::new(page)
    }
}

fn row(route: &RouteInfo) -> String {
    let (text, tries): (Vec<_>, Vec<_>) = route.documentation.lines().partition(|line| !line.starts_with("Try `"));
    let links = tries.iter().filter_map(|line| {
        let (target, rest) = line.strip_prefix("Try `")?.split_once('`')?;
        let target = escape(target);
        Some(match route.methods {
            ["GET"] => format!("<a href=\"{target}\">{target}</a>{}", escape(rest)),
            _ => format!("<code>{target}</code>"),
        })
    });
    let links = links.collect::<Vec<_>>().join("<br>");
    format!(
        "<section><h3>{} <code>{}</code></h3><p>{}</p><p>{links}</p><p><small>{} at {}:{}</small></p></section>\n",
        route.methods.join(", "),
        escape(route.pattern),
        escape(&text.join(" ")),
        escape(route.function),
        escape(route.file),
        route.line,
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

const HEAD: &str = "<!doctype html>
<html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">
<title>The tour</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color: #222 }
  section { border-left: 3px solid #c62; padding-left: 1rem; margin: 1.5rem 0 }
  section p { margin: .2rem 0 } h3 { margin: 0; font-size: 1rem } small { color: #666 }
</style>
<h1>The tour</h1>
<p>Every route of this program. Nothing here was registered or described twice: the functions say it all.</p>
";
