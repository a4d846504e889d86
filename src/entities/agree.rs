//! Brings the names of one article into agreement: what is written alike is of one kind.

use std::collections::HashMap;

use super::document::Document;
use super::lexicon::{START, mark, phrase_hash};
use super::model::{KINDS, Tagged};

const PERSON: usize = 0;

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
