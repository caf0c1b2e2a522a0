//! Which route answers a request, and what is answered when none does.

use framework::{
    TestApp,
    http::Method,
    prelude::*,
    serde_json::{Value, json},
};

/// Asks for each target; the answer is that status and, where it is a 200, that text.
async fn check(app: &TestApp, cases: &[(&str, &str, u16, &str)]) {
    for (method, target, status, text) in cases {
        let method = method.parse().expect("a method");
        let answer = app.request(method, target).await;
        answer.assert_status(*status);
        if *status == 200 {
            answer.assert_text(text);
        }
    }
}

mod precedence {
    use super::*;

    #[get_mapping("/a/<*rest>")]
    fn catch_all(rest: &str) -> String {
        format!("rest {rest}")
    }

    #[get_mapping("/a/<x>")]
    fn capture(x: &str) -> String {
        format!("capture {x}")
    }

    #[get_mapping("/a/<x||[a-f]+>")]
    fn regex(x: &str) -> String {
        format!("regex {x}")
    }

    #[get_mapping("/a/<x||[a-c]+>")]
    fn earlier_regex(x: &str) -> String {
        format!("earlier regex {x}")
    }

    #[get_mapping("/a/<x|int>")]
    fn int(x: i32) -> String {
        format!("int {x}")
    }

    #[get_mapping("/a/<x|ulong>")]
    fn ulong(x: u64) -> String {
        format!("ulong {x}")
    }

    #[get_mapping("/a/<x|bool>")]
    fn bool(x: &str) -> String {
        format!("bool {x}")
    }

    #[get_mapping("/a/face")]
    fn literal() -> &'static str {
        "literal"
    }

    #[get_mapping("/a/<x>/end")]
    fn after_capture(x: &str) -> String {
        format!("end {x}")
    }

    #[get_mapping("/a/face/other")]
    fn after_literal() -> &'static str {
        "other"
    }

    #[get_mapping("/a/<x|int>/<y||[0-9]>/<z>/stop")]
    fn deep(x: i32, y: u8, z: &str) -> String {
        format!("deep {x} {y} {z}")
    }

    #[get_mapping("/a/<x>/<y>/<z|int>/<*rest>")]
    fn deeper(x: &str, y: &str, z: i32, rest: &str) -> String {
        format!("deeper {x} {y} {z} {rest}")
    }

    #[tokio::test]
    async fn a_literal_goes_before_constraint_regex_capture_and_catch_all_with_backtracking() {
        let cases = [
            ("GET", "/a/face", 200, "literal"),
            ("GET", "/a/1", 200, "bool 1"),
            ("GET", "/a/on", 200, "bool on"),
            ("GET", "/a/17", 200, "int 17"),
            ("GET", "/a/-17", 200, "int -17"),
            ("GET", "/a/2147483648", 200, "ulong 2147483648"),
            ("GET", "/a/18446744073709551616", 200, "capture 18446744073709551616"),
            ("GET", "/a/+5", 200, "capture +5"),
            ("GET", "/a/abc", 200, "earlier regex abc"),
            ("GET", "/a/abcdef", 200, "regex abcdef"),
            ("GET", "/a/abx", 200, "capture abx"),
            ("GET", "/a/%66ace", 200, "literal"),
            ("GET", "/a/x/y", 200, "rest x/y"),
            ("GET", "/a/face/other", 200, "other"),
            ("GET", "/a/face/end", 200, "end face"),
            ("GET", "/a/17/end", 200, "end 17"),
            ("GET", "/a/face/x", 200, "rest face/x"),
            ("GET", "/a/17/3/z/stop", 200, "deep 17 3 z"),
            ("GET", "/a/17/3/4/stop", 200, "deep 17 3 4"),
            ("GET", "/a/17/3/4/go/on", 200, "deeper 17 3 4 go/on"),
            ("GET", "/a/17/3/x/go", 200, "rest 17/3/x/go"),
            ("GET", "/a/17/33/4/stop", 200, "deeper 17 33 4 stop"),
            ("GET", "/a", 404, ""),
            ("GET", "/a/", 404, ""),
            ("GET", "/A/face", 404, ""),
            ("GET", "/b", 404, ""),
        ];
        check(&App::new().module(module_path!()).test(), &cases).await;
    }
}

mod methods {
    use super::*;

