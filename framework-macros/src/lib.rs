//! The compile-time half of `framework`: controllers, mappings, beans.
//!
//! Each macro reads what is written (`parse`), holds all rules about it (`model`, which reports every mistake at
//! once) and writes straight lines of calls (`expand`, which cannot fail).

#![forbid(unsafe_code)]

mod api;
mod attribute;
mod bean;
mod blocking;
mod controller;
mod crates;
mod default;
mod errors;
mod habits;
mod http_error;
mod invalid_handler;
mod link;
mod mapping;
mod parameter;
mod path_constraint;
mod prefix;
mod resources;
mod runtime;
mod setting_value;
mod settings;
mod surroundings;
mod terms;
#[cfg(test)]
mod tests;
mod types;

use proc_macro::TokenStream;

use surroundings::derives::once;

/// Makes the annotated methods of an `impl` answer requests.
///
/// `#[controller("/users")]` puts a prefix before all of its paths. The controller is made once, at start: by its
/// `Default`, or by the function marked `#[construct]` (`fn` or `async fn`, returning `Self` or a `Result` of it), whose
/// arguments are components that the application was given with `App::provide`. A function marked `#[on_stop]` is called
/// when the server, or a listener, begins to stop; one marked `#[destruct]` when it has stopped. With any of the three it
/// needs no route: it is made for what it does beside requests.
///
/// Keys: `enabled = false` compiles it without serving it; `client` lets tests call its handlers by their names
/// (`TestApp::client`) and makes their URLs (`urls`); `body_limit`, `request_timeout` and `on_disconnect` apply
/// to all of its routes that do not say otherwise (see [`macro@get_mapping`]); `crate = path` says where the framework is
/// if it is not `::framework`.
///
/// ```
/// use framework::prelude::*;
///
/// #[derive(Default)]
/// struct Greetings;
///
/// #[controller("/greetings")]
/// impl Greetings {
///     #[get_mapping("/<name>")]
///     fn greet(&self, name: &str) -> String {
///         format!("Hello, {name}!")
///     }
/// }
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// App::new().test().get("/greetings/Ada").await.assert_text("Hello, Ada!");
/// # }
/// # use framework::tokio;
/// ```
#[proc_macro_attribute]
pub fn controller(arguments: TokenStream, item: TokenStream) -> TokenStream {
    controller::controller(arguments.into(), item.into()).into()
}

