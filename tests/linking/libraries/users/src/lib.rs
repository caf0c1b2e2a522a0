use framework::prelude::*;

#[path_constraint("even")]
fn even(segment: &str) -> bool {
    segment.parse::<u64>().is_ok_and(|number| number % 2 == 0)
}

#[get_mapping("/users")]
fn users() -> &'static str {
    "users"
}
