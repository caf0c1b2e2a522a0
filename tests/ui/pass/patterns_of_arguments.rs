use framework::prelude::*;

#[derive(Bean)]
struct Point {
    x: u8,
}

#[derive(Clone)]
struct Pool {
    size: u8,
}

#[get_mapping("/one/<id>")]
fn one(mut id: u8) -> u8 {
    id += 1;
    id
}

#[get_mapping("/two/<id>")]
fn two(ref id: String) -> usize {
    id.len()
}

#[get_mapping("/three")]
fn three(point @ Point { .. }: Point) -> u8 {
    point.x
}

#[get_mapping("/four")]
async fn four(State(pool): State<Pool>) -> u8 {
    pool.size
}

#[get_mapping("/five/<first>/<second>")]
fn five(second: u8, first: u8) -> Option<Result<u8, Invalid>> {
    first.checked_sub(second).map(Ok)
}

fn main() {}
