//! Which of the linked routes an application serves.

use std::{
    any::TypeId,
    collections::{BTreeMap, BTreeSet},
};

use crate::{
    config::SettingsTable,
    invalid::InvalidHandler,
    prefixes::{Prefix, TextUse},
    registry,
    request::RouteInfo,
    resources::ResourceFolder,
    route::{Controller, Link, PathConstraint, Route},
    start_error::StartProblem,
};

/// The choice of an application; conflicts are judged after it.
#[derive(Debug, Default, Clone)]
pub(crate) struct Selection {
    crates: Option<Vec<String>>,
    /// The program's own package, where it declares what it serves: that is served in any case.
    own: Option<&'static str>,
    /// Two declarations of which neither names the other: which is the program's cannot be known.
    rival: Option<(&'static Link, &'static Link)>,
    only: Vec<TypeId>,
    without: Vec<TypeId>,
    modules: Vec<String>,
}

impl Selection {
    pub(crate) fn crates<'n>(&mut self, names: impl IntoIterator<Item = &'n str>) {
        self.crates.get_or_insert_default().extend(names.into_iter().map(str::to_owned));
    }

    pub(crate) fn only<C: 'static>(&mut self) {
        self.only.push(TypeId::of::<C>());
    }

    pub(crate) fn without<C: 'static>(&mut self) {
        self.without.push(TypeId::of::<C>());
    }

    pub(crate) fn module(&mut self, path: &str) {
        self.modules.push(path.to_owned());
    }

    /// What it comes to, for all that is linked. The registry is read here, once.
    pub(crate) fn choose(&self) -> Choice {
        let linked = Linked { routes: registry::routes(), controllers: registry::controllers() };
        let mut selection = self.clone();
        selection.declare(&registry::links(), &linked);
        let routes: Vec<_> = linked.routes.iter().copied().filter(|route| selection.has(route)).collect();
        let controllers = linked.controllers.iter().copied();
        let controllers = controllers.filter(|controller| selection.makes(controller)).collect();
        let constraints = registry::constraints().into_iter();
        let constraints = constraints.filter(|own| selection.is_served(own.package, own.module)).collect();
        let prefixes = registry::prefixes().into_iter();
        let prefixes = prefixes.filter(|own| selection.is_served(own.package, own.module)).collect();
        let settings = registry::settings().into_iter();
        let settings = settings.filter(|own| selection.is_served(own.package, own.module)).collect();
        // Where the choice is narrower than packages, texts of modules without a route are nobody's.
        let near = |module| !selection.is_narrowed() || routes.iter().any(|route| route.info.module == module);
        let uses = registry::texts().into_iter();
        let uses = uses.filter(|text| selection.is_served(text.package, text.module) && near(text.module)).collect();
        // There, a function answers refusals for the routes of its module, and for those of the modules in it.
        let around = |module: &str| {
            let holds = routes.iter().any(|route| is_within(route.info.module, module));
            !selection.is_narrowed() || selection.in_module(module) || holds
        };
        let invalid_handlers = registry::invalid_handlers().into_iter();
        let invalid_handlers = invalid_handlers.filter(|own| selection.is_served(own.package, own.module));
        let invalid_handlers = invalid_handlers.filter(|own| around(own.module)).collect();
        let folders = registry::folders();
        Choice {
            selection,
            linked,
            routes,
            controllers,
            constraints,
            prefixes,
            settings,
            invalid_handlers,
            uses,
            folders,
        }
    }

    /// What the program declares by `link!` or `#[main]`, unless `App::crates` says otherwise.
    ///
    /// Libraries may declare as well, for their own tests: that says nothing of a program that has routes or a
    /// declaration of its own. Where it has neither, the declaration counts that no other names.
    fn declare(&mut self, links: &[&'static Link], linked: &Linked) {
        if self.crates.is_some() {
            return;
        }
        let own = linked.places().filter(|place| place.in_program).map(|place| place.package);
        let program = links.iter().filter(|link| link.in_program).map(|link| link.package).chain(own).next();
        let named = |link: &Link| {
            let others = links.iter().filter(|other| other.package != link.package);
            let mut others = others.flat_map(|other| other.crates);
            others.any(|name| is_crate(name, link.package) || *name == first_word(link.module))
        };
        let mut roots = links.iter().copied().filter(|link| match program {
            Some(program) => link.package == program,
            None => !named(link),
        });
        if let Some(root) = roots.next() {
            self.rival = roots.find(|other| other.package != root.package).map(|other| (root, other));
            let crates = links.iter().filter(|link| link.package == root.package).flat_map(|link| link.crates);
            self.crates = Some(crates.map(|name| (*name).to_owned()).collect());
            self.own = Some(root.package);
        }
    }

    fn is_served(&self, package: &str, module: &str) -> bool {
        let named =
            |crates: &Vec<String>| crates.iter().any(|name| is_crate(name, package) || name == first_word(module));
        self.crates.as_ref().is_none_or(named) || self.own == Some(package)
    }

    pub(crate) fn has(&self, route: &Route) -> bool {
        self.includes(route.info.package, route.info.module, route.controller)
    }

    fn makes(&self, controller: &Controller) -> bool {
        self.includes(controller.package, controller.module, Some(controller))
    }

    fn includes(&self, package: &str, module: &str, controller: Option<&Controller>) -> bool {
        let controller = controller.map(|controller| (controller.id)());
        let named = controller.is_some_and(|id| self.only.contains(&id)) || self.in_module(module);
        self.is_served(package, module)
            && (!self.is_narrowed() || named)
            && !controller.is_some_and(|id| self.without.contains(&id))
    }

    fn is_narrowed(&self) -> bool {
        !self.only.is_empty() || !self.modules.is_empty()
    }

    fn in_module(&self, module: &str) -> bool {
        self.modules.iter().any(|path| is_within(module, path))
    }
}

