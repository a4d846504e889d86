//! Pasted text to article.

pub mod facts;
pub mod features;
pub mod lines;

use crate::words::Word;
use features::Page;
use lines::Line;

use crate::{Article, Block, BlockKind, Error, ErrorCode, Options};

/// Takes the article out of the text of a page.
///
/// # Errors
///
/// [`ErrorCode::EmptyInput`], [`ErrorCode::TooManyBytes`] and [`ErrorCode::NotText`].
pub fn clean_text(text: &str, options: &Options) -> Result<Article, Error> {
    options.limits.check(text.len())?;
    if text.trim().is_empty() {
        return Err(Error::new(
            ErrorCode::EmptyInput,
            "There is no text to clean. Paste the text of a page.",
        ));
    }
    let base = text.as_ptr() as usize;
    let blocks: Vec<Block> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| Block {
            kind: BlockKind::Paragraph,
            text: line.trim().to_owned(),
            start: line.as_ptr() as usize - base,
            end: line.as_ptr() as usize - base + line.len(),
            spans: Vec::new(),
        })
        .collect();
    Ok(Article {
        text: blocks
            .iter()
            .map(|b| b.text.as_str())
            .collect::<Vec<_>>()
            .join("\n\n"),
        blocks,
        ..Article::default()
    })
}

/// Reads a pasted text up to the table of features: what training and cleaning share.
#[must_use]
pub fn read(input: &str) -> (Vec<Line>, Page) {
    let lines = lines::split(input);
    let mut words: Vec<Word> = Vec::new();
    let (mut facts, mut hashes) = (Vec::with_capacity(lines.len()), Vec::new());
    for line in &lines {
        facts::words_of(input, line, &mut words);
        let mut known = facts::gather(line.text(input), &words);
        known.first_word = hashes.len() as u32;
        hashes.extend(words.iter().map(|w| w.hash));
        facts.push(known);
    }
    let gaps = lines.iter().map(|l| l.gap).collect();
    let page = Page::new(facts, hashes, gaps);
    (lines, page)
}
