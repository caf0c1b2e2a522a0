//! What is left to do for an answer that is not there at once.

use std::sync::Arc;

use super::{
    Answer, Application, Owner, Refusal, Served,
    departure::Departure,
    left, response,
    routes::{Number, Target},
};
use crate::{
    Body, Invalid, Response,
    extract::{Loaded, load},
    front::{Exit, Front},
    request::RequestHead,
    route::SyncCall,
};

/// What is left to do for an answer.
pub(super) enum Rest<'a> {
    /// To tell that it is refused.
    Refuse(Invalid, Exit),
    /// To find it through the layers.
    PassLayers(Exit),
    /// To settle what the handler has answered.
    Settle(&'a Served, Box<Result<Response, Invalid>>, Exit),
    /// To read the body, and then to call a function that waits for nothing else.
    ReadThenCall(&'a Served, SyncCall, Exit),
    /// All of it.
    Run(Target<'a>, Exit),
}

impl<'a> Rest<'a> {
    /// Gives a response its last touches, where there is one: then nothing is left.
    #[inline]
    pub(super) fn unless_whole(
        made: Result<Response, Invalid>,
        answer: &mut Answer,
        front: &Front,
        exit: Exit,
    ) -> Option<Self> {
        match made {
            Ok(response) => {
                front.leave(answer.insert(response), exit);
                None
            }
            Err(invalid) => Some(Rest::Refuse(invalid, exit)),
        }
    }

    /// Does it, with the request.
    #[inline]
    pub(super) fn answer<O: Owner>(self, owner: &Arc<O>, loaded: Loaded, body: Body) -> Answer {
        match self {
            Rest::ReadThenCall(served, call, exit) => read_then_call(owner, served, call, loaded, body, exit),
            Rest::Run(target, exit) => run(owner, target, loaded, body, exit),
            Rest::Refuse(invalid, exit) => refuse(owner.application(), invalid, loaded, exit),
            Rest::PassLayers(exit) => pass_layers(owner, loaded, body, exit),
            Rest::Settle(served, made, exit) => settle(owner, served, made, loaded, body, exit),
        }
    }
}

#[cold]
fn refuse(Application { context, front, .. }: &Application, invalid: Invalid, loaded: Loaded, exit: Exit) -> Answer {
    Refusal::of(invalid, Box::new(loaded)).answer(context, front, exit)
}

#[inline(never)]
fn pass_layers<O: Owner>(owner: &Arc<O>, loaded: Loaded, body: Body, mut exit: Exit) -> Answer {
    let RequestHead { mut parts, sender, .. } = loaded.into_head();
    let route = owner.application().routes.route_of(&parts);
    exit.note_route(route.map(|route| &route.info));
    let departure = route.map(|route| Departure::of(route, &mut parts, owner)).unwrap_or_default();
    let owner = Arc::clone(owner);
    Answer::unless_gone(departure, async move {
        let application = owner.application();
        let answer = application.through_layers(route, parts, body, sender).await;
        left(&application.front, response(answer, &application.context).await, exit)
    })
}

#[inline(never)]
fn settle<O: Owner>(
    owner: &Arc<O>,
    served: &Served,
    made: Box<Result<Response, Invalid>>,
    mut loaded: Loaded,
    body: Body,
    exit: Exit,
) -> Answer {
    let departure = Departure::of(served.route, &mut loaded.head_mut().parts, owner);
    let (owner, loaded) = (Arc::clone(owner), Box::new(loaded));
    Answer::unless_gone(departure, async move {
        let Application { routes, context, front, .. } = owner.application();
        let answer = routes.settle(*made, context, loaded, body).await;
        left(front, response(answer, context).await, exit)
    })
}

/// One future, which holds the request itself and which calls nothing that hands a response on: this is how most bodies
/// are read.
#[inline]
fn read_then_call<O: Owner>(
    owner: &Arc<O>,
    served: &Served,
    call: SyncCall,
    mut loaded: Loaded,
    mut body: Body,
    exit: Exit,
) -> Answer {
    let departure = Departure::of(served.route, &mut loaded.head_mut().parts, owner);
    let (owner, index, needs) = (Arc::clone(owner), served.index, served.route.needs);
    Answer::unless_gone(departure, async move {
        let Application { routes, context, front, .. } = owner.application();
        let answer = match load(&mut loaded, &mut body, needs, context).await {
            Ok(()) => routes.served[index].call_now(call, context, &mut loaded),
            Err(refused) => Err(refused),
        };
        let is_unsettled = routes.is_unsettled(&answer, &loaded);
        match answer {
            Ok(mut response) if !is_unsettled => {
                front.leave(&mut response, exit);
                response
            }
            answer => {
                // In a box, as what is rare.
                let rest = async {
                    let loaded = Box::new(loaded);
                    response(routes.settle(answer, context, loaded, body).await, context).await
                };
                left(front, Box::pin(rest).await, exit)
            }
        }
    })
}

#[inline(never)]
fn run<O: Owner>(owner: &Arc<O>, target: Target<'_>, mut loaded: Loaded, body: Body, exit: Exit) -> Answer {
    let departure = match &target {
        Target::Route(served) => Departure::of(served.route, &mut loaded.head_mut().parts, owner),
        Target::Mount(_) | Target::Fallback | Target::Nobody(_) => Departure::default(),
    };
    // In a box: moving a request from future to future takes more instructions than the allocation.
    let (owner, target, loaded): (_, Number, _) = (Arc::clone(owner), target.number(), Box::new(loaded));
    Answer::unless_gone(departure, async move {
        let Application { routes, context, front, .. } = owner.application();
        let answer = routes.run(target, context, loaded, body).await;
        left(front, response(answer, context).await, exit)
    })
}
