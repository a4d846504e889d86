//! The words of bylines, from `data/byline.txt`.

use std::sync::OnceLock;

use crate::table::Phrases;
use crate::{filter, words};

/// "by", "Written by": before the names of authors.
pub(super) const BY: u16 = 1;
/// "Author": before them too, but as often something else.
pub(super) const AUTHOR: u16 = 1 << 8;
/// "Photo by": before the names of others.
pub(super) const CREDIT: u16 = 1 << 1;
/// "and".
pub(super) const AND: u16 = 1 << 2;
/// "in", "for", "Updated": ends a name.
pub(super) const UNTIL: u16 = 1 << 3;
/// "editor".
pub(super) const ROLE: u16 = 1 << 4;
/// "van", "de": small words inside names.
pub(super) const PARTICLE: u16 = 1 << 5;
/// "team", "Ltd".
pub(super) const TEAM: u16 = 1 << 6;
/// Never part of a person's name.
pub(super) const OTHER: u16 = 1 << 7;

const LIST: &str = include_str!("../../data/byline.txt");
/// The list has some 1,500 words and phrases.
const SLOTS: usize = 1 << 12;

// `GIVEN_NAMES`: which words `data/given-names.txt` has, as a filter.
include!(concat!(env!("OUT_DIR"), "/names.rs"));

/// Whether a word is a given name; of words that are none, one in a hundred is taken for one.
pub(super) fn is_given_name(hash: u32) -> bool {
    let (at, bit) = filter::place(hash, filter::NAMES_BITS);
    GIVEN_NAMES.get(at).is_some_and(|bits| bits & bit != 0)
}

/// What words and phrases mean in a byline, as bits; read on first use.
pub(super) fn vocabulary() -> &'static Phrases<u16> {
    static VOCABULARY: OnceLock<Phrases<u16>> = OnceLock::new();
    VOCABULARY.get_or_init(|| {
        let mut vocabulary = Phrases::new(SLOTS);
        let mut found = Vec::new();
        for (key, phrases) in lines() {
            for phrase in phrases.split(',') {
                found.clear();
                words::split(phrase, &mut found);
                if !found.is_empty() {
                    vocabulary.add(&found, |flags| *flags |= flag(key));
                }
            }
        }
        vocabulary
    })
}

fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    LIST.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'))
}

fn flag(key: &str) -> u16 {
    match key {
        "by" => BY,
        "author" => AUTHOR,
        "credit" => CREDIT,
        "and" => AND,
        "until" => UNTIL,
        "role" => ROLE,
        "particle" => PARTICLE,
        "team" => TEAM,
        "other" => OTHER,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::MAX_WORDS;

    #[test]
    fn every_line_is_understood() {
        for (key, phrases) in lines() {
            assert_ne!(flag(key), 0, "{key}");
            for phrase in phrases.split(',') {
                let mut found = Vec::new();
                words::split(phrase, &mut found);
                assert!((1..=MAX_WORDS).contains(&found.len()), "{key}: {phrase}");
            }
        }
    }
}
