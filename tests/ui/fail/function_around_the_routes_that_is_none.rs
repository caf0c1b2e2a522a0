use framework::prelude::*;

async fn of_one(request: Request) -> Response {
    Response::new(request.into_body())
}

async fn of_a_head(_head: RequestHead, next: Next) -> Response {
    next.run(http::Request::new(Body::empty())).await
}

async fn of_no_answer(_request: Request, _next: Next) -> std::time::Instant {
    std::time::Instant::now()
}

fn main() {
    let _ = App::new().around(of_one);
    //~^ [of_one] function is expected to take 2 arguments, but it takes 1 argument
    let _ = App::new().around(of_a_head);
    //~^ [of_a_head] type mismatch in function arguments
    let _ = App::new().around(of_no_answer);
    //~^ [of_no_answer] a handler cannot return `std::time::Instant`
    let _ = App::new().around("a text");
    //~^ ["a text"] `&str` cannot stand around the routes
    //~| write `async fn name(request: Request, next: Next) -> Response`
}
