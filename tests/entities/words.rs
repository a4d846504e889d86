//! The reader's own words.

use copydesk::{EntityKind, ErrorCode, Options, Term};

use super::{check_spans, model};

/// Mentions and kinds under a reader's lexicon.
fn with_terms(text: &str, terms: &[(&str, Option<EntityKind>)]) -> Vec<(String, EntityKind)> {
    let term = |&(text, kind): &(&str, _)| Term {
        text: text.to_owned(),
        kind,
    };
    let options = Options {
        lexicon: terms.iter().map(term).collect(),
        ..Options::default()
    };
    let entities = model().find(text, &options).unwrap().entities;
    check_spans(text, &entities);
    let mut mentions: Vec<_> = entities
        .iter()
        .flat_map(|e| e.mentions.iter().map(|m| (m.start, m.end, e.kind)))
        .collect();
    mentions.sort_by_key(|m| m.0);
    let slice = |(start, end, kind)| (text[start..end].to_owned(), kind);
    mentions.into_iter().map(slice).collect()
}

#[test]
fn the_readers_words_are_marked_in_any_language() {
    let work = Some(EntityKind::Work);
    let found = |text: &str, term: &str| {
        let marked = with_terms(text, &[(term, work)]);
        let of_term = marked.into_iter().filter(|m| m.1 == EntityKind::Work);
        of_term.map(|m| m.0).collect::<Vec<_>>()
    };
    for (text, term, expected) in [
        (
            "She read the Blue Moon's end.",
            "Blue Moon",
            &["Blue Moon"][..],
        ),
        ("A BLUE MOON and a blue moon", "Blue Moon", &["BLUE MOON"]),
        (
            "A BLUE MOON and a blue moon",
            "blue moon",
            &["BLUE MOON", "blue moon"],
        ),
        ("Bluer Moon, Blue Moons, Blue. Moon", "Blue Moon", &[]),
        ("O’Neill’s rock-and-roll", "O'Neill", &["O’Neill"]),
        ("rock-and-roll", "Rock-and-Roll", &[]),
        (
            "Она читала Войну и мир вчера.",
            "Войну и мир",
            &["Войну и мир"],
        ),
        ("彼女は源氏物語を読んだ。", "源氏物語", &["源氏物語"]),
        ("Η Οδύσσεια είναι έπος.", "Οδύσσεια", &["Οδύσσεια"]),
        ("at 5 p.m. on Route 66!", "Route 66", &["Route 66"]),
    ] {
        assert_eq!(found(text, term), expected, "{text}");
    }
}

#[test]
fn the_readers_words_overrule_the_model() {
    let text = "Maria Hofer flew to Vienna on Friday. The Vienna Philharmonic met Hofer.";
    let plain = with_terms(text, &[]);
    let kind = |marked: &[(String, EntityKind)], name: &str| {
        marked.iter().find(|m| m.0 == name).map(|m| m.1)
    };
    assert_eq!(kind(&plain, "Vienna"), Some(EntityKind::Place));
    assert_eq!(
        kind(&plain, "Vienna Philharmonic"),
        Some(EntityKind::Organization)
    );

    let changed = with_terms(text, &[("Vienna", Some(EntityKind::Product))]);
    assert_eq!(kind(&changed, "Vienna"), Some(EntityKind::Product));
    assert_eq!(
        kind(&changed, "Vienna Philharmonic"),
        Some(EntityKind::Organization)
    );

    let unmarked = with_terms(text, &[("Vienna", None), ("Friday", None)]);
    assert_eq!(kind(&unmarked, "Vienna"), None);
    assert_eq!(kind(&unmarked, "Friday"), None);
    assert_eq!(unmarked.len(), plain.len() - 2);

    let longer = with_terms(text, &[("Vienna on Friday", Some(EntityKind::Event))]);
    assert_eq!(kind(&longer, "Vienna on Friday"), Some(EntityKind::Event));
    assert_eq!(kind(&longer, "Friday"), None);

    let last_counts = [
        ("Hofer", Some(EntityKind::Place)),
        ("Hofer", Some(EntityKind::Work)),
    ];
    assert_eq!(
        kind(&with_terms(text, &last_counts), "Hofer"),
        Some(EntityKind::Work)
    );
}

#[test]
fn a_term_without_a_word_is_an_error() {
    let options = |text: &str| Options {
        lexicon: vec![Term {
            text: text.into(),
            kind: None,
        }],
        ..Options::default()
    };
    for text in ["", " ", "!?"] {
        let found = model().find("Rome!?", &options(text));
        assert_eq!(
            found.err().map(|e| e.code()),
            Some(ErrorCode::InvalidOption),
            "{text:?}"
        );
    }
}
