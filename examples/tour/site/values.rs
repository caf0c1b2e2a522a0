//! Return what you have.

use std::collections::BTreeMap;

use framework::{chrono::NaiveDate, prelude::*, serde_json::Value, serde_json::json};

#[derive(Default)]
struct Values;

#[controller("/values")]
impl Values {
    /// A text.
    /// Try `/values/text`
    #[get_mapping]
    fn text(&self) -> &'static str {
        "Hello, World!"
    }

    /// A number, exact to its last digit.
    /// Try `/values/number`
    #[get_mapping]
    fn number(&self) -> u64 {
        u64::MAX
    }

    /// A truth.
    /// Try `/values/truth`
    #[get_mapping]
    fn truth(&self) -> bool {
        true
    }

    /// A status and nothing else.
    /// Try `/values/accepted` → 202
    #[get_mapping]
    fn accepted(&self) -> HttpStatus {
        HttpStatus::ACCEPTED
    }

    /// Nothing at all.
    /// Try `/values/nothing`
    #[get_mapping]
    fn nothing(&self) {}

    /// Bytes: a list of `u8` is sent as it is.
    /// Try `/values/bytes`
    #[get_mapping]
    fn bytes(&self) -> Vec<u8> {
        b"bytes".to_vec()
    }

    /// Numbers: any other list is JSON.
    /// Try `/values/list`
    #[get_mapping]
    fn list(&self) -> Vec<u16> {
        vec![1, 2, 4]
    }

    /// A map.
    /// Try `/values/map`
    #[get_mapping]
    fn map(&self) -> BTreeMap<&'static str, i32> {
        BTreeMap::from([("hello", 1), ("world", 2), ("yuekeyuan", 3)])
    }

    /// JSON made by hand.
    /// Try `/values/json`
    #[get_mapping]
    fn json(&self) -> Value {
        json!(["hello", "world"])
    }

    /// A date, in the format of the setting `http.date_format`.
    /// Try `/values/date`
    #[get_mapping]
    fn date(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2022, 10, 12)
    }

    /// What may be missing.
    /// Try `/values/missing` → 404
    #[get_mapping]
    fn missing(&self) -> Option<String> {
        None
    }

    /// A value with a status.
    /// Try `/values/created` → 201
    #[get_mapping]
    fn created(&self) -> (HttpStatus, &'static str) {
        (HttpStatus::CREATED, "made")
    }

    /// Whatever can be returned, without saying what.
    /// Try `/values/opaque`
    #[get_mapping]
    async fn opaque(&self) -> impl IntoResponse {
        "something"
    }
}
