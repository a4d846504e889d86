use super::source;
use super::{Cue, Hit, find};
use crate::words;
use std::fs;
use std::path::Path;

/// What is found in a line: the cue, its text, whether it is the whole line.
fn found(line: &str) -> Vec<(Cue, &str, bool)> {
    let mut words = Vec::new();
    words::split(line, &mut words);
    let mut hits = Vec::new();
    find(&words, &mut hits);
    let text = |hit: &Hit| {
        let first = words[hit.first as usize].start as usize;
        let last = words[(hit.first + hit.len - 1) as usize].end as usize;
        &line[first..last]
    };
    hits.iter().map(|h| (h.cue, text(h), h.whole)).collect()
}

#[test]
fn a_free_phrase_is_found_anywhere() {
    let line = "Please leave a reply below";
    assert_eq!(found(line), [(Cue::Comment, "leave a reply", false)]);
    assert_eq!(
        found("Leave a Reply!"),
        [(Cue::Comment, "Leave a Reply", true)]
    );
}

#[test]
fn anchors_hold_a_phrase_to_its_place() {
    assert_eq!(
        found("See also: Tour de France"),
        [(Cue::Related, "See also", false)]
    );
    assert_eq!(found("Doctors see also younger patients"), []);
    assert_eq!(found("Comments"), [(Cue::Comment, "Comments", true)]);
    assert_eq!(found("His comments angered many"), []);
    assert_eq!(
        found("A storm is coming. Read more"),
        [(Cue::Related, "Read more", false)]
    );
    assert_eq!(found("Children read more books"), []);
}

#[test]
fn numbers_around_a_phrase_do_not_count() {
    assert_eq!(
        found("💬 Comments (12)"),
        [(Cue::Comment, "Comments", true)]
    );
    assert_eq!(
        found("1,204 comments"),
        [(Cue::Comment, "204 comments", true)]
    );
    assert_eq!(found("12 34"), []);
}

#[test]
fn a_number_sign_stands_for_any_number() {
    assert_eq!(found("4 min read"), [(Cue::Metadata, "4 min read", true)]);
    assert_eq!(
        found("by J. Doe · 11 min read"),
        [
            (Cue::Byline, "by", false),
            (Cue::Metadata, "11 min read", false)
        ]
    );
}

#[test]
fn the_longest_phrase_counts() {
    assert_eq!(
        found("Follow us on Google News"),
        [(Cue::Share, "Follow us on Google News", true)]
    );
}

#[test]
fn capitals_are_asked_for_where_an_entry_has_them() {
    assert_eq!(found("BAKU (AFP) - Talks"), [(Cue::Agency, "AFP", false)]);
    assert_eq!(found("the afp gene"), []);
}

#[test]
fn every_phrase_of_every_list_is_found_in_its_own_text() {
    for (path, entries) in lists() {
        assert!(entries.len() > 40, "{path}: only {} phrases", entries.len());
        for entry in &entries {
            for spelling in source::spellings(&entry.text) {
                let line = spelling.replace('#', "12");
                let length = entry.words.len();
                let hits = found(&line);
                let cue = Cue::ALL[usize::from(entry.info & super::CUE)];
                let hit = hits.iter().any(|&(c, _, whole)| c == cue && whole);
                assert!(
                    hit,
                    "{path}:{}: “{line}” ({length} words) gives {hits:?}",
                    entry.line
                );
            }
        }
    }
}

fn lists() -> Vec<(String, Vec<source::Entry>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/cues");
    let mut lists = Vec::new();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|e| e == "txt") {
            let text = fs::read_to_string(&path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            lists.push((name, source::parse(&text).unwrap()));
        }
    }
    lists
}
