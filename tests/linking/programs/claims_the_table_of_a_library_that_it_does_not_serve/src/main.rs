use framework::prelude::*;

framework::link!();

#[derive(Settings)]
#[settings("mail")]
struct OwnMail {
    #[settings(default = "localhost")]
    host: String,
}

#[get_mapping("/own")]
fn own(State(mail): State<std::sync::Arc<OwnMail>>) -> String {
    mail.host.clone()
}

fn main() {
    report::report(|| App::new().provide(mail::Outbox), &["/own"]);
}
