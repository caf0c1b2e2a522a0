//! What the macros write, to be read by people: `tests/golden`.
//!
//! `GOLDEN=write cargo test -p framework-macros golden` writes it anew; the difference is then reviewed.

use std::{env, fs, path::Path};

use proc_macro2::TokenStream;
use quote::quote;

#[test]
fn a_handler_in_a_controller() {
    let written = crate::controller::controller(
        quote!("/users"),
        quote! {
            impl Users {
                /// Finds one user.
                #[get_mapping("/<id|int>")]
                fn find(&self, id: i32, #[query(default = 1)] page: u32) -> Option<User> {
                    self.users.get(id)
                }
            }
        },
    );
    compare("controller.rs", written);
}

#[test]
fn a_handler_that_blocks() {
    let written = crate::mapping::free_function(
        "post_mapping",
        quote!("/orders", body_limit = "1 KiB", request_timeout = "1.5s", on_disconnect = "cancel"),
        quote! {
            #[blocking]
            fn order(#[guard] user: User, #[body] text: &str) -> usize {
                text.len()
            }
        },
    );
    compare("blocking.rs", written);
}

#[test]
fn a_handler_that_takes_the_connection_over() {
    let written = crate::mapping::free_function(
        "socket_mapping",
        quote!("/lines/<room>", protocol = "line-echo/1", negotiate = decide),
        quote! {
            async fn lines(#[guard] user: User, room: &str, socket: Socket) -> io::Result<()> {
                Ok(())
            }
        },
    );
    compare("socket.rs", written);
}

#[test]
fn a_bean() {
    let written = crate::bean::bean(quote! {
        /// A user.
        #[bean(default)]
        struct User {
            /// Counts from one.
            #[bean(default = 100)]
            index: i32,
            #[serde(rename = "fullName")]
            name: String,
        }
    });
    compare("bean.rs", written);
}

#[test]
fn an_enum_with_data() {
    let written = crate::bean::bean(quote! {
        /// What can be drawn.
        #[serde(tag = "type", rename_all = "kebab-case")]
        enum Shape {
            Empty,
            BigCircle {
                #[bean(default = 1)]
                radius: f64,
                filled: Option<bool>,
            },
            Square(Square),
        }
    });
    compare("enum.rs", written);
}

#[test]
fn a_newtype_with_rules() {
    let written = crate::bean::bean(quote! {
        #[bean(output, custom = lower)]
        struct Name<T>(#[bean(length(1..=MOST), each(range(..9)), one_of("a"), custom = check)] T);
    });
    compare("rules.rs", written);
}

#[test]
fn a_handler_with_prefixes() {
    let refused = crate::mapping::free_function(
        "get_mapping",
        quote!(),
        quote! {
            fn page(name: &str) -> String {
                format!("$html:<h1>{name}</h1>")
            }
        },
    );
    compare("prefix.rs", refused);
    let asked_for = crate::mapping::free_function(
        "get_mapping",
        quote!(prefixed),
        quote! {
            fn page() -> Option<String> {
                Some("$file::/page.html".to_owned())
            }
        },
    );
    compare("prefixed.rs", asked_for);
}

#[test]
fn a_parameter() {
    let written = crate::parameter::parameter(quote! {
        #[parameter("a colour as #ff0000", json)]
        struct Colour(u32);
    });
    compare("parameter.rs", written);
}

#[test]
fn a_table_of_settings() {
    let written = crate::settings::settings(quote! {
        #[settings("app")]
        struct AppSettings {
            /// What stands above every page.
            title: String,
            #[settings(default = 10, range(1..=100))]
            page_size: u32,
            #[settings(default = ["a", "b"])]
            tags: Vec<String>,
            #[settings(secret, from_str = "a URL as https://example.org")]
            store: Uri,
        }
    });
    compare("settings.rs", written);
}

fn compare(file: &str, written: TokenStream) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(file);
    let written = prettyplease::unparse(&syn::parse2(written).expect("the macros write items"));
    if env::var_os("GOLDEN").is_some_and(|value| value == "write") {
        fs::write(&path, &written).expect("the file can be written");
    }
    let golden = fs::read_to_string(&path).expect("`GOLDEN=write` writes the file");
    assert!(golden == written, "{} is not what is written now:\n{written}", path.display());
}
