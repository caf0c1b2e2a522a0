use framework::prelude::*;

#[derive(Settings)]
#[settings("mail")]
struct Mail {
    hosts: Vec<Hots>,
    //~^ [Hots] cannot find type `Hots` in this scope
    from: Adress,
    //~^ [Adress] cannot find type `Adress` in this scope
}

fn main() {}
