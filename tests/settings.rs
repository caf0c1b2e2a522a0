//! Settings of the program's own, in the same tree as the framework's.

use std::{
    net::{IpAddr, SocketAddr},
    num::NonZeroU16,
    path::PathBuf,
    str::FromStr,
    sync::Arc,
    time::Duration,
};

use framework::{SettingProblem, Source, StartProblem, prelude::*};

/// Its members are all that a setting may be.
#[derive(Debug, Clone, PartialEq, Settings)]
#[settings("app")]
struct AppSettings {
    /// What stands above every page.
    ///
    /// This is for readers of the source.
    title: String,
    #[settings(default = 10, range(1..=100))]
    page_size: u32,
    #[settings(default = -1.5)]
    offset: f64,
    #[settings(default = true)]
    open: bool,
    #[settings(default = "data")]
    folder: PathBuf,
    #[settings(default = "127.0.0.1")]
    address: IpAddr,
    #[settings(default = "127.0.0.1:80")]
    upstream: SocketAddr,
    #[settings(default = "10s")]
    wait: Duration,
    #[settings(default = "2 MiB")]
    most: ByteSize,
    #[settings(default = 'x')]
    mark: char,
    workers: Option<NonZeroU16>,
    #[settings(default = "1h")]
    idle: Option<Duration>,
    #[settings(default = ["a", "b"])]
    tags: Vec<String>,
    #[settings(default = [], range(1024..))]
    ports: Vec<u16>,
    #[settings(default = "dark")]
    theme: Theme,
    #[settings(default = "#ff0000")]
    colour: Colour,
    #[settings(default = "2022-10-12", from_str = "a date as 2022-10-12")]
    since: chrono::NaiveDate,
    #[settings(secret)]
    token: Option<String>,
    mail: Mail,
}

#[derive(Debug, Clone, PartialEq, Settings)]
#[settings(nested)]
struct Mail {
    /// The server that sends.
    #[settings(default = "localhost")]
    host: String,
    #[settings(default = 25)]
    port: u16,
    #[settings(secret, default = "swordfish")]
    password: String,
}

#[derive(Debug, Clone, Copy, PartialEq, SettingValue)]
enum Theme {
    Light,
    Dark,
    #[settings("contrast")]
    HighContrast,
}

#[derive(Debug, Clone, Copy, PartialEq, Parameter)]
#[parameter("a colour as #ff0000")]
struct Colour(u32);

impl FromStr for Colour {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u32::from_str_radix(text.trim_start_matches('#'), 16).map(Colour)
    }
}

/// It cannot be cloned.
#[derive(Settings)]
#[settings("heavy")]
struct Heavy {
    #[settings(default = 7)]
    weight: u8,
}

struct Titles(String);

#[controller("/titles")]
impl Titles {
    #[construct]
    fn new(settings: AppSettings) -> Self {
        Titles(settings.title)
    }

    #[get_mapping]
    fn constructed(&self) -> String {
        self.0.clone()
    }
}

#[get_mapping]
fn all(State(settings): State<AppSettings>) -> String {
    format!("{settings:?}")
}

#[get_mapping]
fn weight(State(heavy): State<Arc<Heavy>>) -> u8 {
    heavy.weight
}

struct Opened(u32);

impl Guard for Opened {
    async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
        let settings = request.component::<AppSettings>().ok_or_else(|| Invalid::internal("no settings"))?;
        if settings.open { Ok(Opened(settings.page_size)) } else { Err(Invalid::forbidden("closed")) }
    }
}

#[get_mapping]
fn guarded(#[guard] opened: Opened) -> u32 {
    opened.0
}

fn defaults() -> AppSettings {
    AppSettings {
        title: "Books".to_owned(),
        page_size: 10,
        offset: -1.5,
        open: true,
        folder: PathBuf::from("data"),
        address: IpAddr::from([127, 0, 0, 1]),
        upstream: SocketAddr::from(([127, 0, 0, 1], 80)),
        wait: Duration::from_secs(10),
        most: ByteSize(2 << 20),
        mark: 'x',
        workers: None,
        idle: Some(Duration::from_secs(3600)),
        tags: vec!["a".to_owned(), "b".to_owned()],
        ports: Vec::new(),
        theme: Theme::Dark,
        colour: Colour(0x00ff_0000),
        since: chrono::NaiveDate::from_ymd_opt(2022, 10, 12).expect("a date"),
        token: None,
        mail: Mail { host: "localhost".to_owned(), port: 25, password: "swordfish".to_owned() },
    }
}

#[tokio::test]
async fn what_is_not_written_is_the_default() {
    let app = App::new().set("app.title", "Books").test();
    app.get("/all").await.assert_text(&format!("{:?}", defaults()));
}

