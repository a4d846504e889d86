//! Dates in any language, by the reader of the dates of a page's head.

use super::Phrase;
use crate::EntityKind;
use crate::dates::{self, Date, Value};
use crate::entities::document::Document;

/// The dates of a document that are told by numbers and the months' names. Linear.
pub(super) fn dates(document: &Document) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    let mut from = 0;
    let mut token = 0;
    for line in document.text.split_inclusive('\n') {
        for found in dates::find(line) {
            if matches!(found.value, Value::Relative) {
                continue;
            }
            let (start, end) = ((from + found.start) as u32, (from + found.end) as u32);
            let ends_before =
                |i: usize, at: u32| document.tokens.get(i).is_some_and(|t| t.end <= at);
            while ends_before(token, start) {
                token += 1;
            }
            let first = token;
            while document.tokens.get(token).is_some_and(|t| t.start < end) {
                token += 1;
            }
            if first < token {
                phrases.push(Phrase {
                    start: first,
                    end: token,
                    kind: EntityKind::Date,
                    value: found.value.iso().or_else(|| day_first(found.value)),
                });
            }
        }
        from += line.len();
    }
    phrases
}

/// Outside of English, of two numbers the day is the first.
fn day_first(value: Value) -> Option<String> {
    let Value::Ambiguous {
        first,
        second,
        year,
        ..
    } = value
    else {
        return None;
    };
    let date = Date::new(u32::from(year), u32::from(second), Some(u32::from(first)));
    date.map(|date| date.to_string())
}
