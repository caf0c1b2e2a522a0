//! Responses that are sent while they are made.

use std::time::Duration;

use framework::{
    prelude::*,
    stream::{self, Stream},
};

#[derive(Bean)]
struct Square {
    number: u64,
    square: u64,
}

#[derive(Default)]
struct Streams;

#[controller("/streams")]
impl Streams {
    /// Bytes as they come.
    /// Try `/streams/rows`
    #[get_mapping]
    fn rows(&self) -> ByteStream {
        let rows = (1..=1000).map(|number| format!("{number},{}\n", number * number));
        ByteStream::new(stream::iter(rows)).content_type("text/csv")
    }

    /// Beans, a line each.
    /// Try `/streams/squares`
    #[get_mapping]
    fn squares(&self) -> NdJson<Square> {
        NdJson::new(stream::iter((1..=10).map(|number| Square { number, square: number * number })))
    }

    /// Events. A browser that lost the connection says which was the last, and goes on from there.
    /// Try `/streams/events`
    #[get_mapping]
    fn events(&self, #[header] last_event_id: Option<u64>) -> Sse<impl Stream<Item = Event> + use<>> {
        let first = last_event_id.map_or(1, |last| last.saturating_add(1));
        Sse::new(stream::unfold((first, 5), async |(number, left)| {
            if left == 0 {
                return None; // the browser comes back for more
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
            let event = Event::json(&number).id(number.to_string()).retry(Duration::from_millis(100));
            Some((event, (number.saturating_add(1), left - 1)))
        }))
    }

    /// A page that shows them.
    /// Try `/streams/page`
    #[get_mapping]
    fn page(&self) -> &'static str {
        "$file::/events.html"
    }
}
