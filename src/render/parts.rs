//! Items of lists and cells of tables, with the marks that the block's spans give them.

use super::inline::is_blank;
use crate::{Block, BlockKind, Nesting, Span, order};

/// An item of a list.
pub(super) struct Item {
    /// Its words with their marks.
    pub words: Block,
    /// How many lists are around its own; never more than one more than for the item before.
    pub level: usize,
    /// Whether its list is numbered.
    pub ordered: bool,
}

/// The items of a list, in order. Linear in the block, but for a sort of the spans.
pub(super) fn items(
    block: &Block,
    ordered: bool,
    items: &[String],
    nesting: &[Nesting],
) -> Vec<Item> {
    let mut words = Words::of(block);
    let mut deepest = 0;
    let mut item = |i: usize, text: &String| {
        let own = nesting.get(i).copied();
        let own = own.unwrap_or(Nesting { level: 0, ordered });
        let level = own.level.min(deepest);
        deepest = level + 1;
        Item {
            words: words.next(text),
            level,
            ordered: if level == 0 { ordered } else { own.ordered },
        }
    };
    items.iter().enumerate().map(|(i, t)| item(i, t)).collect()
}

/// Counts the items of nested lists.
#[derive(Default)]
pub(super) struct Numbers(Vec<(bool, usize)>);

impl Numbers {
    /// The number of an item in its own list, from 1.
    pub fn next(&mut self, item: &Item) -> usize {
        self.0.truncate(item.level + 1);
        if self.0.get(item.level).is_some_and(|l| l.0 != item.ordered) {
            self.0.truncate(item.level);
        }
        if self.0.len() <= item.level {
            self.0.push((item.ordered, 0));
        }
        self.0.last_mut().map_or(1, |(_, count)| {
            *count += 1;
            *count
        })
    }
}

/// The cells of a table, row by row.
pub(super) fn cells(block: &Block, rows: &[Vec<String>]) -> Vec<Vec<Block>> {
    let mut words = Words::of(block);
    rows.iter()
        .map(|row| row.iter().map(|cell| words.next(cell)).collect())
        .collect()
}

/// Finds words one after the other in a block's text, with nothing but blanks between them.
struct Words<'a> {
    text: &'a str,
    spans: Vec<&'a Span>,
    at: usize,
    passed: usize,
}

impl<'a> Words<'a> {
    fn of(block: &'a Block) -> Self {
        let start = |i: usize| block.spans.get(i).map_or(0, |s| s.start);
        let sorted = order::by_key(block.spans.len(), start);
        Self {
            text: &block.text,
            spans: sorted
                .into_iter()
                .filter_map(|i| block.spans.get(i))
                .collect(),
            at: 0,
            passed: 0,
        }
    }

    /// The next words, with the spans that lie inside them; with none where they are not found.
    fn next(&mut self, words: &str) -> Block {
        let words = words.trim_matches(is_blank);
        let rest = self.text.get(self.at..).unwrap_or_default();
        let from = self.at + rest.len() - rest.trim_start_matches(is_blank).len();
        let found = self.text.get(from..).is_some_and(|r| r.starts_with(words));
        let end = if found { from + words.len() } else { self.at };
        self.at = end;
        let mut spans = Vec::new();
        while let Some(span) = self.spans.get(self.passed).filter(|s| s.start < end) {
            self.passed += 1;
            if found && span.start >= from && span.end <= end {
                spans.push(Span {
                    start: span.start - from,
                    end: span.end - from,
                    kind: span.kind.clone(),
                });
            }
        }
        Block {
            kind: BlockKind::Paragraph,
            text: words.to_owned(),
            start: 0,
            end: 0,
            spans,
        }
    }
}
