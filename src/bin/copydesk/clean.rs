//! `copydesk clean`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use copydesk::{Article, Options, clean_html, clean_text, render};
use serde::Serialize;

use crate::input::{self, Failure};

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
    Error { code: &'static str, message: String },
}

/// Cleans every file and says whether all went well. Fails only where writing does.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> io::Result<bool> {
    let standard_input = [PathBuf::from("-")];
    let files = if arguments.files.is_empty() {
        &standard_input
    } else {
        arguments.files.as_slice()
    };
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
            (Err(failure), _) => {
                out.flush()?;
                // Nobody is there to hear when this fails.
                let _ = writeln!(
                    io::stderr(),
                    "copydesk: {}: {}",
                    shown(path),
                    failure.message
                );
            }
        }
    }
    Ok(all)
}

fn clean(path: &Path, arguments: &Arguments) -> Result<Article, Failure> {
    let options = Options {
        url: arguments.url.clone(),
        ..Options::default()
    };
    let bytes = input::read(path, options.limits.bytes)?;
    let html = match arguments.input {
        Input::Auto => looks_like_html(path, &bytes),
        Input::Text => false,
        Input::Html => true,
    };
    let as_json = matches!(arguments.output, Output::Json | Output::Jsonl);
    let mut article = if html {
        let article = clean_html(&copydesk::html::decode(&bytes), &options)?;
        if as_json {
            article.with_utf16_spans()
        } else {
            article
        }
    } else {
        let text = input::text(&bytes)?;
        let article = clean_text(&text, &options)?;
        if as_json {
            article.into_utf16(&text)
        } else {
            article
        }
    };
    if arguments.no_entities {
        article.entities.clear();
    }
    Ok(article)
}

/// By the file's name, or by how its bytes begin.
fn looks_like_html(path: &Path, bytes: &[u8]) -> bool {
    let is = |end: &str| {
        path.extension()
            .is_some_and(|e| e.eq_ignore_ascii_case(end))
    };
    // With a zero between letters it is UTF-16.
    let bare = bytes.iter().filter(|b| b.is_ascii_graphic());
    let start: Vec<u8> = bare.take(13).map(u8::to_ascii_lowercase).collect();
    let begins = |tag: &[u8]| start.starts_with(tag);
    is("html") || is("htm") || is("xhtml") || begins(b"<!doctypehtml") || begins(b"<html")
}

fn line(out: &mut impl Write, path: &Path, outcome: Result<Article, Failure>) -> io::Result<()> {
    let outcome = match outcome {
        Ok(article) => Outcome::Article(article.into()),
        Err(Failure { code, message }) => Outcome::Error { code, message },
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

fn shown(path: &Path) -> std::borrow::Cow<'_, str> {
    if path == Path::new("-") {
        "standard input".into()
    } else {
        path.to_string_lossy()
    }
}
