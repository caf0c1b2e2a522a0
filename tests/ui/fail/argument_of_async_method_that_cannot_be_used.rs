use framework::prelude::*;

#[derive(Default)]
struct Things;

#[controller("/things")]
impl Things {
    #[get_mapping("/")]
    async fn find(&self, when: std::time::Instant) {
    //~^ [std::time::Instant] Instant` as an argument
        let _ = when;
    }
}

fn main() {}
