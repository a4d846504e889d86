//! Cues: phrases that say what a line is, such as “Leave a reply” or “Yorum ekle”.
//!
//! The lists are in `data/cues`, one file for each language; `build.rs` compiles them into a table of hashes. All
//! languages are searched at once, because a page's furniture is often in another language than its article.

pub mod kind;
#[cfg(test)]
mod source;
#[cfg(test)]
use crate::words;

pub use kind::Cue;

use crate::filter;
use crate::words::{Case, NUMBER, Word};
use kind::{
    AT_END, AT_START, BUCKETS, CAPITALS, CUE, FILTER_BITS, FILTER_DEPTH, FILTER_WORDS,
    MAX_START_WORDS, MAX_WORDS, WHOLE, bucket, extend, key_of, rest,
};
use std::sync::LazyLock;

// `FILTER`: which beginnings of two and three words, and which single words, the phrases have that may stand inside a line.
// `COUNTS`: how many entries each bucket has in the two tables that follow: `RESTS`, what is compared of a hash;
// `INFOS`, cue and flags.
include!(concat!(env!("OUT_DIR"), "/cues.rs"));

/// What is made of the table on first use, because it would only take space before.
struct Index {
    /// Where each bucket begins.
    starts: Vec<u16>,
    /// Which hashes phrases have, as a filter.
    phrases: Vec<u64>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut starts = Vec::with_capacity(BUCKETS + 1);
    let mut phrases = vec![0; FILTER_WORDS];
    let mut rests = RESTS.iter();
    let mut start = 0;
    for (bucket, &count) in COUNTS.iter().enumerate() {
        starts.push(start);
        start += u16::from(count);
        for &rest in rests.by_ref().take(usize::from(count)) {
            let (at, bit) = filter::place(key_of(bucket, rest), FILTER_BITS);
            if let Some(bits) = phrases.get_mut(at) {
                *bits |= bit;
            }
        }
    }
    starts.push(start);
    Index { starts, phrases }
});

/// A phrase found in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it says.
    pub cue: Cue,
    /// Its first word, as an index into the words given to [`find`].
    pub first: u32,
    /// How many words it has.
    pub len: u32,
    /// Whether it is all that the line has, apart from numbers.
    pub whole: bool,
}

/// Finds the phrases in one line's words and adds them to `hits`, from left to right.
///
/// Where several begin at a word, the longest counts, and the search goes on behind it. A phrase that two languages read
/// differently gives a hit for each reading. Linear in the number of words.
pub fn find(words: &[Word], hits: &mut Vec<Hit>) {
    let Some(start) = words.iter().position(|w| w.hash != NUMBER) else {
        return;
    };
    let end = words
        .iter()
        .rposition(|w| w.hash != NUMBER)
        .unwrap_or(start)
        + 1;
    let line = Line {
        words,
        start,
        end,
        index: &INDEX,
    };
    let mut at = 0;
    while at <= start {
        at += line.find_at(at, hits).max(1);
    }
    let mut rest = words.get(at..).unwrap_or_default();
    while let [word, tail @ ..] = rest {
        let one = extend(0, word.hash);
        let two = tail.first().map_or(one, |next| extend(one, next.hash));
        // Rarely so: most words cost these two looks into the filter and nothing more.
        let found = if has(&FILTER, one) | has(&FILTER, two) {
            line.find_at(words.len() - rest.len(), hits)
        } else {
            0
        };
        rest = rest.get(found.max(1)..).unwrap_or_default();
    }
}

/// Whether a hash is in a filter; may be wrong when it says yes.
fn has(filter: &[u64], key: u32) -> bool {
    let (at, bit) = filter::place(key, FILTER_BITS);
    filter.get(at).is_some_and(|bits| bits & bit != 0)
}

struct Line<'a> {
    words: &'a [Word],
    /// The first word that is not a number.
    start: usize,
    /// One past the last such word.
    end: usize,
    index: &'a Index,
}

impl Line<'_> {
    /// Adds the longest phrase at a word; returns its length, or 0.
    #[inline(never)] // keeps the loop over the words small
    fn find_at(&self, first: usize, hits: &mut Vec<Hit>) -> usize {
        let (mut best, mut best_key) = (0, 0);
        let (mut key, mut open) = (0, true);
        // Phrases that are bound to the line's start are not in the filter.
        let (bound, whole) = if first <= self.start {
            let whole = self.end - self.start;
            let may_be = first == self.start && whole <= MAX_WORDS;
            (MAX_START_WORDS, if may_be { whole } else { 0 })
        } else {
            (0, 0)
        };
        let tail = self.words.get(first..).unwrap_or_default();
        for (word, len) in tail.iter().zip(1..=MAX_WORDS) {
            key = extend(key, word.hash);
            let listed = open && (len > FILTER_DEPTH || has(&FILTER, key));
            open = listed || len == 1;
            if listed || len <= bound || len == whole {
                if self.matches(key, first, len).next().is_some() {
                    (best, best_key) = (len, key);
                }
            } else if !open && len >= bound.max(whole) {
                break;
            }
        }
        if best > 0 {
            self.add(best_key, first, best, hits);
        }
        best
    }

    /// Adds the readings of a phrase.
    fn add(&self, key: u32, first: usize, len: usize, hits: &mut Vec<Hit>) {
        let whole = first <= self.start && first + len >= self.end;
        let mut last = None;
        for cue in self.matches(key, first, len) {
            if last.replace(cue) != Some(cue) {
                hits.push(Hit {
                    cue,
                    first: first as u32,
                    len: len as u32,
                    whole,
                });
            }
        }
    }

    /// The cues of the phrase with this hash, where its anchors allow it to stand at `first`.
    fn matches(&self, key: u32, first: usize, len: usize) -> impl Iterator<Item = Cue> {
        let place = |bucket: usize| self.index.starts.get(bucket).map_or(0, |&s| usize::from(s));
        let range = if has(&self.index.phrases, key) {
            place(bucket(key))..place(bucket(key) + 1)
        } else {
            0..0
        };
        let at_start = if first <= self.start { AT_START } else { 0 };
        let at_end = if first + len >= self.end { AT_END } else { 0 };
        range.filter_map(move |at| {
            if *RESTS.get(at)? != rest(key) {
                return None;
            }
            let info = *INFOS.get(at)?;
            let allowed = info & WHOLE & !(at_start | at_end) == 0
                && (info & CAPITALS == 0 || self.is_shouted(first, len));
            if allowed {
                Cue::ALL.get(usize::from(info & CUE)).copied()
            } else {
                None
            }
        })
    }

    fn is_shouted(&self, first: usize, len: usize) -> bool {
        let words = self.words.get(first..first + len).unwrap_or_default();
        words.iter().all(|w| w.case == Case::Upper)
    }
}

#[cfg(test)]
mod tests;
