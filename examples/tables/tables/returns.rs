//! What becomes of a returned value.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap, LinkedList, VecDeque},
    num::NonZeroU8,
    sync::Arc,
};

use framework::{
    bytes::Bytes,
    chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc},
    prefixed,
    prelude::*,
    serde_json::{Value, json},
    stream::{self, Stream},
};

use super::types::{Colour, Page, Point, Ticket, TicketError};

#[derive(Default)]
struct Plain;

/// Text, numbers, bytes.
#[controller("/plain")]
impl Plain {
    #[get_mapping]
    fn text() -> &'static str {
        "text"
    }

    #[get_mapping]
    fn string() -> String {
        "text".to_owned()
    }

    #[get_mapping]
    fn cow() -> Cow<'static, str> {
        "text".into()
    }

    #[get_mapping]
    fn arc() -> Arc<str> {
        "text".into()
    }

    #[get_mapping]
    fn letter() -> char {
        'ä'
    }

    #[get_mapping]
    fn integer() -> i128 {
        i128::MIN
    }

    #[get_mapping]
    fn byte() -> u8 {
        255
    }

    #[get_mapping]
    fn not_zero() -> NonZeroU8 {
        NonZeroU8::MAX
    }

    #[get_mapping]
    fn number() -> f32 {
        1.5
    }

    #[get_mapping]
    fn truth() -> bool {
        true
    }

    #[get_mapping]
    fn octets() -> Vec<u8> {
        vec![0, 159]
    }

    #[get_mapping]
    fn bytes() -> Bytes {
        Bytes::from_static(b"\0")
    }

    #[get_mapping]
    fn nothing() {}

    #[get_mapping]
    fn status() -> HttpStatus {
        HttpStatus::ACCEPTED
    }

    #[get_mapping]
    fn date() -> NaiveDate {
        NaiveDate::default()
    }

    #[get_mapping]
    fn time() -> NaiveTime {
        NaiveTime::default()
    }

    #[get_mapping]
    fn datetime() -> NaiveDateTime {
        NaiveDateTime::default()
    }

    #[get_mapping]
    fn moment() -> DateTime<Utc> {
        DateTime::default()
    }
}

#[derive(Default)]
struct Documents;

/// JSON.
#[controller("/documents")]
impl Documents {
    #[get_mapping]
    fn bean() -> Point {
        Point { x: 1, y: 2 }
    }

    #[get_mapping]
    fn page() -> Page<Point> {
        Page { items: vec![Point { x: 1, y: 2 }], next: None }
    }

    #[get_mapping]
    fn numbers() -> Page<u16> {
        Page { items: vec![1], next: Some(2) }
    }

    #[get_mapping]
    fn list() -> Vec<Point> {
        vec![Point { x: 1, y: 2 }]
    }

    #[get_mapping]
    fn queue() -> VecDeque<String> {
        VecDeque::new()
    }

    #[get_mapping]
    fn chain() -> LinkedList<bool> {
        LinkedList::from([true])
    }

    #[get_mapping]
    fn set() -> BTreeSet<i32> {
        [1, 2].into()
    }

    #[get_mapping]
    fn array() -> [i32; 3] {
        [1, 2, 3]
    }

    #[get_mapping]
    fn map() -> BTreeMap<Colour, Point> {
        [(Colour::Red, Point { x: 1, y: 2 })].into()
    }

    #[get_mapping]
    fn by_number() -> HashMap<u32, Vec<NaiveDate>> {
        [(7, vec![NaiveDate::default()])].into()
    }

    #[get_mapping]
    fn value() -> Value {
        json!({ "any": [1, null] })
    }
}

#[derive(Default)]
struct Answers;

/// Statuses, refusals, response types, streams.
#[controller("/answers")]
impl Answers {
    #[get_mapping("/option/<id|u8>")]
    fn option(id: u8) -> Option<Ticket> {
        (id == 7).then_some(Ticket { id })
    }

    #[get_mapping("/result/<id|u8>")]
    fn result(id: u8) -> Result<Ticket, TicketError> {
        match id {
            0 => Err(TicketError::Unknown { id }),
            1 => Err(TicketError::Sold),
            id => Ok(Ticket { id }),
        }
    }

    #[get_mapping("/question/<id|u8>")]
    fn question(id: u8) -> Result<Ticket, Invalid> {
        if id == 0 { Err(Invalid::conflict("it is another one's")) } else { Ok(Ticket { id }) }
    }

    #[get_mapping]
    fn invalid() -> Invalid {
        Invalid::gone("it is no more")
    }

    #[get_mapping]
    fn pair() -> (HttpStatus, Ticket) {
        (HttpStatus::ACCEPTED, Ticket { id: 7 })
    }

    #[get_mapping]
    fn fixed() -> Status<203, Ticket> {
        Status(Ticket { id: 7 })
    }

    #[get_mapping]
    fn created() -> Created<Ticket> {
        Created::at("/tickets/7", Ticket { id: 7 })
    }

    #[get_mapping]
    fn accepted() -> Accepted<Ticket> {
        Accepted(Ticket { id: 7 })
    }

    #[delete_mapping]
    fn nothing() -> NoContent {
        NoContent
    }

    #[get_mapping]
    fn plain() -> PlainTextResponse {
        PlainTextResponse::new("text")
    }

    #[get_mapping]
    fn html() -> HtmlResponse {
        HtmlResponse::new("<p>text</p>")
    }

    #[get_mapping]
    fn json() -> JsonResponse {
        JsonResponse::new(Ticket { id: 7 })
    }

    #[get_mapping]
    fn octets() -> BytesResponse {
        BytesResponse::new("text")
    }

    #[get_mapping]
    fn file() -> FileResponse {
        FileResponse::new("index.html")
    }

    #[get_mapping]
    fn elsewhere() -> RedirectResponse {
        RedirectResponse::to("/plain/text")
    }

    #[get_mapping]
    fn status() -> StatusResponse {
        StatusResponse::new(404, "no such page")
    }

    #[get_mapping]
    fn prefix() -> &'static str {
        "$html:<p>text</p>"
    }

    #[get_mapping("/prefixed/<name>")]
    fn made(name: &str) -> impl IntoResponse {
        let name = name.replace(|letter: char| !letter.is_alphanumeric(), "");
        prefixed!("$json:\"{name}\"")
    }

    #[get_mapping]
    fn opaque() -> impl IntoResponse {
        (HttpStatus::OK, 7_u8)
    }

    #[get_mapping]
    fn response() -> http::Response<Body> {
        http::Response::new(Body::from("text"))
    }

    #[get_mapping]
    fn bytes() -> ByteStream {
        ByteStream::new(stream::iter(["a", "b"]))
    }

    #[get_mapping]
    fn lines() -> NdJson<Point> {
        NdJson::new(stream::iter([Point { x: 1, y: 2 }]))
    }

    #[get_mapping]
    fn events() -> Sse<impl Stream<Item = Event>> {
        Sse::new(stream::iter([Event::data("a")]))
    }
}
