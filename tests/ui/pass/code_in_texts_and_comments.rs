#![deny(warnings)]
use framework::prelude::*;
const _: &str = r##"#[derive(Bean)]
#[derive(serde::Serialize)] struct Page<T> { "#
"##;
/* #[derive(Bean, serde::Serialize)] /* macro_rules! x { */ struct Page<T>( impl X { */
#[derive(Bean)]#[doc = "use std::path::Path; trait Page { struct Page {}"]struct Page{#[doc="}"]a:u8}#[derive(Clone)]#[derive(Bean)]
// #[derive(Bean)]
#[derive( /* Bean, */
    PartialEq
    , // serde::Serialize,
)]
struct
Other
{ r#type: Page2, r#struct: u8 }
#[derive(Bean,Clone,PartialEq)]struct Page2(u8);#[get_mapping]fn find(page:Page)->Page{page}#[post_mapping("/other")]fn other(#[query]r#type:u8,other:Other)->(HttpStatus,Other){(if r#type==1{HttpStatus::OK}else{HttpStatus::ACCEPTED},other)}

	#[derive(	Bean	)]	struct	Tabs	{	a:	u8	}

mod indented {
use framework::prelude::*;
#[get_mapping("/one")] pub(crate) fn one() -> u8 { 1 } } mod again { use framework::prelude::*; #[get_mapping("/two")] pub(crate) fn two() -> u8 { 2 } }

struct Thing;

impl Thing {
    fn new() -> Self {
        let (_open, _close, _text) = ('}', b'}', "}");
        #[get_mapping("/inside")]
        fn inside(tabs: Tabs) -> u8 {
            tabs.a
        }
        Thing
    }
}

fn main() {
    Thing::new();
}