macro_rules! mappings {
    ($($(#[$documentation:meta])* $name:ident)*) => {$(
        $(#[$documentation])*
        #[proc_macro_attribute]
        pub fn $name(arguments: TokenStream, item: TokenStream) -> TokenStream {
            mapping::free_function(stringify!($name), arguments.into(), item.into()).into()
        }
    )*};
}

mappings! {
    /// Makes a function answer GET requests, and HEAD with them.
    ///
    /// The path is a pattern, such as `/users/<id>` or `/files/<*rest>`; several paths make several routes, and without one
    /// the function's name is the path. Each argument is a parameter of its name: a capture of the path, otherwise from
    /// the query string (scalars) or, for POST, PUT and PATCH, from the body (beans: JSON or a form). `#[path]`,
    /// `#[query("name", default = 1)]`, `#[header]`, `#[cookie]`, `#[form]`, `#[json("/pointer")]`, `#[body]`, `#[part]`,
    /// `#[session]`, `#[auto]` and `#[guard]` say otherwise. The function returns anything with `IntoResponse`.
    ///
    /// A parameter that is missing or does not convert is a 400, all of them together, and the function is not called.
    ///
    /// | key | takes | for |
    /// | --- | --- | --- |
    /// | `prefixed`, `prefixed = false` | | whether the prefix of a returned `String`, such as `$html:`, chooses the response type; that of a `&'static str` always does |
    /// | `body_limit` | `"10 MiB"`, a number of bytes, `"none"` | the largest body, instead of `http.body_limit` |
    /// | `request_timeout` | `"5s"`, `"none"` | how long the answer may take, instead of `http.request_timeout` |
    /// | `on_disconnect` | `"cancel"`, `"finish"` | whether the handler is dropped when its client goes away; unless set, those of GET, HEAD, OPTIONS and TRACE are |
    /// | `rank` | a number | which of several regular expressions or own constraints goes first: the lower one |
    /// | `crate` | a path | where the framework is, if it is not `::framework` |
    ///
    /// ```
    /// use framework::prelude::*;
    ///
    /// #[get_mapping("/sum/<a>/<b>")]
    /// fn sum(a: i32, b: i32, #[query(default = 1)] times: i32) -> i32 {
    ///     (a + b) * times
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// App::new().test().get("/sum/1/2?times=3").await.assert_text("9");
    /// # }
    /// # use framework::tokio;
    /// ```
    get_mapping
    /// Makes a function answer POST requests; as [`macro@get_mapping`].
    ///
    /// ```
    /// use framework::prelude::*;
    ///
    /// #[derive(Bean)]
    /// struct User {
    ///     name: String,
    /// }
    ///
    /// #[post_mapping("/users")]
    /// fn create(user: User) -> (HttpStatus, User) {
    ///     (HttpStatus::CREATED, user)
    /// }
    /// ```
    post_mapping
    /// Makes a function answer PUT requests; as [`macro@get_mapping`].
    put_mapping
    /// Makes a function answer PATCH requests; as [`macro@get_mapping`].
    patch_mapping
    /// Makes a function answer DELETE requests; as [`macro@get_mapping`].
    delete_mapping
    /// Makes a function answer HEAD requests, before the GET route of the path; as [`macro@get_mapping`].
    head_mapping
    /// Makes a function answer OPTIONS requests, instead of the built-in answer; as [`macro@get_mapping`].
    options_mapping
}

/// Makes a function answer requests of any methods; as [`macro@get_mapping`], with `methods(…)`.
///
/// ```
/// use framework::prelude::*;
///
/// #[request_mapping("/files/<*path>", methods("GET", "PROPFIND"))]
/// fn files(path: &str) -> String {
///     path.to_owned()
/// }
/// ```
#[proc_macro_attribute]
pub fn request_mapping(arguments: TokenStream, item: TokenStream) -> TokenStream {
    mapping::free_function("request_mapping", arguments.into(), item.into()).into()
}

/// Gives a handler the connection of a request that asks for its protocol (`Upgrade`, RFC 9110, section 7.8).
///
/// The function is `async`, takes a `Socket`, which is bytes both ways, and returns `()` or a `Result` of it. Its other
/// arguments are those of [`macro@get_mapping`]: guards and parameters refuse a request before anything is taken over. A
/// request that does not ask for the protocol is a 426. The end of the function closes the connection.
///
/// Keys: `protocol = "name/version"`; `negotiate = function`, which has the last word: it adds header fields to the 101 or
/// answers something else (see `Switch`); `request_timeout`, for the time until the 101; `rank` and `crate` as for any
/// mapping.
///
/// ```
/// use framework::prelude::*;
/// use framework::tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufStream};
///
/// #[socket_mapping("/lines", protocol = "line-echo/1")]
/// async fn lines(socket: Socket) -> std::io::Result<()> {
///     let mut socket = BufStream::new(socket);
///     let mut line = String::new();
///     while socket.read_line(&mut line).await? > 0 {
///         socket.write_all(line.as_bytes()).await?;
///         socket.flush().await?;
///         line.clear();
///     }
///     Ok(())
/// }
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// App::new().test().get("/lines").await.assert_status(426).assert_header("upgrade", "line-echo/1");
/// # }
/// # use framework::tokio;
/// ```
#[proc_macro_attribute]
pub fn socket_mapping(arguments: TokenStream, item: TokenStream) -> TokenStream {
    mapping::free_function("socket_mapping", arguments.into(), item.into()).into()
}

/// Gives a handler the connection of a request as a WebSocket (RFC 6455). It needs the feature `ws`.
///
/// The function is `async`, takes a `WebSocket`, and returns `()` or a `Result` of it. Its other arguments are those of
/// [`macro@get_mapping`]: guards and parameters refuse a request before the handshake is answered. Pages of other sites
/// are refused with 403 (`http.websocket.origins`), an incomplete handshake with 426. The end of the function closes the
/// WebSocket with 1000, or with 1011 after an error. A message is limited by `http.websocket.message_limit` (1 MiB).
///
/// Keys: `protocols = ["best", "other"]`, of which the best that the client knows is agreed upon; `negotiate`, `rank`,
/// `request_timeout` and `crate` as for [`macro@socket_mapping`].
///
/// ```ignore
/// use framework::prelude::*;
///
/// #[websocket_mapping("/echo")]
/// async fn echo(mut socket: WebSocket) -> Result<(), WebSocketError> {
///     while let Some(message) = socket.receive().await? {
///         socket.send(message).await?;
///     }
///     Ok(())
/// }
/// ```
#[proc_macro_attribute]
pub fn websocket_mapping(arguments: TokenStream, item: TokenStream) -> TokenStream {
    mapping::free_function("websocket_mapping", arguments.into(), item.into()).into()
}

/// Runs a synchronous handler on a thread of tokio's blocking pool, where it may block without holding up other requests.
///
/// It stands beside the mapping. An `async fn` cannot have it: it gives its thread back while it waits.
///
/// ```
/// use framework::prelude::*;
///
/// #[post_mapping("/digest")]
/// #[blocking]
/// fn digest(#[body] text: &str) -> u64 {
///     text.bytes().fold(7, |sum, byte| sum.rotate_left(5) ^ u64::from(byte)) // takes long for a long text
/// }
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// App::new().test().post("/digest").body("a").await.assert_text("129");
/// # }
/// # use framework::tokio;
/// ```
#[proc_macro_attribute]
pub fn blocking(arguments: TokenStream, item: TokenStream) -> TokenStream {
    blocking::blocking(arguments.into(), item.into()).into()
}

/// Leaves a handler, or a controller with all of its handlers, out of the OpenAPI document and of the contract:
/// `#[api(hidden)]`. It is served all the same.
///
/// ```
/// use framework::{prelude::*, serde_json::Value};
///
/// #[get_mapping("/internal")]
/// #[api(hidden)]
/// fn internal() {}
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// let app = App::new().set("http.docs", "on").test();
/// app.get("/internal").await.assert_status(200);
/// assert!(app.get("/openapi.json").await.json::<Value>()["paths"]["/internal"].is_null());
/// # }
/// # use framework::tokio;
/// ```
#[proc_macro_attribute]
pub fn api(arguments: TokenStream, item: TokenStream) -> TokenStream {
    api::api(&arguments.into(), item.into()).into()
}

/// Makes a function a constraint of patterns: it says whether a decoded segment satisfies the name.
///
/// The name is that in the attribute, or the function's. One that nothing defines, or that two functions define, stops
/// the start. Of regular expressions and own constraints, the pattern with the lower `rank` goes first
/// (`#[get_mapping("/<x|gender>", rank = 1)]`); if they are equal, the text decides.
///
/// ```
/// use framework::prelude::*;
///
/// #[path_constraint("gender")]
/// fn gender(segment: &str) -> bool {
///     matches!(segment, "female" | "male" | "other")
/// }
///
/// #[get_mapping("/people/<kind|gender>")]
/// fn people(kind: &str) -> String {
///     kind.to_owned()
/// }
/// ```
#[proc_macro_attribute]
pub fn path_constraint(arguments: TokenStream, item: TokenStream) -> TokenStream {
    path_constraint::path_constraint(arguments.into(), item.into()).into()
}

/// Claims a prefix of returned texts for a type; it stands on its `impl FromPrefix`.
///
/// A prefix is `$`, letters, digits, `-` or `_`, and `:`. Two types that claim one stop the start.
///
/// ```
/// use framework::prelude::*;
///
/// struct Csv(String);
///
/// impl IntoResponse for Csv {
///     fn into_response(self, _: &Context) -> Result<Response, Invalid> {
///         Ok(http::Response::builder().header("content-type", "text/csv").body(self.0.into())?)
///     }
///
///     fn describe(description: &mut Description<'_>) {
///         description.response(HttpStatus::OK, "text/csv", Default::default());
///     }
/// }
///
/// #[framework::response_prefix("$csv:")]
/// impl FromPrefix for Csv {
///     fn from_prefix(text: String) -> Result<Self, Invalid> {
///         Ok(Csv(text))
///     }
/// }
///
/// #[get_mapping]
/// fn table() -> &'static str {
///     "$csv:a,b\n1,2\n"
/// }
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// App::new().test().get("/table").await.assert_header("content-type", "text/csv").assert_text("a,b\n1,2\n");
/// # }
/// # use framework::tokio;
/// ```
#[proc_macro_attribute]
pub fn response_prefix(arguments: TokenStream, item: TokenStream) -> TokenStream {
    prefix::response_prefix(arguments.into(), item.into()).into()
}

/// Makes a response whose type is chosen by a prefix, and formats its text: `prefixed!("$html:<h1>{name}</h1>")`.
///
/// It takes what `format!` takes; what is filled in cannot change the prefix, and is not escaped. The prefix is checked at
/// compile time; one that a type of the program has claimed, and a resource that is named literally, at start.
/// `$redirect:/…` stays on this server, whatever is filled in.
///
/// ```
/// use framework::{prefixed, prelude::*};
///
/// #[get_mapping("/pages/<n>")]
/// fn page(n: u32) -> impl IntoResponse {
///     prefixed!("$html:<h1>Page {n} of {}</h1>", n + 1)
/// }
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// App::new().test().get("/pages/1").await.assert_text("<h1>Page 1 of 2</h1>");
/// # }
/// # use framework::tokio;
/// ```
#[proc_macro]
pub fn prefixed(input: TokenStream) -> TokenStream {
    prefix::prefixed(input.into()).into()
}

/// Embeds a folder of the package: `:/a/b.json` then names its file `a/b.json`, wherever a text may name a file.
///
/// It stands in a module, `framework::resources!("resources");`, and the folder is relative to `Cargo.toml`. A release
/// build contains the files; a debug build reads the folder each time, so that edits show without a build, unless
/// `embed` says otherwise. Dotfiles are left out. Links to files inside the folder are followed; any other link, and a
/// name that is not UTF-8, is a compile error. A build notices files that change or go; for new ones, touch this source,
/// or add `println!("cargo::rerun-if-changed=resources")` to a `build.rs`.
///
/// Keys: `at = "admin"` puts the files below `:/admin/`; `embed` embeds them in debug builds, too; `crate = path` says
/// where the framework is if it is not `::framework`.
///
/// ```
/// use framework::prelude::*;
///
/// framework::resources!("tests/golden", at = "golden"); // `:/golden/bean.rs` is `tests/golden/bean.rs`
/// ```
#[proc_macro]
pub fn resources(arguments: TokenStream) -> TokenStream {
    resources::resources(arguments.into()).into()
}

/// Says which crates' routes an application serves beside those of its own package, and links them.
///
/// It stands at the root of a library or a test; on the `main` of a program, [`macro@main`] says the same. A crate that no
/// source names is not linked by cargo, and a crate that is linked and not named here is not served: a dependency never
/// adds a route unseen. `link!()` names none.
///
/// ```ignore
/// framework::link!(users, billing);
/// ```
#[proc_macro]
pub fn link(crates: TokenStream) -> TokenStream {
    link::link(crates.into()).into()
}

/// Says on `main` which crates' routes the program serves beside its own, and links them, as [`link!`] does elsewhere.
///
/// ```ignore
/// #[framework::main(users, billing)]
/// fn main() -> framework::Result<()> {
///     framework::App::new().run()
/// }
/// ```
#[proc_macro_attribute]
pub fn main(crates: TokenStream, item: TokenStream) -> TokenStream {
    link::main(crates.into(), item.into()).into()
}

/// Makes a struct or an enum a bean: JSON both ways, a parameter, a return value, a schema.
///
/// A body that is not JSON is a 400; one that is not such a bean, or breaks a rule, a 422 with every violation.
///
/// | on | attribute | for |
/// | --- | --- | --- |
/// | the type | `#[bean(default)]` | implements `Default` by the members' defaults |
/// | | `#[bean(deny_unknown)]` | refuses unknown members |
/// | | `#[bean(output)]`, `#[bean(input)]` | it is only sent (and may borrow), or only read |
/// | | `#[bean(serde)]` | it has `Serialize` and `Deserialize` of its own |
/// | | `#[bean(custom = function)]` | a rule of the whole |
/// | a member | `#[bean(default)]`, `#[bean(default = 100)]` | its value if it is missing |
/// | | `#[bean(skip)]` | neither sent nor read |
/// | | `#[bean(length(1..=40))]`, `range(0..=150)`, `pattern("^[a-z]+$")`, `email`, `url`, `uuid`, `one_of("a", "b")`, `unique`, `each(…)`, `custom = function` | rules that a request must keep |
///
/// serde's `rename`, `rename_all`, `rename_all_fields`, `alias`, `default`, `flatten`, `skip*`, `with`, `tag`, `content`,
/// `untagged`, `transparent` and `deny_unknown_fields` are honoured; any other attribute of serde is a compile error. The
/// derive implements serde's traits itself.
///
/// ```
/// use framework::prelude::*;
///
/// #[derive(Bean)]
/// #[bean(default)]
/// struct MyBean {
///     #[bean(default = 100)]
///     index: i32,
///     #[bean(default = "yuekeyuan")]
///     name: String,
/// }
///
/// #[get_mapping]
/// fn get_bean() -> MyBean {
///     MyBean::default()
/// }
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// App::new().test().get("/get_bean").await.assert_text(r#"{"index":100,"name":"yuekeyuan"}"#);
/// # }
/// # use framework::tokio;
/// ```
// Ours, and serde's; then those of other libraries, which are refused with what to write instead.
#[proc_macro_derive(
    Bean,
    attributes(bean, serde, field, form_data, garde, multipart, oai, salvo, schema, schemars, validate)
)]
pub fn bean(item: TokenStream) -> TokenStream {
    once("Bean", item.into(), bean::bean).into()
}