    #[post_mapping("/users/me")]
    fn post_me() -> &'static str {
        "post me"
    }

    #[get_mapping("/users/<id>")]
    fn get_user(id: &str) -> String {
        format!("get {id}")
    }

    #[put_mapping("/users/<id|int>")]
    fn put_user(id: i32) -> String {
        format!("put {id}")
    }

    #[delete_mapping("/users/<*rest>")]
    fn delete_users(rest: &str) -> String {
        format!("delete {rest}")
    }

    #[patch_mapping("/patch")]
    fn patch() -> &'static str {
        "patch"
    }

    #[head_mapping("/own-head")]
    fn own_head() -> (HttpStatus, &'static str) {
        (HttpStatus::ACCEPTED, "the body of HEAD")
    }

    #[get_mapping("/own-head")]
    fn beside_own_head() -> &'static str {
        "get"
    }

    #[options_mapping("/own-options")]
    fn own_options() -> &'static str {
        "own options"
    }

    #[get_mapping("/own-options")]
    fn beside_own_options() -> &'static str {
        "get"
    }

    #[get_mapping("/two")]
    #[post_mapping("/two", "/zwei")]
    fn two(head: &RequestHead) -> String {
        head.method().to_string()
    }

    fn app() -> TestApp {
        App::new().module(module_path!()).set("http.docs", "off").test()
    }

    #[tokio::test]
    async fn the_method_takes_part_in_the_choice() {
        let cases = [
            ("POST", "/users/me", 200, "post me"),
            ("GET", "/users/me", 200, "get me"),
            ("DELETE", "/users/me", 200, "delete me"),
            ("DELETE", "/users/7/x", 200, "delete 7/x"),
            ("PUT", "/users/7", 200, "put 7"),
            ("PUT", "/users/me", 405, ""),
            ("PATCH", "/patch", 200, "patch"),
            ("GET", "/two", 200, "GET"),
            ("POST", "/two", 200, "POST"),
            ("POST", "/zwei", 200, "POST"),
            ("GET", "/zwei", 405, ""),
            ("GET", "/own-options", 200, "get"),
            ("OPTIONS", "/own-options", 200, "own options"),
        ];
        check(&app(), &cases).await;
    }

    #[tokio::test]
    async fn no_route_of_the_method_is_a_405_with_the_union_of_what_is_allowed() {
        let cases = [
            ("PATCH", "/users/me", "DELETE, GET, HEAD, OPTIONS, POST"),
            ("PATCH", "/users/7", "DELETE, GET, HEAD, OPTIONS, PUT"),
            ("POST", "/users/7", "DELETE, GET, HEAD, OPTIONS, PUT"),
            ("GET", "/users/7/x", "DELETE, OPTIONS"),
            ("HEAD", "/patch", "OPTIONS, PATCH"),
            ("GET", "/patch", "OPTIONS, PATCH"),
            ("DELETE", "/own-head", "GET, HEAD, OPTIONS"),
            ("TRACE", "/two", "GET, HEAD, OPTIONS, POST"),
        ];
        let app = app();
        for (method, target, allow) in cases {
            let answer = app.request(method.parse().expect("a method"), target).await;
            answer
                .assert_status(405)
                .assert_header("allow", allow)
                .assert_header("content-type", "application/problem+json");
        }
    }

    #[tokio::test]
    async fn options_without_a_route_of_its_own_is_a_204_with_allow() {
        let cases = [
            ("/users/me", "DELETE, GET, HEAD, OPTIONS, POST"),
            ("/patch", "OPTIONS, PATCH"),
            ("/own-head", "GET, HEAD, OPTIONS"),
            ("*", "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"),
        ];
        let app = app();
        for (target, allow) in cases {
            let answer = app.request(Method::OPTIONS, target).await;
            answer.assert_status(204).assert_header("allow", allow).assert_text("");
            assert!(answer.headers().get("content-type").is_none());
        }
        app.request(Method::OPTIONS, "/nowhere").await.assert_status(404);
    }

    #[tokio::test]
    async fn head_is_answered_by_its_own_route_before_that_of_get() {
        let app = app();
        app.head("/own-head").await.assert_status(202).assert_header("content-length", "16").assert_text("");
        app.head("/users/me").await.assert_status(200).assert_header("content-length", "6").assert_text("");
        app.head("/nowhere").await.assert_status(404).assert_text("");
    }

    #[tokio::test]
    async fn an_unknown_method_is_a_501_and_a_known_one_without_a_path_a_404() {
        let app = app();
        for target in ["/two", "/nowhere"] {
            for method in ["PROPFIND", "get", "X"] {
                let answer = app.request(method.parse().expect("a method"), target).await;
                answer.assert_status(501).assert_header("content-type", "application/problem+json");
            }
        }
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "TRACE"] {
            app.request(method.parse().expect("a method"), "/nowhere").await.assert_status(404);
        }
    }
}

