//! The descriptions of all routes: what the OpenAPI document and the contract are written from.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt::Write as _,
    time::Duration,
};

use http::Method;

use super::constraints::{constrain, template};
use crate::{
    HttpStatus,
    config::HttpSettings,
    context::Context,
    extract::Needs,
    invalid::PROBLEM_JSON,
    route::{Call, Route},
    schema::{
        BodyDescription, DateFormats, Description, Names, ParameterDescription, ResponseDescription, Schema, Schemas,
        Security, references,
    },
};

/// A method of a route.
pub(crate) struct Operation {
    pub(crate) method: Method,
    pub(crate) route: &'static Route,
    /// A name that no other has.
    pub(crate) id: String,
    pub(crate) parameters: Vec<ParameterDescription>,
    pub(crate) body: Option<BodyDescription>,
    pub(crate) responses: BTreeMap<Option<u16>, ResponseDescription>,
    /// How a caller must show who it is, all of it.
    pub(crate) security: Vec<Security>,
    /// How it may show who it is, and need not.
    pub(crate) optional_security: Vec<Security>,
}

/// All of them in the order of the routes, without those that are hidden, and the schemas to which they refer.
pub(crate) fn operations(routes: &[&'static Route], context: &Context) -> (Vec<Operation>, BTreeMap<String, Schema>) {
    let mut schemas = Schemas::with_dates(DateFormats::of(&context.settings.http));
    let mut operations = Vec::new();
    for route in routes.iter().filter(|route| !route.api.hidden) {
        for method in route.info.methods.iter().filter_map(|method| method.parse::<Method>().ok()) {
            operations.push(Operation::of(route, method, context, &mut schemas));
        }
    }
    name(&mut operations);
    let (mut schemas, names) = schemas.into_named();
    operations.iter_mut().for_each(|operation| operation.rename(&names));
    let referred = referred(&operations, &schemas);
    schemas.retain(|name, _| referred.contains(name));
    (operations, schemas)
}

/// The names that the operations refer to, and those that these refer to.
fn referred(operations: &[Operation], schemas: &BTreeMap<String, Schema>) -> BTreeSet<String> {
    let mut referred = BTreeSet::new();
    let mut open: Vec<_> = operations.iter().flat_map(Operation::schemas).collect();
    while let Some(schema) = open.pop() {
        let names = references(schema).into_iter().filter(|name| referred.insert((*name).to_owned()));
        open.extend(names.filter_map(|name| schemas.get(name)));
    }
    referred
}

impl Operation {
    fn of(route: &'static Route, method: Method, context: &Context, schemas: &mut Schemas) -> Self {
        let mut description = Description::new(method, schemas);
        (route.describe)(&mut description);
        let claimed = std::mem::take(&mut description.prefixes).into_iter().filter_map(|it| context.prefixes.get(it));
        claimed.for_each(|prefix| (prefix.claim.describe)(&mut description));
        if constrain(route.info.pattern, &mut description.parameters) {
            description.problem(HttpStatus::NOT_FOUND);
            description.reason(HttpStatus::NOT_FOUND, "a segment of the path is not what it must be");
        }
        // Of several methods one may read a body, and then it is looked at for all.
        if description.body.is_none() && route.needs.has(Needs::BODY) && route.needs.formats() != Needs::NONE {
            description.problem(HttpStatus::PAYLOAD_TOO_LARGE);
            description.problem(HttpStatus::UNSUPPORTED_MEDIA_TYPE);
        }
        Limits::of(route, &context.settings.http).tell(&mut description);
        rendered_otherwise(&mut description, context);
        let Description { method, parameters, body, responses, security, mut optional_security, session, .. } =
            description;
        optional_security.extend(session.then(Security::session));
        optional_security.retain(|it| !security.contains(it));
        Operation { method, route, id: String::new(), parameters, body, responses, security, optional_security }
    }

    fn schemas(&self) -> impl Iterator<Item = &Schema> {
        let bodies = self.body.iter().flat_map(|body| body.content.values());
        let responses = self.responses.values().flat_map(|it| it.content.values().chain(it.headers.values()));
        self.parameters.iter().map(|parameter| &parameter.schema).chain(bodies).chain(responses)
    }

    fn rename(&mut self, names: &Names) {
        let bodies = self.body.iter_mut().flat_map(|body| body.content.values_mut());
        let responses =
            self.responses.values_mut().flat_map(|it| it.content.values_mut().chain(it.headers.values_mut()));
        let parameters = self.parameters.iter_mut().map(|parameter| &mut parameter.schema);
        parameters.chain(bodies).chain(responses).for_each(|schema| names.rename_in(schema));
    }
}

/// Names each by its function, and where that is not enough by its method, its path and its module.
fn name(operations: &mut [Operation]) {
    type Longer = fn(&Operation) -> Vec<&str>;
    let parts: [Longer; 3] = [
        |operation| vec![operation.method.as_str()],
        |operation| operation.route.info.pattern.split(|c: char| !c.is_ascii_alphanumeric()).collect(),
        |operation| operation.route.info.module.split("::").collect(),
    ];
    let function = |operation: &Operation| operation.route.info.function.replace("::", "_");
    operations.iter_mut().for_each(|operation| operation.id = function(operation));
    for part in parts {
        let twice = repeated(operations);
        for operation in operations.iter_mut().filter(|operation| twice[&operation.id] > 1) {
            let more = part(operation).into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_");
            operation.id = format!("{}_{}", operation.id, more.to_ascii_lowercase());
        }
    }
    // Patterns may differ in what no name can hold.
    let mut taken: HashMap<String, usize> = HashMap::new();
    for operation in operations.iter_mut() {
        let count = taken.entry(operation.id.clone()).and_modify(|count| *count += 1).or_insert(1);
        if *count > 1 {
            let _text_takes_all = write!(operation.id, "_{count}");
        }
    }
}

fn repeated(operations: &[Operation]) -> HashMap<String, usize> {
    let mut times = HashMap::new();
    for operation in operations {
        *times.entry(operation.id.clone()).or_default() += 1;
    }
    times
}

/// What a function of the program sends instead of a problem.
fn rendered_otherwise(description: &mut Description<'_>, context: &Context) {
    if context.invalid_handlers.is_empty() {
        return;
    }
    let statuses: Vec<_> =
        description.responses.iter().filter(|(_, it)| it.content.contains_key(PROBLEM_JSON)).collect();
    let statuses: Vec<_> = statuses.into_iter().map(|(status, _)| *status).collect();
    for status in statuses {
        let handlers = match status.and_then(|code| HttpStatus::try_from(code).ok()) {
            Some(status) => context.invalid_handlers.of(status).into_iter().collect(),
            None => context.invalid_handlers.all(),
        };
        let mut content = BTreeMap::new();
        for handler in &handlers {
            let mut inner = Description::new(description.method.clone(), description.schemas);
            (handler.describe)(&mut inner);
            content.extend(inner.responses.into_values().flat_map(|response| response.content));
        }
        if let Some(described) = description.responses.get_mut(&status).filter(|_| !handlers.is_empty()) {
            // A status that is not known may be one that no function answers.
            if status.is_some() {
                described.content.remove(PROBLEM_JSON);
            }
            described.content.extend(content);
        }
    }
}

/// What a route's requests may be and take.
struct Limits<'s> {
    body: u64,
    settings: &'s HttpSettings,
    time: Option<Duration>,
}

