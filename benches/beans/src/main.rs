//! Counts, with valgrind's callgrind, the instructions that it costs to read a bean of 20 members from JSON and to write
//! it, prints them beside those of serde_json on the same struct with plain derives, and fails where a bean costs more
//! than 1.05 times as much.
//!
//! Counting runs this same program under valgrind, with N and with 2 N repetitions; the difference, divided by N, is
//! free of start and end.

mod user;

use std::{env, error::Error, fs, hint::black_box, process::Command, process::ExitCode};

use serde::{Serialize, de::DeserializeOwned};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What a bean may cost, where the plain derives cost one.
const MOST: f64 = 1.05;

const REPETITIONS: usize = 2_000;

fn main() -> ExitCode {
    let arguments = env::args().skip(1).collect::<Vec<_>>();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => compare(),
        [task, kind, repetitions] => repetitions.parse().map_err(Into::into).and_then(|count| work(task, kind, count)),
        _ => Err("usage: bench-beans".into()),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Prints the table; says whether the bound holds.
fn compare() -> Result<bool> {
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("skipped: valgrind not found");
        return Ok(true);
    }
    println!("| 20 members | plain derives | bean | ratio | at most |");
    println!("| --- | ---: | ---: | ---: | ---: |");
    let mut all_hold = true;
    for task in ["read", "write"] {
        let (plain, bean) = (count(task, "plain")?, count(task, "bean")?);
        let ratio = bean as f64 / plain as f64;
        let holds = ratio <= MOST;
        all_hold &= holds;
        let broken = if holds { "" } else { " BROKEN" };
        println!("| {task} | {plain} | {bean} | {ratio:.3} | {MOST}{broken} |");
    }
    Ok(all_hold)
}

/// The instructions of one repetition.
fn count(task: &str, kind: &str) -> Result<u64> {
    let (once, twice) = (total(task, kind, REPETITIONS)?, total(task, kind, 2 * REPETITIONS)?);
    let difference = twice.checked_sub(once).ok_or("twice the work took fewer instructions")?;
    Ok(difference / REPETITIONS as u64)
}

/// All instructions of this program with these arguments; the profile stays beside it, for `callgrind_annotate`.
fn total(task: &str, kind: &str, repetitions: usize) -> Result<u64> {
    let program = env::current_exe()?;
    let profile = program.with_file_name(format!("{task}-{kind}-{repetitions}.callgrind"));
    let output = Command::new("valgrind")
        .arg("--tool=callgrind")
        .arg(format!("--callgrind-out-file={}", profile.display()))
        .arg(program)
        .args([task, kind, &repetitions.to_string()])
        .output()?;
    if !output.status.success() {
        return Err(format!("{task} {kind}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    let total =
        fs::read_to_string(profile)?.lines().find_map(|line| line.strip_prefix("totals: ")?.trim().parse().ok());
    total.ok_or_else(|| "callgrind wrote no total".into())
}

/// Does one piece of work so many times.
fn work(task: &str, kind: &str, repetitions: usize) -> Result<bool> {
    match kind {
        "plain" => repeat::<user::plain::User>(task, repetitions),
        "bean" => repeat::<user::bean::User>(task, repetitions),
        _ => Err("no such kind".into()),
    }
}

fn repeat<T: Serialize + DeserializeOwned>(task: &str, repetitions: usize) -> Result<bool> {
    let user: T = serde_json::from_str(user::JSON)?;
    for _ in 0..repetitions {
        match task {
            "read" => drop(black_box(serde_json::from_slice::<T>(black_box(user::JSON.as_bytes()))?)),
            "write" => drop(black_box(serde_json::to_vec(black_box(&user))?)),
            _ => return Err("no such task".into()),
        }
    }
    Ok(true)
}
