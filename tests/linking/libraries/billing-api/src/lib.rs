use framework::prelude::*;

#[get_mapping("/invoices")]
fn invoices() -> &'static str {
    "invoices"
}

#[get_mapping("/invoices/<number>")]
fn invoice(number: u32) -> u32 {
    number
}
