//! Beans and containers are JSON.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet, LinkedList, VecDeque},
    num,
    sync::Arc,
};

use framework::{
    chrono::{NaiveDate, NaiveTime},
    prelude::*,
    serde_json::{Value, json},
};

use super::{
    BEAN, Colour, MyBean, app,
    dates::{day, time},
};
use crate::answers::JSON;

#[get_mapping]
fn bean() -> MyBean {
    MyBean::default()
}

#[get_mapping]
fn bean_vector() -> Vec<MyBean> {
    vec![MyBean::default(), MyBean { index: -1, name: String::new() }]
}

#[get_mapping]
fn bean_array() -> [MyBean; 1] {
    [MyBean::default()]
}

#[get_mapping]
fn bean_box() -> Box<[MyBean]> {
    Box::new([MyBean::default()])
}

#[get_mapping]
fn bean_deque() -> VecDeque<MyBean> {
    [MyBean::default()].into()
}

#[get_mapping]
fn bean_list() -> LinkedList<MyBean> {
    [MyBean::default()].into()
}

#[get_mapping]
fn bean_tree_set() -> BTreeSet<MyBean> {
    [MyBean::default()].into()
}

#[get_mapping]
fn bean_hash_set() -> HashSet<MyBean> {
    [MyBean::default()].into()
}

#[get_mapping]
fn shorts() -> Vec<u16> {
    vec![0, 127, 65535]
}

#[get_mapping]
fn static_shorts() -> &'static [u16] {
    &[1, 2]
}

#[get_mapping]
fn short_array() -> [u16; 2] {
    [1, 2]
}

#[get_mapping]
fn signed_bytes() -> Vec<i8> {
    vec![-128, 127]
}

#[get_mapping]
fn byte_deque() -> VecDeque<u8> {
    [1, 2].into()
}

#[get_mapping]
fn nested_bytes() -> Vec<Vec<u8>> {
    vec![vec![0, 255], vec![]]
}

#[get_mapping]
fn optional_byte_lists() -> Vec<Option<Vec<u8>>> {
    vec![Some(vec![1]), None]
}

#[get_mapping]
fn wide_numbers() -> Vec<u128> {
    vec![u128::MAX, 0]
}

#[get_mapping]
fn wide_signed_numbers() -> Vec<i128> {
    vec![i128::MIN, i128::MAX]
}

#[get_mapping]
fn floats() -> Vec<f64> {
    vec![0.5, -2.25]
}

#[get_mapping]
fn texts() -> Vec<String> {
    vec!["a\"b".to_owned(), "产".to_owned()]
}

#[get_mapping]
fn static_texts() -> Vec<&'static str> {
    vec!["a", "b"]
}

#[get_mapping]
fn truths() -> Vec<bool> {
    vec![true, false]
}

#[get_mapping]
fn characters() -> Vec<char> {
    vec!['a', '产']
}

#[get_mapping]
fn colours() -> Vec<Colour> {
    vec![Colour::Red, Colour::Green]
}

#[get_mapping]
fn dates() -> Vec<NaiveDate> {
    vec![day()]
}

#[get_mapping]
fn empty_list() -> Vec<MyBean> {
    Vec::new()
}

#[get_mapping]
fn text_map() -> HashMap<String, i32> {
    [("a".to_owned(), 1)].into()
}

#[get_mapping]
fn map_of_shared_text() -> BTreeMap<Arc<str>, Vec<Arc<str>>> {
    BTreeMap::from([("a".into(), vec!["b".into()])])
}

#[get_mapping]
fn map_of_numbers_but_zero() -> BTreeMap<num::NonZeroI32, bool> {
    BTreeMap::from([(num::NonZeroI32::MIN, true)])
}

#[get_mapping]
fn character_map() -> BTreeMap<char, bool> {
    [('a', true), ('产', false)].into()
}

#[get_mapping]
fn integer_map() -> BTreeMap<i64, &'static str> {
    [(i64::MIN, "least"), (i64::MAX, "most")].into()
}

#[get_mapping]
fn byte_map() -> BTreeMap<u8, Vec<u8>> {
    [(0, vec![1, 2]), (255, vec![])].into()
}

#[get_mapping]
fn enum_map() -> BTreeMap<Colour, MyBean> {
    [(Colour::Green, MyBean::default())].into()
}

#[get_mapping]
fn date_map() -> BTreeMap<NaiveDate, Vec<NaiveTime>> {
    [(day(), vec![time()])].into()
}

#[get_mapping]
fn map_of_maps() -> BTreeMap<String, HashMap<String, Option<f64>>> {
    [("a".to_owned(), [("b".to_owned(), None)].into())].into()
}

#[get_mapping]
fn value() -> Value {
    json!({ "a": [1, null, "x"] })
}

#[get_mapping]
fn null_value() -> Value {
    Value::Null
}

#[tokio::test]
async fn beans_and_containers_are_json() {
    let app = app();
    let cases = [
        ("/bean", BEAN.to_owned()),
        ("/bean_vector", format!(r#"[{BEAN},{{"index":-1,"name":""}}]"#)),
        ("/bean_array", format!("[{BEAN}]")),
        ("/bean_box", format!("[{BEAN}]")),
        ("/bean_deque", format!("[{BEAN}]")),
        ("/bean_list", format!("[{BEAN}]")),
        ("/bean_tree_set", format!("[{BEAN}]")),
        ("/bean_hash_set", format!("[{BEAN}]")),
        ("/shorts", "[0,127,65535]".to_owned()),
        ("/static_shorts", "[1,2]".to_owned()),
        ("/short_array", "[1,2]".to_owned()),
        ("/signed_bytes", "[-128,127]".to_owned()),
        ("/byte_deque", "[1,2]".to_owned()),
        ("/nested_bytes", "[[0,255],[]]".to_owned()),
        ("/optional_byte_lists", "[[1],null]".to_owned()),
        ("/wide_numbers", format!("[{},0]", u128::MAX)),
        ("/wide_signed_numbers", format!("[{},{}]", i128::MIN, i128::MAX)),
        ("/floats", "[0.5,-2.25]".to_owned()),
        ("/texts", r#"["a\"b","产"]"#.to_owned()),
        ("/static_texts", r#"["a","b"]"#.to_owned()),
        ("/truths", "[true,false]".to_owned()),
        ("/characters", r#"["a","产"]"#.to_owned()),
        ("/colours", r#"["Red","Green"]"#.to_owned()),
        ("/dates", r#"["2022-10-12"]"#.to_owned()),
        ("/empty_list", "[]".to_owned()),
        ("/text_map", r#"{"a":1}"#.to_owned()),
        ("/map_of_shared_text", r#"{"a":["b"]}"#.to_owned()),
        ("/map_of_numbers_but_zero", r#"{"-2147483648":true}"#.to_owned()),
        ("/character_map", r#"{"a":true,"产":false}"#.to_owned()),
        ("/integer_map", format!(r#"{{"{}":"least","{}":"most"}}"#, i64::MIN, i64::MAX)),
        ("/byte_map", r#"{"0":[1,2],"255":[]}"#.to_owned()),
        ("/enum_map", format!(r#"{{"Green":{BEAN}}}"#)),
        ("/date_map", r#"{"2022-10-12":["12:12:12"]}"#.to_owned()),
        ("/map_of_maps", r#"{"a":{"b":null}}"#.to_owned()),
        ("/value", r#"{"a":[1,null,"x"]}"#.to_owned()),
        ("/null_value", "null".to_owned()),
    ];
    for (path, text) in cases {
        app.get(path).await.assert_status(200).assert_header("content-type", JSON).assert_text(&text);
    }
}
