use framework::prelude::*;

struct NotClone;

#[derive(Clone)]
struct Pool;

struct NoError;

fn main() {
    let _app = App::new()
        .provide_with(async || Pool)
        //~^ `provide_with` makes a component by a `Result`, not by `Pool`
        .provide_with(async |_: Pool, _: NotClone| Ok::<_, String>(Pool))
        //~^ `NotClone` cannot be a component
        //~| `Arc<NotClone>`
        .provide_with(async |_: Pool| Ok::<_, NoError>(Pool))
        //~^ `NoError` cannot stop the start: it is no error
        .provide_with(|_: Pool| Ok::<_, String>(Pool));
    //~^ `provide_with` cannot make a component by this
    //~| no asynchronous function of components
}
