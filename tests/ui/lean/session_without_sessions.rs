use framework::prelude::*;

#[derive(Default)]
struct Counter;

#[controller("/counter")]
impl Counter {
    #[get_mapping]
    async fn count(&self, session: Session) -> Option<u32> {
    //~^ [Session] there is no `Session` without the feature `sessions` of the framework; switch it on in Cargo.toml
        session.get("count")
    }
}

fn main() {}
