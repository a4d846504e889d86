//! Offsets between the two ways of counting: bytes of UTF-8 in Rust, UTF-16 code units in
//! JavaScript and JSON.
//!
//! Every conversion is one forward pass over the text, however many offsets there are. An offset
//! inside a character counts as the character's start, one past the end as the end.

use crate::{Article, Verdict};

/// Turns byte offsets into `text` into UTF-16 offsets, in place.
///
/// Costs one pass over the text and, when the offsets are not in order, one sort of them.
pub(crate) fn to_utf16(text: &str, mut offsets: Vec<&mut usize>) {
    if text.is_ascii() {
        return clamp(text.len(), offsets);
    }
    offsets.sort_by_key(|offset| **offset);
    let (mut byte, mut unit) = (0, 0);
    for offset in offsets {
        let end = floor_char_boundary(text, *offset);
        unit += units(text.as_bytes().get(byte..end).unwrap_or_default());
        byte = end;
        *offset = unit;
    }
}

/// Turns UTF-16 offsets into `text` into byte offsets, in place. Costs as [`to_utf16`].
pub(crate) fn to_bytes(text: &str, mut offsets: Vec<&mut usize>) {
    if text.is_ascii() {
        return clamp(text.len(), offsets);
    }
    offsets.sort_by_key(|offset| **offset);
    let mut cursor = Cursor {
        text,
        byte: 0,
        unit: 0,
    };
    for offset in offsets {
        cursor.advance(*offset);
        *offset = cursor.byte;
    }
}

fn clamp(len: usize, offsets: Vec<&mut usize>) {
    for offset in offsets {
        *offset = len.min(*offset);
    }
}

fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// UTF-16 code units in whole characters of UTF-8: one for each first byte, and one more for
/// each character beyond the Basic Multilingual Plane, which has four bytes.
fn units(bytes: &[u8]) -> usize {
    // Counted in a `u8` over short runs, so that the compiler can work on many bytes at once.
    bytes
        .chunks(127)
        .map(|run| {
            let count: u8 = run
                .iter()
                .map(|&b| u8::from(b & 0xc0 != 0x80) + u8::from(b >= 0xf0))
                .sum();
            usize::from(count)
        })
        .sum()
}

/// A place in a text, known in both units.
struct Cursor<'a> {
    text: &'a str,
    byte: usize,
    unit: usize,
}

impl Cursor<'_> {
    /// Goes forward to the last character start that is not beyond `unit`.
    fn advance(&mut self, unit: usize) {
        const STRIDE: usize = 256;
        // Whole strides first: 256 bytes hold at most 256 units.
        while unit - self.unit >= STRIDE && self.text.len() - self.byte > STRIDE {
            let end = floor_char_boundary(self.text, self.byte + STRIDE);
            self.unit += units(self.text.as_bytes().get(self.byte..end).unwrap_or_default());
            self.byte = end;
        }
        for c in self.text.get(self.byte..).unwrap_or_default().chars() {
            if self.unit + c.len_utf16() > unit {
                break;
            }
            self.unit += c.len_utf16();
            self.byte += c.len_utf8();
        }
    }
}

impl Article {
    /// The article with every offset in UTF-16 code units, as JavaScript and JSON have it.
    /// `source` is the text that was cleaned.
    ///
    /// Costs one pass over `source`, over `text` and over the text of each block with spans.
    #[must_use]
    pub fn into_utf16(mut self, source: &str) -> Self {
        to_utf16(source, self.source_offsets());
        self.inner_offsets(to_utf16);
        self
    }

    /// The other way: an article that came from JavaScript or JSON, with the offsets of its
    /// entities and of the spans inside its blocks in bytes.
    ///
    /// Offsets into the source stay as they are, since the source is not at hand; nothing that
    /// renders an article looks at them.
    #[must_use]
    pub fn with_byte_spans(mut self) -> Self {
        self.inner_offsets(to_bytes);
        self
    }

    /// An article of a document with the offsets of its entities and of the spans inside its blocks in UTF-16 code
    /// units. What are numbers of nodes stays.
    #[must_use]
    pub fn with_utf16_spans(mut self) -> Self {
        self.inner_offsets(to_utf16);
        self
    }

    fn source_offsets(&mut self) -> Vec<&mut usize> {
        let blocks = self.blocks.iter_mut().map(|b| [&mut b.start, &mut b.end]);
        let removed = self.removed.iter_mut().map(|r| [&mut r.start, &mut r.end]);
        let parts = self.parts.iter_mut().map(|p| [&mut p.start, &mut p.end]);
        blocks.chain(removed).chain(parts).flatten().collect()
    }

    fn inner_offsets(&mut self, convert: impl Fn(&str, Vec<&mut usize>)) {
        for block in &mut self.blocks {
            if !block.spans.is_empty() {
                let spans = block.spans.iter_mut();
                let offsets = spans.flat_map(|s| [&mut s.start, &mut s.end]).collect();
                convert(&block.text, offsets);
            }
        }
        let mentions = self.entities.iter_mut().flat_map(|e| &mut e.mentions);
        let offsets = mentions.flat_map(|m| [&mut m.start, &mut m.end]).collect();
        convert(&self.text, offsets);
    }
}

