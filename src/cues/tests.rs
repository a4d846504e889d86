use super::kind::{AT_END, AT_START, CUE, WHOLE};
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
    assert_eq!(found("1,204 comments"), [(Cue::Comment, "comments", true)]);
    assert_eq!(found("12 34"), []);
}

#[test]
fn a_number_sign_stands_for_any_number() {
    assert_eq!(
        found("Updated 4 weeks ago"),
        [
            (Cue::Updated, "Updated", false),
            (Cue::Metadata, "4 weeks ago", false)
        ]
    );
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
        found("Skip to content below"),
        [(Cue::Navigation, "Skip to content", false)]
    );
}

#[test]
fn capitals_are_asked_for_where_an_entry_has_them() {
    assert_eq!(found("BAKU (AFP) - Talks"), [(Cue::Agency, "AFP", false)]);
    assert_eq!(found("the afp gene"), []);
}

#[test]
fn every_phrase_of_every_list_is_found() {
    for (path, entries) in lists() {
        assert!(entries.len() > 40, "{path}: only {} phrases", entries.len());
        for entry in &entries {
            let cue = Cue::ALL[usize::from(entry.info & CUE)];
            let whole = entry.info & WHOLE == WHOLE;
            for spelling in source::spellings(&entry.text) {
                let line = in_its_place(&spelling.replace('#', "12"), entry.info);
                let hits = found(&line);
                let hit = hits.iter().any(|hit| hit.0 == cue && hit.2 == whole);
                assert!(hit, "{path}:{}: “{line}” gives {hits:?}", entry.line);
            }
        }
    }
}

/// A line with strange words wherever the anchors of a phrase allow them.
fn in_its_place(phrase: &str, info: u8) -> String {
    match info & WHOLE {
        WHOLE => phrase.to_owned(),
        AT_START => format!("{phrase} xqz"),
        AT_END => format!("xqz {phrase}"),
        _ => format!("xqz {phrase} xqz"),
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
