//! A program that runs an application, as a process: command line, log, signals, exit status.
//!
//! Without the test harness, because `App::run` reads the command line: the test starts itself as that program.

#![allow(clippy::print_stdout)] // it reports as the test harness does

mod logs;
mod program;
mod settings;
mod wrong;

use std::{
    io::Read,
    net::TcpListener,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use framework::prelude::*;

use program::{DEADLINE, Program, ask, command, get, handed, head_and_more, read};

#[get_mapping]
fn hello() -> &'static str {
    "hello"
}

/// Longer than it takes to stop.
#[get_mapping]
async fn slow() -> &'static str {
    framework::tokio::time::sleep(Duration::from_millis(700)).await;
    "slow"
}

/// Settings of its own.
#[derive(Settings)]
#[settings("process")]
struct Own {
    /// How it greets.
    #[settings(default = "hello")]
    greeting: String,
    /// How often.
    #[settings(default = 1, range(1..=3))]
    times: u8,
    /// Whom it trusts.
    #[settings(default = [])]
    trusted: Vec<std::net::IpAddr>,
    #[settings(secret, default = 1)]
    code: u16,
}

#[get_mapping]
fn greet(State(own): State<std::sync::Arc<Own>>) -> String {
    format!("{} {:?} {}", own.greeting.repeat(own.times.into()), own.trusted, own.code)
}

#[get_mapping]
async fn endless() -> &'static str {
    std::future::pending().await
}

/// Keeps its worker for longer than any test waits.
#[get_mapping("/blocking")]
fn blocks() {
    eprintln!("it blocks");
    std::thread::sleep(Duration::from_secs(600));
}

const LONG: Duration = Duration::from_millis(150);

#[get_mapping]
fn holding() {
    std::thread::sleep(LONG);
}

/// The line of the function above.
const HOLDING: u32 = line!() - 5;

/// Twice in one call.
#[get_mapping]
async fn holding_later() {
    std::thread::sleep(LONG);
    framework::tokio::task::yield_now().await;
    std::thread::sleep(LONG);
}

#[get_mapping]
#[blocking]
fn holding_elsewhere() {
    std::thread::sleep(LONG);
}

const LARGE: usize = 2 << 20;

#[get_mapping]
fn large() -> Vec<u8> {
    vec![7; LARGE]
}

#[get_mapping]
fn misframed() -> Invalid {
    Invalid::conflict("it is so").header("content-length", "3")
}

#[cfg(feature = "multipart")]
#[put_mapping]
fn upload(file: framework::UploadedFile) -> u64 {
    file.len()
}

/// Its cause repeats what a visitor has written.
#[get_mapping]
fn repeating(name: String) -> Invalid {
    Invalid::internal(format!("nobody is called {name}"))
}

struct Slow;

#[controller("/slow-to-make")]
impl Slow {
    #[construct]
    async fn new() -> Self {
        let wait = std::env::var("WAIT_IN_A_CONSTRUCTOR").unwrap_or_default();
        if !wait.is_empty() {
            eprintln!("it constructs");
        }
        match wait.as_str() {
            "asynchronously" => std::future::pending().await,
            "blocking" => std::thread::sleep(Duration::from_secs(600)),
            _ => {}
        }
        Slow
    }

    #[get_mapping]
    fn exists(&self) -> bool {
        true
    }
}

