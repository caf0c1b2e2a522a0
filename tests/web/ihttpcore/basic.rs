//! The page *Basic types*.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap, LinkedList, VecDeque},
    sync::Arc,
};

use framework::{
    chrono::{NaiveDate, NaiveDateTime, NaiveTime},
    prelude::*,
    serde_json::{Value, json},
};

use super::{Case, FAILED, JSON, NONE, OCTETS, OK, PROBLEM, TEXT, app, expect, failure};
use crate::refused;

/// The bean of the page.
#[derive(Bean)]
#[bean(default)]
struct MyBean {
    #[bean(default = 100)]
    index: i32,
    #[bean(default = "yuekeyuan")]
    name: String,
}

fn beans<C: FromIterator<MyBean>>() -> C {
    [(1, "hello"), (2, "world")].map(|(index, name)| MyBean { index, name: name.to_owned() }).into_iter().collect()
}

fn bean_map<C: FromIterator<(String, MyBean)>>() -> C {
    ["yue", "qichu"].map(str::to_owned).into_iter().zip(beans::<Vec<_>>()).collect()
}

fn counts<K: From<&'static str>, C: FromIterator<(K, i32)>>() -> C {
    [("hello", 1), ("world", 2), ("yuekeyuan", 3)].map(|(word, count)| (K::from(word), count)).into_iter().collect()
}

// What the original takes for unknown types: other names for known ones.
use std::string::String as Word;
type Ushort = u16;
type Beans = LinkedList<MyBean>;
type Counts<K> = BTreeMap<K, i32>;

#[derive(Default)]
struct ReturnTypeController;

#[controller("/ReturnTypeController")]
impl ReturnTypeController {
    #[get_mapping("/qstring")]
    fn qstring(&self) -> &'static str {
        "QString"
    }

    #[get_mapping("/stdString")]
    fn std_string(&self) -> String {
        "stdString".to_owned()
    }

    #[get_mapping("/stringFun")]
    fn string_fun(&self) -> Word {
        "string".to_owned()
    }

    #[get_mapping("/istring")]
    fn istring(&self) -> Arc<str> {
        "IString".into()
    }

    #[get_mapping("/cow")]
    fn cow(&self) -> Cow<'static, str> {
        "IString".into()
    }

    #[get_mapping("/utf8")]
    fn utf8(&self) -> Box<str> {
        "岳克远".into()
    }

    #[get_mapping("/qbytearray")]
    fn qbytearray(&self) -> Vec<u8> {
        b"IStringView".to_vec()
    }

    #[get_mapping("/uintVal")]
    fn uint_val(&self) -> u32 {
        u32::MAX
    }

    #[get_mapping("/unsignedlonglongVal")]
    fn unsigned_long_long_val(&self) -> u64 {
        u64::MAX
    }

    #[get_mapping("/short")]
    fn short(&self) -> i16 {
        i16::MIN
    }

    #[get_mapping("/ushort")]
    fn ushort(&self) -> Ushort {
        u16::MAX
    }

    #[get_mapping("/long")]
    fn long(&self) -> i64 {
        i64::MIN
    }

    #[get_mapping("/float")]
    fn float(&self) -> f32 {
        0.1
    }

    #[get_mapping("/double")]
    fn double(&self) -> f64 {
        -2.5
    }

    #[get_mapping("/schar")]
    fn schar(&self) -> i8 {
        i8::MIN
    }

    #[get_mapping("/uchar")]
    fn uchar(&self) -> u8 {
        b'A'
    }

    #[get_mapping("/char")]
    fn char(&self) -> char {
        'A'
    }

    #[get_mapping("/httpStatus")]
    fn http_status(&self) -> HttpStatus {
        HttpStatus::ACCEPTED
    }

    #[get_mapping("/intStatus")]
    fn int_status(&self) -> i32 {
        202
    }

    #[get_mapping("/getBean")]
    fn get_bean(&self) -> MyBean {
        MyBean::default()
    }

    #[post_mapping("/takeBean")]
    fn take_bean(&self, bean: MyBean) -> MyBean {
        bean
    }

    #[get_mapping("/getBeanQList")]
    fn get_bean_list(&self) -> VecDeque<MyBean> {
        beans()
    }

    #[get_mapping("/getBeanStdList")]
    fn get_bean_std_list(&self) -> Beans {
        beans()
    }

    #[get_mapping("/getBeanVector")]
    fn get_bean_vector(&self) -> Vec<MyBean> {
        beans()
    }

    #[get_mapping("/getBeanQMapQstring")]
    fn get_bean_map(&self) -> BTreeMap<String, MyBean> {
        bean_map()
    }

    #[get_mapping("/getBeanHashMap")]
    fn get_bean_hash_map(&self) -> HashMap<String, MyBean> {
        bean_map::<Vec<_>>().into_iter().take(1).collect()
    }

    #[get_mapping("/intList")]
    fn int_list(&self) -> LinkedList<i32> {
        [1, 2, 4].into()
    }

    #[get_mapping("/intVector")]
    fn int_vector(&self) -> Vec<i32> {
        vec![1, 2, 5]
    }

    #[get_mapping("/stringList")]
    fn string_list(&self) -> LinkedList<String> {
        ["hello", "world", "yuekeyuan"].map(str::to_owned).into()
    }

    #[get_mapping("/boolList")]
    fn bool_list(&self) -> [bool; 2] {
        [true, false]
    }

    #[get_mapping("/doubleVector")]
    fn double_vector(&self) -> Vec<f64> {
        vec![0.5, 2.0]
    }

    #[get_mapping("/stdMapstdStringInt")]
    fn map_of_strings(&self) -> BTreeMap<String, i32> {
        counts()
    }

    #[get_mapping("/qMapQStringInt")]
    fn map_of_statics(&self) -> Counts<&'static str> {
        counts()
    }

    #[get_mapping("/stdMapBoxInt")]
    fn map_of_boxes(&self) -> Counts<Box<str>> {
        counts()
    }

    #[get_mapping("/ijson")]
    fn ijson(&self) -> Value {
        json!(["hello", "world"])
    }

    #[get_mapping("/qDate")]
    fn date(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2022, 10, 12)
    }

    #[get_mapping("/qTime")]
    fn time(&self) -> Option<NaiveTime> {
        NaiveTime::from_hms_opt(12, 12, 12)
    }

    #[get_mapping("/qDateTime")]
    fn date_time(&self) -> Option<NaiveDateTime> {
        Some(self.date()?.and_time(self.time()?))
    }

    #[get_mapping("/invalid/qDate")]
    fn invalid_date(&self) -> Result<NaiveDate, Invalid> {
        NaiveDate::from_ymd_opt(2022, 13, 12).ok_or_else(|| Invalid::internal("no such date"))
    }

    #[get_mapping("/invalid/qTime")]
    fn invalid_time(&self) -> Result<NaiveTime, Invalid> {
        NaiveTime::from_hms_opt(25, 12, 12).ok_or_else(|| Invalid::internal("no such time"))
    }

    #[get_mapping("/invalid/qDateTime")]
    fn invalid_date_time(&self) -> Result<NaiveDateTime, Invalid> {
        Ok(self.date().unwrap_or_default().and_time(self.invalid_time()?))
    }

    #[get_mapping("/none")]
    fn no_date(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2022, 2, 30)
    }
}