/// Makes a type with `FromStr` a parameter: in the path, the query string, header fields, cookies and forms, also in
/// `Option`, `Vec` and `Result`.
///
/// `#[parameter("a colour as #ff0000")]` says what a refusal calls it: "expected a colour as #ff0000". Without it, that is
/// the name of the type: "expected a colour". The error of `FromStr` is not shown.
///
/// Keys: `json` for a type with `Display` that is the same text in JSON: a member of beans, a key of maps, a return
/// value, an argument of the test client and of `urls`. `own` for a type that implements `FromParameter` itself; `crate = path` says where the framework is, when it is
/// not `::framework`.
///
/// ```
/// use std::str::FromStr;
///
/// use framework::prelude::*;
///
/// #[derive(Parameter)]
/// #[parameter("a colour as #ff0000")]
/// struct Colour(u32);
///
/// impl FromStr for Colour {
///     type Err = std::num::ParseIntError;
///
///     fn from_str(text: &str) -> Result<Self, Self::Err> {
///         u32::from_str_radix(text.trim_start_matches('#'), 16).map(Colour)
///     }
/// }
///
/// #[get_mapping]
/// fn red(colour: Colour) -> u32 {
///     colour.0 >> 16
/// }
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// let app = App::new().test();
/// app.get("/red?colour=%23ff0000").await.assert_text("255");
/// let problem = app.get("/red?colour=red").await.assert_status(400).json::<framework::serde_json::Value>();
/// assert_eq!(problem["detail"], "query parameter `colour`: expected a colour as #ff0000, got `red`");
/// # }
/// # use framework::tokio;
/// ```
#[proc_macro_derive(Parameter, attributes(parameter))]
pub fn parameter(item: TokenStream) -> TokenStream {
    once("Parameter", item.into(), parameter::parameter).into()
}

