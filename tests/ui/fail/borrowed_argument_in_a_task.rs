use framework::prelude::*;

#[get_mapping]
async fn find(#[query] word: &str) -> u8 {
    std::thread::spawn(move || word.len());
    //~^ [std::thread::spawn(move || word.len())] borrowed data escapes outside of function
    1
}

fn main() {}