/// What an application may serve.
struct Linked {
    routes: Vec<&'static Route>,
    /// Those without a route.
    controllers: Vec<&'static Controller>,
}

/// Where one of them stands.
struct Place {
    package: &'static str,
    module: &'static str,
    in_program: bool,
}

impl Linked {
    fn places(&self) -> impl Iterator<Item = Place> {
        let routes = self.routes.iter().map(|route| Place {
            package: route.info.package,
            module: route.info.module,
            in_program: route.in_program,
        });
        let controllers = self.controllers.iter().map(|controller| Place {
            package: controller.package,
            module: controller.module,
            in_program: controller.in_program,
        });
        routes.chain(controllers)
    }
}

/// What an application serves of all that is linked.
pub(crate) struct Choice {
    selection: Selection,
    linked: Linked,
    /// Sorted by pattern.
    pub(crate) routes: Vec<&'static Route>,
    /// Those that no route leads to: they are made all the same, for work beside requests.
    pub(crate) controllers: Vec<&'static Controller>,
    /// Those of the crates that are served.
    pub(crate) constraints: Vec<&'static PathConstraint>,
    /// Likewise.
    pub(crate) prefixes: Vec<&'static Prefix>,
    /// Likewise.
    pub(crate) settings: Vec<&'static SettingsTable>,
    /// Likewise.
    pub(crate) invalid_handlers: Vec<&'static InvalidHandler>,
    /// Texts that name resources or prefixes.
    pub(crate) uses: Vec<&'static TextUse>,
    /// All that are linked.
    pub(crate) folders: Vec<&'static ResourceFolder>,
}

impl Choice {
    pub(crate) fn infos(&self) -> Vec<&'static RouteInfo> {
        self.routes.iter().map(|route| &route.info).collect()
    }

    /// A dependency must never add a route unseen: of several packages the program says which. And an application
    /// that serves nothing is a mistake; `alone` says that there is no mount and no fallback either.
    pub(crate) fn problem(&self, alone: bool) -> Option<StartProblem> {
        let Choice { selection, linked, routes, controllers, .. } = self;
        let Some(first) = linked.places().next() else { return alone.then_some(StartProblem::NoRoutes) };
        let several = linked.places().any(|place| place.package != first.package);
        if let Some((first, second)) = selection.rival {
            return Some(StartProblem::Declarations { first, second });
        }
        if alone && routes.is_empty() && controllers.is_empty() {
            return Some(StartProblem::NothingChosen { linked: linked.routes.len() });
        }
        (several && selection.crates.is_none() && !selection.is_narrowed())
            .then(|| StartProblem::Packages(to_name(linked)))
    }

    /// Says which linked crates are not served.
    pub(crate) fn tell_left_out(&self) {
        let Choice { selection, linked, .. } = self;
        let mut left: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (index, place) in linked.places().enumerate() {
            if !selection.is_served(place.package, place.module) {
                let (routes, controllers) = left.entry(first_word(place.module)).or_default();
                *(if index < linked.routes.len() { routes } else { controllers }) += 1;
            }
        }
        for (name, (routes, controllers)) in left {
            let (count, things) = if routes > 0 { (routes, "route") } else { (controllers, "controller") };
            let (s, are, them) = if count == 1 { ("", "is", "it") } else { ("s", "are", "them") };
            // `link!` adds to what is declared, and not to what `App::crates` narrows it to.
            let advice = match selection.own {
                Some(_) => format!("`framework::link!({name});`"),
                None => format!("`App::crates` with `\"{name}\"`"),
            };
            tracing::warn!(
                target: "framework",
                "{count} {things}{s} of the crate `{name}` {are} linked and not served; {advice} serves {them}"
            );
        }
    }
}

/// The crates that the program can name. Its own it cannot, and need not: its package is served in any case.
fn to_name(linked: &Linked) -> Vec<&'static str> {
    let own = linked.places().find(|place| place.in_program).map(|place| place.package);
    let others = linked.places().filter(|place| Some(place.package) != own);
    others.map(|place| first_word(place.module)).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Whether a module is another one or stands in it.
fn is_within(module: &str, path: &str) -> bool {
    module.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

fn first_word(module: &str) -> &str {
    module.split("::").next().unwrap_or_default()
}

/// A package's crate has underscores for its hyphens.
fn is_crate(name: &str, package: &str) -> bool {
    name.replace('-', "_") == package.replace('-', "_")
}
