use framework::{chrono::NaiveDate, prelude::*, serde_json::Value};

#[derive(Bean)]
struct Cart {
    items: Vec<u32>,
}

struct Member(Session);

impl Guard for Member {
    async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
        let session = request.session().await?;
        session.get::<String>("user").ok_or_else(|| Invalid::unauthorized("log in first"))?;
        Ok(Member(session))
    }
}

#[get_mapping]
fn values(
    #[session] name: &str,
    #[session("member-since")] since: Option<NaiveDate>,
    #[session(default = 1)] page: u8,
    #[session("theme", default = "light")] theme: &str,
    #[session] tags: Vec<String>,
    #[session] cart: Cart,
    #[session] carts: Option<Vec<Cart>>,
    #[session] any: Result<Value, framework::ParameterError>,
) -> String {
    let _all = (since, page, tags, cart.items, carts.map(|carts| carts.len()), any);
    format!("{name} {theme}")
}

/// The session and what borrows from it are held across an await.
#[post_mapping]
async fn later(session: Session, #[session] name: &str, maybe: Option<Session>, #[guard] member: Member) -> String {
    session.set("name", name);
    tokio::task::yield_now().await;
    member.0.rotate();
    format!("{name} {}", maybe.is_some())
}

#[derive(Default)]
struct Shop;

#[controller("/shop")]
impl Shop {
    #[get_mapping]
    async fn cart(&self, #[session] cart: Option<Cart>, session: Session) -> usize {
        tokio::task::yield_now().await;
        session.remove("cart");
        cart.map_or(0, |cart| cart.items.len())
    }

    #[post_mapping("/leave/<kind>")]
    fn leave(kind: &str, session: Session) -> Result<RedirectResponse, StatusResponse> {
        session.destroy();
        match kind {
            "json" => Ok(JsonResponse::raw("{}").session("a", 1).into()),
            "page" => Ok(HtmlResponse::new("").session("a", "b".to_owned()).session("b", [1, 2]).into()),
            "file" => Ok(FileResponse::new("a").session("a", None::<u8>).attachment().into()),
            "bytes" => Err(BytesResponse::new("").session("a", NaiveDate::default()).into()),
            "text" => Err(PlainTextResponse::new("").session("a", ()).status(404).into()),
            "else" => Err(StatusResponse::new(404, "").session("a", 'x')),
            _ => Ok(RedirectResponse::local("/").session("a", true).see_other()),
        }
    }
}

fn main() {}
