//! Components that are made at start, from others.

use std::{any::TypeId, panic::Location};

use crate::{
    BoxError, BoxFuture,
    context::{Components, Context, IsComponent},
    panics::{caught, told},
    route::{Component, ConstructError, Fetch},
    start_error::StartProblem,
};

/// A function that makes a component of others, as many as its arguments: what [`App::provide_with`] takes.
///
/// [`App::provide_with`]: crate::App::provide_with
#[diagnostic::on_unimplemented(
    message = "`provide_with` cannot make a component by this",
    label = "no function from components to a `Result` of one",
    note = "write `async |pool: Pool, clock: Arc<Clock>| Cache::new(pool, clock).await`: none to six components, named by their types, and a `Result`"
)]
pub trait MakesComponent<Arguments>: Send + 'static {
    /// What it makes.
    type Component: IsComponent;

    /// What it takes.
    #[doc(hidden)]
    fn takes(line: u32) -> Vec<Component>;

    /// Makes it of what is there.
    #[doc(hidden)]
    fn make(self, context: &Context) -> BoxFuture<'static, Result<Self::Component, BoxError>>;
}

macro_rules! makes_component {
    ($($argument:ident)*) => {
        #[diagnostic::do_not_recommend]
        impl<M, F, T, E, $($argument),*> MakesComponent<($($argument,)*)> for M
        where
            M: FnOnce($($argument),*) -> F + Send + 'static,
            F: Future<Output = Result<T, E>> + Send + 'static,
            T: IsComponent,
            E: ConstructError,
            $($argument: IsComponent,)*
        {
            type Component = T;

            fn takes(line: u32) -> Vec<Component> {
                let _ = line;
                vec![$(Component::of::<$argument>(Fetch::new(), line)),*]
            }

            fn make(self, context: &Context) -> BoxFuture<'static, Result<T, BoxError>> {
                let _ = context;
                let make = || Some(self($(context.component::<$argument>()?),*));
                let made = make();
                Box::pin(async move {
                    let made = made.ok_or("what it takes is not there")?;
                    made.await.map_err(ConstructError::into_error)
                })
            }
        }
    };
}

makes_component!();
makes_component!(A);
makes_component!(A B);
makes_component!(A B C);
makes_component!(A B C D);
makes_component!(A B C D G);
makes_component!(A B C D G H);

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
    pub(crate) fn new<A, M: MakesComponent<A>>(place: &'static Location<'static>, maker: M) -> Self {
        Maker {
            makes: TypeId::of::<M::Component>(),
            name: std::any::type_name::<M::Component>(),
            takes: M::takes(place.line()),
            place,
            make: Box::new(move |context| {
                Box::pin(async move {
                    let made = maker.make(context).await?;
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
