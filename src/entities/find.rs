//! From labels and phrases to the names of an article: what overlaps is settled, edges are
//! trimmed, and every name gets its final kind.

use super::document::Document;
use super::grammar::Phrase;
use super::lexicon::{mark, word_hash};
use super::model::{KINDS, Tagged};
use super::token::{is_apostrophe, is_one_of, is_quote};
use crate::EntityKind;

/// A name or a phrase at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// What it is.
    pub kind: EntityKind,
    /// Its value.
    pub value: Option<String>,
}

/// Joins the tagger's names with the grammar's phrases, in the order of the text.
#[must_use]
pub fn join(document: &Document, tagged: &[Tagged], phrases: Vec<Phrase>) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::with_capacity(tagged.len() + phrases.len());
    let mut phrases = phrases.into_iter().peekable();
    for name in tagged {
        let Some(name) = trim(document, *name) else {
            continue;
        };
        while let Some(phrase) = phrases.next_if(|p| p.end <= name.start) {
            spots.push(of_phrase(phrase));
        }
        // A phrase that won over the name before may reach into this one.
        if spots.last().is_some_and(|last| last.end > name.start) {
            continue;
        }
        let mut wins = true;
        while let Some(phrase) = phrases.next_if(|p| p.start < name.end) {
            if !holds(document, &name, &phrase) {
                wins = false;
                spots.push(of_phrase(phrase));
            }
        }
        if wins {
            let kind = kind_of(document, &name);
            spots.push(Spot {
                start: name.start,
                end: name.end,
                kind,
                value: None,
            });
        }
    }
    spots.extend(phrases.map(of_phrase));
    join_hyphenated(document, spots)
}

/// "Nagorno-Karabakh" is one place, and so it is where the second half was not found; "Paris-Dakar"
/// is two, because both are known by themselves.
fn join_hyphenated(document: &Document, spots: Vec<Spot>) -> Vec<Spot> {
    let halves = |at: usize| Some((document.form(at)?.word, document.form(at + 2)?.word));
    let is_pair = |spot: &Spot| {
        spot.kind == EntityKind::Place
            && spot.end - spot.start == 1
            && text(document, spot.end) == "-"
            && joined(document, spot.end)
            && joined(document, spot.end + 1)
            && ![spot.start, spot.end + 1]
                .into_iter()
                .all(|i| is_known_place(document, i))
    };
    let follows = |pair: &Spot, next: Option<&Spot>| {
        next.filter(|n| n.start == pair.end + 1 && n.end == n.start + 1)
            .map(|n| n.kind)
    };
    let pairs = spots.iter().zip(spots.iter().skip(1));
    let known: Vec<(u32, u32)> = pairs
        .filter(|(a, b)| is_pair(a) && follows(a, Some(b)) == Some(EntityKind::Place))
        .filter_map(|(a, _)| halves(a.start))
        .collect();
    if known.is_empty() {
        return spots;
    }
    let mut joined: Vec<Spot> = Vec::with_capacity(spots.len());
    let mut rest = spots.into_iter().peekable();
    while let Some(mut spot) = rest.next() {
        let one = is_pair(&spot) && halves(spot.start).is_some_and(|pair| known.contains(&pair));
        let free = rest.peek().is_none_or(|next| next.start > spot.end + 1);
        if one && (free || follows(&spot, rest.peek()).is_some()) {
            while rest.next_if(|next| next.start == spot.end + 1).is_some() {}
            spot.end += 2;
        }
        joined.push(spot);
    }
    joined
}

/// Whether token `i` stands right behind the one before it.
fn joined(document: &Document, i: usize) -> bool {
    let token = |i: usize| document.tokens.get(i);
    i.checked_sub(1)
        .and_then(token)
        .zip(token(i))
        .is_some_and(|(a, b)| a.end == b.start)
}

fn is_known_place(document: &Document, i: usize) -> bool {
    let form = document.form(i);
    form.is_some_and(|f| f.entry.marks & (mark::COUNTRY | mark::CITY) != 0)
}

fn of_phrase(phrase: Phrase) -> Spot {
    Spot {
        start: phrase.start,
        end: phrase.end,
        kind: phrase.kind,
        value: phrase.value,
    }
}