fn main() -> framework::Result<()> {
    if std::env::var_os("RUN_WHAT_IS_WRONG").is_some() {
        return wrong::app().run();
    }
    if std::env::var_os("RUN_THE_APPLICATION").is_some() {
        // As a program does that systemd may have opened sockets for.
        let given = listenfd::ListenFd::from_env().take_tcp_listener(0).expect("a TCP listener, if any");
        return given.into_iter().fold(App::new().without::<wrong::Wrong>(), App::bind).run();
    }
    if std::env::var_os("RUN_IN_A_RUNTIME").is_some() {
        return in_a_runtime();
    }
    if !cfg!(unix) {
        println!("skipped: it is told to stop by signals, and there are none");
        return Ok(());
    }
    let tests: &[(&str, fn())] = &[
        ("it_serves_and_ends_in_order_on_sigterm", it_serves_and_ends_in_order_on_sigterm),
        ("a_request_under_way_is_answered_before_it_ends", a_request_under_way_is_answered_before_it_ends),
        ("what_takes_too_long_is_cut_after_the_drain", what_takes_too_long_is_cut_after_the_drain),
        ("a_second_signal_ends_it_at_once", a_second_signal_ends_it_at_once),
        ("a_main_that_is_async_serves_until_a_signal", a_main_that_is_async_serves_until_a_signal),
        (
            "sigterm_ends_it_while_a_handler_blocks_the_only_worker",
            sigterm_ends_it_while_a_handler_blocks_the_only_worker,
        ),
        ("sigterm_ends_it_while_a_constructor_waits", sigterm_ends_it_while_a_constructor_waits),
        ("large_answers_do_not_stay_in_memory", large_answers_do_not_stay_in_memory),
        ("a_header_field_that_is_refused_is_logged", logs::a_header_field_that_is_refused_is_logged),
        ("a_debug_build_names_the_handler_that_holds_a_worker", a_debug_build_names_the_handler_that_holds_a_worker),
        ("a_port_in_use_names_the_setting", settings::a_port_in_use_names_the_setting),
        ("all_bad_settings_are_reported_together", settings::all_bad_settings_are_reported_together),
        ("one_start_tells_all_that_is_wrong", wrong::one_start_tells_all_that_is_wrong),
        ("wrong_settings_blame_no_listener", wrong::wrong_settings_blame_no_listener),
        ("cores_share_a_port_with_nobody_else", settings::cores_share_a_port_with_nobody_else),
        ("help_lists_every_setting", settings::help_lists_every_setting),
        ("the_programs_own_settings_come_from_everywhere", settings::the_programs_own_settings_come_from_everywhere),
        ("a_secret_is_told_nowhere", settings::a_secret_is_told_nowhere),
        ("the_log_is_json_line_by_line_or_text", logs::the_log_is_json_line_by_line_or_text),
        #[cfg(feature = "multipart")]
        ("a_form_that_cannot_be_kept_names_the_setting", logs::a_form_that_cannot_be_kept_names_the_setting),
        ("a_log_that_cannot_be_written_stops_nothing", logs::a_log_that_cannot_be_written_stops_nothing),
        ("the_banner_is_in_colour_where_the_log_is", logs::the_banner_is_in_colour_where_the_log_is),
        ("the_server_field_is_on_every_answer", the_server_field_is_on_every_answer),
        ("after_a_kill_its_address_is_free_at_once", after_a_kill_its_address_is_free_at_once),
        ("a_socket_that_was_opened_for_it_is_taken", a_socket_that_was_opened_for_it_is_taken),
        ("without_descriptors_it_waits_and_goes_on", without_descriptors_it_waits_and_goes_on),
        (
            "each_core_has_a_socket_of_its_own_where_it_is_told_so",
            each_core_has_a_socket_of_its_own_where_it_is_told_so,
        ),
    ];
    println!("\nrunning {} tests", tests.len());
    for (name, test) in tests {
        test();
        println!("test {name} ... ok");
    }
    println!("\ntest result: ok. {} passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n", tests.len());
    Ok(())
}

/// As an `async fn main` does.
#[framework::tokio::main]
async fn in_a_runtime() -> framework::Result<()> {
    let server = App::new().without::<wrong::Wrong>().start().await?;
    eprintln!("listening on {:?}", server.address());
    server.shutdown_on_signal().await
}

fn it_serves_and_ends_in_order_on_sigterm() {
    let program = Program::start(&[]);
    let mut idle = program.connect();
    assert!(get(&mut program.connect(), "/hello").contains("hello"));
    program.signal("TERM");
    assert!(program.wait().success());
    assert_eq!(idle.read(&mut [0; 1]).ok(), Some(0), "an idle connection is closed");
}

fn after_a_kill_its_address_is_free_at_once() {
    let program = Program::start(&[]);
    let mut stream = program.connect();
    assert!(get(&mut stream, "/hello").contains("hello"));
    let port = format!("--http.port={}", program.port);
    program.signal("KILL");
    assert!(!program.wait().success());
    let again = Program::listening(&mut command(&[&port]));
    assert!(get(&mut again.connect(), "/hello").contains("hello"));
    again.signal("TERM");
    assert!(again.wait().success());
}

