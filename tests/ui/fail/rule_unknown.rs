use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(lenght(1..=40))]
    //~^ [lenght] the key `lenght` is not understood; did you mean `length`?
    name: String,
    #[bean(emial)]
    //~^ [emial] the key `emial` is not understood; did you mean `email`?
    mail: String,
    #[bean(each(patern("a")))]
    //~^ [patern] the key `patern` is not understood; did you mean `pattern`?
    words: Vec<String>,
}

fn main() {}