/// Makes the members of a struct settings of the program's own: `title` of `#[settings("app")]` is `app.title` in
/// `framework.toml`, `FRAMEWORK_APP_TITLE` in the environment and `--app.title=…` on the command line.
///
/// They are read, checked and listed like the framework's. A setting without a default that is missing stops the start.
/// Constructors, guards, `State` and `App::provide_with` find the struct by its type, cloned or in an `Arc`. A member is
/// text, a number, a `bool`, a path, an address, a `Duration`, a `ByteSize`, or a type with `SettingValue`; an `Option` or a
/// `Vec` of one; or another struct with `#[settings(nested)]`. Its comment is what `--help` says of it.
///
/// On a member: `#[settings(default = 10)]`, `range(1..=100)`, `secret`, whose value is never printed, and
/// `from_str = "a date as 2022-10-12"` for a type of another crate with `FromStr`. On the struct: its table,
/// or `nested`; `crate = path` says where the framework is if it is not `::framework`.
///
/// ```standalone_crate
/// use framework::prelude::*;
///
/// #[derive(Clone, Settings)]
/// #[settings("app")]
/// struct AppSettings {
///     /// What stands above every page.
///     title: String,
///     #[settings(default = 10)]
///     page_size: u32,
/// }
///
/// #[get_mapping]
/// fn about(State(settings): State<AppSettings>) -> String {
///     format!("{}, {} a page", settings.title, settings.page_size)
/// }
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// let app = App::new().set("app.title", "Books").test();
/// app.get("/about").await.assert_text("Books, 10 a page");
/// # }
/// # use framework::tokio;
/// ```
#[proc_macro_derive(Settings, attributes(settings, serde))] // serde's is refused, with what to write instead
pub fn settings(item: TokenStream) -> TokenStream {
    once("Settings", item.into(), settings::settings).into()
}