#[tokio::test]
async fn every_kind_of_member_is_read() {
    let written = [
        ("title", ""),
        ("page_size", "100"),
        ("offset", "1e3"),
        ("open", "off"),
        ("folder", "/srv/a b"),
        ("address", "::1"),
        ("upstream", "[::1]:8080"),
        ("wait", "500ms"),
        ("most", "10 kB"),
        ("mark", "ß"),
        ("workers", "3"),
        ("idle", "none"),
        ("tags", "one, two,three"),
        ("ports", "8080,9090"),
        ("theme", "contrast"),
        ("colour", "#0a"),
        ("since", "2024-02-29"),
        ("token", "hunter2"),
        ("mail.host", "example.org"),
        ("mail.port", "587"),
        ("mail.password", "hunter3"),
    ];
    let app = written.iter().fold(App::new(), |app, (name, value)| app.set(&format!("app.{name}"), value));
    let expected = AppSettings {
        title: String::new(),
        page_size: 100,
        offset: 1000.0,
        open: false,
        folder: PathBuf::from("/srv/a b"),
        address: "::1".parse().expect("an address"),
        upstream: "[::1]:8080".parse().expect("an address"),
        wait: Duration::from_millis(500),
        most: ByteSize(10_000),
        mark: 'ß',
        workers: NonZeroU16::new(3),
        idle: None,
        tags: ["one", "two", "three"].map(str::to_owned).to_vec(),
        ports: vec![8080, 9090],
        theme: Theme::HighContrast,
        colour: Colour(10),
        since: chrono::NaiveDate::from_ymd_opt(2024, 2, 29).expect("a date"),
        token: Some("hunter2".to_owned()),
        mail: Mail { host: "example.org".to_owned(), port: 587, password: "hunter3".to_owned() },
    };
    let app = app.test();
    app.get("/all").await.assert_text(&format!("{expected:?}"));
    app.get("/guarded").await.assert_status(403);
}

#[tokio::test]
async fn they_are_found_by_their_type_wherever_components_are() {
    let app = App::new().set("app.title", "Books").set("app.page_size", 7).set("heavy.weight", 8).test();
    app.get("/titles/constructed").await.assert_text("Books");
    app.get("/guarded").await.assert_text("7");
    app.get("/weight").await.assert_text("8");
}

#[tokio::test]
async fn what_the_program_gives_itself_is_not_read_and_lacks_nothing() {
    let app = App::new().set("app.page_size", 7).provide(AppSettings { page_size: 3, ..defaults() }).test();
    app.get("/guarded").await.assert_text("3");
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_together_with_what_is_wrong_with_the_frameworks() {
    let app = App::new()
        .set("http.prot", 1)
        .set("app.titel", "Books")
        .set("app.page_size", 0)
        .set("app.idle", "soon")
        .set("app.ports", "8080, 80")
        .set("app.theme", "drak")
        .set("app.colour", "red")
        .set("app.since", "today")
        .set("app.mail.port", 70000)
        .set("app.mail.pasword", "hunter2");
    let refused = app.into_service().await.expect_err("it must not start");
    let place = format!("tests/settings.rs:{}", line_of("struct AppSettings"));
    let expected = [
        "setting `http.prot` is not known (App::set); did you mean `http.port`?",
        "setting `app.titel` is not known (App::set); did you mean `app.title`?",
        "setting `app.page_size` cannot be `0` (App::set); write a number, 1 to 100",
        "setting `app.idle` cannot be `soon` (App::set); write a duration, as `30s`, or `none`",
        "setting `app.ports` cannot be `80` (App::set); write a list separated by commas, each a number, 1024 or more",
        "setting `app.theme` cannot be `drak` (App::set); write `light`, `dark` or `contrast`",
        "setting `app.colour` cannot be `red` (App::set); write a colour as #ff0000",
        "setting `app.since` cannot be `today` (App::set); write a date as 2022-10-12",
        "setting `app.mail.port` cannot be `70000` (App::set); write a whole number, 0 to 65535",
        "setting `app.mail.pasword` is not known (App::set); did you mean `app.mail.password`?",
        &format!(
            "setting `app.title` is missing (declared at {place}); write a text, in framework.toml or as `FRAMEWORK_APP_TITLE`"
        ),
    ];
    let found: Vec<_> = refused.problems().iter().map(ToString::to_string).collect();
    assert_eq!(found, expected);
    let missing = refused.problems().last();
    let is_declared = |source: &Source| matches!(source, Source::Declaration("tests/settings.rs", _));
    assert!(
        matches!(missing, Some(StartProblem::Setting(SettingProblem::Missing { source, .. })) if is_declared(source))
    );
}

/// A port that is taken and a component that nobody gives are told with a wrong setting; that `AppSettings` are not
/// there, and that `http.port` may be taken, would be mere consequences.
#[tokio::test]
async fn settings_that_are_wrong_hide_nothing_else_that_is_and_blame_nothing_that_is_not() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let app = App::new().set("app.page_size", 0).set("app.title", "Books").listen(&address).provide_with(unmet);
    let refused = app.start().await.expect_err("it must not start");
    let kinds: Vec<_> = refused.problems().iter().collect();
    assert!(
        matches!(
            kinds[..],
            [
                StartProblem::Setting(SettingProblem::Value { .. }),
                StartProblem::Listen { .. },
                StartProblem::MissingComponent { component, .. }
            ] if component.ends_with("Absent")
        ),
        "{refused}"
    );
    let port = taken.local_addr().expect("an address").port();
    let app = App::new().set("app.title", "Books").set("http.port", port).set("http.port", "any");
    let refused = app.start().await.expect_err("it must not start");
    assert_eq!(refused.problems().len(), 1, "{refused}");
}

/// What nobody gives.
#[derive(Debug, Clone)]
struct Absent;

async fn unmet(_: Absent) -> Result<u8, std::convert::Infallible> {
    Ok(0)
}

#[tokio::test]
async fn a_secret_is_never_printed() {
    let app = App::new().set("app.title", "Books").set("app.mail.password", "hunter2").set("app.tokn", "hunter3");
    let shown = format!("{app:?}");
    assert!(shown.contains("app.mail.password") && !shown.contains("hunter"), "{shown}");
    let refused = app.into_service().await.expect_err("it must not start");
    assert!(!format!("{refused} {:?}", refused.problems()).contains("hunter"), "{refused}");
}

fn line_of(text: &str) -> usize {
    include_str!("settings.rs").lines().position(|line| line.starts_with(text)).expect("a line") + 1
}
