//! Every key, in every order.

use framework::{
    controller, get_mapping, post_mapping,
    prelude::{Guard, Invalid, RequestHead},
};

struct Anyone(String);

impl Guard for Anyone {
    async fn guard(head: &RequestHead) -> Result<Self, Invalid> {
        Ok(Anyone(head.path().to_owned()))
    }
}

#[derive(Default)]
struct Reports;

#[controller("/reports", request_timeout = "none", body_limit = 0x100)]
impl Reports {
    #[get_mapping("/one", request_timeout = "1.5s")]
    #[post_mapping("/one", body_limit = "none")]
    /// Borrows all there is.
    fn borrowed<'a>(&self, #[guard] anyone: Anyone, head: &'a RequestHead, name: Option<&'a str>) -> String {
        format!("{} {} {name:?}", anyone.0, head.path())
    }

    #[post_mapping]
    fn body(&self, #[body] text: &str) -> usize {
        text.len()
    }
}

macro_rules! limited {
    ($name:ident, $limit:literal) => {
        #[post_mapping(body_limit = $limit)]
        fn $name(#[body] text: &str) -> usize {
            text.len()
        }
    };
}

limited!(small, "1 KiB");

fn main() {
    assert_eq!(small("a"), 1);
}
