//! Plain text.

use super::parts::{self, Numbers};
use super::{DOT, authors, filled};
use crate::{Article, Block, BlockKind};

/// Writes the article as plain text: headline, standfirst, authors and date, and the body, parted
/// by blank lines. Items of lists get a bullet or their number, cells are parted by tabs.
///
/// Linear in the article. Ends with a line end, unless there is nothing to write.
#[must_use]
pub fn to_text(article: &Article) -> String {
    let mut out = String::with_capacity(article.text.len() + 1024);
    let mut push = |piece: &str| {
        if !piece.is_empty() {
            out.push_str(if out.is_empty() { "" } else { "\n" });
            out.push_str(piece);
            out.push('\n');
        }
    };
    for piece in [&article.title, &article.deck].into_iter().flatten() {
        push(piece.trim());
    }
    let date = article.published.as_deref().and_then(filled);
    let line: Vec<String> = authors(article)
        .into_iter()
        .chain(date.map(str::to_owned))
        .collect();
    push(&line.join(DOT));
    for block in &article.blocks {
        match lines(block) {
            Some(lines) => push(&lines.join("\n")),
            None => push(block.text.trim_matches('\n')),
        }
    }
    out
}

/// The lines of a block that are not simply those of its text.
fn lines(block: &Block) -> Option<Vec<String>> {
    match &block.kind {
        BlockKind::List {
            ordered,
            items,
            nesting,
        } => {
            let mut numbers = Numbers::default();
            let line = |item: &parts::Item| {
                let (indent, words) = ("  ".repeat(item.level), &item.words.text);
                match (numbers.next(item), item.ordered) {
                    (number, true) => format!("{indent}{number}. {words}"),
                    (_, false) => format!("{indent}• {words}"),
                }
            };
            let items = parts::items(block, *ordered, items, nesting);
            Some(items.iter().map(line).collect())
        }
        BlockKind::Table { rows } => Some(rows.iter().map(|row| row.join("\t")).collect()),
        BlockKind::Rule => Some(vec!["* * *".to_owned()]),
        _ => None,
    }
}
