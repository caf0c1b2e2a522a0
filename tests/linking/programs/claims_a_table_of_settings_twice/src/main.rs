use framework::prelude::*;

framework::link!(mail);

#[derive(Settings)]
#[settings("mail")]
struct OwnMail {
    #[settings(default = "localhost")]
    host: String,
    #[settings(default = "soon")]
    wait_for: std::time::Duration,
}

#[derive(Settings)]
#[settings("mail_wait")]
struct Wait {
    #[settings(default = 'a')]
    r#for: char,
}

#[derive(Settings)]
#[settings("http")]
struct Reserved {
    #[settings(default = 80)]
    prot: u16,
}

#[get_mapping("/own")]
fn own(State(mail): State<std::sync::Arc<OwnMail>>) -> String {
    mail.host.clone()
}

fn main() {
    let _read = |reserved: Reserved, wait: Wait| (reserved.prot, wait.r#for);
    report::report(|| App::new().provide(mail::Outbox), &[]);
}