mod paths {
    use super::*;

    #[get_mapping("/", "/all", "other/<id>")]
    async fn several(head: &RequestHead, id: Option<u8>) -> String {
        format!("{} {id:?}", head.path())
    }

    #[get_mapping]
    fn its_own_name() -> &'static str {
        "name"
    }

    #[get_mapping]
    fn r#match() -> &'static str {
        "raw name"
    }

    #[get_mapping("产品/<名>")]
    fn utf8(名: &str) -> &'static str {
        if 名 == "ß" { "ß" } else { "other" }
    }

    #[get_mapping("/enc%6Fded/a%2Fb")]
    fn encoded() -> &'static str {
        "encoded"
    }

    #[get_mapping("/slash/<x>/y")]
    fn slash(x: &str) -> String {
        x.to_owned()
    }

    #[get_mapping("/file/<name||[a-z]+\\.json>")]
    fn file(name: &str) -> String {
        name.to_owned()
    }

    #[get_mapping("/ignored/<>/<|int>/<*>")]
    fn ignored() -> &'static str {
        "ignored"
    }

    #[allow(clippy::too_many_arguments)] // more captures than are kept in place
    #[get_mapping("/many/<a>/<b>/<c>/<d>/<e>/<f>/<g>/<h>")]
    fn many(head: &RequestHead, a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8, h: &str) -> String {
        format!("{} {h} {}", [a, b, c, d, e, f, g].map(|n| n.to_string()).concat(), head.captures().count())
    }

    #[tokio::test]
    async fn a_path_is_matched_segment_by_segment_after_decoding_once() {
        let cases = [
            ("GET", "/", 200, "/ None"),
            ("GET", "/all", 200, "/all None"),
            ("GET", "/other/7", 200, "/other/7 Some(7)"),
            ("GET", "/other/x", 400, ""),
            ("GET", "/its_own_name", 200, "name"),
            ("GET", "/match", 200, "raw name"),
            ("GET", "/%E4%BA%A7%E5%93%81/%C3%9F", 200, "ß"),
            ("GET", "/encoded/a%2Fb", 200, "encoded"),
            ("GET", "/encoded/a%2fb", 200, "encoded"),
            ("GET", "/encoded/a/b", 404, ""),
            ("GET", "/slash/a%2Fb/y", 200, "a/b"),
            ("GET", "/slash/a/b/y", 404, ""),
            ("GET", "/slash%2Fa/y", 404, ""),
            ("GET", "/slash/%2541/y", 200, "%41"),
            ("GET", "/file/a.json", 200, "a.json"),
            ("GET", "/file/a.jsonx", 404, ""),
            ("GET", "/file/1a.json", 404, ""),
            ("GET", "/ignored/a/1/x", 200, "ignored"),
            ("GET", "/ignored/a/1/x/y", 200, "ignored"),
            ("GET", "/ignored/a/b/x", 404, ""),
            ("GET", "/ignored/a/1", 404, ""),
            ("GET", "/many/1/2/3/4/5/6/7/%E4%BA%A7", 200, "1234567 产 8"),
            ("GET", "/many/1/2/3/4/5/6/7/8", 200, "1234567 8 8"),
            ("GET", "/all?x=/y", 200, "/all None"),
        ];
        check(&App::new().module(module_path!()).test(), &cases).await;
    }

    #[tokio::test]
    async fn a_trailing_slash_empty_and_dot_segments_match_nothing() {
        let app = App::new().module(module_path!()).test();
        let targets = [
            "/all/",
            "//all",
            "//",
            "/all//",
            "/./all",
            "/x/../all",
            "/%2E/all",
            "/all/%2e%2e",
            "/slash/./y",
            "/slash/%2e%2E/y",
            "/slash//y",
            "/ignored/a/1/x/",
            "/ignored/a/1/../x",
            "/ignored/a/1//x",
            "/its_own_name/",
        ];
        for target in targets {
            app.get(target).await.assert_status(404);
        }
    }

    #[tokio::test]
    async fn bad_percent_encoding_is_a_400_wherever_it_stands() {
        let app = App::new().module(module_path!()).test();
        for target in [
            "/%",
            "/all/%",
            "/%zz",
            "/slash/%4/y",
            "/slash/%FF/y",
            "/slash/%C3%28/y",
            "/nowhere/%ED%A0%80",
            "/slash/a%/y",
        ] {
            let answer = app.get(target).await;
            answer.assert_status(400).assert_header("content-type", "application/problem+json");
        }
        // The query string is another matter.
        app.get("/all?x=%").await.assert_status(200);
    }
}

