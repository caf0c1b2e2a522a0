//! What becomes of a request whose client goes before it has its answer.

use std::sync::Arc;

use http::request::Parts;
use tokio::{runtime::Handle, sync::watch};

use super::Owner;
use crate::{
    BoxFuture, Response,
    extract::{Disconnected, Needs},
    route::Route,
};

/// What is done when the client goes: nothing, unless the route has a token to be told by, or runs to its end.
#[derive(Default)]
pub(super) struct Departure {
    /// Whether the answer is under way; otherwise there is nothing to finish.
    pub(super) has_begun: bool,
    told: Option<watch::Sender<bool>>,
    /// Whose handlers it then joins.
    finishes: Option<Arc<dyn Owner>>,
}

impl Departure {
    /// As the route of a request has it; the tokens that it asks for are put among the request's extensions.
    pub(super) fn of(route: &Route, parts: &mut Parts, owner: &Arc<impl Owner>) -> Self {
        let told = route.needs.has(Needs::DISCONNECTED).then(|| {
            let (told, token) = Disconnected::token();
            parts.extensions.insert(token);
            told
        });
        if route.needs.has(Needs::LINE)
            && let Some(line) = owner.line()
        {
            let siblings = route.controller.and_then(|it| owner.application().sockets.get(&(it.id)()));
            parts.extensions.insert(line.among(siblings));
        }
        let finishes = route.info.terms.finishes(&parts.method).then(|| Arc::clone(owner) as Arc<dyn Owner>);
        Departure { has_begun: false, told, finishes }
    }

    /// The client is gone.
    pub(super) fn happen(self, answer: BoxFuture<'static, Response>) {
        if let Some(told) = self.told {
            told.send_replace(true);
        }
        if let Some(owner) = self.finishes.filter(|_| self.has_begun) {
            run_to_end(owner, answer);
        }
    }
}

/// Hands an answer that nobody waits for to the runtime; where there is none, or all are to end, it is dropped.
fn run_to_end(owner: Arc<dyn Owner>, answer: BoxFuture<'static, Response>) {
    let Ok(runtime) = Handle::try_current() else { return };
    if let Some(running) = Running::enter(owner) {
        runtime.spawn(async move {
            tokio::select! {
                biased;
                () = running.cut() => {}
                response = answer => drop(response),
            }
        });
    }
}

/// The handlers that run to their end although their clients are gone.
#[derive(Debug, Default)]
pub(crate) struct Unattended(watch::Sender<State>);

#[derive(Debug, Default)]
struct State {
    running: usize,
    cut: bool,
}

impl Unattended {
    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.0.borrow().running
    }

    /// Waits until there is none.
    pub(crate) async fn all_ended(&self) {
        let mut states = self.0.subscribe();
        let _closed = states.wait_for(|state| state.running == 0).await;
    }

    /// Ends them where they wait, and lets no other begin.
    pub(crate) fn cut(&self) {
        self.0.send_modify(|state| state.cut = true);
    }
}

/// One of them; dropping it says that it has ended.
struct Running(Arc<dyn Owner>);

impl Running {
    fn enter(owner: Arc<dyn Owner>) -> Option<Self> {
        let may_run = owner.unattended().0.send_if_modified(|state| {
            state.running += usize::from(!state.cut);
            !state.cut
        });
        may_run.then_some(Running(owner))
    }

    async fn cut(&self) {
        let mut states = self.0.unattended().0.subscribe();
        let _closed = states.wait_for(|state| state.cut).await;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.unattended().0.send_modify(|state| state.running -= 1);
    }
}
