//! The reader's own words: names to mark, and names not to mark.

use std::collections::HashMap;

use super::document::{Document, word_of};
use super::find::Spot;
use super::token::{Apostrophe, Token, is_apostrophe, tokenize_as};
use crate::{EntityKind, Error, ErrorCode, Term, order};

/// More tokens than any entry has.
const LONGEST: usize = 1 << 24;

/// A reader's lexicon, ready to be looked up.
pub struct Reader<'r> {
    entries: Vec<Entry<'r>>,
    /// Entries by the hash of their first word, the longest first.
    by_word: HashMap<u32, Vec<usize>>,
}

struct Entry<'r> {
    text: &'r str,
    tokens: Vec<Token>,
    kind: Option<EntityKind>,
    /// Without a capital, case does not count.
    any_case: bool,
}

/// A place where an entry is found.
struct Hit {
    start: usize,
    end: usize,
    kind: Option<EntityKind>,
}

impl<'r> Reader<'r> {
    /// Reads the terms; of two with the same text, the last counts.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::InvalidOption`] when a term has neither a letter nor a digit.
    pub fn new(terms: &'r [Term], apostrophe: Apostrophe) -> Result<Self, Error> {
        let mut reader = Self {
            entries: Vec::with_capacity(terms.len()),
            by_word: HashMap::new(),
        };
        for (i, term) in terms.iter().enumerate().rev() {
            let tokens = tokenize_as(&term.text, apostrophe);
            let Some(first) = tokens.first().filter(|_| has_word(&term.text)) else {
                return Err(Error::new(
                    ErrorCode::InvalidOption,
                    format!("options.lexicon[{i}].text has to have a letter or a digit."),
                ));
            };
            let word = word_of(first.text(&term.text), first.kind);
            reader.by_word.entry(word).or_default().push(i);
            reader.entries.push(Entry {
                text: &term.text,
                any_case: !term.text.chars().any(char::is_uppercase),
                kind: term.kind,
                tokens,
            });
        }
        reader.entries.reverse();
        for list in reader.by_word.values_mut() {
            // Stable, so that the last of equals stays first.
            let entries = &reader.entries;
            let longest = |e: &usize| entries.get(*e).map_or(0, |e| e.tokens.len());
            *list = order::ordered(std::mem::take(list), |e| LONGEST.saturating_sub(longest(e)));
        }
        Ok(reader)
    }

    /// Lets the reader's words overrule what was found. Linear in the text for a lexicon whose
    /// entries begin with different words.
    #[must_use]
    pub fn overrule(&self, document: &Document, spots: Vec<Spot>) -> Vec<Spot> {
        if self.entries.is_empty() {
            return spots;
        }
        let mut merged = Vec::with_capacity(spots.len());
        let mut spots = spots.into_iter().peekable();
        let mut at = 0;
        while at < document.tokens.len() {
            let Some(hit) = self.hit(document, at) else {
                at += 1;
                continue;
            };
            at = hit.end;
            while let Some(before) = spots.next_if(|s| s.end <= hit.start) {
                merged.push(before);
            }
            if spots.peek().is_some_and(|s| hit.is_inside(s)) {
                continue;
            }
            while let Some(spot) = spots.next_if(|s| s.start < hit.end) {
                if hit.kind.is_none() && !hit.holds(&spot) {
                    merged.push(spot);
                }
            }
            merged.extend(hit.kind.map(|kind| Spot {
                start: hit.start,
                end: hit.end,
                kind,
                value: None,
            }));
        }
        merged.extend(spots);
        merged
    }

    /// The longest entry that is found at token `at`.
    fn hit(&self, document: &Document, at: usize) -> Option<Hit> {
        let list = self.by_word.get(&document.form(at)?.own)?;
        let entries = list.iter().filter_map(|&e| self.entries.get(e));
        let entry = entries
            .into_iter()
            .find(|entry| entry.is_at(document, at))?;
        Some(Hit {
            start: at,
            end: at + entry.tokens.len(),
            kind: entry.kind,
        })
    }
}

impl Hit {
    /// Whether a name holds it and goes beyond it.
    fn is_inside(&self, spot: &Spot) -> bool {
        spot.start <= self.start
            && self.end <= spot.end
            && self.end - self.start < spot.end - spot.start
    }

    fn holds(&self, spot: &Spot) -> bool {
        self.start <= spot.start && spot.end <= self.end
    }
}

impl Entry<'_> {
    fn is_at(&self, document: &Document, at: usize) -> bool {
        let found = document.tokens.get(at..at + self.tokens.len());
        found.is_some_and(|found| {
            let mut pairs = self.tokens.iter().zip(found);
            pairs.all(|(own, token)| self.agrees(own.text(self.text), token.text(document.text)))
        })
    }

    fn agrees(&self, own: &str, word: &str) -> bool {
        let plain = |c: char| if is_apostrophe(c) { '\'' } else { c };
        let same = own.chars().map(plain).eq(word.chars().map(plain));
        let shouted = || own.chars().flat_map(char::to_uppercase).map(plain);
        let lower = || word.chars().flat_map(char::to_lowercase).map(plain);
        same || shouted().eq(word.chars().map(plain))
            || (self.any_case && own.chars().map(plain).eq(lower()))
    }
}

fn has_word(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}
