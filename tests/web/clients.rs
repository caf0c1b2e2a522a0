//! Handlers called by their names, and links to them.

use framework::{TestResponse, prelude::*, serde_json::json};

#[derive(Bean, Clone, Debug, PartialEq)]
struct Shelf {
    id: u32,
    name: String,
    #[bean(default)]
    tags: Vec<String>,
}

#[derive(Bean, Clone, Copy, Debug, PartialEq)]
enum Order {
    Up,
    Down,
}

#[derive(Bean, Debug, PartialEq)]
struct Page {
    from: u32,
    count: Option<u32>,
}

#[derive(Debug, thiserror::Error, HttpError)]
enum ShelfError {
    #[error("none")]
    #[invalid(404, "there is no shelf {0}")]
    None(u32),
}

struct Reader(String);

impl Guard for Reader {
    async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
        let name = request.header("x-reader").map(str::to_owned);
        name.map(Reader).ok_or_else(|| Invalid::unauthorized("who are you?"))
    }
}

#[derive(Default)]
struct Shelves;

#[controller("/clients/<house>/shelves", client)]
impl Shelves {
    /// Finds a shelf.
    #[get_mapping("/<id>", "/also/<id>")]
    async fn find(&self, house: &str, id: u32) -> Result<Shelf, ShelfError> {
        match id {
            7 => Ok(Shelf { id, name: house.to_owned(), tags: Vec::new() }),
            _ => Err(ShelfError::None(id)),
        }
    }

    #[post_mapping("/")]
    fn add(&self, house: String, shelf: Shelf, head: &RequestHead) -> Created<Shelf> {
        let _ = head;
        Created::at("/x", Shelf { name: house + &shelf.name, ..shelf })
    }

    #[get_mapping]
    fn words(
        &self,
        house: &str,
        word: Vec<String>,
        order: Option<Order>,
        #[query(default = 3)] most: usize,
    ) -> Vec<String> {
        let more = order.map(|order| format!("{order:?}"));
        word.into_iter().chain(more).chain([house.to_owned()]).take(most).collect()
    }

    #[get_mapping]
    fn page(&self, page: Page) -> Page {
        page
    }

    #[get_mapping]
    fn maybe(&self, id: u32) -> Option<u32> {
        (id > 0).then_some(id)
    }

    #[get_mapping("/files/<*path>")]
    fn file(&self, path: framework::Rest<'_>) -> String {
        path.as_str().to_owned()
    }

    #[get_mapping]
    fn who(&self, #[guard] reader: Reader, cookies: Cookies, #[header] accept_language: Option<String>) -> String {
        let _ = cookies;
        format!("{} {}", reader.0, accept_language.unwrap_or_default())
    }

    #[post_mapping]
    fn raw(&self, #[body] text: String, #[cookie] theme: Option<&str>) -> (HttpStatus, String) {
        (HttpStatus::ACCEPTED, format!("{text} {}", theme.unwrap_or_default()))
    }

    #[post_mapping]
    fn parts(&self, #[json("/a/b")] first: u32, #[json("/c")] second: Shelf) -> u32 {
        first + second.id
    }

    #[post_mapping]
    fn form(&self, #[form] name: String, #[form] count: Option<u8>) -> String {
        format!("{name}{}", count.unwrap_or_default())
    }

    #[get_mapping]
    fn page_of_html(&self) -> impl IntoResponse + use<> {
        HtmlResponse::new("<h1>x</h1>")
    }

    #[get_mapping]
    fn document(&self, id: u32) -> Result<JsonResponse, Invalid> {
        if id == 0 { Err(Invalid::not_found("there is none")) } else { Ok(JsonResponse::new(id)) }
    }

    #[get_mapping]
    fn state(&self, id: u32) -> HttpStatus {
        if id == 0 { HttpStatus::NOT_FOUND } else { HttpStatus::OK }
    }

    #[get_mapping]
    fn perhaps(&self, id: u32) -> Result<Option<u32>, Invalid> {
        Ok((id > 0).then_some(id))
    }

    #[delete_mapping("/<id>")]
    fn remove(&self, id: u32) -> NoContent {
        let _ = id;
        NoContent
    }

