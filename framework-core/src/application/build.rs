//! How an application is built: everything that can be wrong is found first, and told together.

use std::sync::Arc;

use super::{App, MountedAt};
use crate::{
    HttpStatus, checks,
    config::{self, Inputs, Loaded, OwnTables, Reading},
    context::Context,
    controllers,
    front::Front,
    health, provide,
    resources::Resources,
    route::{Instance, Route},
    router::Router,
    service::{Application, Mount, Routes, Served, Service, Unattended, innermost},
    start_error::{StartError, StartProblem},
};

impl App {
    #[cfg(feature = "ws")]
    fn has_queues(&self) -> bool {
        !self.websocket_queues.is_empty()
    }

    #[cfg(not(feature = "ws"))]
    fn has_queues(&self) -> bool {
        false
    }

    pub(crate) fn load(&self, reading: Reading) -> Loaded {
        let choice = self.selection.choose();
        let own = OwnTables { tables: &choice.settings, given: &self.components.types() };
        config::load(Inputs::of_process(reading, self.program.clone()), &own)
    }

    /// Builds it, unless something is wrong; `unopened` are those of the listeners.
    pub(crate) async fn build(
        mut self,
        mut loaded: Loaded,
        unopened: Vec<StartProblem>,
    ) -> Result<Service, StartError> {
        let choice = self.selection.choose();
        let docs_in_doubt = loaded.is_in_doubt("http.docs");
        let settings = std::mem::take(&mut loaded.problems).into_iter().map(StartProblem::Setting);
        let mut problems: Vec<_> = settings.chain(unopened).collect();
        problems.extend(choice.problem(self.mounts.is_empty() && self.fallback.is_none() && !self.has_queues()));
        let routes = &choice.routes;

        let (resources, unusable) = Resources::new(choice.folders.iter().copied());
        problems.extend(unusable.into_iter().map(StartProblem::Resource));
        let (prefixes, contested) = checks::claimed(&choice.prefixes);
        problems.extend(contested);
        let (invalid_handlers, contested) = checks::handled(&choice.invalid_handlers);
        problems.extend(contested);
        let front = Arc::new(Front::new(&loaded.settings.http, self.layers.iter().map(|(name, _)| *name)));
        let mut context = Context {
            settings: loaded.settings,
            components: loaded.own.under(self.components),
            heads: front.heads(),
            resources,
            prefixes,
            invalid_handlers,
            is_stopping: Default::default(),
            #[cfg(feature = "sessions")]
            session_store: self.session_store,
        };
        problems.extend(choice.uses.iter().filter(|text| !text.is_met(&context)).map(|text| StartProblem::Text(text)));
        problems.extend(
            self.mounts.iter().filter_map(|(prefix, mounted, place)| checks::folder(prefix, mounted, place, &context)),
        );
        let mut documents = if docs_in_doubt { Vec::new() } else { documents(&context, routes, &self.mounts) };
        if context.settings.http.health {
            documents.extend(health::routes());
        }
        #[cfg(feature = "ws")]
        documents.extend(self.websocket_queues);

        let infos = routes.iter().copied().chain(documents.iter().map(|document| document.route));
        let mounts: Vec<_> = self.mounts.iter().map(|(prefix, _, place)| (prefix.as_str(), *place)).collect();
        let router = Router::build(&infos.map(|route| &route.info).collect::<Vec<_>>(), &mounts, &choice.constraints);
        let router = router.map_err(|refused| problems.extend(refused.into_iter().map(StartProblem::Route))).ok();
        let controllers = controllers::of(routes, &choice.controllers);
        let (promised, unmade) = provide::promised(&context, &mut self.makers, loaded.unmade);
        problems.extend(unmade);
        problems.extend(controllers::missing(&context, &promised, &controllers));
        problems.extend(routes.iter().flat_map(|route| checks::missing(route, &context, &promised)));
        // Constructors open things: they run only when nothing else keeps the application from serving.
        let (Some(router), true) = (router, problems.is_empty()) else { return Err(StartError::all(problems)) };
        provide::run(&mut context, self.makers).await.map_err(|problem| StartError::all([problem]))?;
        let context = Arc::new(context);
        let controllers = controllers::make(&context, &controllers).await.map_err(StartError::all)?;
        let sockets = controllers::sockets(routes);
        let nobody: Arc<Instance> = Arc::new(());
        let served = routes.iter().map(|route| {
            let controller = controllers::instance(&controllers, route).unwrap_or_else(|| Arc::clone(&nobody));
            Served { index: 0, route, controller }
        });
        let mut served: Vec<_> = served.collect();
        served.extend(documents);
        served.iter_mut().enumerate().for_each(|(index, served)| served.index = index);
        let mounts = self.mounts.into_iter().map(|(prefix, mounted, _)| Mount::new(&prefix, mounted)).collect();
        let constraints = choice.constraints.clone();
        let trailing_slash = context.settings.http.trailing_slash;
        let explains = cfg!(debug_assertions) && context.invalid_handlers.of(HttpStatus::NOT_FOUND).is_none();
        let fallback = self.fallback;
        let routes = Arc::new(Routes { router, served, mounts, fallback, trailing_slash, explains, constraints });
        let layers = (!self.layers.is_empty()).then(|| {
            let routes = innermost(Arc::clone(&context), Arc::clone(&routes));
            self.layers.into_iter().rev().fold(routes, |inner, (_, wrap)| wrap(inner))
        });
        choice.tell_left_out();
        let unattended = Unattended::default();
        Ok(Service(Arc::new(Application { context, front, routes, layers, controllers, sockets, unattended })))
    }
}

/// The routes that describe the others.
#[cfg(feature = "openapi")]
fn documents(context: &Context, routes: &[&'static Route], mounts: &[MountedAt]) -> Vec<Served> {
    if !context.settings.http.docs {
        return Vec::new();
    }
    // What the program serves below a prefix goes before.
    let is_mounted = |pattern: &str| {
        let prefixes = mounts.iter().map(|(prefix, ..)| prefix.trim_matches('/')).filter(|prefix| !prefix.is_empty());
        let rest = |prefix| pattern.trim_start_matches('/').strip_prefix(prefix);
        prefixes.filter_map(rest).any(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    crate::openapi::routes(routes, is_mounted)
}

#[cfg(not(feature = "openapi"))]
fn documents(_: &Context, _: &[&'static Route], _: &[MountedAt]) -> Vec<Served> {
    Vec::new()
}
