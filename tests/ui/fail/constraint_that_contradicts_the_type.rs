use framework::prelude::*;

#[get_mapping("/users/<id|uuid>")]
fn find(id: i32) -> i32 {
//~^ [i32] no `i32` satisfies `<id|uuid>`; write `<id|int>`, or make the argument a `String`
    id
}

#[get_mapping("/days/<day|date>", "/dates/<day|datetime>")]
fn day(day: Option<u64>) -> Option<u64> {
//~^ [u64] no `u64` satisfies `<day|date>`; write `<day|ulong>`
    day
}

#[get_mapping("/grades/<grade|time>")]
fn grade(#[path] grade: char) -> char {
//~^ [char] no `char` satisfies `<grade|time>`; write `<grade>`, or make the argument a `String`
    grade
}

#[derive(Default)]
struct Words;

#[controller("/words/<word|alpha>")]
impl Words {
    #[get_mapping("/count")]
    fn count(&self, word: f64) -> f64 {
    //~^ [f64] no `f64` satisfies `<word|alpha>`; write `<word|double>`
        word
    }
}

fn main() {}