async fn sent(cases: &[Case<'_>]) {
    let targets: Vec<_> = cases.iter().map(|(path, ..)| format!("/ReturnTypeController{path}")).collect();
    let cases = cases.iter().zip(&targets);
    expect(
        app(),
        &cases
            .map(|((_, status, fields, body), target)| (target.as_str(), *status, *fields, *body))
            .collect::<Vec<_>>(),
    )
    .await;
}

#[tokio::test]
async fn rows_4_to_8_a_text_is_plain_text_whatever_its_type_is_called() {
    sent(&[
        ("/qstring", OK, TEXT, "QString"),
        ("/stdString", OK, TEXT, "stdString"),
        ("/stringFun", OK, TEXT, "string"),
        ("/istring", OK, TEXT, "IString"),
        ("/cow", OK, TEXT, "IString"),
        ("/utf8", OK, TEXT, "岳克远"),
    ])
    .await;
}

#[tokio::test]
async fn row_9_bytes_are_an_octet_stream() {
    sent(&[("/qbytearray", OK, OCTETS, "IStringView")]).await;
}

#[tokio::test]
async fn rows_10_to_15_numbers_are_exact_decimal_text() {
    sent(&[
        ("/uintVal", OK, TEXT, "4294967295"),
        ("/unsignedlonglongVal", OK, TEXT, "18446744073709551615"),
        ("/short", OK, TEXT, "-32768"),
        ("/ushort", OK, TEXT, "65535"),
        ("/long", OK, TEXT, "-9223372036854775808"),
        ("/float", OK, TEXT, "0.1"),
        ("/double", OK, TEXT, "-2.5"),
    ])
    .await;
}

#[tokio::test]
async fn rows_16_and_17_small_integers_are_numbers_and_a_char_is_a_character() {
    sent(&[("/schar", OK, TEXT, "-128"), ("/uchar", OK, TEXT, "65"), ("/char", OK, TEXT, "A")]).await;
}

#[tokio::test]
async fn rows_18_and_19_a_status_has_no_body_and_an_integer_is_no_status() {
    sent(&[("/httpStatus", "202 Accepted", NONE, ""), ("/intStatus", OK, TEXT, "202")]).await;
}

#[tokio::test]
async fn rows_20_to_23_a_bean_is_its_json_object() {
    sent(&[("/getBean", OK, JSON, r#"{"index":100,"name":"yuekeyuan"}"#)]).await;
    let request = "POST /ReturnTypeController/takeBean HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n\
                   Content-Length: 11\r\n\r\n{\"index\":1}";
    assert!(crate::exchange(app(), request).await.ends_with("\r\n\r\n{\"index\":1,\"name\":\"yuekeyuan\"}"));
}

#[tokio::test]
async fn rows_24_and_25_sequences_of_beans_are_json_arrays() {
    let array = r#"[{"index":1,"name":"hello"},{"index":2,"name":"world"}]"#;
    sent(&[
        ("/getBeanQList", OK, JSON, array),
        ("/getBeanStdList", OK, JSON, array),
        ("/getBeanVector", OK, JSON, array),
    ])
    .await;
}

#[tokio::test]
async fn rows_26_and_27_maps_of_beans_are_json_objects() {
    sent(&[
        ("/getBeanQMapQstring", OK, JSON, r#"{"qichu":{"index":2,"name":"world"},"yue":{"index":1,"name":"hello"}}"#),
        ("/getBeanHashMap", OK, JSON, r#"{"yue":{"index":1,"name":"hello"}}"#),
    ])
    .await;
}

#[tokio::test]
async fn rows_28_to_31_lists_and_maps_of_plain_values_are_json() {
    let map = r#"{"hello":1,"world":2,"yuekeyuan":3}"#;
    sent(&[
        ("/intList", OK, JSON, "[1,2,4]"),
        ("/intVector", OK, JSON, "[1,2,5]"),
        ("/stringList", OK, JSON, r#"["hello","world","yuekeyuan"]"#),
        ("/boolList", OK, JSON, "[true,false]"),
        ("/doubleVector", OK, JSON, "[0.5,2.0]"),
        ("/stdMapstdStringInt", OK, JSON, map),
        ("/qMapQStringInt", OK, JSON, map),
        ("/stdMapBoxInt", OK, JSON, map),
    ])
    .await;
}

#[tokio::test]
async fn rows_32_and_33_a_json_value_is_sent_as_it_is() {
    sent(&[("/ijson", OK, JSON, r#"["hello","world"]"#)]).await;
}

#[tokio::test]
async fn rows_34_37_39_dates_and_times_have_their_formats() {
    sent(&[
        ("/qDate", OK, TEXT, "2022-10-12"),
        ("/qTime", OK, TEXT, "12:12:12"),
        ("/qDateTime", OK, TEXT, "2022-10-12T12:12:12"),
    ])
    .await;
}

#[tokio::test]
async fn rows_35_38_40_the_formats_are_settings() {
    let configured = app()
        .set("http.date_format", "%Y/%m/%d")
        .set("http.time_format", "%H.%M")
        .set("http.datetime_format", "%d.%m.%Y %H:%M");
    expect(
        configured,
        &[
            ("/ReturnTypeController/qDate", OK, TEXT, "2022/10/12"),
            ("/ReturnTypeController/qTime", OK, TEXT, "12.12"),
            ("/ReturnTypeController/qDateTime", OK, TEXT, "12.10.2022 12:12"),
        ],
    )
    .await;
}

#[tokio::test]
async fn row_35_a_pattern_of_qt_stops_the_start_and_a_good_one_is_named() {
    let report = refused(app().set("http.date_format", "yyyy/MM/dd")).await;
    for part in ["http.date_format", "yyyy/MM/dd", "%Y-%m-%d"] {
        assert!(report.contains(part), "{report}");
    }
}

#[tokio::test]
async fn rows_36_38_40_a_date_that_is_none_is_a_500_where_the_handler_says_so() {
    for path in ["/invalid/qDate", "/invalid/qTime", "/invalid/qDateTime"] {
        sent(&[(path, FAILED, PROBLEM, &failure(&format!("/ReturnTypeController{path}")))]).await;
    }
    let missing = r#"{"type":"about:blank","title":"Not Found","status":404,"instance":"/ReturnTypeController/none"}"#;
    sent(&[("/none", "404 Not Found", PROBLEM, missing)]).await;
}
