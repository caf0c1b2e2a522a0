//! What one writes elsewhere, and what stands for it here.

/// Keys that mean one thing, and what to write instead.
pub(crate) type Habit = (&'static [&'static str], &'static str);

/// The advice for a key.
pub(crate) fn advice(habits: &[Habit], key: &str) -> Option<&'static str> {
    habits.iter().find(|(keys, _)| keys.contains(&key)).map(|(_, advice)| *advice)
}

/// Of a mapping.
pub(crate) const MAPPING: &[Habit] = &[
    (&["path", "url", "uri", "route", "value"], "write the path itself: `#[get_mapping(\"/users\")]`"),
    (
        &["method", "methods"],
        "each method has an attribute of its own; several are `#[request_mapping(\"/users\", methods(\"GET\", \"POST\"))]`",
    ),
    (&["data", "body", "json"], "the body is an argument: a bean, or one marked `#[body]`"),
    (&["format", "consumes", "produces", "content_type"], "the types of the arguments and of what is returned say it"),
    (&["guard", "guards"], "an argument marked `#[guard]` decides who may pass"),
    (&["name"], "a route is called as its function is"),
    (&["timeout"], "write `request_timeout = \"5s\"`"),
    (&["limit", "max_size", "max_body_size", "content_length"], "write `body_limit = \"10 MiB\"`"),
    (&["hidden", "include_in_schema"], "write `#[api(hidden)]` beside it"),
    (&["deprecated"], "write `#[deprecated]` beside it"),
    (&["summary", "description", "doc", "docs", "tag", "tags", "operation_id"], DOCUMENTED),
    (&["blocking", "spawn_blocking"], "write `#[blocking]` beside it"),
    (
        &["auth", "authorize", "security", "permission", "role", "roles"],
        "an argument marked `#[guard]` decides who may pass",
    ),
    (
        &["header", "headers", "param", "params", "query"],
        "each is an argument of the handler, as `#[header] user_agent: &str`",
    ),
    (&["wrap", "layer", "middleware", "cors", "cache"], AROUND),
    (&["default", "defaults"], "an argument has a default: `#[query(default = 1)] page: u32`"),
    (&["status", "code"], "what is returned says it: `Created<User>`, `Status<202, User>`, `(HttpStatus, User)`"),
];

/// Of a controller.
pub(crate) const CONTROLLER: &[Habit] = &[
    (
        &["path", "prefix", "scope", "base", "url", "uri", "route", "value"],
        "write the prefix itself: `#[controller(\"/users\")]`",
    ),
    (&["guard", "guards"], "an argument marked `#[guard]` decides who may pass, at each handler"),
    (
        &["auth", "authorize", "security", "role", "roles"],
        "an argument marked `#[guard]` decides who may pass, at each handler",
    ),
    (&["disabled"], "write `enabled = false`"),
    (&["hidden"], "write `#[api(hidden)]` beside it"),
    (&["timeout"], "write `request_timeout = \"5s\"`"),
    (&["limit", "max_size", "max_body_size"], "write `body_limit = \"10 MiB\"`"),
    (&["name", "tag", "tags", "summary", "description", "doc"], DOCUMENTED),
    (&["rank", "prefixed", "methods", "method"], "it stands at a mapping of a method"),
    (&["construct", "constructor", "new", "init", "factory"], "the function that makes it is marked `#[construct]`"),
    (&["default", "singleton", "lifetime"], "it is made once, at start: by `#[construct]`, otherwise by its `Default`"),
    (&["state", "data", "inject", "component", "components"], "components are arguments of `#[construct]`"),
    (&["wrap", "layer", "middleware", "cors"], AROUND),
];

const DOCUMENTED: &str = "its documentation comment describes it";

const AROUND: &str = "what stands around handlers is a tower layer, `App::layer`, or a setting, as `http.cors.origins`";

/// Of an argument's attribute.
pub(crate) const ARGUMENT: &[Habit] = &[
    (&["name", "rename", "key", "value"], "write the name itself: `#[query(\"q\")]`"),
    (&["required", "optional"], "an `Option` may be missing, anything else must be there"),
    (&["default_value"], "write `default = …`"),
    (
        &["length", "range", "pattern", "email", "url", "one_of", "min", "max", "regex", "validate", "custom"],
        "rules are a type's: `#[derive(Bean)] struct Age(#[bean(range(0..=150))] u8);`",
    ),
    // Known everywhere else.
    (&["default"], "a capture is always there, and a body is taken as an `Option`"),
];