    #[get_mapping]
    fn first(&self, house: &str) -> RedirectResponse {
        RedirectResponse::to(urls::<Shelves>().find(house, 7))
    }
}

fn app() -> framework::TestApp {
    App::new().only::<Shelves>().test()
}

#[tokio::test]
async fn a_handler_is_called_by_its_name_and_gives_what_it_returns() -> Result<(), TestResponse> {
    let app = app();
    let shelves = app.client::<Shelves>();
    let shelf = Shelf { id: 7, name: "a b".to_owned(), tags: Vec::new() };
    assert_eq!(shelves.find("a b", 7).await?, shelf);
    let added = shelves.add("my ".to_owned(), Shelf { tags: vec!["t".to_owned()], ..shelf }).await?;
    assert_eq!((added.name.as_str(), added.tags.len()), ("my a b", 1));
    let words = shelves.words("h", vec!["a&b".to_owned(), "c".to_owned()], Some(Order::Down), 4).await?;
    assert_eq!(words, ["a&b", "c", "Down", "h"]);
    let page = Page { from: 3, count: None };
    assert_eq!(shelves.page("h", page).await?, Page { from: 3, count: None });
    assert_eq!((shelves.maybe("h", 5).await?, shelves.maybe("h", 0).await?), (Some(5), None));
    assert_eq!(shelves.file("h", "a b/c").await?, "a b/c");
    assert_eq!(
        shelves.raw("h", "text".to_owned(), Some("dark")).await?,
        (HttpStatus::ACCEPTED, "text dark".to_owned())
    );
    let second = Shelf { id: 2, name: String::new(), tags: Vec::new() };
    assert_eq!(shelves.parts("h", 1, second).await?, 3);
    assert_eq!(shelves.form("h", "x".to_owned(), Some(4)).await?, "x4");
    shelves.remove("h", 1).await?;
    shelves.page_of_html("h").await?.assert_header("content-type", "text/html; charset=UTF-8");
    Ok(())
}

#[tokio::test]
async fn what_is_no_success_is_the_response_with_its_problem() {
    let app = app();
    let refused = app.client::<Shelves>().find("h", 8).await.expect_err("there is none");
    assert_eq!(refused.problem().detail.as_deref(), Some("there is no shelf 8"));
    app.client::<Shelves>().find("h", 8).request().await.assert_status(404).assert_json_at("/status", json!(404));
}

#[tokio::test]
async fn a_response_type_in_a_result_is_the_error_where_it_refuses() {
    let app = app();
    let shelves = app.client::<Shelves>();
    shelves.document("h", 7).await.expect("there is one").assert_json(json!(7));
    let refused = shelves.document("h", 0).await.expect_err("there is none");
    assert_eq!(refused.problem().detail.as_deref(), Some("there is none"));
    assert_eq!(shelves.state("h", 0).await.expect("a status is what it gives"), HttpStatus::NOT_FOUND);
    assert_eq!(shelves.perhaps("h", 0).await.expect("it may be missing"), None);
}

#[tokio::test]
async fn guards_and_parts_of_the_request_are_left_out_and_given_by_the_client() {
    let app = app();
    app.client::<Shelves>().who("h", None).request().await.assert_status(401);
    let reader = app.with_header("x-reader", "Ada");
    let who = reader.client::<Shelves>().who("h", Some("en".to_owned()));
    assert_eq!(who.await.expect("she may"), "Ada en");
    let who = app.client::<Shelves>().who("h", None).with(|request| request.header("x-reader", "Bo"));
    assert_eq!(who.await.expect("he may"), "Bo ");
}

#[tokio::test]
async fn urls_are_those_of_the_handlers() {
    let shelves = urls::<Shelves>();
    assert_eq!(shelves.find("a/b", 7).to_string(), "/clients/a%2Fb/shelves/7");
    assert_eq!(shelves.words("h").query("word", "a&b").to_string(), "/clients/h/shelves/words?word=a%26b");
    assert_eq!(shelves.add("h".to_owned()).to_string(), "/clients/h/shelves");
    assert_eq!(shelves.file("h", "a/b c").to_string(), "/clients/h/shelves/files/a/b%20c");
    app().get(shelves.first("h").as_ref()).await.assert_redirect("/clients/h/shelves/7");
}
