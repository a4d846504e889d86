//! The trained network for documents, and what it says of a page.

use std::ops::Range;
use std::sync::OnceLock;

use super::features::Page;
use crate::model::{Network, VECTOR, Vectors, Window, sigmoid};

/// Width of the network, and of its running means.
pub const SIZE: (usize, usize) = (16, 8);
/// Lists of marks for each piece: of the nearest elements, of those around, of the page.
pub const LISTS: usize = 3;
/// Slots of the table of marks, the words of class and id, and numbers for each.
pub const MARKS: (usize, usize) = (1024, VECTOR);
/// The same for the table of words: a piece's words, its first, its last.
pub const WORDS: (usize, usize) = (512, VECTOR);
/// Numbers that the tables add to a piece's features.
pub const LEARNED: usize = (LISTS + 3) * VECTOR;

/// Logits are scaled by the first and moved by the second before they are probabilities: fitted on
/// the cross-validated predictions.
const CALIBRATION: (f32, f32) = (1.0, 0.0);

/// Pieces that are looked at together, and how far windows overlap, so that memory has a bound.
const WINDOW: usize = 8192;
const OVERLAP: usize = 256;

struct Model {
    marks: Vectors,
    words: Vectors,
    body: Network<1>,
}

fn model() -> Option<&'static Model> {
    static MODEL: OnceLock<Option<Model>> = OnceLock::new();
    let read = || {
        let bytes = include_bytes!("../../models/page.bin");
        let (marks, rest) = Vectors::read(bytes, MARKS.0)?;
        let (words, rest) = Vectors::read(rest, WORDS.0)?;
        let (body, rest) = Network::read(rest)?;
        rest.is_empty().then_some(Model { marks, words, body })
    };
    MODEL.get_or_init(read).as_ref()
}

/// How probable it is that each piece belongs to the article. Linear in the page.
#[must_use]
pub fn score(page: &Page) -> Vec<f32> {
    let pieces = page.markup.len();
    let Some(model) = model() else {
        return vec![0.0; pieces];
    };
    let mut keep = Vec::with_capacity(pieces);
    while keep.len() < pieces {
        let first = keep.len();
        let from = first.saturating_sub(OVERLAP);
        let to = pieces.min(first + WINDOW);
        let window = model.window(page, from..pieces.min(to + OVERLAP));
        let all = model.body.run(&window).into_iter();
        let own = all.skip(first - from).take(to - first);
        keep.extend(own.map(|[logit]| probability(logit)));
    }
    keep
}

/// How likely a piece is part of the article, given the network's output.
#[must_use]
pub fn probability(logit: f32) -> f32 {
    sigmoid(logit * CALIBRATION.0 + CALIBRATION.1)
}

impl Model {
    fn window(&self, page: &Page, pieces: Range<usize>) -> Window {
        let own = self.marks.mean(&page.hints.marks);
        let mut window = Window::default();
        let mut row = Vec::with_capacity(Page::width() + LEARNED);
        for piece in pieces {
            row.clear();
            page.row(piece, &mut row);
            let markup = page.markup.get(piece);
            for list in [markup.map(|m| &m.near), markup.map(|m| &m.far)] {
                row.extend(self.marks.mean(list.map_or(&[], Vec::as_slice)));
            }
            row.extend(own);
            let facts = page.text.facts.get(piece);
            let words = facts.map_or(&[][..], |f| page.text.words_of(f));
            let last = words.len().saturating_sub(1);
            for part in [
                words,
                words.get(..1).unwrap_or_default(),
                words.get(last..).unwrap_or_default(),
            ] {
                row.extend(self.words.mean(part));
            }
            window.push(&row);
        }
        window
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_network_fits_the_features() {
        let model = model().unwrap();
        assert_eq!(model.body.features(), Page::width() + LEARNED);
    }
}
