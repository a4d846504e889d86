//! A piece of a byline between bars: does it name authors, and whom?

use super::case;
use super::vocabulary::{
    AND, AUTHOR, BY, CREDIT, OTHER, PARTICLE, ROLE, TEAM, UNTIL, is_given_name, vocabulary,
};
use crate::dates;
use crate::words::{self, Case, Word};

/// Whom a piece's first words announce.
pub(super) enum Lead {
    /// "by": authors, from this word on.
    Authors(usize),
    /// "photo by": somebody else.
    Others,
    /// Nobody.
    None,
}

/// A stretch of a line between bars.
pub(super) struct Piece<'a> {
    text: &'a str,
    words: Vec<Word>,
}

impl<'a> Piece<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut words = Vec::new();
        words::split(text, &mut words);
        Self { text, words }
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    fn text(&self, first: usize, end: usize) -> &'a str {
        let start = self.words.get(first).map_or(0, |word| word.start as usize);
        let last = end.checked_sub(1).and_then(|last| self.words.get(last));
        self.text
            .get(start..last.map_or(0, |word| word.end as usize))
            .unwrap_or("")
    }

    /// What stands between a word and the one before.
    fn gap(&self, at: usize) -> &'a str {
        let before = at.checked_sub(1).and_then(|before| self.words.get(before));
        let next = self.words.get(at);
        self.text
            .get(
                before.map_or(0, |word| word.end as usize)
                    ..next.map_or(self.text.len(), |word| word.start as usize),
            )
            .unwrap_or("")
    }

    fn is_month(&self, at: usize) -> bool {
        self.words
            .get(at)
            .is_some_and(|word| dates::is_month(word.hash))
    }

    fn is(&self, at: usize, flags: u16) -> bool {
        let word = self.words.get(at);
        word.is_some_and(|word| vocabulary().word(word.hash).unwrap_or(0) & flags != 0)
    }

    fn is_given_name(&self, at: usize) -> bool {
        let word = self.words.get(at);
        word.is_some_and(|word| is_given_name(word.hash))
    }

    fn case(&self, at: usize) -> Option<Case> {
        self.words.get(at).map(|word| word.case)
    }

    fn phrase(&self, at: usize) -> (u16, usize) {
        let rest = self.words.get(at..).unwrap_or_default();
        let found = vocabulary().longest(rest.iter().map(|word| word.hash));
        found.unwrap_or((0, 1))
    }

    /// Whom the piece announces, at its start or, as in "Posted in News by Ann", further on.
    pub(super) fn lead(&self) -> Lead {
        let (flags, length) = self.phrase(0);
        let by = (1..self.len().min(10)).rev().find(|at| self.is_by(*at));
        if flags & CREDIT != 0 && flags & BY == 0 && self.announces(length) {
            return Lead::Others;
        }
        if flags & BY != 0 && self.announces(length) {
            return Lead::Authors(length);
        }
        if flags & AUTHOR != 0 && by.is_none() {
            return self.after_noun(length);
        }
        by.map_or(Lead::None, |at| {
            if (0..at).any(|before| self.is_credit(before)) {
                Lead::Others
            } else {
                Lead::Authors(at + 1)
            }
        })
    }

    /// Whether a "by" inside the piece stands before an author: "posted in News by Ann", not
    /// "step by step".
    fn is_by(&self, at: usize) -> bool {
        let by = words::hash("by");
        let capital = self.text(at + 1, at + 2).starts_with(char::is_uppercase);
        let known = |before: usize| {
            let (flags, length) = self.phrase(before);
            flags & (BY | CREDIT) != 0 && length > 1 && before + length == at + 1
        };
        let first = words::hash(self.text(0, 1).trim());
        let posted = ["posted", "published", "written"]
            .iter()
            .any(|word| words::hash(word) == first);
        capital
            && self.words.get(at).is_some_and(|word| word.hash == by)
            && (posted || (0..at).any(known))
    }

    fn is_credit(&self, at: usize) -> bool {
        let (flags, length) = self.phrase(at);
        flags & CREDIT != 0 && flags & BY == 0 && length > 1
    }

    /// Whether the piece's first words announce names: "Di" and "Editor" may be part of one.
    fn announces(&self, length: usize) -> bool {
        let small = self.case(length) == Some(Case::Lower);
        length > 1 || self.has_colon(length) || !small || self.len() <= length + 2
    }

    fn has_colon(&self, at: usize) -> bool {
        self.gap(at).trim_start().starts_with([':', '：', '.', '/'])
    }

    /// "Author" alone, with a colon, or before what looks like a person.
    fn after_noun(&self, length: usize) -> Lead {
        let rest = Self::new(self.text.get(self.end(length - 1)..).unwrap_or(""));
        let clear =
            self.len() == length || self.has_colon(length) || self.case(length) == Some(Case::None);
        if clear || rest.is_person() {
            Lead::Authors(length)
        } else {
            Lead::None
        }
    }

    fn end(&self, at: usize) -> usize {
        self.words.get(at).map_or(0, |word| word.end as usize)
    }

    /// Whether the piece begins with the name of a person, and has no more than an office, a
    /// place or a number behind it. One word is enough when it is a given name.
    pub(super) fn is_person(&self) -> bool {
        let end = self.part_end(0);
        let (count, stop) = self.person(0, end);
        let clean = (0..stop).all(|at| {
            !self.is(at, OTHER | TEAM | ROLE | UNTIL)
                || self.is(at, PARTICLE)
                || self.is_given_name(at)
        });
        let cased = (0..stop).all(|at| self.is_capital(at) || self.is(at, PARTICLE));
        let rest = stop == end || self.is(stop, ROLE) || self.case(stop) == Some(Case::Number);
        let enough =
            (2..=4).contains(&count) || (count == 1 && self.is_given() && !self.is_month(0));
        enough && clean && cased && rest && self.gap(0).trim().is_empty()
    }

    /// Whether the piece is the name of a desk: "The Travel Team".
    pub(super) fn is_desk(&self) -> bool {
        let Some(last) = self.len().checked_sub(1) else {
            return false;
        };
        let clean =
            (0..last).all(|at| !self.is(at, OTHER | ROLE | BY | AUTHOR) && self.is_capital(at));
        (1..=3).contains(&last)
            && clean
            && self.is(last, TEAM)
            && self.is(last, ROLE)
            && self.is_capital(last)
    }

    /// Whether it is an office: a few words, one of which is "editor" or the like.
    pub(super) fn is_office(&self) -> bool {
        let known = (0..self.len()).any(|at| self.is(at, ROLE));
        let clean =
            (0..self.len()).all(|at| !self.is(at, OTHER) && self.case(at) != Some(Case::Number));
        (1..=8).contains(&self.len())
            && known
            && clean
            && !self.text.ends_with(['.', '?', '!', ':'])
    }

    /// Whether it begins with a given name.
    pub(super) fn is_given(&self) -> bool {
        self.is_given_name(0)
    }

    /// Written with a capital as names are; `McKay` is, `FloorExport` is not.
    fn is_capital(&self, at: usize) -> bool {
        let humps = self
            .text(at, at + 1)
            .char_indices()
            .filter(|(_, c)| c.is_uppercase());
        match self.case(at) {
            Some(Case::Title | Case::Upper) => self.text(at, at + 1).len() <= 25,
            Some(Case::Mixed) => humps.max().is_some_and(|(last, _)| last <= 4),
            _ => false,
        }
    }

    /// Whether it is such a name, of two words or more, and nothing else.
    pub(super) fn is_only_person(&self) -> bool {
        let (count, stop) = self.person(0, self.len());
        self.is_person() && count > 1 && stop == self.len()
    }

    /// The names in a list that begins at a word.
    pub(super) fn names(&self, start: usize) -> Vec<String> {
        let mut names = Vec::new();
        let list = self.is_list(start);
        let mut at = start;
        while at < self.len() && names.len() < 12 {
            let part = self.part_end(at);
            let stop = if names.is_empty() {
                self.first_name(at, part)
            } else {
                self.further_name(at, part, list)
            };
            match stop {
                Some(stop) => names.push(case::titled(&self.spelled(at, stop))),
                None if names.is_empty() => break,
                None => {}
            }
            at = part + usize::from(self.is(part, AND) && part > at);
        }
        names
    }

    /// Whether these are the full names of three people or more, and nothing else.
    fn is_list(&self, start: usize) -> bool {
        let (mut at, mut parts) = (start, 0);
        while at < self.len() {
            let part = self.part_end(at);
            let (count, stop) = self.person(at, part);
            let clean =
                (at..stop).all(|at| !self.is(at, OTHER | ROLE | TEAM) || self.is_given_name(at));
            let rest = stop == part || self.case(stop) == Some(Case::Number);
            if !clean || !rest || !(2..=4).contains(&count) || !self.is_capital_or_uncased(at) {
                return false;
            }
            parts += 1;
            at = part + usize::from(self.is(part, AND) && part > at);
        }
        parts > 2
    }

    /// One past the last word of the part that begins at a word: a comma or "and" ends it.
    fn part_end(&self, at: usize) -> usize {
        let ends = |next: &usize| {
            self.gap(*next)
                .contains([',', '，', '、', '،', '&', '(', '[', '+'])
                || (self.is(*next, AND) && self.case(*next) != Some(Case::Title))
        };
        (at + 1..self.len()).find(ends).unwrap_or(self.len())
    }

    /// Behind "by": a person, a desk ("The Travel Team"), or the one word of a user's name.
    fn first_name(&self, at: usize, part: usize) -> Option<usize> {
        let alone = part == at + 1;
        if self.is(part - 1, TEAM) || (alone && self.is(at, ROLE)) {
            return (part - at <= 6).then_some(part);
        }
        let (count, stop) = self.person(at, part);
        if (at..stop).all(|at| self.is(at, OTHER | UNTIL) && !self.is_given_name(at)) {
            return None;
        }
        let small = self.case(at) == Some(Case::Lower) && !self.is(at, PARTICLE);
        let number = self.case(at) == Some(Case::Number);
        ((1..=5).contains(&count) && !number && (!small || alone)).then_some(stop)
    }

    /// Behind a comma or "and": a person's full name, not an office, a place or letters. `list`
    /// says that there are more than two.
    fn further_name(&self, at: usize, part: usize, list: bool) -> Option<usize> {
        let (count, stop) = self.person(at, part);
        let clean =
            (at..stop).all(|at| !self.is(at, OTHER | ROLE | TEAM) || self.is_given_name(at));
        let joined = (at > 0 && self.is(at - 1, AND)) || self.gap(at).contains('&');
        let least = if joined && stop == self.len() { 1 } else { 2 };
        let likely = list || joined || self.is_given_name(at);
        ((least..=4).contains(&count) && clean && likely && self.is_capital_or_uncased(at))
            .then_some(stop)
    }

    fn is_capital_or_uncased(&self, at: usize) -> bool {
        self.is_capital(at) || self.case(at) == Some(Case::None)
    }

    /// How many words a name has that begins at a word, particles not counted, and where it ends.
    fn person(&self, start: usize, end: usize) -> (usize, usize) {
        let (mut count, mut stop) = (0, start);
        for at in start..end {
            let gap = self.gap(at);
            let joined = gap
                .trim()
                .chars()
                .all(|c| matches!(c, '.' | '-' | '\'' | '’' | '‑'));
            if at > start && (!joined || self.ends_name(at, count)) {
                break;
            }
            let particle = self.is(at, PARTICLE) && self.case(at) == Some(Case::Lower);
            let counts = at == start || gap.contains(char::is_whitespace);
            count += usize::from(counts && !particle);
            stop = if particle && count > 0 { stop } else { at + 1 };
        }
        (count, stop)
    }

    /// Whether a word cannot belong to the name before it.
    fn ends_name(&self, at: usize, count: usize) -> bool {
        let initial = self.text(at, at + 1).len() == 1 && self.case(at) == Some(Case::Title);
        let particle = self.is(at, PARTICLE);
        let month = self.is_month(at);
        let digit = |at: usize| {
            self.text(at, at + 1)
                .starts_with(|c: char| c.is_ascii_digit())
        };
        match self.case(at) {
            _ if digit(at) => true,
            Some(Case::Lower) => !particle,
            _ if initial => false,
            _ => {
                (self.is(at, UNTIL) && !particle)
                    || (self.is(at, ROLE) && count >= 2)
                    || (month && digit(at + 1))
            }
        }
    }

    /// The words as they stand, with single spaces, and the dot of a last initial.
    fn spelled(&self, first: usize, end: usize) -> String {
        let mut name = self
            .text(first, end)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let last = self.text(end - 1, end);
        if self.gap(end).starts_with('.') && (last.len() == 1 || matches!(last, "Jr" | "Sr")) {
            name.push('.');
        }
        name
    }
}
