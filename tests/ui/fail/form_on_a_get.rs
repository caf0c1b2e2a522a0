use framework::prelude::*;

#[get_mapping]
async fn upload(form: Multipart) -> usize {
//~^ [Multipart] a form comes in a body; use `#[post_mapping]`
    form.names().len()
}

fn main() {}
