//! Numbers as text: each at its bounds, floats as the shortest decimal that reads back.

use std::num;

use framework::{prelude::*, serde_json::json};

use super::app;
use crate::answers::{PROBLEM, TEXT};

#[derive(Default)]
struct Min;
#[derive(Default)]
struct Max;
#[derive(Default)]
struct NonZeroMin;
#[derive(Default)]
struct NonZeroMax;

// `impl IntoResponse` is described by inference: what is returned is the number.
macro_rules! numbers {
    ($($plain:ident $non_zero:ident)*) => {
        #[controller("/min")]
        impl Min {
            $(#[get_mapping] fn $plain() -> impl IntoResponse { $plain::MIN })*
        }

        #[controller("/max")]
        impl Max {
            $(#[get_mapping] async fn $plain() -> impl IntoResponse { $plain::MAX })*
        }

        #[controller("/non-zero/min")]
        impl NonZeroMin {
            $(#[get_mapping] fn $plain() -> impl IntoResponse { num::$non_zero::MIN })*
        }

        #[controller("/non-zero/max")]
        impl NonZeroMax {
            $(#[get_mapping] fn $plain() -> impl IntoResponse { num::$non_zero::MAX })*
        }

        #[tokio::test]
        async fn every_integer_is_exact_at_its_bounds() {
            let app = app();
            let cases = [$(
                (concat!("/min/", stringify!($plain)), $plain::MIN.to_string()),
                (concat!("/max/", stringify!($plain)), $plain::MAX.to_string()),
                (concat!("/non-zero/min/", stringify!($plain)), num::$non_zero::MIN.to_string()),
                (concat!("/non-zero/max/", stringify!($plain)), num::$non_zero::MAX.to_string()),
            )*];
            for (path, digits) in cases {
                app.get(path).await.assert_status(200).assert_header("content-type", TEXT).assert_text(&digits);
            }
        }
    };
}

numbers! {
    i8 NonZeroI8 i16 NonZeroI16 i32 NonZeroI32 i64 NonZeroI64 i128 NonZeroI128 isize NonZeroIsize
    u8 NonZeroU8 u16 NonZeroU16 u32 NonZeroU32 u64 NonZeroU64 u128 NonZeroU128 usize NonZeroUsize
}

#[get_mapping("/f32/<bits>")]
fn single(bits: u32) -> f32 {
    f32::from_bits(bits)
}

#[get_mapping("/f64/<bits>")]
fn double(bits: u64) -> f64 {
    f64::from_bits(bits)
}

#[tokio::test]
async fn a_float_is_the_shortest_decimal_that_reads_back() {
    let app = app();
    let doubles = [
        (1.0, "1".to_owned()),
        (0.0, "0".to_owned()),
        (0.1, "0.1".to_owned()),
        (-2.5, "-2.5".to_owned()),
        (1.0 / 3.0, "0.3333333333333333".to_owned()),
        (1e21, format!("1{}", "0".repeat(21))),
        (f64::MAX, format!("17976931348623157{}", "0".repeat(292))),
        (f64::MIN, format!("-17976931348623157{}", "0".repeat(292))),
        (f64::from_bits(1), format!("0.{}5", "0".repeat(323))),
    ];
    for (value, text) in doubles {
        let answer = app.get(&format!("/f64/{}", value.to_bits())).await;
        answer.assert_status(200).assert_header("content-type", TEXT).assert_text(&text);
        assert_eq!(answer.text().parse(), Ok(value));
    }
    let singles = [
        (1.0, "1".to_owned()),
        (0.1, "0.1".to_owned()),
        (16_777_216.0, "16777216".to_owned()),
        (f32::MAX, format!("34028235{}", "0".repeat(31))),
        (f32::MIN, format!("-34028235{}", "0".repeat(31))),
    ];
    for (value, text) in singles {
        let answer = app.get(&format!("/f32/{}", value.to_bits())).await;
        answer.assert_status(200).assert_text(&text);
        assert_eq!(answer.text().parse(), Ok(value));
    }
}

#[tokio::test]
async fn a_float_that_is_no_number_is_a_500() {
    let app = app();
    let doubles = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY].map(|value| format!("/f64/{}", value.to_bits()));
    let singles = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY].map(|value| format!("/f32/{}", value.to_bits()));
    for path in doubles.into_iter().chain(singles) {
        let answer = app.get(&path).await;
        answer.assert_status(500).assert_header("content-type", PROBLEM).assert_json(json!({
            "type": "about:blank", "title": "Internal Server Error", "status": 500, "instance": path
        }));
    }
}
