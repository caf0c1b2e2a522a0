//! Components that are made at start, and the rest of a path.

use std::sync::Arc;

use framework::{Rest, StartProblem, prelude::*};

#[derive(Clone)]
struct PoolSettings {
    url: String,
}

#[derive(Clone)]
struct Pool(Arc<str>);

#[derive(Clone)]
struct Cache(usize);

impl Pool {
    async fn connect(url: &str) -> Result<Self, std::io::Error> {
        tokio::task::yield_now().await;
        if url.is_empty() { Err(std::io::Error::other("no url")) } else { Ok(Pool(url.into())) }
    }
}

struct Data {
    pool: Pool,
    cache: Cache,
}

#[controller("/provided")]
impl Data {
    #[construct]
    fn new(pool: Pool, cache: Cache) -> Self {
        Data { pool, cache }
    }

    #[get_mapping]
    fn url(&self) -> String {
        format!("{} {}", self.pool.0, self.cache.0)
    }

    #[get_mapping("/rest/<base>/<*path>")]
    fn rest(&self, base: &str, path: Rest<'_>) -> Vec<String> {
        let segments = path.segments().map(|segment| segment.into_owned());
        [base.to_owned(), path.as_str().to_owned()].into_iter().chain(segments).collect()
    }
}

fn app(url: &str) -> App {
    App::new()
        .only::<Data>()
        .provide(PoolSettings { url: url.to_owned() })
        .provide_with(async |settings: PoolSettings| Pool::connect(&settings.url).await)
        .provide_with(async |pool: Pool| Ok::<_, String>(Cache(pool.0.len())))
}

#[tokio::test]
async fn a_component_is_made_of_one_that_was_given_or_made_before() {
    app("db:7").test().get("/provided/url").await.assert_text("db:7 4");
}

#[tokio::test]
async fn a_component_is_made_of_none_or_of_several_in_whatever_order_they_are_provided() {
    async fn pool(url: String, Cache(size): Cache) -> Result<Pool, std::io::Error> {
        Pool::connect(&format!("{url}{size}")).await
    }
    #[derive(Clone)]
    struct Count(usize);
    let app = App::new()
        .only::<Data>()
        .provide_with(async |_: Pool, Count(_): Count, _: String, _: Cache, _: PoolSettings, n: u8| {
            Ok::<_, String>(n + 1)
        })
        .provide_with(pool)
        .provide_with(async |Count(count): Count| Ok::<_, String>(Cache(count)))
        .provide_with(async || Ok::<_, String>(Count(7)))
        .provide_with(async || Ok::<_, String>(PoolSettings { url: String::new() }))
        .provide_with(move || async { Ok::<_, String>("db:".to_owned()) })
        .provide(1_u8);
    app.test().get("/provided/url").await.assert_text("db:7 7");
}

#[tokio::test]
async fn components_that_are_made_of_one_another_stop_the_start() {
    let app = App::new()
        .only::<Data>()
        .provide_with(async |_: Cache, _: u8| Ok::<_, String>(Pool("".into())))
        .provide_with(async |_: Pool| Ok::<_, String>(Cache(0)));
    let missing = |error: framework::StartError| {
        let missing = error.problems().iter().filter_map(|problem| match problem {
            StartProblem::MissingComponent { component, .. } => component.rsplit("::").next().map(str::to_owned),
            _ => None,
        });
        missing.collect::<Vec<_>>()
    };
    let error = app.into_service().await.expect_err("a circle, and something is missing");
    assert_eq!(missing(error), ["u8"]);
    let app = App::new()
        .only::<Data>()
        .provide_with(async |_: Cache| Ok::<_, String>(Pool("".into())))
        .provide_with(async |_: Pool| Ok::<_, String>(Cache(0)));
    assert_eq!(missing(app.into_service().await.expect_err("a circle")), ["Cache", "Pool"]);
}

#[tokio::test]
async fn a_component_that_cannot_be_made_stops_the_start() {
    let error = app("").into_service().await.expect_err("no url");
    let report = error.to_string();
    assert!(report.contains("Pool` cannot be made: no url") && report.contains("tests/web/provided.rs:"), "{report}");
}

#[tokio::test]
async fn what_panics_instead_of_making_a_component_stops_the_start() {
    let panics = async || -> Result<Pool, String> { panic!("no pool") };
    let error = App::new().only::<Data>().provide(Cache(0)).provide_with(panics).into_service().await;
    let report = error.expect_err("a panic").to_string();
    assert!(report.contains("Pool` cannot be made: what makes it panicked: no pool"), "{report}");
    assert!(report.contains("tests/web/provided.rs:"), "{report}");
}

#[tokio::test]
async fn what_is_missing_for_any_of_them_is_listed_at_once() {
    let app = App::new().only::<Data>().provide_with(async |settings: PoolSettings| Pool::connect(&settings.url).await);
    let error = app.into_service().await.expect_err("two are missing");
    let missing = error.problems().iter().filter_map(|problem| match problem {
        StartProblem::MissingComponent { needed_by, component, .. } => {
            Some((needed_by.rsplit("::").next(), component.rsplit("::").next()))
        }
        _ => None,
    });
    let expected = [(Some("Pool"), Some("PoolSettings")), (Some("Data"), Some("Cache"))];
    assert_eq!(missing.collect::<Vec<_>>(), expected, "{error}");
}

#[tokio::test]
async fn the_rest_of_a_path_keeps_what_is_one_segment_together() {
    let app = app("x").test();
    let cases = [
        ("/provided/rest/a/b/c", r#"["a","b/c","b","c"]"#),
        ("/provided/rest/a/b%2Fc/d%20e", r#"["a","b%2Fc/d e","b/c","d e"]"#),
        ("/provided/rest/a%2Fx/%252F", r#"["a/x","%2F","%2F"]"#),
    ];
    for (target, text) in cases {
        app.get(target).await.assert_text(text);
    }
}
