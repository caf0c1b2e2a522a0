// Comments are the texts of the documentation.

use framework::prelude::*;

#[get_mapping]
#[api("Finds a user.", hidden)]
//~^ ["Finds a user."] documentation comments are shown, and no other texts; write `///` above the function
fn find() {}

fn main() {}