/// Of a bean.
pub(crate) const BEAN: &[Habit] = &[
    (
        &[
            "length", "range", "pattern", "email", "url", "uuid", "one_of", "unique", "each", "nested", "validate",
            "check",
        ],
        "rules stand at the members; one of the whole is `custom = check`",
    ),
    (&["rename_all", "tag", "content", "untagged", "transparent", "rename"], "write it as `#[serde(…)]` beside it"),
    (&["deny_unknown_fields", "strict", "closed"], "write `deny_unknown`"),
    (&["skip", "alias", "flatten"], "it stands at a member"),
    (&["read", "in", "request", "deserialize"], "a bean that is only read is marked `input`"),
    (&["write", "out", "response", "serialize"], "a bean that is only sent is marked `output`"),
    (&["description", "doc", "title"], "its documentation comment describes it"),
];

/// Of a member of a bean.
pub(crate) const MEMBER: &[Habit] = &[
    (&["rename", "name"], "write `#[serde(rename = \"…\")]` beside it"),
    (&["alias"], "write `#[serde(alias = \"…\")]` beside it"),
    (&["flatten"], "write `#[serde(flatten)]` beside it"),
    (&["min", "max", "minimum", "maximum", "gt", "ge", "lt", "le"], "write `range(1..=150)`"),
    (
        &[
            "min_length",
            "max_length",
            "min_len",
            "max_len",
            "len",
            "size",
            "min_items",
            "max_items",
            "not_empty",
            "non_empty",
        ],
        "write `length(1..=40)`",
    ),
    (&["regex", "regexp", "matches"], "write `pattern(\"^[a-z]+$\")`"),
    (&["required"], "a member that is no `Option` and has no default is required"),
    (&["optional", "nullable"], "a member that may be missing is an `Option`"),
    (&["validate", "check", "function", "with"], "write `custom = check`"),
    (&["description", "doc", "title"], "its documentation comment describes it"),
    (&["skip_serializing", "writeonly", "write_only", "input"], "write `#[serde(skip_serializing)]` beside it"),
    (&["skip_deserializing", "readonly", "read_only", "output"], "write `#[serde(skip_deserializing)]` beside it"),
    (&["ignore", "hidden"], "write `skip`"),
    (&["type", "format", "value_type"], "its type says it"),
    (&["in", "values", "allowed"], "write `one_of(\"a\", \"b\")`"),
    (&["not_null", "non_null", "notnull", "not_none"], "a member that is no `Option` and has no default is required"),
    (&["positive", "non_negative", "min_value", "max_value"], "write `range(1..)`"),
    (
        &[
            "contains",
            "starts_with",
            "ends_with",
            "phone",
            "ip",
            "ascii",
            "alphanumeric",
            "past",
            "future",
            "credit_card",
        ],
        "write `pattern(\"^[a-z]+$\")`, or `custom = check`",
    ),
    (&["example", "examples"], "its documentation comment may show one"),
    (&["trim", "lowercase", "uppercase"], "a bean is taken as it was sent; change it in the handler"),
];

/// Attributes of beans that are others': whose derives read them, and what is written here.
pub(crate) const ON_BEAN: &[(&str, &[&str], &str)] = &[
    (
        "validate",
        &["Validate"],
        "write rules as `#[bean(length(1..=40))]`, `#[bean(range(0..=150))]`, `#[bean(email)]`: a bean is always checked",
    ),
    (
        "garde",
        &["Validate"],
        "write rules as `#[bean(length(1..=40))]`, `#[bean(range(0..=150))]`, `#[bean(email)]`: a bean is always checked",
    ),
    ("schemars", &["JsonSchema"], DESCRIBED),
    ("schema", &["ToSchema"], DESCRIBED),
    ("oai", &["Object", "Enum", "Union", "NewType", "Multipart"], DESCRIBED),
    ("salvo", &["Extractible", "ToSchema", "ToParameters"], DESCRIBED),
    ("field", &["FromForm", "FromFormField", "UriDisplayQuery"], FORM),
    ("multipart", &["MultipartForm"], FORM),
    ("form_data", &["TryFromMultipart"], FORM),
];

const DESCRIBED: &str = "a bean describes itself: by its documentation comments, `#[serde(rename = \"…\")]` and rules, as \
                         `#[bean(length(1..=40))]`";

const FORM: &str =
    "a bean is read from forms as it is; another name is `#[serde(rename = \"…\")]`, a rule `#[bean(length(1..=40))]`";

