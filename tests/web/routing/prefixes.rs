//! Controllers with a prefix, and which of them an application serves.

use framework::prelude::*;

use super::check;

#[derive(Default)]
struct Shop;

#[controller("/shop/<id|int>")]
impl Shop {
    #[get_mapping("/")]
    fn root(&self, head: &RequestHead) -> String {
        format!("root {:?}", head.capture("id"))
    }

    #[post_mapping("")]
    fn also_root(id: i32) -> String {
        format!("post {id}")
    }

    #[get_mapping("/<item>")]
    async fn item(&self, item: &str, id: i32) -> String {
        format!("item {id} {item}")
    }

    #[get_mapping]
    fn named() -> &'static str {
        "named"
    }
}

#[derive(Default)]
struct Plain;

#[controller]
impl Plain {
    #[get_mapping("/plain/<*rest>")]
    fn rest(&self, rest: String) -> String {
        rest
    }
}

#[derive(Default)]
#[allow(dead_code)] // it is left out
struct Disabled;

#[controller("/disabled", enabled = false)]
#[allow(dead_code)]
impl Disabled {
    #[get_mapping("/")]
    fn root() -> &'static str {
        "disabled"
    }
}

#[tokio::test]
async fn a_prefix_stands_before_every_path_of_a_controller() {
    let app = App::new().module(module_path!()).test();
    let cases = [
        ("GET", "/shop/7", 200, "root Some(\"7\")"),
        ("POST", "/shop/7", 200, "post 7"),
        ("GET", "/shop/7/", 404, ""),
        ("GET", "/shop/7/x", 200, "item 7 x"),
        ("GET", "/shop/7/named", 200, "named"),
        ("GET", "/shop/x/named", 404, ""),
        ("GET", "/named", 404, ""),
        ("GET", "/plain/a/b", 200, "a/b"),
        ("GET", "/disabled", 404, ""),
    ];
    check(&app, &cases).await;
}

#[tokio::test]
async fn an_application_serves_what_it_chooses() {
    let shop = App::new().only::<Shop>().test();
    check(&shop, &[("GET", "/shop/7", 200, "root Some(\"7\")"), ("GET", "/plain/a", 404, "")]).await;
    let both = App::new().only::<Shop>().with::<Plain>().test();
    check(&both, &[("GET", "/shop/7/named", 200, "named"), ("GET", "/plain/a", 200, "a")]).await;
    let without = App::new().module(module_path!()).without::<Shop>().test();
    check(&without, &[("GET", "/shop/7", 404, ""), ("GET", "/plain/a", 200, "a")]).await;
    // A free function is served when its module is named.
    let free = App::new().only::<Shop>().module("web::routing::methods").test();
    check(&free, &[("GET", "/two", 200, "GET"), ("GET", "/shop/7/named", 200, "named")]).await;
    check(&shop, &[("GET", "/two", 404, "")]).await;
}

#[test]
fn the_routes_are_listed_with_their_places() {
    let routes = App::new().only::<Shop>().routes();
    let listed: Vec<_> = routes.iter().map(|route| (route.methods.join(" "), route.pattern, route.function)).collect();
    let mut expected = vec![
        ("GET".to_owned(), "/shop/<id|int>", "Shop::root"),
        ("POST".to_owned(), "/shop/<id|int>", "Shop::also_root"),
        ("GET".to_owned(), "/shop/<id|int>/<item>", "Shop::item"),
        ("GET".to_owned(), "/shop/<id|int>/named", "Shop::named"),
    ];
    assert!(listed.is_sorted_by_key(|(_, pattern, _)| *pattern), "{listed:?}");
    let mut sorted = listed.clone();
    sorted.sort();
    expected.sort();
    assert_eq!(sorted, expected);
    for route in routes {
        assert!(route.file.ends_with("tests/web/routing/prefixes.rs") && route.line > 0, "{route:?}");
        assert_eq!((route.package, route.module), ("framework", module_path!()));
    }
}
