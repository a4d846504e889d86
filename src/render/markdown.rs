//! Markdown: `CommonMark` with the tables of GitHub's dialect.

use std::borrow::Cow;

use super::address::safe_image;
use super::inline::{is_blank, steps};
use super::markdown_inline::{Inline, Lines, destination, longest_run};
use super::parts::{self, Item, Numbers};
use super::{DOT, authors, filled, level};
use crate::{Article, Block, BlockKind, Span, SpanKind};

/// Writes the article as Markdown: the headline as `# …`, the standfirst in italics, authors and
/// date in a line, and the body.
///
/// Text stays text: whatever would read as Markdown or HTML is escaped. White space is folded,
/// but for line ends, and control characters are left out; code stays as it is. Linear in the
/// article.
#[must_use]
pub fn to_markdown(article: &Article) -> String {
    let mut markdown = Markdown::default();
    markdown.head(article);
    for block in &article.blocks {
        markdown.block(block);
    }
    markdown.out
}

#[derive(Default)]
struct Markdown {
    out: String,
    /// Whether the last block was a list with the first kind of bullet: two lists in a row need
    /// different ones to stay two.
    list: Option<bool>,
}

impl Markdown {
    fn head(&mut self, article: &Article) {
        if let Some(title) = article.title.as_deref() {
            self.heading(1, &plain(title, Lines::Folded));
        }
        if let Some(deck) = article.deck.as_deref().and_then(filled) {
            self.paragraph(&emphasised(deck, &[]));
        }
        let date = article.published.as_deref().and_then(filled);
        let names = authors(article);
        let line: Vec<&str> = names.as_deref().into_iter().chain(date).collect();
        self.paragraph(&plain(&line.join(DOT), Lines::Folded));
    }

    fn block(&mut self, block: &Block) {
        let list = self.list.take();
        match &block.kind {
            BlockKind::Heading { level: n } => {
                self.heading(level(*n), &marked(block, Lines::Folded));
            }
            BlockKind::Paragraph => self.paragraph(&marked(block, Lines::Broken)),
            BlockKind::Quote => self.indented("> ", "> ", &marked(block, Lines::Broken)),
            BlockKind::List {
                ordered,
                items,
                nesting,
            } => {
                let items = parts::items(block, *ordered, items, nesting);
                self.items(&items, list == Some(true));
                self.list = Some(list != Some(true));
            }
            BlockKind::Code { language } => self.code(&block.text, language.as_deref()),
            BlockKind::Table { rows } => self.table(parts::cells(block, rows)),
            BlockKind::Figure { src, alt } => {
                if let Some(src) = src.as_deref().and_then(safe_image) {
                    let alt = plain(alt.as_deref().unwrap_or_default(), Lines::Folded);
                    self.paragraph(&format!("![{alt}]({})", destination(&src)));
                }
                self.paragraph(&emphasised(&block.text, &block.spans));
            }
            BlockKind::Rule => self.paragraph("---"),
        }
    }

    /// Parts a block from the one before.
    fn part(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    fn paragraph(&mut self, text: &str) {
        if !text.is_empty() {
            self.part();
            self.out.push_str(text);
            self.out.push('\n');
        }
    }

    fn heading(&mut self, level: u8, text: &str) {
        if !text.is_empty() {
            self.paragraph(&format!("{} {text}", "#".repeat(usize::from(level))));
        }
    }

    /// A block with something before its first line and its other lines.
    fn indented(&mut self, first: &str, other: &str, text: &str) {
        if !text.is_empty() {
            self.part();
            self.lines(first, other, text);
        }
    }

    fn lines(&mut self, first: &str, other: &str, text: &str) {
        for (i, line) in text.split('\n').enumerate() {
            let start = if i == 0 { first } else { other };
            self.out.push_str(if line.is_empty() {
                start.trim_end()
            } else {
                start
            });
            self.out.push_str(line);
            self.out.push('\n');
        }
    }

    fn items(&mut self, items: &[Item], other_bullet: bool) {
        self.part();
        let mut numbers = Numbers::default();
        // How far the words of the items around are indented.
        let mut indents: Vec<usize> = Vec::new();
        for item in items {
            let number = numbers.next(item);
            let bullet: Cow<str> = match (item.ordered, other_bullet) {
                (false, false) => "- ".into(),
                (false, true) => "* ".into(),
                (true, false) => format!("{number}. ").into(),
                (true, true) => format!("{number}) ").into(),
            };
            indents.truncate(item.level);
            let before = indents.last().copied().unwrap_or_default();
            indents.push(before + bullet.len());
            let first = format!("{}{bullet}", " ".repeat(before));
            let other = " ".repeat(first.len());
            self.lines(&first, &other, &marked(&item.words, Lines::Broken));
        }
    }

    fn code(&mut self, text: &str, language: Option<&str>) {
        let fence = "`".repeat(longest_run(text, '`').max(2) + 1);
        let name = |c: &char| c.is_ascii_alphanumeric() || "+-_.#".contains(*c);
        let language: String = language.unwrap_or_default().chars().filter(name).collect();
        let text = text
            .replace("\r\n", "\n")
            .replace('\r', "\n")
            .replace('\0', "\u{fffd}");
        self.part();
        self.out.extend([&fence, &language, "\n", &text]);
        self.out
            .push_str(if text.is_empty() || text.ends_with('\n') {
                ""
            } else {
                "\n"
            });
        self.out.extend([&fence, "\n"]);
    }

    fn table(&mut self, rows: Vec<Vec<Block>>) {
        let rows: Vec<Vec<String>> = rows
            .into_iter()
            .map(|row| row.into_iter().map(cell).collect())
            .collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        let Some((head, body)) = rows.split_first().filter(|_| columns > 0) else {
            return;
        };
        self.part();
        // Cells beyond those of the head would not show, missing ones do no harm.
        self.row(head, columns);
        self.out.push('|');
        self.out.push_str(&" --- |".repeat(columns));
        self.out.push('\n');
        for row in body {
            self.row(row, 1);
        }
    }

    fn row(&mut self, cells: &[String], columns: usize) {
        self.out.push('|');
        for cell in cells {
            self.out.extend([" ", cell, " |"]);
        }
        let missing = columns.saturating_sub(cells.len());
        self.out.push_str(&"  |".repeat(missing));
        self.out.push('\n');
    }
}

/// A cell: a bar would end it even in code or in an address.
fn cell(mut words: Block) -> String {
    words.spans.retain(|span| match &span.kind {
        SpanKind::Code => false,
        SpanKind::Link { href } => !href.contains('|'),
        _ => true,
    });
    marked(&words, Lines::Folded)
}

fn marked(block: &Block, lines: Lines) -> String {
    Inline::write(&steps(block), lines)
}

fn plain(text: &str, lines: Lines) -> String {
    marked(&paragraph(text, &[]), lines)
}

/// A text that is in italics as a whole.
fn emphasised(text: &str, spans: &[Span]) -> String {
    let mut block = paragraph(text, spans);
    block.spans.push(Span {
        start: 0,
        end: text.len(),
        kind: SpanKind::Emphasis,
    });
    marked(&block, Lines::Broken)
}

fn paragraph(text: &str, spans: &[Span]) -> Block {
    Block {
        kind: BlockKind::Paragraph,
        text: text.trim_end_matches(is_blank).to_owned(),
        start: 0,
        end: 0,
        spans: spans.to_vec(),
    }
}