/// Turns the offsets of verdicts that came from JavaScript into bytes of `source`.
#[cfg_attr(not(target_arch = "wasm32"), allow(dead_code))]
pub(crate) fn verdicts_to_bytes(verdicts: &mut [Verdict], source: &str) {
    let offsets = verdicts
        .iter_mut()
        .flat_map(|v| [&mut v.start, &mut v.end])
        .collect();
    to_bytes(source, offsets);
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::{Block, BlockKind, Entity, EntityKind, Mention, Part, Reason, Removed, Role};
    use crate::{Span, SpanKind};
    use proptest::prelude::*;

    /// The plain way: count from the start of the text, each time.
    fn naive_to_utf16(text: &str, byte: usize) -> usize {
        text.char_indices()
            .filter(|(at, c)| at + c.len_utf8() <= byte)
            .map(|(_, c)| c.len_utf16())
            .sum()
    }

    fn naive_to_byte(text: &str, unit: usize) -> usize {
        let mut units = 0;
        for (at, c) in text.char_indices() {
            units += c.len_utf16();
            if units > unit {
                return at;
            }
        }
        text.len()
    }

    fn converted(convert: fn(&str, Vec<&mut usize>), text: &str, offsets: &[usize]) -> Vec<usize> {
        let mut offsets = offsets.to_vec();
        convert(text, offsets.iter_mut().collect());
        offsets
    }

    /// Long stretches of one kind, so that strides and runs are crossed, and short mixed ones.
    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            "[a-zé€😀\u{301}\r\n]{0,40}",
            ("[a€😀]{0,9}", 1_usize..200).prop_map(|(s, n)| s.repeat(n)),
            any::<String>(),
        ]
    }

    proptest! {
        #[test]
        fn offsets_agree_with_counting_from_the_start(
            text in text(),
            offsets in prop::collection::vec(0_usize..3000, 0..30),
        ) {
            let units = offsets.iter().map(|&o| naive_to_utf16(&text, o)).collect::<Vec<_>>();
            prop_assert_eq!(converted(to_utf16, &text, &offsets), units);
            let bytes = offsets.iter().map(|&o| naive_to_byte(&text, o)).collect::<Vec<_>>();
            prop_assert_eq!(converted(to_bytes, &text, &offsets), bytes);
        }

        #[test]
        fn there_and_back_is_where_it_began(text in text()) {
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).rev().collect();
            let units = converted(to_utf16, &text, &starts);
            prop_assert_eq!(converted(to_bytes, &text, &units), starts);
        }
    }

    #[test]
    fn inside_a_character_and_past_the_end() {
        let text = "é😀";
        assert_eq!(
            converted(to_utf16, text, &[1, 3, 5, 6, 99]),
            [0, 1, 1, 3, 3]
        );
        assert_eq!(
            converted(to_bytes, text, &[2, 0, 1, 3, usize::MAX]),
            [2, 0, 2, 6, 6]
        );
        assert_eq!(converted(to_utf16, "ab", &[9, usize::MAX]), [2, 2]);
    }

    fn article() -> Article {
        Article {
            text: "😀 b".into(),
            blocks: vec![Block {
                kind: BlockKind::Paragraph,
                text: "😀 b".into(),
                start: 3,
                end: 9,
                spans: vec![Span {
                    start: 5,
                    end: 6,
                    kind: SpanKind::Strong,
                }],
            }],
            removed: vec![Removed {
                text: "é".into(),
                reason: Reason::Ad,
                start: 0,
                end: 2,
            }],
            parts: vec![Part {
                role: Role::Title,
                text: "ß".into(),
                start: 10,
                end: 12,
            }],
            entities: vec![Entity {
                id: 0,
                kind: EntityKind::Person,
                name: "b".into(),
                mentions: vec![Mention { start: 5, end: 6 }],
                value: None,
                role: None,
                related: None,
            }],
            ..Article::default()
        }
    }

    #[test]
    fn an_article_changes_every_offset_once() {
        let units = article().into_utf16("é\n😀 b\nß");
        let spans = |a: &Article| {
            let span = a.blocks.iter().map(|b| (b.spans[0].start, b.spans[0].end));
            let mention = a
                .entities
                .iter()
                .map(|e| (e.mentions[0].start, e.mentions[0].end));
            span.chain(mention).collect::<Vec<_>>()
        };
        assert_eq!((units.blocks[0].start, units.blocks[0].end), (2, 6));
        assert_eq!((units.removed[0].start, units.removed[0].end), (0, 1));
        assert_eq!((units.parts[0].start, units.parts[0].end), (7, 8));
        assert_eq!(spans(&units), [(3, 4), (3, 4)]);
        assert_eq!(spans(&units.with_byte_spans()), [(5, 6), (5, 6)]);
    }

    #[test]
    fn verdicts_come_in_as_units() {
        let mut verdicts = [Verdict {
            start: 2,
            end: 3,
            keep: true,
        }];
        verdicts_to_bytes(&mut verdicts, "😀é.");
        assert_eq!((verdicts[0].start, verdicts[0].end), (4, 6));
    }
}
