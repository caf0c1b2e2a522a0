//! Settings from everywhere, and what is said of those that are wrong.

use crate::program::{Folder, Program, command, get, refused};

pub(super) fn a_port_in_use_names_the_setting() {
    let program = Program::start(&[]);
    let report = refused(&[&format!("--http.port={}", program.port)]);
    let expected = format!("cannot listen on 127.0.0.1:{}", program.port);
    assert!(report.contains(&expected) && report.contains("`http.port`"), "{report}");
    program.signal("TERM");
    assert!(program.wait().success());
}

pub(super) fn cores_share_a_port_with_nobody_else() {
    let per_core = ["--http.runtime=per-core", "--http.workers=2"];
    let program = Program::start(&per_core);
    let port = format!("--http.port={}", program.port);
    for second in [&[&*port][..], &[&port, per_core[0], per_core[1]]] {
        let report = refused(second);
        assert!(report.contains("cannot listen on") && report.contains("`http.port`"), "{second:?}: {report}");
    }
    program.signal("TERM");
    assert!(program.wait().success());
}

pub(super) fn all_bad_settings_are_reported_together() {
    let report = refused(&["--http.prot=1", "--http.workers=0", "word", "--http.body_limit=much"]);
    for part in [
        "setting `http.prot` is not known (argument --http.prot); did you mean `http.port`?",
        "setting `http.workers` cannot be `0` (argument --http.workers); write a number of threads, 1 to 1024",
        "setting `http.body_limit` cannot be `much`",
        "argument word: not understood",
    ] {
        assert!(report.contains(part), "{part}\nis not in\n{report}");
    }
}

pub(super) fn help_lists_every_setting() {
    let output = command(&["--help"]).output().expect("it runs");
    let page = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success());
    for key in framework::KEYS {
        assert!(page.contains(key.name) && page.contains(key.about), "{} is not in\n{page}", key.name);
    }
}

pub(super) fn the_programs_own_settings_come_from_everywhere() {
    let folder = Folder::new();
    folder.write(
        "framework.toml",
        "[process]\ngreeting = \"file\"\ntrusted = [\"::1\", \"10.0.0.1\"]\n[profile.prod.process]\ntimes = 3",
    );
    let mut command = command(&["--http.port=0"]);
    let program = Program::listening(command.current_dir(&folder.0).env("FRAMEWORK_PROFILE", "prod"));
    assert!(get(&mut program.connect(), "/greet").ends_with("filefilefile [::1, 10.0.0.1] 1"));
    drop(program);

    folder.write(".env", "FRAMEWORK_PROCESS_GREETING=dotenv\nFRAMEWORK_PROCESS_TIMES=2");
    let program = Program::listening(
        command
            .args(["--process.code=7"])
            .env("FRAMEWORK_PROCESS_TRUSTED", "127.0.0.1, ::2")
            .env("FRAMEWORK_PROCESS_TIMES", "1"),
    );
    assert!(get(&mut program.connect(), "/greet").ends_with("dotenv [127.0.0.1, ::2] 7"));
    drop(program);

    let report = refused(&["--process.time=1", "--process.times=4", "--process.trusted=::1,here", "--http.port=x"]);
    for part in [
        "setting `process.time` is not known (argument --process.time); did you mean `process.times`?",
        "setting `process.times` cannot be `4` (argument --process.times); write a number, 1 to 3",
        "setting `process.trusted` cannot be `here` (argument --process.trusted); write a list separated by commas, each an IP address",
        "setting `http.port` cannot be `x` (argument --http.port)",
    ] {
        assert!(report.contains(part), "{part}\nis not in\n{report}");
    }
}

pub(super) fn a_secret_is_told_nowhere() {
    let output = command(&["--help", "--process.code=4711"]).output().expect("it runs");
    let page = String::from_utf8_lossy(&output.stdout);
    let code = "  --process.code\n      takes    a whole number, 0 to 65535\n      default  hidden\n      now      hidden (argument --process.code)\n";
    let times = "  --process.times\n      How often.\n      takes    a number, 1 to 3\n      now      1 (default)\n";
    let trusted = "      takes    a list separated by commas, each an IP address\n      now      empty (default)\n";
    for part in [code, times, trusted, "\n[process]  Own, tests/process/main.rs:"] {
        assert!(page.contains(part), "{part}\nis not in\n{page}");
    }
    assert!(!page.contains("4711"), "{page}");

    let report = refused(&["--process.code=swordfish", "--process.cod=swordfish"]);
    let expected = "setting `process.code` cannot be what is written there (argument --process.code); write a whole number, 0 to 65535";
    assert!(report.contains(expected) && !report.contains("swordfish"), "{report}");
}
