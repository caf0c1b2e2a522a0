//! Components that are made at start, from others.

use std::{any::TypeId, panic::Location};

use crate::{
    BoxError, BoxFuture,
    context::{Components, Context, IsComponent},
    panics::{caught, told},
    route::{Component, ConstructError, Fetch},
    start_error::StartProblem,
};

/// Makes a component; what it takes is among those given or made before it.
pub(crate) struct Maker {
    pub(crate) makes: TypeId,
    name: &'static str,
    takes: Component,
    place: &'static Location<'static>,
    make: Make,
}

/// Makes it of what is there.
type Make = Box<dyn for<'a> FnOnce(&'a Context) -> BoxFuture<'a, Result<Keep, BoxError>> + Send>;

/// Puts what was made among the components.
type Keep = Box<dyn FnOnce(&mut Components) + Send>;

impl Maker {
    pub(crate) fn new<A, T, E, F, M>(place: &'static Location<'static>, maker: M) -> Self
    where
        A: IsComponent,
        T: IsComponent,
        E: ConstructError,
        F: Future<Output = Result<T, E>> + Send + 'static,
        M: FnOnce(A) -> F + Send + 'static,
    {
        Maker {
            makes: TypeId::of::<T>(),
            name: std::any::type_name::<T>(),
            takes: Component::of::<A>(Fetch::new(), place.line()),
            place,
            make: Box::new(move |context| {
                let argument = context.component::<A>();
                Box::pin(async move {
                    let argument = argument.ok_or("what it takes is not there")?;
                    let made = maker(argument).await.map_err(ConstructError::into_error)?;
                    Ok(Box::new(move |components: &mut Components| components.insert(made)) as Keep)
                })
            }),
        }
    }
}

/// What will be there once all of them have run, beside what is promised already; and what keeps one from running.
pub(crate) fn promised(
    context: &Context,
    makers: &[Maker],
    mut promised: Vec<TypeId>,
) -> (Vec<TypeId>, Vec<StartProblem>) {
    let mut problems = Vec::new();
    for maker in makers {
        if !(maker.takes.is_there)(context) && !promised.contains(&(maker.takes.id)()) {
            problems.push(StartProblem::MissingComponent {
                needed_by: maker.name,
                component: (maker.takes.name)(),
                file: maker.place.file(),
                line: maker.place.line(),
            });
        }
        promised.push(maker.makes);
    }
    (promised, problems)
}

/// Runs them, one after the other.
pub(crate) async fn run(context: &mut Context, makers: Vec<Maker>) -> Result<(), StartProblem> {
    for Maker { name, place, make, .. } in makers {
        let made = caught(async { make(context).await }).await;
        match made.unwrap_or_else(|panic| Err(told("what makes it", panic).into())) {
            Ok(keep) => keep(&mut context.components),
            Err(source) => {
                return Err(StartProblem::Construct { name, file: place.file(), line: place.line(), source });
            }
        }
    }
    Ok(())
}
