//! What goes with what is kept: captions with their pictures, footnotes with the text that refers to them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::blocks::{Kind, Piece};
use super::compose::Material;
use crate::snapshot::Attribute;
use crate::text::judge::Fate;
use crate::{Block, BlockKind, Span, SpanKind};

/// How many pieces behind a picture its caption may stand.
const NEAR: usize = 8;
/// Letters of a link that refers to a note: `1`, `[12]`, `*`.
const MARK: usize = 5;
/// Pieces of a note, and their bytes; what is longer is a part of the text.
const PIECES: usize = 4;
const BYTES: usize = 1200;
/// Notes that are looked for.
const MOST: usize = 2000;

impl Material<'_> {
    /// Has the captions of pictures that are kept, and the notes that kept text refers to, stay too, unless the reader has
    /// cut them. `media` are the blocks of the pictures. Linear in the pieces and, where there are notes, in the nodes.
    pub fn company(&self, media: &[Option<Block>]) -> Vec<Fate> {
        let mut fates = self.fates.to_vec();
        for (medium, block) in self.pieces.media.iter().zip(media) {
            let pictured = |b: &&Block| matches!(b.kind, BlockKind::Figure { .. });
            let shown = block.as_ref().filter(pictured);
            if shown.is_some_and(|block| self.struck(block).is_none()) {
                self.keep_caption(medium.node, medium.before, &mut fates);
            }
        }
        self.keep_notes(&mut fates);
        fates
    }

    fn keep_caption(&self, picture: usize, before: usize, fates: &mut [Fate]) {
        let Some(figure) = self.figure(picture) else {
            return;
        };
        let end = self.snapshot.end(figure);
        let behind = self.pieces.list.iter().zip(fates).skip(before).take(NEAR);
        for (piece, fate) in behind.take_while(|(piece, _)| piece.nodes.start < end) {
            if piece.kind == Kind::Caption && self.is_free(piece, *fate) {
                *fate = Fate::Keep;
            }
        }
    }

    /// Whether a piece was cut, and not by the reader.
    fn is_free(&self, piece: &Piece, fate: Fate) -> bool {
        let on = |start: usize, end: usize| start < piece.nodes.end && piece.nodes.start < end;
        let said = self.verdicts.iter().any(|v| on(v.start, v.end));
        !piece.hidden && matches!(fate, Fate::Cut(_)) && !said
    }

    /// The places that short links of kept text go to, each with the last piece that does.
    fn references(&self) -> BTreeMap<&str, usize> {
        let mut wanted = BTreeMap::new();
        let pieces = self.pieces.list.iter().zip(self.fates).enumerate();
        for (number, (piece, _)) in pieces.filter(|(_, (_, fate))| **fate == Fate::Keep) {
            let text = self.pieces.text_of(number);
            for span in &piece.spans {
                let mark = text.get(span.start..span.end).map_or(0, |t| t.trim().len());
                if let Some(place) = place_of(span)
                    && (1..=MARK).contains(&mark)
                    && wanted.len() < MOST
                {
                    wanted.insert(place, number);
                }
            }
        }
        wanted
    }

    fn keep_notes(&self, fates: &mut [Fate]) {
        let wanted = self.references();
        if wanted.is_empty() {
            return;
        }
        for node in 0..self.snapshot.len() {
            let id = self.snapshot.attribute(node, Attribute::Id);
            let Some(from) = id.and_then(|id| wanted.get(id)) else {
                continue;
            };
            let note = self.note_at(node);
            let fits = note.start > *from && note.len() <= PIECES;
            let whole = self.pieces.list.get(note.clone()).unwrap_or_default();
            let bytes: usize = whole.iter().map(|piece| piece.range.len()).sum();
            let free = |(piece, fate): (&Piece, &Fate)| {
                piece.kind == Kind::Text && self.is_free(piece, *fate)
            };
            let fates = fates.get_mut(note).unwrap_or_default();
            if fits && bytes <= BYTES && whole.iter().zip(&*fates).all(free) {
                fates.fill(Fate::Keep);
            }
        }
    }

    /// The pieces in an element, or the one that it stands in.
    fn note_at(&self, node: usize) -> Range<usize> {
        let list = &self.pieces.list;
        let end = self.snapshot.end(node);
        let first = list.partition_point(|piece| piece.nodes.end <= node);
        let behind = list.partition_point(|piece| piece.nodes.start < end);
        first..behind.max(first)
    }
}

/// Where a link goes on its own page.
fn place_of(span: &Span) -> Option<&str> {
    match &span.kind {
        SpanKind::Link { href } => href.strip_prefix('#').filter(|place| !place.is_empty()),
        _ => None,
    }
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use crate::page::clean_by;
    use crate::{Article, Limits, Options, Verdict, html};

    const PAGE: &str = "<title>Ferry</title><h1>Ferry</h1>\
        <p>The ferry sails again<a href=#n1>1</a> from the first of May, <a href=#way>as told below</a>, twice a day.</p>\
        <figure><img src=https://a.example/b.jpg width=600 height=400><figcaption>CUT the quay at low tide</figcaption></figure>\
        <p>Tickets cost as much as last year, the port authority said on Monday.<a href=#n2>2</a></p>\
        <ol><li id=n1>CUT says the timetable of 1931</li></ol>\
        <div id=n2><p>CUT a note</p><p>CUT of many</p><p>CUT parts, so</p><p>CUT it seems to</p><p>CUT be none</p></div>\
        <p id=way>CUT the way there</p>";

    /// The article by a judge that cuts what begins with a word.
    fn clean(verdicts: Vec<Verdict>) -> Article {
        let snapshot = html::parse(PAGE, Limits::default()).unwrap_or_default();
        let options = Options {
            verdicts,
            ..Options::default()
        };
        let judge = |at: &str| f32::from(u8::from(!at.starts_with("CUT")));
        clean_by(&snapshot, &options, |page| {
            let all = 0..page.pieces.list.len();
            all.map(|at| judge(page.pieces.text_of(at))).collect()
        })
        .unwrap_or_default()
    }

    #[test]
    fn captions_and_notes_stay_with_what_they_belong_to() {
        let article = clean(Vec::new());
        assert!(article.text.contains("CUT the quay at low tide"));
        assert!(article.text.contains("CUT says the timetable"));
        assert!(!article.text.contains("CUT the way there"));
        assert!(!article.text.contains("CUT of many"));
    }

    #[test]
    fn what_the_reader_has_cut_stays_cut() {
        for words in ["CUT the quay", "CUT says"] {
            let kept = clean(Vec::new());
            let block = kept.blocks.iter().find(|b| b.text.contains(words)).unwrap();
            // A caption ends its figure.
            let struck = clean(vec![Verdict {
                start: block.end - 1,
                end: block.end,
                keep: false,
            }]);
            assert!(!struck.text.contains(words), "{words}");
        }
    }
}
