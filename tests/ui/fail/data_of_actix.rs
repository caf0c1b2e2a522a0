use framework::prelude::*;
struct Pool;

#[get_mapping("/users")]
async fn list(pool: web::Data<Pool>) -> u32 {
//~^ [Data] there is no `Data` here; take a component as `State<T>`, or by `#[construct]` for the whole controller
    1
}

fn main() {}
