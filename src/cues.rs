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
    AT_END, AT_START, BUCKETS, CAPITALS, CUE, FILTER_DEPTH, MAX_START_WORDS, MAX_WORDS, WHOLE,
    bucket, extend, filter_place, rest,
};
use std::sync::LazyLock;

// `FILTER`: which beginnings of two and three words, and which single words, the phrases have that may stand inside a line.
// `COUNTS`: how many entries each bucket has in the two tables that follow: `RESTS`, what is compared of a hash;
// `INFOS`, cue and flags.
include!(concat!(env!("OUT_DIR"), "/cues.rs"));

/// Where each bucket begins; made on first use, because counts are half the size.
static STARTS: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut starts = Vec::with_capacity(BUCKETS + 1);
    let mut start = 0;
    for &count in &COUNTS {
        starts.push(start);
        start += u16::from(count);
    }
    starts.push(start);
    starts
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
/// A phrase that is the whole line counts alone. Else, where several begin at a word, the longest counts, and the search
/// goes on behind it. A phrase that two languages read differently gives a hit for each reading. Linear in the number
/// of words.
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
        starts: STARTS.as_slice(),
    };
    if end - start <= MAX_WORDS && line.is_phrase(hits) {
        return;
    }
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let one = extend(0, word.hash);
        let begins = |next: &Word| may_begin(extend(one, next.hash));
        // All are rare, so most words cost two looks into the filter.
        let worth_it = at <= start || may_begin(one) || words.get(at + 1).is_some_and(begins);
        at += if worth_it {
            line.find_at(at, hits).max(1)
        } else {
            1
        };
    }
}

/// Whether a phrase inside a line may begin with the words of this hash, two or three, or be the one word of this hash.
fn may_begin(key: u32) -> bool {
    let (at, bit) = filter_place(key);
    FILTER.get(at).is_some_and(|bits| bits & bit != 0)
}

struct Line<'a> {
    words: &'a [Word],
    /// The first word that is not a number.
    start: usize,
    /// One past the last such word.
    end: usize,
    /// [`STARTS`].
    starts: &'a [u16],
}

impl Line<'_> {
    /// Adds the phrase that is the whole line, numbers around it aside; returns whether there is one.
    fn is_phrase(&self, hits: &mut Vec<Hit>) -> bool {
        let words = self.words.get(self.start..self.end).unwrap_or_default();
        let key = words.iter().fold(0, |key, word| extend(key, word.hash));
        let before = hits.len();
        self.add(key, self.start, words.len(), WHOLE, hits);
        hits.len() > before
    }

    /// Adds the longest phrase at a word; returns its length, or 0.
    fn find_at(&self, first: usize, hits: &mut Vec<Hit>) -> usize {
        let (mut best, mut best_key) = (0, 0);
        let (mut key, mut open) = (0, true);
        let anchored = if first <= self.start {
            MAX_START_WORDS
        } else {
            0
        };
        let tail = self.words.get(first..).unwrap_or_default();
        for (index, word) in tail.iter().take(MAX_WORDS).enumerate() {
            key = extend(key, word.hash);
            let listed = open && (index >= FILTER_DEPTH || may_begin(key));
            open = listed || index == 0;
            if listed || index < anchored {
                if self.matches(key, first, index + 1, 0).next().is_some() {
                    (best, best_key) = (index + 1, key);
                }
            } else if !open {
                break;
            }
        }
        if best > 0 {
            self.add(best_key, first, best, 0, hits);
        }
        best
    }

    /// Adds the readings of a phrase whose entries have the flags `needed`.
    fn add(&self, key: u32, first: usize, len: usize, needed: u8, hits: &mut Vec<Hit>) {
        let whole = first <= self.start && first + len >= self.end;
        let mut last = None;
        for cue in self.matches(key, first, len, needed) {
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
    fn matches(&self, key: u32, first: usize, len: usize, needed: u8) -> impl Iterator<Item = Cue> {
        let place = |bucket: usize| self.starts.get(bucket).map_or(0, |&s| usize::from(s));
        let range = place(bucket(key))..place(bucket(key) + 1);
        let at_start = if first <= self.start { AT_START } else { 0 };
        let at_end = if first + len >= self.end { AT_END } else { 0 };
        range.filter_map(move |at| {
            if *RESTS.get(at)? != rest(key) {
                return None;
            }
            let info = *INFOS.get(at)?;
            let allowed = info & needed == needed
                && info & WHOLE & !(at_start | at_end) == 0
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
