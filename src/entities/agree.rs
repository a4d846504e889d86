//! Brings the names of one article into agreement: what is written alike is of one kind.

use std::collections::HashMap;

use super::document::Document;
use super::lexicon::{START, mark, phrase_hash};
use super::model::{KINDS, Tagged};
use super::token::{is_apostrophe, is_one_of};

const PERSON: usize = 0;
const PLACE: usize = 2;

/// Gives every surface the kind that it has most often in the article, and a lone word that is
/// the last of a person's full name there that person's kind. Linear in the names.
pub fn agree(document: &Document, tagged: &mut [Tagged]) {
    let mut votes: HashMap<u32, [u32; KINDS.len()]> = HashMap::new();
    let mut family: HashMap<u32, u32> = HashMap::new();
    for name in tagged.iter() {
        if let Some(vote) = votes
            .entry(surface(document, name))
            .or_default()
            .get_mut(name.kind)
        {
            *vote += 1;
        }
        if name.kind == PERSON
            && name.end - name.start > 1
            && let Some(last) = document.form(name.end - 1)
        {
            *family.entry(last.word).or_default() += 1;
        }
    }
    for name in tagged.iter_mut() {
        let own = surface(document, name);
        let Some(vote) = votes.get(&own) else {
            continue;
        };
        let most = vote.iter().max().copied().unwrap_or(0);
        if vote.get(name.kind).is_some_and(|&v| v < most) {
            name.kind = vote.iter().position(|&v| v == most).unwrap_or(name.kind);
        }
        if name.end - name.start == 1 && name.kind != PERSON {
            let form = document.form(name.start);
            let of_person = form.is_some_and(|f| {
                let place = f.entry.marks
                    & (mark::COUNTRY
                        | mark::CITY
                        | mark::REGION
                        | mark::DEMONYM
                        | mark::KNOWN_BODY)
                    != 0;
                family.contains_key(&f.word) && !place
            });
            if of_person && vote.get(PERSON).is_some_and(|&v| v * 2 >= most.min(2)) {
                name.kind = PERSON;
            }
        }
    }
}

/// The hash of a name's words.
fn surface(document: &Document, name: &Tagged) -> u32 {
    (name.start..name.end)
        .filter_map(|i| document.form(i))
        .fold(START, |hash, form| phrase_hash(hash, form.word))
}

/// Most words of a name that is looked for again.
const LONGEST: usize = 4;

/// Marks a name that was found once wherever the article writes it, and persons by the last word
/// of their names. For languages that the tagger did not learn. Linear.
pub fn spread(document: &Document, tagged: &mut Vec<Tagged>) {
    let mut known: HashMap<u32, u32> = HashMap::new();
    for last_words in [true, false] {
        for name in tagged.iter().filter(|t| !last_words || t.kind == PERSON) {
            let start = if last_words { name.end - 1 } else { name.start };
            let name = Tagged { start, ..*name };
            if document.form(start).is_some_and(|f| f.case.is_capital()) {
                known.insert(surface(document, &name), name.kind as u32);
            }
        }
    }
    let mut found = Vec::with_capacity(tagged.len());
    let mut old = tagged.drain(..).peekable();
    let mut at = 0;
    while at < document.tokens.len() {
        let name = old.next_if(|t| t.start <= at);
        let next = old.peek().map_or(document.tokens.len(), |t| t.start);
        let name = name.or_else(|| again(document, &known, at, next));
        at = name.map_or(at + 1, |t| t.end.max(at + 1));
        found.extend(name.map(|name| with_ending(document, name)));
    }
    drop(old);
    *tagged = found;
}

/// The longest name at token `at`, up to `next`, that was found elsewhere.
fn again(document: &Document, known: &HashMap<u32, u32>, at: usize, next: usize) -> Option<Tagged> {
    let form = document.form(at)?;
    let rare =
        document.starts.get(at) == Some(&false) || document.words.get(form.id as usize)?.lower == 0;
    if !form.case.is_capital() || !rare {
        return None;
    }
    let most = LONGEST.min(next.saturating_sub(at));
    (1..=most).rev().find_map(|length| {
        let name = Tagged {
            start: at,
            end: at + length,
            kind: PERSON,
        };
        let kind = *known.get(&surface(document, &name))? as usize;
        Some(Tagged { kind, ..name })
    })
}

/// A word with the ending of a place is no person: "Gemlik'te".
fn with_ending(document: &Document, name: Tagged) -> Tagged {
    const IN: &str = "da de ta te daki deki taki teki";
    let token = document.tokens.get(name.end);
    let ending = token.map_or("", |t| t.text(document.text));
    let is_in = is_one_of(ending.trim_start_matches(is_apostrophe), IN)
        && ending.starts_with(is_apostrophe);
    let alone = name.end - name.start == 1 && name.kind == PERSON;
    if is_in && alone {
        return Tagged {
            kind: PLACE,
            ..name
        };
    }
    name
}
