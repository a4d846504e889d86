//! Pasted text to article: lines, facts, features, model, decision, judgement, composition.

pub(crate) mod compose;
pub(crate) mod counter;
pub mod decode;
pub mod facts;
pub mod features;
mod glue;
pub mod headline;
pub(crate) mod judge;
pub mod lexicon;
pub mod lines;
pub mod models;
pub mod outline;
pub mod posts;
pub(crate) mod reasons;
pub mod signs;
pub mod topics;
mod wrap;

use crate::words::Word;
use crate::{Article, Error, ErrorCode, Options};
use compose::Material;
use features::Page;
use judge::Bench;
use lines::Line;

/// Takes the article out of the text of a page. Linear in the text.
///
/// ```
/// let page = "Home\nNews\nSport\n\nBridge to close for a year\n\nThe old bridge over the river \
///     will close on Monday, the council said, because its piers are cracked and must be renewed.";
/// let article = copydesk::clean_text(page, &copydesk::Options::default())?;
/// assert!(article.text.starts_with("The old bridge"));
/// # Ok::<(), copydesk::Error>(())
/// ```
///
/// # Errors
///
/// [`ErrorCode::EmptyInput`], [`ErrorCode::TooManyBytes`] and [`ErrorCode::NotText`].
pub fn clean_text(text: &str, options: &Options) -> Result<Article, Error> {
    clean_text_with_progress(text, options, &mut |_| true)
}

/// The same, with reports on the way: `progress` hears the share that is done, from 0 to 1, and
/// ends the work by returning false.
///
/// # Errors
///
/// As [`clean_text`], and [`ErrorCode::Cancelled`].
pub fn clean_text_with_progress(
    text: &str,
    options: &Options,
    progress: &mut dyn FnMut(f32) -> bool,
) -> Result<Article, Error> {
    options.limits.check(text.len())?;
    check_is_text(text)?;
    let (lines, page) = read(text);
    let scores = models::score(&page, progress)
        .ok_or_else(|| Error::new(ErrorCode::Cancelled, "The cleaning was cancelled."))?;
    let words = |line: usize| page.facts.get(line).map_or(0.0, |f| f.words as f32);
    let decision = decode::decide(&scores.keep, words);
    let bench = Bench {
        input: text,
        lines: &lines,
        page: &page,
        said: judge::said(&lines, &options.verdicts),
    };
    let judged = bench.judge(&decision, scores.title);
    let material = Material {
        input: text,
        lines: &lines,
        page: &page,
        judged: &judged,
    };
    let mut article = material.article(decision.expected);
    article.url.clone_from(&options.url);
    Ok(article)
}

fn check_is_text(text: &str) -> Result<(), Error> {
    let sample = text.chars().take(4096);
    let odd = |c: char| c == '\u{fffd}' || (c.is_control() && !c.is_whitespace());
    let (all, strange) = sample.fold((0, 0), |(all, strange), c| {
        (all + 1, strange + usize::from(odd(c)))
    });
    if strange * 10 > all {
        return Err(Error::new(
            ErrorCode::NotText,
            "This does not look like text: too many of its characters are controls, as in a picture, a PDF or a program. Copy the page's text and paste that.",
        ));
    }
    if text.chars().all(lines::is_blank) {
        return Err(Error::new(
            ErrorCode::EmptyInput,
            "There is no text to clean. Paste the text of a page.",
        ));
    }
    Ok(())
}

/// Reads a pasted text up to the table of features: what training and cleaning share.
#[must_use]
pub fn read(input: &str) -> (Vec<Line>, Page) {
    let lines = glue::part(input, wrap::join(input, lines::split(input)));
    let page = page_of(input, &lines);
    (lines, page)
}

/// What is known of lines.
#[must_use]
pub(crate) fn page_of(input: &str, lines: &[Line]) -> Page {
    let mut words: Vec<Word> = Vec::new();
    let (mut facts, mut hashes) = (Vec::with_capacity(lines.len()), Vec::new());
    for line in lines {
        facts::words_of(input, line, &mut words);
        let mut known = facts::gather(line.text(input), &words);
        known.first_word = hashes.len() as u32;
        hashes.extend(words.iter().map(|w| w.hash));
        facts.push(known);
    }
    let gaps = lines.iter().map(|l| l.gap).collect();
    Page::new(facts, hashes, gaps)
}
