//! A program with which everything is wrong, and what it says of it in one start.

use std::net::TcpListener;

use framework::{Listener, prelude::*};

use crate::program::{Folder, command};

/// What nobody provides.
pub(super) struct Absent;

pub(super) struct Wrong;

#[controller]
impl Wrong {
    #[construct]
    fn new(_: std::sync::Arc<Absent>) -> Self {
        Wrong
    }

    /// Collides with a function.
    #[get_mapping("/hello")]
    fn hello_again(&self) {}

    #[get_mapping("/taken/<member>")]
    fn takes(&self, #[path] bean: Uncaptured) -> u32 {
        bean.other
    }
}

#[derive(Bean)]
pub(super) struct Uncaptured {
    other: u32,
}

pub(super) fn app() -> App {
    let listeners = std::env::var("LISTENERS").unwrap_or_default();
    let app = App::new().assets("/static", "no/such/folder");
    listeners.split_whitespace().fold(app, |app, address| app.listener(listener(address)))
}

#[cfg(feature = "tls")]
fn listener(address: &str) -> Listener {
    Listener::tcp(address).tls(framework::Tls::from_pem_files("/no/such/own.pem", "/no/such/own.key"))
}

#[cfg(not(feature = "tls"))]
fn listener(address: &str) -> Listener {
    Listener::tcp(address)
}

/// Every report of a start that fails, line by line; without listeners of the program's, one of the settings is meant.
fn reported(arguments: &[&str], listeners: &str) -> Vec<String> {
    let folder = Folder::new();
    folder.write("framework.toml", "[http]\nidle_timeout = \"soon\"\n[profile.prod.http]\nhealt = true\n");
    let mut command = command(arguments);
    command.env_remove("RUN_THE_APPLICATION").env("RUN_WHAT_IS_WRONG", "yes").env("LISTENERS", listeners);
    let output = command.current_dir(&folder.0).env("FRAMEWORK_LOG_LEVEL", "loud").output().expect("it runs");
    assert!(!output.status.success());
    String::from_utf8_lossy(&output.stderr).lines().map(str::to_owned).collect()
}

fn assert_tells(report: &[String], parts: &[&str]) {
    for part in parts {
        let told = report.iter().filter(|line| line.contains(part)).count();
        assert_eq!(told, 1, "{part}\nis not told once in\n{}", report.join("\n"));
    }
}

/// Whatever is wrong beside wrong settings.
const BESIDE: [&str; 7] = [
    "setting `http.idle_timeout` cannot be `soon` (framework.toml:2)",
    "setting `http.healt` is not known (framework.toml:4); did you mean `http.health`?",
    "setting `log.level` cannot be `loud` (environment variable FRAMEWORK_LOG_LEVEL)",
    "two routes answer GET /hello:",
    "`App::assets(\"/static\", …)`: ",
    "`Wrong` needs a `",
    "does not capture its member `other`",
];

pub(super) fn one_start_tells_all_that_is_wrong() {
    let files = ["--http.tls_certificate=/no/such.pem", "--http.tls_key=/no/such.key"];
    let files = if cfg!(feature = "tls") { &files[..] } else { &[] };
    let told = [
        "no TLS on the listener of `http.address`: `/no/such.pem` cannot be read",
        "no TLS on the listener of `http.address`: `/no/such.key` cannot be read",
    ];
    let told = if cfg!(feature = "tls") { &told[..] } else { &[] };
    for wrong in [
        ("--http.port=any", "setting `http.port` cannot be `any` (argument --http.port)"),
        ("--http.prot=1", "setting `http.prot` is not known (argument --http.prot)"),
        ("--http.runtime=per-cor", "setting `http.runtime` cannot be `per-cor` (argument --http.runtime)"),
    ] {
        let mut arguments = vec![wrong.0, "--http.workers=0"];
        arguments.extend(files);
        if !wrong.0.contains("port") && !wrong.0.contains("prot") {
            arguments.push("--http.port=0");
        }
        let report = reported(&arguments, "");
        assert_tells(&report, &BESIDE);
        assert_tells(&report, &[wrong.1, "setting `http.workers` cannot be `0` (argument --http.workers)"]);
        let told = told.iter().map(|told| match wrong.0 {
            "--http.runtime=per-cor" => told.replace("the listener of `http.address`", "127.0.0.1:0"),
            _ => (*told).to_owned(),
        });
        for told in told {
            assert_tells(&report, &[&told]);
        }
    }
}

pub(super) fn wrong_settings_blame_no_listener() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let taken = taken.local_addr().expect("an address").to_string();
    let listeners = format!("127.0.0.1:0 {taken}");
    for runtime in ["per-cor", "per-core", "work-stealing"] {
        let report = reported(&["--http.port=any", &format!("--http.runtime={runtime}")], &listeners);
        assert_tells(&report, &BESIDE);
        assert_tells(&report, &[&format!("cannot listen on {taken}"), "cannot listen on"]);
        if cfg!(feature = "tls") {
            for address in ["127.0.0.1:0", &*taken] {
                assert_tells(&report, &[&format!("no TLS on {address}: `/no/such/own.pem`")]);
                assert_tells(&report, &[&format!("no TLS on {address}: `/no/such/own.key`")]);
            }
        }
    }
}
