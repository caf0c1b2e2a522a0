use framework::prelude::*;

struct Visitor;

impl Guard for Visitor {}
//~^ [impl Guard for Visitor] not all trait items implemented, missing: `guard`

fn main() {}
