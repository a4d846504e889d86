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

use crate::words::{Case, NUMBER, Word};
use kind::{
    AT_END, AT_START, CAPITALS, CUE, FILTER_WORDS, MAX_WORDS, bucket, extend, filter_place, rest,
};

// `AT_LINE_START` and `INSIDE`: which beginnings of two or more words and which single words phrases have, all of them
// or those that may stand inside a line. `STARTS`: where each bucket begins in the three tables of entries: `RESTS`, what is compared of a hash;
// `LENGTHS`, words; `INFOS`, cue and flags.
include!(concat!(env!("OUT_DIR"), "/cues.rs"));

type Filter = [u64; FILTER_WORDS];

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
/// Where several begin at a word, the longest counts, and the search goes on behind it. A phrase that two languages
/// read differently gives a hit for each reading. Linear in the number of words.
pub fn find(words: &[Word], hits: &mut Vec<Hit>) {
    let Some(start) = words.iter().position(|w| w.hash != NUMBER) else {
        return;
    };
    let end = words
        .iter()
        .rposition(|w| w.hash != NUMBER)
        .unwrap_or(start)
        + 1;
    let line = Line { words, start, end };
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let filter = if at <= start { &AT_LINE_START } else { &INSIDE };
        let one = extend(0, word.hash);
        let begins = |next: &Word| may_begin(filter, extend(one, next.hash));
        // Both are rare, so most words cost two looks into a filter.
        at += if may_begin(filter, one) || words.get(at + 1).is_some_and(begins) {
            line.find_at(at, filter, hits).max(1)
        } else {
            1
        };
    }
}

/// Whether a phrase begins with the words of this hash, two at least, or is the one word of this hash.
/// May be wrong when it says yes.
fn may_begin(filter: &Filter, key: u32) -> bool {
    let (at, bit) = filter_place(key);
    filter.get(at).is_some_and(|bits| bits & bit != 0)
}

struct Line<'a> {
    words: &'a [Word],
    /// The first word that is not a number.
    start: usize,
    /// One past the last such word.
    end: usize,
}

impl Line<'_> {
    /// Adds the longest phrase at a word; returns its length, or 0.
    fn find_at(&self, first: usize, filter: &Filter, hits: &mut Vec<Hit>) -> usize {
        let (mut best, mut best_key) = (0, 0);
        let mut key = 0;
        let tail = self.words.get(first..).unwrap_or_default();
        for (index, word) in tail.iter().take(MAX_WORDS).enumerate() {
            key = extend(key, word.hash);
            if may_begin(filter, key) {
                if self.matches(key, first, index + 1).next().is_some() {
                    (best, best_key) = (index + 1, key);
                }
            } else if index > 0 {
                break;
            }
        }
        if best > 0 {
            self.add(best_key, first, best, hits);
        }
        best
    }

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

    /// The cues of the phrase with this hash and length, where its anchors allow it to stand at `first`.
    fn matches(&self, key: u32, first: usize, len: usize) -> impl Iterator<Item = Cue> {
        let from = STARTS.get(bucket(key)).map_or(0, |&s| usize::from(s));
        let to = STARTS.get(bucket(key) + 1).map_or(0, |&s| usize::from(s));
        (from..to).filter_map(move |at| {
            if *RESTS.get(at)? != rest(key) || usize::from(*LENGTHS.get(at)?) != len {
                return None;
            }
            let info = *INFOS.get(at)?;
            let allowed = (info & AT_START == 0 || first <= self.start)
                && (info & AT_END == 0 || first + len >= self.end)
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