/// Makes an enum without data the value of a setting.
///
/// `WorkStealing` is written `work-stealing`, unless `#[settings("stealing")]` on the variant says otherwise. Any other text
/// stops the start, and the report names what is allowed.
///
/// ```
/// use framework::prelude::*;
///
/// #[derive(Clone, Copy, SettingValue)]
/// enum Theme {
///     Light,
///     Dark,
///     #[settings("contrast")]
///     HighContrast,
/// }
///
/// #[derive(Settings)]
/// #[settings("looks")]
/// struct Looks {
///     #[settings(default = "dark")]
///     theme: Theme,
/// }
/// ```
#[proc_macro_derive(SettingValue, attributes(settings))]
pub fn setting_value(item: TokenStream) -> TokenStream {
    once("SettingValue", item.into(), setting_value::setting_value).into()
}

/// Gives the variants of an error enum their statuses and public messages.
///
/// The enum is an error (`std::error::Error`, by `thiserror` for instance); its own text is logged and never sent. A
/// message names fields as `{id}`, those of a tuple variant as `{0}`. A variant without `#[invalid]` is a 500. In a
/// `Result<T, Invalid>`, `?` keeps the status. `#[invalid(crate = path)]` on the enum says where the framework is if it is
/// not `::framework`.
///
/// ```
/// use framework::prelude::*;
///
/// #[derive(Debug, thiserror::Error, HttpError)]
/// enum UserError {
///     #[error("no user {id} in shard {shard}")]
///     #[invalid(404, "no user {id}")]
///     Missing { id: u64, shard: u8 },
///     #[error("the database is away")]
///     Database(#[from] std::io::Error),
/// }
///
/// #[get_mapping("/users/<id>")]
/// fn find(id: u64) -> Result<String, Invalid> {
///     Err(UserError::Missing { id, shard: 2 })?
/// }
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// let answer = App::new().test().get("/users/7").await;
/// assert_eq!(answer.assert_status(404).json::<framework::serde_json::Value>()["detail"], "no user 7");
/// # }
/// # use framework::tokio;
/// ```
// Those of `thiserror` are known, so that one error tells where its derive was forgotten.
#[proc_macro_derive(HttpError, attributes(invalid, error, from, source))]
pub fn http_error(item: TokenStream) -> TokenStream {
    once("HttpError", item.into(), http_error::http_error).into()
}

