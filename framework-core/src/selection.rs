//! Which of the linked routes an application serves.

use std::{any::TypeId, collections::BTreeSet};

use crate::{route::Route, start_error::StartProblem};

/// The choice of an application; conflicts are judged after it.
#[derive(Debug, Default)]
pub(crate) struct Selection {
    crates: Option<Vec<String>>,
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

    pub(crate) fn has(&self, route: &Route) -> bool {
        let controller = route.controller.map(|controller| (controller.id)());
        let in_crates = self.crates.as_ref().is_none_or(|crates| crates.iter().any(|name| name == route.info.package));
        let narrowed = !self.only.is_empty() || !self.modules.is_empty();
        let named = controller.is_some_and(|id| self.only.contains(&id)) || self.in_module(route.info.module);
        in_crates && (!narrowed || named) && !controller.is_some_and(|id| self.without.contains(&id))
    }

    fn in_module(&self, module: &str) -> bool {
        self.modules.iter().any(|path| {
            module.strip_prefix(path.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
        })
    }

    /// A dependency must never add a route unseen: of several packages the program says which. And an application
    /// that serves nothing is a mistake; `alone` says that there is no mount and no fallback either.
    pub(crate) fn problems(&self, linked: &[&'static Route], alone: bool) -> Option<StartProblem> {
        let packages: BTreeSet<_> = linked.iter().map(|route| route.info.package).collect();
        if linked.is_empty() {
            return alone.then_some(StartProblem::NoRoutes);
        }
        if alone && !linked.iter().any(|route| self.has(route)) {
            return Some(StartProblem::NothingChosen { linked: linked.len() });
        }
        (packages.len() > 1 && self.crates.is_none() && self.only.is_empty() && self.modules.is_empty())
            .then(|| StartProblem::Packages(packages.into_iter().collect()))
    }
}