/// Whether a date or number is a part of the name: "September 11 attacks", "20th Century Fox".
fn holds(document: &Document, name: &Tagged, phrase: &Phrase) -> bool {
    let inside = name.start <= phrase.start && phrase.end <= name.end;
    let words = name.end - name.start;
    let longer = words > phrase.end - phrase.start;
    let at_edge = phrase.start == name.start && text(document, phrase.end).starts_with([',', '(']);
    let lone_word = words == phrase.end - phrase.start && phrase.kind == EntityKind::Quantity;
    (inside && longer && words <= 6 && !at_edge) || lone_word
}

fn text<'t>(document: &Document<'t>, i: usize) -> &'t str {
    document.tokens.get(i).map_or("", |t| t.text(document.text))
}

/// Cuts off what no name starts or ends with, and what stands behind a colon or a bracket.
fn trim(document: &Document, mut name: Tagged) -> Option<Tagged> {
    let edge = |i: usize| {
        let text = text(document, i);
        text.starts_with(|c: char| {
            is_quote(c) || matches!(c, ',' | ';' | ':' | '-' | '–' | '—' | '|' | '•' | '/')
        }) || is_possessive(text)
    };
    let is_title = |i: usize| document.form(i).is_some_and(|f| titles().contains(&f.word));
    while name.start < name.end && edge(name.start) {
        name.start += 1;
    }
    let symbol = (name.start + 1..name.end).find(|&i| is_symbol(text(document, i)));
    name.end = symbol.unwrap_or(name.end);
    if name.kind != KIND_OTHER {
        let stop = (name.start + 1..name.end)
            .find(|&i| matches!(text(document, i), ":" | ";" | "|" | "/" | "(" | "["));
        name.end = stop.unwrap_or(name.end);
    }
    while name.start + 1 < name.end && name.kind == PERSON && is_title(name.start) {
        name.start += 1;
    }
    if name.start + 1 < name.end
        && text(document, name.start).eq_ignore_ascii_case("the")
        && name.kind != KIND_OTHER
    {
        name.start += 1;
    }
    while name.end > name.start && edge(name.end - 1) {
        name.end -= 1;
    }
    let letters =
        (name.start..name.end).any(|i| text(document, i).chars().any(char::is_alphabetic));
    (name.start < name.end && letters).then_some(name)
}

const PERSON: usize = 0;
const KIND_OTHER: usize = 4;

/// Titles that are never the first word of a name.
fn titles() -> &'static [u32] {
    use std::sync::OnceLock;
    static TITLES: OnceLock<Vec<u32>> = OnceLock::new();
    const WORDS: &str = "\
        mr mrs ms dr prof president sen rep gen col lt capt sgt gov minister senator professor \
        spokesman spokeswoman";
    TITLES.get_or_init(|| WORDS.split(' ').map(word_hash).collect())
}

/// Arrows, pictures and the like, which no name goes on behind.
fn is_symbol(text: &str) -> bool {
    text.starts_with(|c: char| c >= '\u{2190}' && !c.is_alphanumeric())
}

fn is_possessive(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(is_apostrophe) && matches!(chars.as_str(), "s" | "S" | "")
}

/// The kind in the result; events are told from other names by their last capitalised word.
fn kind_of(document: &Document, name: &Tagged) -> EntityKind {
    let last = document.form(name.end - 1);
    match KINDS.get(name.kind) {
        Some(&"PER") => EntityKind::Person,
        Some(&"ORG") => EntityKind::Organization,
        Some(&"LOC") => EntityKind::Place,
        Some(&"NORP") => EntityKind::Group,
        _ if last.is_some_and(|f| f.entry.marks & mark::DEMONYM != 0)
            && name.end - name.start == 1 =>
        {
            EntityKind::Group
        }
        _ if (name.start..name.end).any(|i| is_event(text(document, i))) => EntityKind::Event,
        _ => EntityKind::Other,
    }
}

fn is_event(word: &str) -> bool {
    const EVENTS: &str = "\
        Cup Olympics Games Festival Summit War Championship Championships Conference Forum \
        Revolution Grand Tournament Open Congress Uprising Battle Massacre Genocide Holocaust \
        Hurricane Typhoon Election Spring";
    is_one_of(word, EVENTS)
}
