use framework::prelude::*;

#[derive(Clone)]
pub struct Outbox;

#[derive(Settings)]
#[settings("mail")]
pub struct MailSettings {
    #[settings(default = 25)]
    pub port: u16,
}

struct Mail;

#[controller("/mail")]
impl Mail {
    #[construct]
    fn new(outbox: Outbox) -> Self {
        let Outbox = outbox;
        Mail
    }

    #[get_mapping]
    fn count(&self) -> u32 {
        0
    }
}
