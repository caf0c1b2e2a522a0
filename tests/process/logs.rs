//! What the program says to standard error.

use std::{
    net::{TcpListener, TcpStream},
    process::{Command, Stdio},
    time::Duration,
};

use crate::program::{DEADLINE, Program, command, get, handed};

pub(super) fn a_header_field_that_is_refused_is_logged() {
    let program = Program::start(&[]);
    assert!(get(&mut program.connect(), "/misframed").starts_with("HTTP/1.1 500 "));
    let line = program.says("content-length");
    assert!(line.contains("ERROR") && line.contains("/misframed"), "{line}");
    program.signal("TERM");
    assert!(program.wait().success());
}

pub(super) fn the_log_is_json_line_by_line_or_text() {
    let program = Program::start(&[]);
    assert!(get(&mut program.connect(), "/misframed").starts_with("HTTP/1.1 500 "));
    let line = program.says("content-length");
    let event: serde_json::Value = serde_json::from_str(&line).expect("standard error is no terminal here");
    assert_eq!(
        (&event["level"], &event["target"], &event["path"]),
        (&"ERROR".into(), &"framework".into(), &"/misframed".into())
    );
    assert!(event["timestamp"].is_string() && event["message"].is_string(), "{line}");
    drop(program);

    let program = Program::start(&["--log.format=text"]);
    assert!(get(&mut program.connect(), "/misframed").starts_with("HTTP/1.1 500 "));
    assert!(program.says("content-length").contains(" ERROR framework: "));
    assert!(get(&mut program.connect(), "/repeating?name=a%0D%0A2026%20ERROR%20forged").starts_with("HTTP/1.1 500 "));
    let line = program.says("forged");
    assert!(line.starts_with("    2026 ERROR forged"), "{line:?}");
}

#[cfg(feature = "multipart")]
pub(super) fn a_form_that_cannot_be_kept_names_the_setting() {
    use std::io::Write;

    use crate::program::head_and_more;

    let mut command = command(&["--http.port=0", "--http.multipart.spill=10"]);
    let program = Program::listening(command.env("TMPDIR", "/no/such/folder"));
    for (content, status) in [("short", 200), ("longer than that", 500)] {
        let part = "Content-Disposition: form-data; name=\"file\"; filename=\"f\"";
        let body = format!("--B\r\n{part}\r\n\r\n{content}\r\n--B--\r\n");
        let head = "PUT /upload HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=B";
        let mut stream = program.connect();
        write!(stream, "{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len()).expect("it reads");
        let (head, _) = head_and_more(&mut stream);
        assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{content}: {head}");
    }
    program.says("`http.multipart.spill`, cannot be written");
}

/// A disk that is full, or a collector of logs that is gone.
pub(super) fn a_log_that_cannot_be_written_stops_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let gone = Stdio::from(std::io::pipe().expect("a pipe").1);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").map(Stdio::from);
    for stderr in full.into_iter().chain([gone]) {
        let start = "LISTEN_FDS=1 LISTEN_PID=$$ exec \"$0\" --http.access_log=on 3<&0";
        let mut shell = Command::new("sh");
        shell.args(["-c", start]).arg(std::env::current_exe().expect("a path")).env("RUN_THE_APPLICATION", "1");
        let socket = handed(listener.try_clone().expect("a descriptor"));
        let mut child = shell.stdin(socket).stdout(Stdio::null()).stderr(stderr).spawn().expect("it starts");
        let mut stream = TcpStream::connect(address).expect("its queue takes it");
        stream.set_read_timeout(Some(DEADLINE)).expect("a timeout");
        // It may take a while until it starts, or until it has failed to.
        for path in ["/hello", "/misframed", "/hello"] {
            let answer = get(&mut stream, path);
            let status = child.try_wait().expect("a child");
            assert!(answer.starts_with("HTTP/1.1 ") && status.is_none(), "{path}: {answer:?} {status:?}");
        }
        child.kill().expect("it runs");
        let _status = child.wait();
    }
}

pub(super) fn the_banner_is_in_colour_where_the_log_is() {
    let banner = |arguments: &[&str]| {
        let program = Program::spawn(command(arguments).arg("--http.port=0"));
        let said = || program.log.recv_timeout(DEADLINE).ok().filter(|line| !line.contains("listening on"));
        std::iter::from_fn(said).collect::<Vec<_>>().join("\n")
    };
    let row = if cfg!(debug_assertions) { "/misframed" } else { "" };
    let coloured = banner(&["--log.format=text", "--log.colour=on"]);
    assert!(coloured.contains("\n  \x1b[32mGET\x1b[0m  /misframed") || row.is_empty(), "{coloured:?}");
    for arguments in [
        &["--log.format=text"][..], // standard error is no terminal here
        &["--log.format=text", "--log.colour=off"],
        &["--log.format=json", "--log.colour=on"],
    ] {
        let plain = banner(arguments);
        assert!(plain.contains(row) && !plain.contains("[32m"), "{arguments:?}: {plain:?}");
    }
    for quiet in ["--log.banner=off", "--log.level=warn"] {
        let program = Program::spawn(&mut command(&["--log.format=text", "--log.colour=on", quiet, "--http.port=0"]));
        let line =
            program.log.recv_timeout(if quiet.contains("banner") { DEADLINE } else { Duration::from_millis(500) });
        assert!(!line.as_ref().is_ok_and(|line| !line.contains("listening on")), "{quiet}: {line:?}");
    }
}
