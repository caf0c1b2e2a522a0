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
    (&["status", "code"], "what is returned says it: `Created<User>`, `Status<202, User>`, `(HttpStatus, User)`"),
];

/// Of a controller.
pub(crate) const CONTROLLER: &[Habit] = &[
    (
        &["path", "prefix", "scope", "base", "url", "uri", "route", "value"],
        "write the prefix itself: `#[controller(\"/users\")]`",
    ),
    (&["guard", "guards"], "an argument marked `#[guard]` decides who may pass, at each handler"),
];

/// Of an argument's attribute.
pub(crate) const ARGUMENT: &[Habit] = &[
    (&["name", "rename", "key", "value"], "write the name itself: `#[query(\"q\")]`"),
    (&["required", "optional"], "an `Option` may be missing, anything else must be there"),
    (&["default_value"], "write `default = …`"),
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
    (&["trim", "lowercase", "uppercase"], "a bean is taken as it was sent; change it in the handler"),
];

/// Attributes of arguments that are none of ours.
pub(crate) const ON_ARGUMENT: &[Habit] = &[
    (&["param", "params", "arg", "capture", "parameter"], "drop it: what the pattern captures is taken by its name"),
    (
        &["state", "data", "inject", "component", "depends", "extension"],
        "drop it, and take a component as `State<T>`, or by `#[construct]` for the whole controller",
    ),
    (
        &["bean", "entity", "dto"],
        "drop it: a bean is taken from the body, or from the query string where there is none",
    ),
    (&["extract", "from_request"], "drop it: the type says how it is made"),
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
