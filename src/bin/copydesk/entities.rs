//! `copydesk entities`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use copydesk::render::{csv_cell, entities_to_csv};
use copydesk::{Entity, Found, Options, find_entities};
use serde::Serialize;

use crate::input::{self, Failure};
use crate::output::{files, report, shown};

/// Finds people, places, organisations, dates and sums in files, or in standard input. The whole
/// input is searched as it is.
#[derive(Args)]
pub struct Arguments {
    /// What goes out.
    #[arg(long, value_enum, default_value_t)]
    output: Output,
    /// When the text was published, as in 2021-05-14: gives "Friday" its date.
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
    /// Files to search; standard input without any, and for -.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Output {
    /// A line for each entity: kind, name, how often, value or role.
    #[default]
    Text,
    /// One document for each file; spans are UTF-16 code units of the input.
    Json,
    /// The same in one line for each file, with its path or its error.
    Jsonl,
    /// A line for each mention, with its file.
    Csv,
}

/// A line of JSON Lines.
#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    #[serde(flatten)]
    outcome: Outcome,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Outcome {
    Found(Found),
    Failed { error: Failure },
}

/// Searches every file and says whether all went well. Fails only where writing does.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> io::Result<bool> {
    let files = files(&arguments.files);
    let mut all = true;
    let mut written = false;
    for path in files {
        let outcome = find(path, arguments);
        all &= outcome.is_ok();
        match (outcome, arguments.output) {
            (outcome, Output::Jsonl) => line(out, path, outcome)?,
            (Ok((text, found)), form) => {
                let heading = form == Output::Text && files.len() > 1;
                if heading {
                    let blank = if written { "\n" } else { "" };
                    write!(out, "{blank}==> {} <==\n\n", shown(path))?;
                }
                let place = (path.as_path(), written);
                entities_as(out, form, place, &text, found)?;
                written = true;
            }
            (Err(failure), _) => report(out, path, &failure)?,
        }
    }
    Ok(all)
}

fn find(path: &Path, arguments: &Arguments) -> Result<(String, Found), Failure> {
    let options = Options {
        published: arguments.published.clone(),
        ..Options::default()
    };
    let bytes = input::read(path, options.limits.bytes)?;
    let text = input::text(&bytes)?;
    let found = find_entities(&text, &options)?;
    Ok((text, found))
}

fn line(
    out: &mut impl Write,
    path: &Path,
    outcome: Result<(String, Found), Failure>,
) -> io::Result<()> {
    let outcome = match outcome {
        Ok((text, found)) => Outcome::Found(found.into_utf16(&text)),
        Err(error) => Outcome::Failed { error },
    };
    let path = &path.to_string_lossy();
    serde_json::to_writer(&mut *out, &Line { path, outcome })?;
    writeln!(out)
}

fn entities_as(
    out: &mut impl Write,
    form: Output,
    (path, again): (&Path, bool),
    text: &str,
    found: Found,
) -> io::Result<()> {
    match form {
        Output::Text => found.entities.iter().try_for_each(|e| row(out, e)),
        Output::Csv => {
            let cell = csv_cell(&path.to_string_lossy());
            let table = entities_to_csv(text, &found.entities);
            let mut lines = table.lines();
            let head = lines.next().filter(|_| !again);
            if let Some(head) = head {
                write!(out, "path,{head}\r\n")?;
            }
            lines.try_for_each(|line| write!(out, "{cell},{line}\r\n"))
        }
        Output::Json | Output::Jsonl => {
            serde_json::to_writer_pretty(&mut *out, &found.into_utf16(text))?;
            writeln!(out)
        }
    }
}

/// Columns apart by tabs.
fn row(out: &mut impl Write, entity: &Entity) -> io::Result<()> {
    let kind = entity.kind.as_str();
    let more = entity.value.as_deref().or(entity.role.as_deref());
    let line = format!(
        "{kind}\t{}\t{}\t{}",
        entity.name,
        entity.mentions.len(),
        more.unwrap_or_default()
    );
    // Controls would reach the terminal.
    let line: String = line
        .chars()
        .filter(|c| *c == '\t' || !c.is_control())
        .collect();
    writeln!(out, "{}", line.trim_end())
}
