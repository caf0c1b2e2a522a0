// A key that is written wrongly.

use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller]
#[api(hide)]
//~^ [hide] the key `hide` is not understood; did you mean `hidden`?
impl Users {
    #[get_mapping]
    #[api(hiden)]
    //~^ [hiden] the key `hiden` is not understood; did you mean `hidden`?
    fn find() {}
}

fn main() {}
