//! Controllers: made once at start, each with the components that its constructor takes, and ended after the drain.

use std::{any::TypeId, sync::Arc};

use crate::{
    context::Context,
    invalid::Causes,
    panics::{caught, told},
    route::{Controller, Instance, Route},
    start_error::StartProblem,
};

/// A controller with its instance.
pub(crate) type Made = (&'static Controller, Arc<Instance>);

/// Every controller of the routes, once.
pub(crate) fn of(routes: &[&'static Route]) -> Vec<&'static Controller> {
    let mut controllers: Vec<&'static Controller> = Vec::new();
    for controller in routes.iter().filter_map(|route| route.controller) {
        if !controllers.iter().any(|known| (known.id)() == (controller.id)()) {
            controllers.push(controller);
        }
    }
    controllers
}

/// What constructors take and the application was not given; `promised` will be made before them.
pub(crate) fn missing(
    context: &Context,
    promised: &[TypeId],
    controllers: &[&'static Controller],
) -> Vec<StartProblem> {
    let missing = controllers.iter().flat_map(|controller| {
        let absent = controller
            .components
            .iter()
            .filter(|component| !(component.is_there)(context) && !promised.contains(&(component.id)()));
        absent.map(|component| StartProblem::MissingComponent {
            needed_by: controller.name,
            component: (component.name)(),
            file: controller.file,
            line: component.line,
        })
    });
    missing.collect()
}

/// Makes each of them; where one fails, those that were made end again.
pub(crate) async fn make(
    context: &Context,
    controllers: &[&'static Controller],
) -> Result<Vec<Made>, Vec<StartProblem>> {
    let (mut made, mut problems) = (Vec::new(), Vec::new());
    for controller in controllers.iter().copied() {
        match (controller.construct)(context).await {
            Ok(instance) => made.push((controller, Arc::from(instance))),
            Err(source) => {
                let Controller { name, file, line, .. } = *controller;
                problems.push(StartProblem::Construct { name, file, line, source });
            }
        }
    }
    if problems.is_empty() {
        return Ok(made);
    }
    end(&made).await;
    Err(problems)
}

/// The instance for a route's function; a free function has none.
pub(crate) fn instance(made: &[Made], route: &Route) -> Option<Arc<Instance>> {
    let controller = route.controller?;
    let found = made.iter().find(|(known, _)| (known.id)() == (controller.id)());
    found.map(|(_, instance)| Arc::clone(instance))
}

/// Ends each of them, the last one first; what goes wrong is logged.
pub(crate) async fn end(made: &[Made]) {
    for (controller, instance) in made.iter().rev() {
        let Some(destruct) = controller.destruct else { continue };
        let Controller { name, file, line, .. } = controller;
        let ended = caught(async { destruct(&**instance).await }).await;
        let ended = ended.unwrap_or_else(|panic| Err(told("`#[destruct]`", panic).into()));
        if let Err(error) = ended {
            tracing::error!(target: "framework", "controller {name} ({file}:{line}) ended badly: {}", Causes(&*error));
        }
    }
}
