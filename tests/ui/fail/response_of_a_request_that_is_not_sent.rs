use framework::prelude::*;

#[tokio::main]
async fn main() {
    App::new().test().get("/users").assert_status(200);
    //~^ [assert_status] a request that was not sent has no response
    //~| send it by `.await`
}
