//! Pasted text to article.

use crate::{Article, Block, BlockKind, Error, ErrorCode, Options};

/// Takes the article out of the text of a page.
///
/// # Errors
///
/// [`ErrorCode::EmptyInput`], [`ErrorCode::TooManyBytes`] and [`ErrorCode::NotText`].
pub fn clean_text(text: &str, options: &Options) -> Result<Article, Error> {
    if text.len() > options.limits.bytes {
        return Err(Error::new(
            ErrorCode::TooManyBytes,
            format!(
                "The text has {} bytes, more than the limit of {} (limits.bytes). Paste one article at a time, or raise the limit.",
                text.len(),
                options.limits.bytes
            ),
        ));
    }
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