mod prefixes {
    use super::*;

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
        let listed: Vec<_> =
            routes.iter().map(|route| (route.methods.join(" "), route.pattern, route.function)).collect();
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
            assert!(route.file.ends_with("tests/web/routing.rs") && route.line > 0, "{route:?}");
            assert_eq!((route.package, route.module), ("framework", module_path!()));
        }
    }
}

mod conversions {
    use super::*;

    #[get_mapping("/loose/<id>")]
    fn loose(id: i16) -> i16 {
        id
    }

    #[get_mapping("/strict/<id|short>")]
    fn strict(id: i16) -> i16 {
        id
    }

    #[tokio::test]
    async fn what_does_not_convert_is_a_400_and_what_a_constraint_refuses_a_404() {
        let app = App::new().module(module_path!()).test();
        for good in ["32767", "-32768"] {
            for path in ["loose", "strict"] {
                app.get(&format!("/{path}/{good}")).await.assert_status(200).assert_text(good);
            }
        }
        for bad in ["32768", "-32769", "x", "1.0"] {
            let problem: Value = app.get(&format!("/loose/{bad}")).await.assert_status(400).json();
            let message = format!("expected an integer (i16), got `{bad}`");
            assert_eq!(problem["errors"], json!([{ "in": "path", "name": "id", "message": message }]));
            app.get(&format!("/strict/{bad}")).await.assert_status(404);
        }
    }
}

mod constraints {
    use super::*;

    macro_rules! constrained {
        ($($function:ident $pattern:literal)*) => {
            $(#[get_mapping($pattern)] fn $function() -> &'static str { stringify!($function) })*
        };
    }

    constrained! {
        int_ "/int/<|int>" ubyte "/u8/<|u8>" float_ "/float/<|float>" bool_ "/bool/<|bool>" date "/date/<|date>"
        time "/time/<|time>" datetime "/datetime/<|datetime>" uuid "/uuid/<|uuid>" alpha "/alpha/<|alpha>"
        alnum "/alnum/<|alnum>" slug "/slug/<|slug>" base64 "/base64/<|base64>" string_ "/string/<|string>"
    }

    #[tokio::test]
    async fn a_constraint_decides_whether_a_route_matches() {
        let cases: [(&str, &[&str], &[&str]); 13] = [
            ("int", &["0", "-0", "2147483647", "-2147483648"], &["2147483648", "-2147483649", "+1", "x", "1.0"]),
            ("u8", &["0", "255"], &["256", "-1"]),
            ("float", &["1.5", "-1e3", "3"], &["inf", "NaN", "+1.5", "x", "1e39"]),
            ("bool", &["true", "false", "1", "0", "on", "off"], &["yes", "TRUE", "2"]),
            ("date", &["2024-02-29"], &["2023-02-29", "20240229", "2024-1-1"]),
            ("time", &["12:30", "12:30:59", "12:30:59.25"], &["24:00", "12:60", "12"]),
            (
                "datetime",
                &["2024-02-29T12:30:59Z", "2024-02-29T12:30:59+01:00"],
                &["2024-02-29", "2023-02-29T00:00:00"],
            ),
            ("uuid", &["67e55044-10b1-426f-9247-bb680e5fe0c8"], &["67e55044", "x7e55044-10b1-426f-9247-bb680e5fe0c8"]),
            ("alpha", &["abcZ"], &["a1", "%C3%9F"]),
            ("alnum", &["abc1"], &["a-b"]),
            ("slug", &["a-b-1"], &["A-b", "a--b", "-a"]),
            ("base64", &["YQ==", "YWI", "_-8="], &["Y", "a*b"]),
            ("string", &["x", "%20"], &[]),
        ];
        let app = App::new().module(module_path!()).test();
        for (name, good, bad) in cases {
            for segment in good {
                app.get(&format!("/{name}/{segment}")).await.assert_status(200);
            }
            for segment in bad {
                app.get(&format!("/{name}/{segment}")).await.assert_status(404);
            }
        }
    }
}
