use framework::prelude::*;
#[get_mapping("/old")]
fn old() -> Redirect {
//~^ [Redirect] there is no `Redirect` here; return a `RedirectResponse`
    Redirect::to("/new")
}

fn main() {}
