//! Counts, with valgrind's callgrind, the instructions that it costs to read a bean of 20 members from JSON and to write
//! it, prints them beside those of serde_json on the same struct with plain derives, and fails where a bean costs more
//! than 1.05 times as much; or where a list of 10,000 beans costs more than 11 times what one of 1,000 does.
//!
//! Counting runs this same program under valgrind, with N and with 2 N repetitions; the difference, divided by N, is
//! free of start and end.

mod list;
mod user;

use std::{env, error::Error, fs, hint::black_box, process::Command, process::ExitCode};

use serde::{Serialize, de::DeserializeOwned};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What a bean may cost, where the plain derives cost one.
const MOST: f64 = 1.05;

/// What a list may cost, where one of a tenth costs one.
const MOST_OF_LIST: f64 = 11.0;

const REPETITIONS: usize = 2_000;
const REPETITIONS_OF_LIST: usize = 10;

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
    let beans = ["read", "write"].map(|task| row(task, ["plain", "bean"], REPETITIONS, MOST));
    println!("\n| list of beans | 1,000 | 10,000 | ratio | at most |");
    println!("| --- | ---: | ---: | ---: | ---: |");
    let lists = ["read", "write"].map(|task| row(task, ["1000", "10000"], REPETITIONS_OF_LIST, MOST_OF_LIST));
    beans.into_iter().chain(lists).try_fold(true, |all, row| Ok(row? && all))
}

/// Counts two kinds of one task and compares them.
fn row(task: &str, [one, other]: [&str; 2], repetitions: usize, most: f64) -> Result<bool> {
    let (one, other) = (count(task, one, repetitions)?, count(task, other, repetitions)?);
    let ratio = other as f64 / one as f64;
    let holds = ratio <= most;
    let broken = if holds { "" } else { " BROKEN" };
    println!("| {task} | {one} | {other} | {ratio:.3} | {most}{broken} |");
    Ok(holds)
}

/// The instructions of one repetition.
fn count(task: &str, kind: &str, repetitions: usize) -> Result<u64> {
    let (once, twice) = (total(task, kind, repetitions)?, total(task, kind, 2 * repetitions)?);
    let difference = twice.checked_sub(once).ok_or("twice the work took fewer instructions")?;
    Ok(difference / repetitions as u64)
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
        length => list::repeat(task, length, repetitions),
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
