//! Measures the servers of the comparison: what a request costs in instructions, in time and in memory. Every answer is
//! checked before anything is measured, and `--help` lists the commands.

mod arguments;
mod build;
mod connection;
mod guard;
mod instructions;
mod load;
mod once;
mod process;
mod rounds;
mod route;
mod runtimes;
mod scale;
mod server;
mod table;
mod versions;
mod wrk;

use std::{error::Error, process::ExitCode};

use arguments::{Arguments, Command};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Says whether every bound holds; most commands have none.
fn run() -> Result<bool> {
    let arguments = Arguments::read()?;
    for program in arguments.command.programs() {
        if !process::is_installed(program) {
            println!("skipped: {program} not found");
            return Ok(true);
        }
    }
    match arguments.command {
        Command::Instructions => instructions::run(&arguments),
        Command::Load => load::run(&arguments),
        Command::Runtimes => runtimes::run(&arguments),
        Command::Scale => scale::run(&arguments),
        Command::Versions => versions::run(&arguments),
    }
}
