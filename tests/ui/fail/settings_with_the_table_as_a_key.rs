use framework::prelude::*;

#[derive(Settings)]
#[settings(prefix = "orders")]
//~^ [prefix] the key `prefix` is not understood; write the name of the table itself: `#[settings("orders")]`
struct OrderSettings {
    page_size: u32,
}

#[derive(Settings)]
#[settings(table = "mails")]
//~^ [table] the key `table` is not understood; write the name of the table itself: `#[settings("mails")]`
struct MailSettings {
    page_size: u32,
}

fn main() {}