/// Makes a function render refusals: `#[invalid_handler(404)]` those of one status, `#[invalid_handler]` those of every
/// other.
///
/// It renders whoever refused: a handler, a parameter, a guard, a limit, the router, a panic. It takes `&Invalid`,
/// `&RequestHead`, or both, may be `async`, and returns what a handler may. A 200 becomes the status of the `Invalid`;
/// any other status stays. The header fields of the `Invalid`, such as `Allow`, are added unless the function has set one
/// of that name. If it fails, the usual rendering answers, and the failure is logged.
///
/// Only those of the served crates count; two for one status stop the start. An application narrowed by `App::only` or
/// `App::module` has those of the modules that hold its routes.
///
/// Keys: `crate = path` says where the framework is if it is not `::framework`.
///
/// ```standalone_crate
/// use framework::prelude::*;
///
/// #[invalid_handler(404)]
/// fn lost(_: &Invalid, request: &RequestHead) -> PlainTextResponse {
///     PlainTextResponse::new(format!("Nothing is at {}.", request.path()))
/// }
///
/// #[get_mapping]
/// fn home() -> &'static str {
///     "home"
/// }
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// App::new().test().get("/nowhere").await.assert_status(404).assert_text("Nothing is at /nowhere.");
/// # }
/// # use framework::tokio;
/// ```
#[proc_macro_attribute]
pub fn invalid_handler(arguments: TokenStream, item: TokenStream) -> TokenStream {
    invalid_handler::invalid_handler(arguments.into(), item.into()).into()
}
