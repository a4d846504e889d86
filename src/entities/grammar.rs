//! Dates, times, sums, shares and quantities, which follow a grammar, with their values.
//!
//! The words are in `data/lexicon/values.txt`, for six languages; digits, marks and ISO codes
//! work in any other. A phrase is read at every token, the longest reading first.

mod calendar;
mod date;
mod foreign;
mod lexeme;
mod money;
mod number;
mod relative;
#[cfg(test)]
mod tests;
mod time;
mod value;

pub use calendar::Day;

use super::document::Document;
use crate::EntityKind;
use lexeme::Lexeme;

/// A phrase with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// What it is.
    pub kind: EntityKind,
    /// Its value, when it is clear.
    pub value: Option<String>,
}

/// What is known about a text before its phrases are read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setting {
    /// The day of publication: gives dates without a year, and weekdays, their value, and makes
    /// dates of "yesterday" and "last year".
    pub published: Option<Day>,
    /// Whether the decimal mark is a comma: "1.500,50".
    pub comma: bool,
}

/// Finds the phrases of a document, from left to right. Linear.
#[must_use]
pub fn find(document: &Document, setting: Setting) -> Vec<Phrase> {
    let view = View::new(document, setting);
    let mut phrases = Vec::new();
    let mut at = 0;
    while at < document.tokens.len() {
        match read(&view, at) {
            Some(phrase) => {
                at = phrase.end.max(at + 1);
                phrases.push(phrase);
            }
            None => at += 1,
        }
    }
    phrases
}

/// The phrases, and the dates of any language that the dates of a page's head are read with.
#[must_use]
pub fn find_in_any_language(document: &Document, setting: Setting) -> Vec<Phrase> {
    let mut all = foreign::dates(document);
    all.extend(find(document, setting));
    // Of two that overlap the longer, and of equals the date.
    all.sort_by_key(|phrase| (phrase.start, std::cmp::Reverse(phrase.end)));
    let mut end = 0;
    all.retain(|phrase| {
        let free = end <= phrase.start;
        if free {
            end = phrase.end;
        }
        free
    });
    all
}

fn read(view: &View, at: usize) -> Option<Phrase> {
    if !view.may_start(at) {
        return None;
    }
    let phrase = |kind, (end, value): (usize, Option<String>)| Phrase {
        start: at,
        end,
        kind,
        value,
    };
    money::sum(view, at)
        .map(|read| phrase(EntityKind::Money, read))
        .or_else(|| money::share(view, at).map(|read| phrase(EntityKind::Percent, read)))
        .or_else(|| money::quantity(view, at).map(|read| phrase(EntityKind::Quantity, read)))
        .or_else(|| time::time(view, at).map(|read| phrase(EntityKind::Time, read)))
        .or_else(|| {
            let (end, date) = date::date(view, at)?;
            let value = date.value(view.setting.published);
            Some(phrase(EntityKind::Date, (end, value)))
        })
}

/// A document with what its words mean in such phrases.
struct View<'d, 't> {
    document: &'d Document<'t>,
    lexemes: Vec<&'static Lexeme>,
    setting: Setting,
}

impl<'d, 't> View<'d, 't> {
    fn new(document: &'d Document<'t>, setting: Setting) -> Self {
        Self {
            document,
            setting,
            lexemes: document.forms.iter().map(|f| lexeme::of(f.own)).collect(),
        }
    }

    /// What token `i` means; nothing beyond the end.
    fn lexeme(&self, i: usize) -> &'static Lexeme {
        let form = self.document.form_of.get(i);
        form.and_then(|&f| self.lexemes.get(f as usize))
            .copied()
            .unwrap_or(&lexeme::NOTHING)
    }

    fn text(&self, i: usize) -> &'t str {
        let token = self.document.tokens.get(i);
        token.map_or("", |t| t.text(self.document.text))
    }

    fn is(&self, i: usize, flag: u32) -> bool {
        self.lexeme(i).flags & flag != 0
    }

    /// What stands between token `i` and the one before it.
    fn gap(&self, i: usize) -> &'t str {
        let tokens = &self.document.tokens;
        let ends = i
            .checked_sub(1)
            .and_then(|j| tokens.get(j))
            .zip(tokens.get(i));
        ends.and_then(|(a, b)| self.document.text.get(a.end as usize..b.start as usize))
            .unwrap_or("\n")
    }

    fn joined(&self, i: usize) -> bool {
        self.gap(i).is_empty()
    }

    /// Whether token `i` stands in the same line as the one before.
    fn same_line(&self, i: usize) -> bool {
        !self.gap(i).contains('\n')
    }

    fn is_capital(&self, i: usize) -> bool {
        self.document.form(i).is_some_and(|f| f.case.is_capital())
    }

    fn starts_sentence(&self, i: usize) -> bool {
        self.document.starts.get(i).copied().unwrap_or(true)
    }

    /// Only numbers, marks and words with a meaning start a phrase.
    fn may_start(&self, i: usize) -> bool {
        let lexeme = self.lexeme(i);
        !std::ptr::eq(lexeme, &raw const lexeme::NOTHING)
            || self.text(i).starts_with(|c: char| c.is_ascii_digit())
            || money::is_prefix(self, i)
    }
}
