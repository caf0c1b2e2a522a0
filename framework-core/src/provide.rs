//! Components that are made at start, from others.

use std::{any::TypeId, panic::Location};

use crate::{
    BoxError, BoxFuture,
    context::{Components, Context, IsComponent},
    panics::{caught, told},
    route::{Component, ConstructError, Fetch},
    start_error::StartProblem,
};

/// A function that makes a component of others: what [`App::provide_with`] takes.
///
/// [`App::provide_with`]: crate::App::provide_with
// What is asked of its arguments and of what it gives is asked apart, so that each is an error of its own.
#[diagnostic::on_unimplemented(
    message = "`provide_with` cannot make a component by this",
    label = "no asynchronous function of components",
    note = "write `async |pool: Pool, clock: Arc<Clock>| Cache::new(pool, clock).await`: none to six components, named by their types"
)]
pub trait MakesComponent<Arguments>: Send + 'static {
    /// What it gives, in time.
    type Made: Future + Send + 'static;

    /// Calls it.
    fn make(self, arguments: Arguments) -> Self::Made;
}

/// What such a function takes.
pub trait Arguments: Sized + Send + 'static {
    /// Their types.
    fn types(line: u32) -> Vec<Component>;

    /// They themselves.
    fn find(context: &Context) -> Option<Self>;
}

/// What such a function gives.
#[diagnostic::on_unimplemented(
    message = "`provide_with` makes a component by a `Result`, not by `{Self}`",
    label = "no `Result` of a component",
    note = "write `Ok::<_, String>(…)` where nothing can fail"
)]
pub trait MadeComponent {
    /// What it makes.
    type Component: IsComponent;

    /// It, or why it cannot be made.
    ///
    /// # Errors
    /// The function's own.
    fn made(self) -> Result<Self::Component, BoxError>;
}

impl<T: IsComponent, E: ConstructError> MadeComponent for Result<T, E> {
    type Component = T;

    fn made(self) -> Result<T, BoxError> {
        self.map_err(ConstructError::into_error)
    }
}

macro_rules! makes_component {
    ($($argument:ident)*) => {
        #[diagnostic::do_not_recommend]
        impl<M, F, $($argument),*> MakesComponent<($($argument,)*)> for M
        where
            M: FnOnce($($argument),*) -> F + Send + 'static,
            F: Future + Send + 'static,
        {
            type Made = F;

            #[allow(non_snake_case)] // an argument bears the name of its type
            fn make(self, ($($argument,)*): ($($argument,)*)) -> F {
                self($($argument),*)
            }
        }

        impl<$($argument: IsComponent),*> Arguments for ($($argument,)*) {
            fn types(_line: u32) -> Vec<Component> {
                vec![$(Component::of::<$argument>(Fetch::new(), _line)),*]
            }

            fn find(_context: &Context) -> Option<Self> {
                Some(($(_context.component::<$argument>()?,)*))
            }
        }
    };
}

makes_component!();
makes_component!(A);
makes_component!(A B);
makes_component!(A B C);
makes_component!(A B C D);
makes_component!(A B C D E);
makes_component!(A B C D E G);

/// Makes a component; what it takes is given, or made before it.
pub(crate) struct Maker {
    pub(crate) makes: TypeId,
    name: &'static str,
    takes: Vec<Component>,
    place: &'static Location<'static>,
    make: Make,
}

/// Makes it of what is there.
type Make = Box<dyn for<'a> FnOnce(&'a Context) -> BoxFuture<'a, Result<Keep, BoxError>> + Send>;

/// Puts what was made among the components.
type Keep = Box<dyn FnOnce(&mut Components) + Send>;

impl Maker {
    pub(crate) fn new<A, M>(place: &'static Location<'static>, maker: M) -> Self
    where
        A: Arguments,
        M: MakesComponent<A, Made: Future<Output: MadeComponent>>,
    {
        type Made<A, M> = <<<M as MakesComponent<A>>::Made as Future>::Output as MadeComponent>::Component;
        Maker {
            makes: TypeId::of::<Made<A, M>>(),
            name: std::any::type_name::<Made<A, M>>(),
            takes: A::types(place.line()),
            place,
            make: Box::new(move |context| {
                let arguments = A::find(context);
                Box::pin(async move {
                    let made = maker.make(arguments.ok_or("what it takes is not there")?).await.made()?;
                    Ok(Box::new(move |components: &mut Components| components.insert(made)) as Keep)
                })
            }),
        }
    }
}

/// Puts them in the order in which they can run, and tells what will be there once they have, beside what is promised
/// already; and what keeps one from running.
pub(crate) fn promised(
    context: &Context,
    makers: &mut Vec<Maker>,
    mut promised: Vec<TypeId>,
) -> (Vec<TypeId>, Vec<StartProblem>) {
    let lacks = |component: &Component, promised: &[TypeId]| {
        !promised.contains(&(component.id)()) && !(component.is_there)(context)
    };
    let mut waiting = std::mem::take(makers);
    // As they were provided, but each behind what it takes.
    while let Some(next) = waiting.iter().position(|maker| !maker.takes.iter().any(|it| lacks(it, &promised))) {
        let maker = waiting.remove(next);
        promised.push(maker.makes);
        makers.push(maker);
    }
    let unmade: Vec<_> = waiting.iter().map(|maker| maker.makes).collect();
    let missing = |known: &[TypeId]| -> Vec<StartProblem> {
        let missing = waiting.iter().flat_map(|maker| maker.takes.iter().map(move |it| (maker, it)));
        let missing = missing.filter(|(_, component)| lacks(component, known));
        let problems = missing.map(|(maker, component)| StartProblem::MissingComponent {
            needed_by: maker.name,
            component: (component.name)(),
            file: maker.place.file(),
            line: maker.place.line(),
        });
        problems.collect()
    };
    // What one of them would make is not what is missing, unless they wait for one another.
    let mut problems = missing(&[&promised[..], &unmade].concat());
    if problems.is_empty() {
        problems = missing(&promised);
    }
    promised.extend(unmade);
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
