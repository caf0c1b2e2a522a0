use framework::prelude::*;

#[get_mapping]
fn find() -> Result<u8, Invalid> {
    let id = Err::<u8, String>("no id".into())?;
    //~^ [?] `?` couldn't convert the error to `framework::Invalid`
    Ok(id)
}

fn main() {}
