//! `copydesk clean`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use copydesk::{Article, EntityModel, Options, clean_text, render};
use serde::Serialize;

use crate::input::{self, Failure};
use crate::output::{files, report, shown};

/// Takes the article out of files, or out of standard input.
#[derive(Args)]
pub struct Arguments {
    /// What comes in.
    #[arg(long, value_enum, default_value_t)]
    input: Input,
    /// What goes out.
    #[arg(long, value_enum, default_value_t)]
    output: Output,
    /// Where the page came from.
    #[arg(long, value_name = "U")]
    url: Option<String>,
    /// Leaves out people, places, dates and sums.
    #[arg(long)]
    no_entities: bool,
    /// Files to clean; standard input without any, and for -.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Input {
    /// HTML if it looks like it, otherwise text.
    #[default]
    Auto,
    /// The text of a page, as copied from a browser.
    Text,
    /// A page's HTML.
    Html,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Output {
    /// Plain text.
    #[default]
    Text,
    /// Markdown.
    Markdown,
    /// An `article` element.
    Html,
    /// The article with all that was cut, one document for each file.
    Json,
    /// The same in one line for each file, with its path or its error.
    Jsonl,
}

/// A line of JSON Lines.
#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    #[serde(flatten)]
    outcome: Outcome,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum Outcome {
    Article(Box<Article>),
    Error(Failure),
}

/// Cleans every file and says whether all went well. Fails only where writing does.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> io::Result<bool> {
    let files = files(&arguments.files);
    let mut all = true;
    let mut written = false;
    for path in files {
        let outcome = clean(path, arguments);
        all &= outcome.is_ok();
        match (outcome, arguments.output) {
            (outcome, Output::Jsonl) => line(out, path, outcome)?,
            (Ok(article), form) => {
                part(out, form, path, files.len() > 1, written)?;
                article_as(out, form, &article)?;
                written = true;
            }
            (Err(failure), _) => report(out, path, &failure)?,
        }
    }
    Ok(all)
}

fn clean(path: &Path, arguments: &Arguments) -> Result<Article, Failure> {
    let options = Options {
        url: arguments.url.clone(),
        ..Options::default()
    };
    let text = input::read(path, options.limits.bytes)?;
    let html = match arguments.input {
        Input::Auto => looks_like_html(path, &text),
        Input::Text => false,
        Input::Html => true,
    };
    if html {
        let message = "It is HTML, and this build has no HTML reader. \
            Give the page's text, or --input text to take the HTML for text.";
        return Err(Failure::new("no-html-reader", message));
    }
    let mut article = clean_text(&text, &options)?;
    if !arguments.no_entities {
        article = EntityModel::built_in().with_entities(article, &options)?;
    }
    Ok(match arguments.output {
        Output::Json | Output::Jsonl => article.into_utf16(&text),
        _ => article,
    })
}

/// By the file's name, or by how the text begins.
fn looks_like_html(path: &Path, text: &str) -> bool {
    let is = |end: &str| {
        path.extension()
            .is_some_and(|e| e.eq_ignore_ascii_case(end))
    };
    let start: String = text.trim_start().chars().take(14).collect();
    let start = start.to_ascii_lowercase();
    let begins = |tag: &str| start.starts_with(tag);
    is("html") || is("htm") || is("xhtml") || begins("<!doctype html") || begins("<html")
}

fn line(out: &mut impl Write, path: &Path, outcome: Result<Article, Failure>) -> io::Result<()> {
    let outcome = match outcome {
        Ok(article) => Outcome::Article(article.into()),
        Err(failure) => Outcome::Error(failure),
    };
    let path = &path.to_string_lossy();
    serde_json::to_writer(&mut *out, &Line { path, outcome })?;
    writeln!(out)
}

/// What stands between the articles of several files.
fn part(
    out: &mut impl Write,
    form: Output,
    path: &Path,
    many: bool,
    again: bool,
) -> io::Result<()> {
    let blank = if again { "\n" } else { "" };
    match form {
        Output::Text if many => write!(out, "{blank}==> {} <==\n\n", shown(path)),
        Output::Markdown if again => write!(out, "\n---\n\n"),
        _ => Ok(()),
    }
}

fn article_as(out: &mut impl Write, form: Output, article: &Article) -> io::Result<()> {
    match form {
        Output::Text => out.write_all(render::to_text(article).as_bytes()),
        Output::Markdown => out.write_all(render::to_markdown(article).as_bytes()),
        Output::Html => out.write_all(render::to_html(article).as_bytes()),
        Output::Json | Output::Jsonl => {
            serde_json::to_writer_pretty(&mut *out, article)?;
            writeln!(out)
        }
    }
}
