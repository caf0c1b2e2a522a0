use framework::prelude::*;

#[get_mapping]
async fn find(request: Request, response: Response) -> String {
//~^ [Response] a handler cannot take `framework::http::Response<framework::Body>` as an argument
//~| drop the argument, and return it
    format!("{} {}", request.path(), response.status())
}

fn main() {}
