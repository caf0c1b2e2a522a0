use framework::prelude::*;

fn main() {
    let size = 3u8;
    #[get_mapping("/size")]
    fn find() -> u8 {
        size
        //~^ [size] can't capture dynamic environment in a fn item
    }
}
