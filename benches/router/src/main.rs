//! Counts, with valgrind's callgrind, the instructions that it costs to build a table of routes and to find one in it,
//! prints them beside those of matchit and wayfind, and fails where a bound of ours is broken.
//!
//! Counting runs this same program under valgrind, with N and with 2 N repetitions of one piece of work; the
//! difference, divided by N, is free of start and end.

mod callgrind;
mod table;
mod work;

use std::{env, error::Error, process::ExitCode};

use table::TABLES;
use work::{Task, Work};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What may grow how much: the task, a small and a large table, and the largest ratio between them.
const BOUNDS: [(Task, usize, usize, f64); 3] =
    [(Task::Build, 1_000, 10_000, 12.0), (Task::Hit, 10, 10_000, 1.2), (Task::Miss, 10, 10_000, 1.2)];

fn main() -> ExitCode {
    let arguments = env::args().skip(1).collect::<Vec<_>>();
    match if arguments.is_empty() { compare() } else { Work::read(&arguments).map(|work| work.done()) } {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Prints the table; says whether every bound holds.
fn compare() -> Result<bool> {
    if !callgrind::is_installed() {
        println!("skipped: valgrind not found");
        return Ok(true);
    }
    println!("| routes | work | router | in the small table | in the large one | ratio | at most |");
    println!("| --- | --- | --- | ---: | ---: | ---: | ---: |");
    let mut all_hold = true;
    for table in &TABLES {
        for (task, small, large, bound) in BOUNDS.into_iter().filter(|(task, ..)| table.tasks.contains(task)) {
            for router in table.routers {
                let [one, other] = count(table.name, task, router.name, [small, large])?;
                let ratio = other as f64 / one as f64;
                let is_ours = router.name == work::OURS;
                let holds = !is_ours || ratio <= bound;
                all_hold &= holds;
                let limit = match (is_ours, holds) {
                    (true, true) => format!("{bound}"),
                    (true, false) => format!("{bound} BROKEN"),
                    _ => String::new(),
                };
                let (table, task, router) = (table.name, task.name(), router.name);
                println!("| {table} | {task} | {router} | {small}: {one} | {large}: {other} | {ratio:.2} | {limit} |");
            }
        }
    }
    Ok(all_hold)
}

/// The instructions of one repetition, for two sizes of the table, counted side by side.
fn count(table: &str, task: Task, router: &str, sizes: [usize; 2]) -> Result<[u64; 2]> {
    let repetitions = task.repetitions();
    let total = |size: usize, repetitions: usize| {
        callgrind::total([table, task.name(), router, &size.to_string(), &repetitions.to_string()])
            .map_err(|error| error.to_string())
    };
    let each = |size: usize| {
        let (once, twice) = (total(size, repetitions)?, total(size, 2 * repetitions)?);
        let difference = twice.checked_sub(once).ok_or("twice the work took fewer instructions")?;
        Ok::<u64, String>(difference / repetitions as u64)
    };
    let [small, large] = sizes;
    std::thread::scope(|scope| {
        let small = scope.spawn(|| each(small));
        let large = each(large)?;
        Ok([small.join().map_err(|_| "the count panicked")??, large])
    })
}
