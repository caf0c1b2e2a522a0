use framework::prelude::*;

#[derive(SettingValue)]
enum Colour {
    Red,
    #[settings("red")]
    //~^ ["red"] `red` is another variant already; choose another word
    Crimson,
}

fn main() {
    let _ = [Colour::Red, Colour::Crimson];
}
