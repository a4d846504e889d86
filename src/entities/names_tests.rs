//! Tables of texts with marked names, and the entities that they must give.

use super::document::Document;
use super::find::Spot;
use super::lexicon::{Entry, Lexicon, mark, word_hash};
use super::names::entities;
use crate::{Entity, EntityKind};

/// A lexicon of the few words that the rules ask about.
fn lexicon() -> Lexicon {
    let lists = [
        (
            mark::TITLE,
            ["president", "prime", "minister", "mr", "spokesman"].as_slice(),
        ),
        (mark::BODY, &["ministry", "bank", "department", "council"]),
        (mark::COUNTRY, &["russia", "armenia"]),
    ];
    let words: Vec<(u32, Entry)> = lists
        .iter()
        .flat_map(|(bit, words)| {
            words.iter().map(|w| {
                (
                    word_hash(w),
                    Entry {
                        marks: *bit,
                        ..Entry::default()
                    },
                )
            })
        })
        .collect();
    Lexicon::new(&words, Vec::new(), &[])
}

/// The entities of a text in which names are marked as `[P Nikol Pashinyan]`.
fn named(marked: &str) -> Vec<Entity> {
    let mut text = String::new();
    let mut spans = Vec::new();
    for (i, piece) in marked.split(['[', ']']).enumerate() {
        if i % 2 == 0 {
            text.push_str(piece);
            continue;
        }
        let (kind, name) = piece.split_once(' ').unwrap();
        let kind = match kind {
            "P" => EntityKind::Person,
            "O" => EntityKind::Organization,
            "L" => EntityKind::Place,
            _ => EntityKind::Group,
        };
        spans.push((text.len(), text.len() + name.len(), kind));
        text.push_str(name);
    }
    let document = Document::new(&text, &lexicon());
    let at = |byte: usize, end: bool| {
        let edge = |t: &super::token::Token| (if end { t.end } else { t.start }) as usize == byte;
        document.tokens.iter().position(edge).unwrap()
    };
    let spots: Vec<Spot> = spans
        .iter()
        .map(|&(s, e, kind)| Spot {
            start: at(s, false),
            end: at(e, true) + 1,
            kind,
            value: None,
        })
        .collect();
    entities(
        &document,
        &spots,
        include_str!("../../data/lexicon/peoples.txt"),
    )
}

/// Names and numbers of mentions, in the order of first mentions.
fn table(marked: &str) -> Vec<(String, usize)> {
    named(marked)
        .into_iter()
        .map(|e| (e.name, e.mentions.len()))
        .collect()
}

fn check(marked: &str, expected: &[(&str, usize)]) {
    let expected: Vec<(String, usize)> = expected
        .iter()
        .map(|(n, c)| ((*n).to_owned(), *c))
        .collect();
    assert_eq!(table(marked), expected, "{marked}");
}

#[test]
fn a_surname_belongs_to_the_full_name() {
    check(
        "[P Nikol Pashinyan] spoke. [P Pashinyan]'s men left. [P Pashinyan] went.",
        &[("Nikol Pashinyan", 3)],
    );
    check(
        "[P Pashinyan] spoke. Later [P Nikol Pashinyan] left.",
        &[("Nikol Pashinyan", 2)],
    );
    check(
        "[P Aung San Suu Kyi] left. [P Suu Kyi] came.",
        &[("Aung San Suu Kyi", 2)],
    );
    check(
        "[P George Bush] left. [P George W. Bush] came. [P Bush] slept.",
        &[("George W. Bush", 3)],
    );
}

#[test]
fn two_people_with_one_surname_stay_two() {
    check(
        "[P Vitali Klitschko] met [P Wladimir Klitschko]. [P Klitschko] won.",
        &[
            ("Vitali Klitschko", 1),
            ("Wladimir Klitschko", 1),
            ("Klitschko", 1),
        ],
    );
}

#[test]
fn an_acronym_belongs_to_its_long_form() {
    check(
        "The [O International Atomic Energy Agency] met. The [O IAEA] said so.",
        &[("International Atomic Energy Agency", 2)],
    );
    check(
        "The [O United Nations] met. The [O U.N.] said so.",
        &[("United Nations", 2)],
    );
    check(
        "[O Médecins Sans Frontières] ([O MSF]) met.",
        &[("Médecins Sans Frontières", 2)],
    );
    check(
        "The [O United Nations] and [O Urban News] met. [O UN] spoke.",
        &[("United Nations", 1), ("Urban News", 1), ("UN", 1)],
    );
}

#[test]
fn bodies_go_by_parts_of_their_names() {
    check(
        "The [O U.S. State Department] met. The [O State Department] said so.",
        &[("U.S. State Department", 2)],
    );
    check(
        "The [O Russian Foreign Ministry] and the [O Armenian Foreign Ministry] met. The [O Foreign Ministry] left.",
        &[
            ("Russian Foreign Ministry", 1),
            ("Armenian Foreign Ministry", 1),
            ("Foreign Ministry", 1),
        ],
    );
    check(
        "The [O Bank of England] met. The [O Bank] said so.",
        &[("Bank of England", 1), ("Bank", 1)],
    );
    check(
        "[O Pfizer Inc.] rose. [O Pfizer] fell.",
        &[("Pfizer Inc.", 2)],
    );
}

#[test]
fn places_and_peoples_keep_their_kinds_and_are_linked() {
    let found = named("In [L Armenia] the [N Armenians] met an [N Armenian].");
    let summary: Vec<_> = found
        .iter()
        .map(|e| (e.name.as_str(), e.kind, e.related))
        .collect();
    assert_eq!(
        summary,
        [
            ("Armenia", EntityKind::Place, None),
            ("Armenian", EntityKind::Group, Some(0))
        ]
    );
    check(
        "[L MOSCOW] (Reuters) In [L Moscow] it rained.",
        &[("Moscow", 2)],
    );
    check(
        "[L Nagorno-Karabakh] is near. [L Karabakh] is far.",
        &[("Nagorno-Karabakh", 2)],
    );
    check(
        "[L New York] is near. [L York] is far.",
        &[("New York", 1), ("York", 1)],
    );
}

#[test]
fn a_role_is_kept_apart_from_the_name() {
    let role = |text: &str| named(text).into_iter().next().and_then(|e| e.role);
    assert_eq!(
        role("Armenian Prime Minister [P Nikol Pashinyan] left.").as_deref(),
        Some("Prime Minister")
    );
    assert_eq!(
        role("[P Peskov] left. Then spokesman [P Dmitry Peskov] came.").as_deref(),
        Some("spokesman")
    );
    assert_eq!(
        role("It was the end of the president. [P Dmitry Peskov] left."),
        None
    );
    assert_eq!(role("The house of [P Nikol Pashinyan] stood."), None);
}