impl<'s> Limits<'s> {
    fn of(route: &Route, settings: &'s HttpSettings) -> Self {
        let terms = route.info.terms;
        let is_at_once = matches!(route.call, Call::Sync(_)) && route.needs.is_ready();
        let time = terms.time_limit_in(settings).filter(|_| !is_at_once);
        Limits { body: terms.body_limit_in(settings).bytes, settings, time: time.map(|limit| limit.time) }
    }

    /// The statuses that no conversion knows of, and what is beyond the limits.
    fn tell(&self, description: &mut Description<'_>) {
        if let Some(time) = self.time {
            description.problem(HttpStatus::SERVICE_UNAVAILABLE);
            description.reason(HttpStatus::SERVICE_UNAVAILABLE, format!("no answer within {time:?}"));
        }
        let too_large = HttpStatus::PAYLOAD_TOO_LARGE;
        if !description.responses.contains_key(&Some(too_large.code())) {
            return;
        }
        let forms: Vec<_> = description.body.iter().flat_map(|body| body.content.keys()).copied().collect();
        let is_multipart = |form: &&&str| **form == "multipart/form-data";
        if forms.is_empty() || forms.iter().any(|form| !is_multipart(&form)) {
            self.beyond(description, self.body, "more than");
        }
        if forms.iter().any(|form| is_multipart(&form)) {
            let multipart = &self.settings.multipart;
            self.beyond(description, multipart.total_limit, "a multipart form of more than");
            self.beyond(description, multipart.file_limit, "a file of more than");
        }
    }

    fn beyond(&self, description: &mut Description<'_>, bytes: u64, what: &str) {
        if bytes != u64::MAX {
            description.reason(HttpStatus::PAYLOAD_TOO_LARGE, format!("{what} {}", size(bytes)));
        }
    }
}

/// As one would write it in the settings.
fn size(bytes: u64) -> String {
    let units = [(30, "GiB"), (20, "MiB"), (10, "KiB")];
    let whole = units.into_iter().find(|(shift, _)| bytes > 0 && bytes.is_multiple_of(1 << shift));
    whole.map_or_else(|| format!("{bytes} bytes"), |(shift, unit)| format!("{} {unit}", bytes >> shift))
}

/// The paths of a document. OpenAPI has no constraints, so `/users/<id|int>` and `/users/<name>` look alike there,
/// which it forbids: the later one is told apart by a fragment, which no request carries.
#[derive(Default)]
pub(super) struct Templates(HashMap<String, Vec<(String, Vec<Method>)>>);

impl Templates {
    pub(super) fn of(&mut self, operation: &Operation) -> String {
        let template = template(operation.route.info.pattern);
        let outside = template.split(['{', '}']).step_by(2).collect::<Vec<_>>().join("{}");
        let alike = self.0.entry(outside).or_default();
        let has_room =
            |(known, taken): &(String, Vec<Method>)| *known == template && !taken.contains(&operation.method);
        let index = alike.iter().position(has_room).unwrap_or_else(|| {
            alike.push((template.clone(), Vec::new()));
            alike.len() - 1
        });
        alike[index].1.push(operation.method.clone());
        if index == 0 { template } else { format!("{template}#{}", index + 1) }
    }
}
