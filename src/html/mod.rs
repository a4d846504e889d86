//! HTML as text or bytes to a [`Snapshot`], by the parser of browsers' own rules (`html5ever`).

mod attributes;
mod flat;
mod tree;

use encoding_rs::Encoding;
use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

use crate::snapshot::Snapshot;
use crate::{Error, Limits};

/// Parses a document. Linear in the input: elements are nested no deeper than browsers nest them, 512 deep, and have no
/// more than 512 attributes.
///
/// Scripting is off, so a `noscript` holds elements as `DOMParser` would give them.
///
/// # Errors
///
/// `too-many-bytes`, `too-many-nodes`.
pub fn parse(html: &str, limits: Limits) -> Result<Snapshot, Error> {
    limits.check(html.len())?;
    let options = TreeBuilderOpts {
        scripting_enabled: false,
        ..TreeBuilderOpts::default()
    };
    let tree = tree::Tree::new(limits.nodes);
    let guard = flat::Guard::new(TreeBuilder::new(tree, options));
    let tokenizer = Tokenizer::new(guard, TokenizerOpts::default());
    let input = BufferQueue::default();
    // A piece holds at most 4 GiB, and the limit may be higher.
    for piece in pieces(&attributes::bound(html)) {
        input.push_back(StrTendril::from(piece));
        // It stops at the end of every script, so that it can be run, and at names of encodings.
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    }
    tokenizer.end();
    tokenizer.sink.into_tree().snapshot(limits)
}

/// The text in pieces of some MiB.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    const SIZE: usize = 16 << 20;
    let mut rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    std::iter::from_fn(move || {
        let mut size = rest.len().min(SIZE);
        while !rest.is_char_boundary(size) {
            size -= 1;
        }
        let (piece, tail) = rest.split_at_checked(size)?;
        rest = tail;
        (!piece.is_empty()).then_some(piece)
    })
}

/// How far into a document its encoding may be named: browsers look at the first kilobyte.
const SNIFFED: usize = 1024;

/// The text of a document given as bytes: by its byte-order mark, else by the encoding that it names in a `meta` element of the
/// first kilobyte, else as UTF-8 when it is valid, else as Windows-1252. What is wrong becomes U+FFFD.
#[must_use]
pub fn decode(bytes: &[u8]) -> String {
    let start = bytes.get(..bytes.len().min(SNIFFED)).unwrap_or_default();
    if Encoding::for_bom(bytes).is_none()
        && let Ok(text) = std::str::from_utf8(bytes)
        && named(start).is_none_or(|named| named == encoding_rs::UTF_8)
    {
        return text.to_owned();
    }
    let encoding = named(start).unwrap_or(encoding_rs::WINDOWS_1252);
    encoding.decode(bytes).0.into_owned()
}

/// The encoding that a `meta` element names. As in browsers, one of the UTF-16 means UTF-8: what could be read so far was ASCII.
fn named(start: &[u8]) -> Option<&'static Encoding> {
    let lower = start.to_ascii_lowercase();
    let mut rest = lower.as_slice();
    while let Some(at) = find(rest, b"<meta") {
        rest = rest.get(at + 5..)?;
        let end = rest.iter().position(|b| *b == b'>').unwrap_or(rest.len());
        let (tag, tail) = rest.split_at_checked(end)?;
        if let Some(encoding) = charset(tag).and_then(Encoding::for_label) {
            return Some(encoding.output_encoding());
        }
        rest = tail;
    }
    None
}

/// What stands behind `charset=`, without quotes.
fn charset(tag: &[u8]) -> Option<&[u8]> {
    let rest = tag.get(find(tag, b"charset")? + 7..)?;
    let rest = rest.trim_ascii_start().strip_prefix(b"=")?;
    let rest = rest.trim_ascii_start();
    let rest = rest
        .strip_prefix(b"\"")
        .or(rest.strip_prefix(b"'"))
        .unwrap_or(rest);
    let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'"' | b'\'' | b';' | b'/');
    let end = rest.iter().position(ends).unwrap_or(rest.len());
    rest.get(..end)
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|w| w == what)
}

#[cfg(test)]
mod tests;
