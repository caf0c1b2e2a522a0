use framework::prelude::*;

#[get_mapping]
fn low() -> Status<42, &'static str> {
//~^ [Status<42, &'static str>] a handler cannot return this status; `Status<CODE, T>` takes a final one, 200 to 999
    Status("x")
}

#[get_mapping]
fn lower() -> Status<99> {
//~^ [Status<99>] a handler cannot return this status; `Status<CODE, T>` takes a final one, 200 to 999
    Status(())
}

#[get_mapping]
fn high() -> Option<Status<1000, String>> {
//~^ [Option<Status<1000, String>>] a handler cannot return this status; `Status<CODE, T>` takes a final one, 200 to 999
    None
}

#[get_mapping]
async fn not_final() -> Result<Status<101, u8>, Invalid> {
//~^ [Result<Status<101, u8>, Invalid>] a handler cannot return this status; `Status<CODE, T>` takes a final one, 200 to 999
    Ok(Status(1))
}

fn main() {}
