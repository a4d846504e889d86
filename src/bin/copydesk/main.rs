//! The command `copydesk`: the library on files and standard input.

mod clean;
mod entities;
mod input;
mod output;

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Takes the article out of a web page's text and says why everything else was cut.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Clean(clean::Arguments),
    Entities(entities::Arguments),
}

/// Exits with 0, with 1 when a file failed, and with 2 when the arguments are wrong.
fn main() -> ExitCode {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let outcome = match Arguments::parse().command {
        Command::Clean(arguments) => clean::run(&arguments, &mut out),
        Command::Entities(arguments) => entities::run(&arguments, &mut out),
    };
    let outcome = outcome.and_then(|all| out.flush().map(|()| all));
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // Whoever was reading has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "copydesk: cannot write: {error}");
            ExitCode::FAILURE
        }
    }
}
