//! A document to article: pieces, features, model, decision, judgement, composition.

mod address;
pub mod blocks;
pub mod features;
mod hints;
mod inline;
mod table;
mod tags;
mod tree;

pub use address::Base;
pub use hints::Hints;

use crate::snapshot::Snapshot;
use crate::text::lines::Line;
use blocks::{Kind, Pieces};
use features::Page;
use tree::Tree;

/// The pieces of a page as lines of [`Pieces::text`].
#[must_use]
pub fn lines(pieces: &Pieces) -> Vec<Line> {
    let line = |p: &blocks::Piece| Line {
        start: p.range.start,
        end: p.range.end,
        gap: u8::from(p.kind != Kind::Row && p.item.is_none()),
    };
    pieces.list.iter().map(line).collect()
}

/// Reads a document up to the table of features, and does something with it: what training and cleaning share.
pub fn read<T>(snapshot: &Snapshot, url: Option<&str>, then: impl FnOnce(&Page, &[Line]) -> T) -> T {
    let base = Base::of(snapshot, url);
    let pieces = blocks::read(snapshot, &base);
    let lines = lines(&pieces);
    let text = crate::text::page_of(&pieces.text, &lines);
    let tree = Tree::new(snapshot, &pieces, &text.facts);
    let hints = Hints::new(snapshot, &pieces, &text.facts, url);
    then(&Page::new(&pieces, text, &tree, &hints), &lines)
}