fn a_socket_that_was_opened_for_it_is_taken() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let program = std::env::current_exe().expect("a path");
    let mut shell = Command::new("sh");
    let start = format!("LISTEN_FDS=1 LISTEN_PID=$$ exec '{}' 3<&0", program.display());
    shell.args(["-c", &start]).env("RUN_THE_APPLICATION", "1").stdin(handed(listener));
    let program = Program::listening(shell.stdout(Stdio::null()).stderr(Stdio::piped()));
    assert_eq!(program.port, port);
    assert!(get(&mut program.connect(), "/hello").contains("hello"));
    program.signal("TERM");
    assert!(program.wait().success());
}

fn without_descriptors_it_waits_and_goes_on() {
    let program = std::env::current_exe().expect("a path");
    let mut shell = Command::new("sh");
    // The limit of connections is out of the way: the descriptors themselves run out.
    let start = format!("ulimit -n 64; exec '{}' --http.port=0 --http.max_connections=none", program.display());
    shell.args(["-c", &start]).env("RUN_THE_APPLICATION", "1").stdout(Stdio::null()).stderr(Stdio::piped());
    let program = Program::listening(&mut shell);
    let mut first = program.connect();
    assert!(get(&mut first, "/hello").contains("hello"));
    let many: Vec<_> = (0..100).map(|_| program.connect()).collect();
    program.says("cannot accept connections");
    let before = program.processor_time();
    std::thread::sleep(Duration::from_millis(500));
    assert!(program.processor_time() - before < 20, "it does not spin");
    let again = program.log.try_iter().filter(|line| line.contains("cannot accept connections")).count();
    assert_eq!(again, 0, "it says so once");
    assert!(get(&mut first, "/hello").contains("hello"), "who is there is served");
    drop(many);
    // Until it has closed what is gone, who comes is told so.
    let until = Instant::now() + DEADLINE;
    while !get(&mut program.connect(), "/hello").contains("hello") {
        assert!(Instant::now() < until, "who comes later is served");
        std::thread::sleep(Duration::from_millis(20));
    }
    program.signal("TERM");
    assert!(program.wait().success());
}

fn each_core_has_a_socket_of_its_own_where_it_is_told_so() {
    let program = Program::start(&["--http.runtime=per-core", "--http.workers=3"]);
    let sockets = program.descriptors("socket:");
    let streams: Vec<_> = (0..30).map(|_| program.connect()).collect();
    for mut stream in streams {
        assert!(get(&mut stream, "/hello").contains("hello"));
    }
    assert!(sockets.is_none_or(|sockets| sockets >= 3), "{sockets:?} sockets");
    let mut under_way = program.connect();
    ask(&mut under_way, "/slow");
    std::thread::sleep(Duration::from_millis(200));
    program.signal("TERM");
    assert!(read(&mut under_way).ends_with("slow"));
    assert!(program.wait().success());
}

fn a_request_under_way_is_answered_before_it_ends() {
    let program = Program::start(&[]);
    let mut stream = program.connect();
    ask(&mut stream, "/slow");
    std::thread::sleep(Duration::from_millis(200)); // it is under way
    program.signal("INT");
    let answer = read(&mut stream);
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("slow"), "{answer}");
    assert!(program.wait().success());
}

fn what_takes_too_long_is_cut_after_the_drain() {
    let program = Program::start(&["--http.drain=200ms"]);
    let mut stream = program.connect();
    ask(&mut stream, "/endless");
    std::thread::sleep(Duration::from_millis(200));
    program.signal("TERM");
    assert_eq!(read(&mut stream), "");
    assert!(program.wait().success());
}

fn a_second_signal_ends_it_at_once() {
    let program = Program::start(&["--http.drain=1h"]);
    let mut stream = program.connect();
    ask(&mut stream, "/endless");
    std::thread::sleep(Duration::from_millis(200));
    program.signal("TERM");
    std::thread::sleep(Duration::from_millis(200));
    program.signal("TERM");
    assert!(program.wait().success());
}