/// Attributes of arguments that are none of ours.
pub(crate) const ON_ARGUMENT: &[Habit] = &[
    (
        &["param", "params", "arg", "capture", "parameter", "path_variable", "path_param", "from_route", "from_path"],
        "drop it: what the pattern captures is taken by its name",
    ),
    (
        &["request_param", "query_param", "from_query"],
        "write `#[query]`, or drop it where no pattern captures the name",
    ),
    (
        &["request_header", "header_param", "from_header"],
        "write `#[header] user_agent: &str`, or `#[header(\"X-Token\")]`",
    ),
    (&["cookie_value", "cookie_param", "from_cookie"], "write `#[cookie]`"),
    (&["form_param", "from_form", "model_attribute"], "write `#[form]`, or drop it: a bean is taken from a form, too"),
    (&["request_part", "multipart"], "write `#[part]`"),
    (
        &["request_body", "from_body", "payload"],
        "drop it: a bean is taken from the body; text and bytes are marked `#[body]`",
    ),
    (
        &["state", "data", "inject", "component", "depends", "extension", "from_services", "autowired"],
        "drop it, and take a component as `State<T>`, or by `#[construct]` for the whole controller",
    ),
    (
        &["bean", "entity", "dto"],
        "drop it: a bean is taken from the body, or from the query string where there is none",
    ),
    (&["extract", "from_request"], "drop it: the type says how it is made"),
    (&["serde", "default"], "write `#[query(default = 1)]`, or `#[query(\"name\")]` for another name"),
    (&["validate", "valid"], "drop it: a bean is always checked"),
];

/// Attributes of methods that are none of ours: which mapping each is.
pub(crate) const ON_METHOD: &[(&str, &str)] = &[
    ("get", "get_mapping"),
    ("post", "post_mapping"),
    ("put", "put_mapping"),
    ("patch", "patch_mapping"),
    ("delete", "delete_mapping"),
    ("head", "head_mapping"),
    ("options", "options_mapping"),
    ("route", "request_mapping"),
    ("handler", "get_mapping"),
    ("endpoint", "get_mapping"),
];

/// Attributes of a controller's functions that are none of ours: which one each is.
pub(crate) const ON_FUNCTION: &[(&[&str], &str)] = &[
    (&["constructor", "init", "inject", "factory", "post_construct"], "construct"),
    (&["destructor", "drop", "finalize", "pre_destroy"], "destruct"),
    (&["shutdown", "on_shutdown", "stop"], "on_stop"),
];

/// Types of other frameworks, taken or returned.
pub(crate) const TYPES: &[Habit] = &[
    (&["Path"], "what the pattern captures is an argument of its name, as `id: u32`"),
    (&["Query"], "each value of the query is an argument of its name, as `page: u32`; a bean takes several"),
    (&["Json"], "a bean is taken and returned as it is: `user: User`, `-> User`"),
    (&["Form"], "a bean is taken as it is, from a form too: `user: User`, or `#[form] user: User`"),
    (&["Data", "Inject"], "take a component as `State<T>`, or by `#[construct]` for the whole controller"),
    (&["HeaderMap"], "write `#[header] user_agent: &str` for one field, `&http::HeaderMap` for all"),
    (&["Extension"], "import it: `use framework::Extension;`, or take a component as `State<T>`"),
    (&["TypedHeader", "Header"], "write `#[header] user_agent: &str`"),
    (&["ConnectInfo", "RemoteAddr", "RealIp"], "the sender's address is a `PeerAddress`"),
    (&["CookieJar"], "cookies are `Cookies`; one of them is `#[cookie] name: &str`"),
    (&["HttpRequest", "RequestContext"], "take `&RequestHead`, or `Request` with its body"),
    (&["Payload", "RawBody", "UntypedBody"], "write `#[body] text: String`, or take a `Body` as a stream"),
    (&["Next"], "what stands around handlers is a tower layer: `App::layer`"),
    (&["WebSocketUpgrade"], "write `#[websocket_mapping]`, and take the `WebSocket`"),
    (&["MatchedPath", "OriginalUri", "RawQuery", "Host"], "take `&RequestHead`, which has it"),
    (&["TempFile", "Upload"], "a file of a form is an `UploadedFile`"),
    (&["Html", "RawHtml"], "return an `HtmlResponse`"),
    (&["Redirect"], "return a `RedirectResponse`"),
    (&["NamedFile"], "return a `FileResponse`"),
    (&["PlainText", "RawText"], "return the text as it is: `-> String`"),
    (&["StatusCode"], "a status is an `HttpStatus`: `-> HttpStatus`, `(HttpStatus, User)`"),
    (&["Depot", "FlashMessage"], "what lasts from one request to the next is a `Session`, a component a `State<T>`"),
    (&["Responder"], "write `impl IntoResponse`"),
    (
        &["HttpResponse", "HttpResponseOk"],
        "return the value as it is, as `-> User`; with a status `(HttpStatus, User)`, or a `Response`",
    ),
    (&["HttpResponseCreated"], "return a `Created<User>`"),
    (&["HttpError"], "the error of a `Result` is an `Invalid`, or an enum that derives `HttpError`"),
];
