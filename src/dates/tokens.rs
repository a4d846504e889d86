//! A line as the grammar of dates sees it: words, with phrases joined and glued words parted.

use super::vocabulary::{Meaning, vocabulary};
use crate::table::MAX_WORDS;
use crate::words::{self, Case, Word, is_invisible};

/// A number, a word or a phrase.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The value, for numbers of up to four digits.
    pub(super) number: Option<u32>,
    /// How many digits.
    pub(super) digits: usize,
    pub(super) meaning: Meaning,
    /// Written in capitals, or in letters without case.
    pub(super) capitals: bool,
    /// What stands between this and the token before.
    pub(super) gap: &'a str,
}

impl<'a> Token<'a> {
    /// The gap without spaces and invisible characters.
    pub(super) fn mark(&self) -> &'a str {
        self.gap
            .trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
    }

    /// Whether one of `marks` stands before it, with spaces or without.
    pub(super) fn after(&self, marks: &[&str]) -> bool {
        marks.contains(&self.mark())
    }

    /// Whether a number with that many digits at most.
    pub(super) fn number_of(&self, digits: usize) -> Option<u32> {
        self.number.filter(|_| self.digits <= digits)
    }
}

/// Cuts a line into tokens. Linear.
pub(super) fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    words::split(line, &mut found);
    let mut pieces = Vec::with_capacity(found.len() + 8);
    for word in found {
        part(line, word, &mut pieces);
    }
    let vocabulary = vocabulary();
    let mut tokens = Vec::with_capacity(pieces.len());
    let (mut at, mut end) = (0, 0);
    while let Some(word) = pieces.get(at) {
        let rest = pieces.get(at..).unwrap_or_default();
        let (meaning, length) = vocabulary
            .longest(together(line, rest))
            .unwrap_or((Meaning::default(), 1));
        let last = rest.get(length - 1).unwrap_or(word);
        let text = line
            .get(word.start as usize..word.end as usize)
            .unwrap_or("");
        let (number, digits) = number(text, word.case);
        tokens.push(Token {
            start: word.start as usize,
            end: last.end as usize,
            number,
            digits,
            meaning,
            capitals: !text.chars().any(char::is_lowercase),
            gap: line.get(end..word.start as usize).unwrap_or(""),
        });
        end = last.end as usize;
        at += length;
    }
    tokens
}

/// Hashes of the words that may belong to one phrase: no more than a dot, a hyphen or an
/// apostrophe stands between them.
fn together<'a>(line: &'a str, rest: &'a [Word]) -> impl Iterator<Item = u32> + 'a {
    let mut end = rest.first().map_or(0, |word| word.start as usize);
    rest.iter()
        .take(MAX_WORDS)
        .take_while(move |word| {
            let gap = line.get(end..word.start as usize).unwrap_or("");
            end = word.end as usize;
            gap.len() <= 4 && matches!(gap.trim(), "" | "." | "-" | "'" | "’" | "\u{200c}")
        })
        .map(|word| word.hash)
}

/// Parts a word where digits meet letters, and where a capital follows a small letter:
/// `20h07`, `14th`, `JaneMay`.
fn part(line: &str, word: Word, pieces: &mut Vec<Word>) {
    let (mut start, end) = (word.start as usize, word.end as usize);
    let text = line.get(start..end).unwrap_or("");
    let plain = text.bytes().all(|b| !b.is_ascii_digit() && b < 0xd9);
    if word.case == Case::Number {
        // A year with the next number glued to it: "May 14, 20215 min read".
        let behind_comma = line
            .get(..start)
            .is_some_and(|before| before.ends_with(", "));
        let cut = behind_comma && text.starts_with("20") && (5..=6).contains(&text.len());
        let middle = if cut { start + 4 } else { end };
        split_at(line, start, middle, pieces);
        split_at(line, middle, end, pieces);
        return;
    }
    if word.case != Case::Mixed && plain {
        pieces.push(word);
        return;
    }
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let parted = before.is_some_and(|before| {
            before.is_numeric() != c.is_numeric() || (before.is_lowercase() && c.is_uppercase())
        });
        if parted {
            let at = word.start as usize + at;
            split_at(line, start, at, pieces);
            start = at;
        }
        before = Some(c);
    }
    split_at(line, start, end, pieces);
}

fn split_at(line: &str, start: usize, end: usize, pieces: &mut Vec<Word>) {
    let first = pieces.len();
    words::split(line.get(start..end).unwrap_or(""), pieces);
    for piece in pieces.iter_mut().skip(first) {
        piece.start += start as u32;
        piece.end += start as u32;
    }
}

/// The value of up to four digits of any script, and how many they are.
fn number(text: &str, case: Case) -> (Option<u32>, usize) {
    if case != Case::Number {
        return (None, 0);
    }
    let mut value = 0;
    let mut count = 0;
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        let Some(digit) = digit(c) else {
            return (None, 0);
        };
        value = value * 10 + digit;
        count += 1;
        if count > 4 {
            return (None, 0);
        }
    }
    (Some(value), count)
}

/// Decimal digits of ASCII, Arabic, Persian, Devanagari, and full width.
fn digit(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{966}'..='\u{96f}' => '\u{966}',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    Some(c as u32 - zero as u32)
}