fn a_main_that_is_async_serves_until_a_signal() {
    let start = || {
        let mut command = command(&[]);
        command.env_remove("RUN_THE_APPLICATION").env("RUN_IN_A_RUNTIME", "1");
        Program::listening(command.env("FRAMEWORK_HTTP_PORT", "0").env("FRAMEWORK_HTTP_DRAIN", "1h"))
    };
    let program = start();
    let mut slow = program.connect();
    ask(&mut slow, "/slow");
    std::thread::sleep(Duration::from_millis(200)); // it has begun
    program.signal("INT");
    assert!(read(&mut slow).contains("slow"));
    assert!(program.wait().success());

    let program = start();
    let mut endless = program.connect();
    ask(&mut endless, "/endless");
    std::thread::sleep(Duration::from_millis(200));
    program.signal("TERM");
    std::thread::sleep(Duration::from_millis(200));
    program.signal("TERM");
    assert!(program.wait().success(), "a second signal does not wait for the drain");
}

fn sigterm_ends_it_while_a_handler_blocks_the_only_worker() {
    let program = Program::start(&["--http.workers=1", "--http.drain=200ms"]);
    ask(&mut program.connect(), "/blocking");
    program.says("it blocks");
    program.signal("TERM");
    assert!(program.wait().success());
}

fn sigterm_ends_it_while_a_constructor_waits() {
    for wait in ["asynchronously", "blocking"] {
        let mut command = command(&["--http.workers=1", "--http.port=0"]);
        let program = Program::spawn(command.env("WAIT_IN_A_CONSTRUCTOR", wait));
        program.says("it constructs");
        program.signal("TERM");
        assert!(program.wait().success(), "{wait}");
    }
}

fn large_answers_do_not_stay_in_memory() {
    const CONNECTIONS: usize = 50;
    let program = Program::start(&["--http.workers=2"]);
    let mut streams: Vec<_> = (0..CONNECTIONS).map(|_| program.connect()).collect();
    for stream in &mut streams {
        assert!(get(stream, "/hello").ends_with("hello"));
    }
    let before = program.memory();
    for stream in &mut streams {
        ask(stream, "/large");
        let (head, mut body) = head_and_more(stream);
        assert!(head.contains(&format!("content-length: {LARGE}\r\n")), "{head}");
        let received = body.len();
        body.resize(LARGE, 0);
        stream.read_exact(&mut body[received..]).expect("the rest");
        assert!(body.iter().all(|byte| *byte == 7), "the body is whole");
        assert!(get(stream, "/hello").ends_with("hello"), "nothing stands behind the body");
    }
    if let (Some(before), Some(after)) = (before, program.memory()) {
        let grown = after.saturating_sub(before);
        assert!(grown < 30 << 20, "{CONNECTIONS} connections keep {grown} bytes");
    }
    drop(streams);
    program.signal("TERM");
    assert!(program.wait().success());
}

fn a_debug_build_names_the_handler_that_holds_a_worker() {
    let program = Program::start(&[]);
    for path in ["/holding_elsewhere", "/holding", "/holding_later"] {
        assert!(get(&mut program.connect(), path).starts_with("HTTP/1.1 200 "), "{path}");
    }
    program.signal("TERM");
    let told: Vec<_> = program.log.iter().filter(|line| line.contains("held a thread")).collect();
    if cfg!(debug_assertions) {
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(
            told[0].contains("WARN") && told[0].contains(&format!("holding ({}:{HOLDING})", file!())),
            "{}",
            told[0]
        );
        assert!(told[1].contains("holding_later"), "{}", told[1]);
    } else {
        assert!(told.is_empty(), "{told:?}");
    }
    assert!(program.wait().success());
}

fn the_server_field_is_on_every_answer() {
    let program = Program::start(&["--http.server_header=shop/1.0"]);
    for (path, status) in
        [("/hello", "200"), ("/nowhere", "404"), ("/misframed", "500"), ("nowhere", "400"), ("/a b", "400")]
    {
        let answer = get(&mut program.connect(), path);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{path}: {answer}");
        assert_eq!(answer.matches("\r\nserver: shop/1.0\r\n").count(), 1, "{path}: {answer}");
    }
    let program = Program::start(&[]);
    assert!(!get(&mut program.connect(), "/hello").contains("server: "));
}
