//! Controllers: made once at start, each with the components that its constructor takes, and ended after the drain.

use std::{any::TypeId, collections::HashMap, future::poll_fn, sync::Arc, task::Poll};

use crate::{
    BoxError, BoxFuture,
    context::Context,
    extract::Needs,
    invalid::{Causes, Words},
    panics::{caught, told},
    route::{Controller, Instance, Route},
    start_error::StartProblem,
    takeover::{Sockets, StopReason},
};

/// A controller with its instance.
pub(crate) type Made = (&'static Controller, Arc<Instance>);

/// A place for what handlers take over, for each controller that has such handlers.
pub(crate) fn sockets(routes: &[&'static Route]) -> HashMap<TypeId, Arc<Sockets>> {
    let taking = routes.iter().filter(|route| route.needs.has(Needs::LINE));
    taking.filter_map(|route| Some(((route.controller?.id)(), Sockets::new()))).collect()
}

/// Every controller of the routes, then those without a route, each once.
pub(crate) fn of(routes: &[&'static Route], alone: &[&'static Controller]) -> Vec<&'static Controller> {
    let mut controllers: Vec<&'static Controller> = Vec::new();
    for controller in routes.iter().filter_map(|route| route.controller).chain(alone.iter().copied()) {
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
        let constructed = caught((controller.construct)(context)).await;
        match constructed.unwrap_or_else(|panic| Err(told("its constructor", panic).into())) {
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

/// Tells those that are meant what stops, all at the same time.
pub(crate) async fn tell(made: &[Made], reason: StopReason, whom: impl Fn(&Controller) -> bool) {
    let meant = made.iter().filter(|(controller, _)| whom(controller));
    let mut telling: Vec<BoxFuture<'_, ()>> = Vec::new();
    for (controller, instance) in meant {
        let Some(on_stop) = controller.on_stop else { continue };
        telling.push(Box::pin(called("`#[on_stop]`", controller, async move { on_stop(&**instance, reason).await })));
    }
    poll_fn(|task| {
        telling.retain_mut(|telling| telling.as_mut().poll(task).is_pending());
        if telling.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

/// Ends each of them, the last one first.
pub(crate) async fn end(made: &[Made]) {
    for (controller, instance) in made.iter().rev() {
        let Some(destruct) = controller.destruct else { continue };
        called("`#[destruct]`", controller, async { destruct(&**instance).await }).await;
    }
}

/// What goes wrong is logged.
async fn called(what: &str, controller: &Controller, call: impl Future<Output = Result<(), BoxError>>) {
    let ended = caught(call).await.unwrap_or_else(|panic| Err(told(what, panic).into()));
    if let Err(error) = ended {
        let Controller { name, file, line, .. } = controller;
        tracing::error!(target: "framework", "{what} of {name} ({file}:{line}) failed: {}", Words(Causes(&*error)));
    }
}
