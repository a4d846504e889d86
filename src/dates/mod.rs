//! Dates and times in a line of text, in any common order and language, as ISO 8601.
//!
//! A line with digits is cut into `tokens`; the `grammar` says which of them in a row make a
//! date, with the words of the `vocabulary`; `evidence` of the page tells 3 April from
//! 4 March. Impossible dates are none, and what could be two dates stays so until resolved.

mod clock;
mod evidence;
mod grammar;
mod tokens;
mod value;
mod vocabulary;

pub use evidence::Evidence;
pub use value::{Date, Order, Time, Value};

use crate::words::{Case, Word};
use vocabulary::{flag, vocabulary};

/// A date in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// First byte in the line, with the weekday if there is one.
    pub start: usize,
    /// One past the last byte, with the time and its zone.
    pub end: usize,
    /// What it says.
    pub value: Value,
}

/// The dates in a line, from left to right. Linear; nearly free for lines without digits.
#[must_use]
pub fn find(line: &str) -> Vec<Found> {
    let mut found = Vec::new();
    if !has_digit(line) {
        return found;
    }
    let tokens = tokens::tokens(line);
    let mut at = 0;
    while at < tokens.len() {
        match grammar::stamp(grammar::Tokens(&tokens), at) {
            Some((value, end)) if end > at => {
                if let (Some(first), Some(last)) = (tokens.get(at), tokens.get(end - 1)) {
                    found.push(Found {
                        start: first.start,
                        end: last.end,
                        value,
                    });
                }
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

/// Digits of ASCII, or the lead bytes of other scripts' digits.
fn has_digit(line: &str) -> bool {
    line.bytes()
        .any(|b| b.is_ascii_digit() || matches!(b, 0xd9 | 0xdb | 0xe0 | 0xef))
}

/// Whether a line, cut into words, may hold a date, a time or a time ago: a number beside a word
/// of dates, or numbers joined as in 14/05 and 20:07. A guess for the price of a loop over words.
#[must_use]
pub fn looks_dated(line: &str, words: &[Word]) -> bool {
    let bytes = line.as_bytes();
    let starts_with_digit = |word: &Word| {
        word.case == Case::Number
            || bytes
                .get(word.start as usize)
                .is_some_and(u8::is_ascii_digit)
    };
    words.iter().enumerate().any(|(at, word)| {
        if !starts_with_digit(word) {
            return false;
        }
        let next = words.get(at + 1);
        let joined = next.is_some_and(|next| {
            let gap = bytes.get(word.end as usize..next.start as usize);
            next.case == Case::Number && matches!(gap, Some(b"/" | b"." | b"-" | b":"))
        });
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        joined || before.is_some_and(dates_word) || next.is_some_and(dates_word)
    })
}

/// Whether a date's text begins with the name of a day.
pub(crate) fn begins_with_weekday(text: &str) -> bool {
    let mut words = Vec::new();
    crate::words::split(text, &mut words);
    let first = words.iter().map(|word| word.hash);
    vocabulary()
        .longest(first)
        .is_some_and(|(word, _)| word.has(flag::WEEKDAY) && word.month == 0)
}

/// Whether a word's hash is that of a month's name, in any language.
pub(crate) fn is_month(hash: u32) -> bool {
    vocabulary().word(hash).is_some_and(|word| word.month > 0)
}

fn dates_word(word: &Word) -> bool {
    const FLAGS: u32 =
        flag::UNIT | flag::AM | flag::PM | flag::OCLOCK | flag::YEAR_MARK | flag::MONTH_MARK;
    vocabulary()
        .word(word.hash)
        .is_some_and(|meaning| meaning.month > 0 || meaning.solar > 0 || meaning.has(FLAGS))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
