//! Every key, in every order, and `#[blocking]` wherever it may stand.

use framework::{Disconnected, controller, get_mapping, post_mapping, blocking, prelude::{Guard, Invalid, RequestHead}};

struct Anyone(String);

impl Guard for Anyone {
    async fn guard(head: &RequestHead) -> Result<Self, Invalid> {
        Ok(Anyone(head.path().to_owned()))
    }
}

#[derive(Default)]
struct Reports;

#[controller("/reports", on_disconnect = "cancel", request_timeout = "none", body_limit = 0x100)]
impl Reports {
    #[blocking]
    #[get_mapping("/one", request_timeout = "1.5s")]
    #[post_mapping("/one", on_disconnect = "finish", body_limit = "none")]
    /// Borrows all there is.
    fn borrowed<'a>(&self, #[guard] anyone: Anyone, head: &'a RequestHead, name: Option<&'a str>) -> String {
        format!("{} {} {name:?}", anyone.0, head.path())
    }

    #[post_mapping]
    fn body(&self, #[body] text: &str, client: Disconnected) -> usize {
        text.len() + usize::from(client.is_disconnected())
    }
}

#[get_mapping("/before")]
#[blocking]
fn below() -> impl framework::IntoResponse {
    "below"
}

#[framework::blocking]
#[get_mapping("/above")]
#[post_mapping("/above")]
fn above(#[query(default = "x")] word: &str) -> String {
    word.to_owned()
}

macro_rules! limited {
    ($name:ident, $limit:literal, $gone:literal) => {
        #[post_mapping(body_limit = $limit, on_disconnect = $gone)]
        fn $name(#[body] text: &str) -> usize {
            text.len()
        }
    };
}

limited!(small, "1 KiB", "cancel");

fn main() {
    assert_eq!(small("a"), 1);
    assert_eq!(above("a"), "a");
    let _callable = below();
}
