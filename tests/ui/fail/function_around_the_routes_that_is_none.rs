use framework::prelude::*;

async fn of_a_head(head: &RequestHead) -> String {
    head.path().to_owned()
}

fn main() {
    let _ = App::new().around(of_a_head);
    //~^ [of_a_head] cannot stand around the routes
    //~| write `async fn name(request: Request, next: Next) -> Response`
}
