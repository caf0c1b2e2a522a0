use framework::prelude::*;
#[get_mapping("/users/<id>")]
async fn find(id: web::Path<u32>) -> u32 {
//~^ [Path] there is no `Path` here; what the pattern captures is an argument of its name, as `id: u32`
    id.into_inner()
}

fn main() {}
