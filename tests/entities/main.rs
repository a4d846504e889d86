//! The entity model on real sentences and on bad input.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod languages;
mod words;

use std::time::{Duration, Instant};

use copydesk::{
    Article, Entity, EntityKind, EntityModel, ErrorCode, Limits, Options, Searched, clean_text,
};
use proptest::prelude::*;

fn model() -> &'static EntityModel {
    use std::sync::OnceLock;
    static MODEL: OnceLock<EntityModel> = OnceLock::new();
    MODEL.get_or_init(|| {
        EntityModel::from_bytes(include_bytes!("../../models/entities.bin")).unwrap()
    })
}

fn find(text: &str) -> Vec<Entity> {
    model().find(text, &Options::default()).unwrap().entities
}

/// Every mention is a stretch of whole characters, not empty, and no two overlap.
fn check_spans(text: &str, entities: &[Entity]) {
    let mut spans: Vec<_> = entities
        .iter()
        .flat_map(|e| &e.mentions)
        .map(|m| (m.start, m.end))
        .collect();
    spans.sort_unstable();
    let mut last = 0;
    for (start, end) in spans {
        assert!(last <= start && start < end, "{start} {end} behind {last}");
        assert!(
            text.get(start..end)
                .is_some_and(|piece| !piece.trim().is_empty())
        );
        last = end;
    }
    let ids: Vec<u32> = entities.iter().map(|e| e.id).collect();
    assert_eq!(ids, (0..entities.len() as u32).collect::<Vec<_>>());
}

#[test]
fn an_article_is_marked_and_named() {
    let text = "VIENNA (AFP) - Austrian Chancellor Maria Hofer met Peter Novak, the head of the World Health \
        Organization, in Vienna on Friday. Hofer said Austria would give the WHO €5 million.";
    let options = Options {
        published: Some("2024-03-18".into()),
        ..Options::default()
    };
    let entities = model().find(text, &options).unwrap().entities;
    check_spans(text, &entities);
    let get = |name: &str| {
        entities
            .iter()
            .find(|e| e.name == name)
            .unwrap_or_else(|| panic!("{name}: {entities:#?}"))
    };
    let hofer = get("Maria Hofer");
    assert_eq!(
        (hofer.kind, hofer.mentions.len(), hofer.role.as_deref()),
        (EntityKind::Person, 2, Some("Chancellor"))
    );
    let who = get("World Health Organization");
    assert_eq!(
        (who.kind, who.mentions.len()),
        (EntityKind::Organization, 2)
    );
    assert_eq!(get("Vienna").mentions.len(), 2);
    assert_eq!(get("Austrian").related, Some(get("Austria").id));
    assert_eq!(get("Friday").value.as_deref(), Some("2024-03-15"));
    assert_eq!(get("€5 million").value.as_deref(), Some("5000000 EUR"));
}

#[test]
fn a_place_with_a_hyphen_is_one() {
    let text = "The fighting in Nagorno-Karabakh began in September. Armenia said that Nagorno-Karabakh was \
        calm, but those who live in Nagorno-Karabakh said that it was not. The Paris-Dakar rally is over.";
    let names: Vec<_> = find(text)
        .into_iter()
        .map(|e| (e.name, e.mentions.len()))
        .collect();
    assert!(
        names.contains(&("Nagorno-Karabakh".to_owned(), 3)),
        "{names:?}"
    );
    assert!(
        !names.iter().any(|n| n.0 == "Nagorno" || n.0 == "Karabakh"),
        "{names:?}"
    );
}

#[test]
fn odd_texts_end_well() {
    let emoji = "👩‍👩‍👧‍👦🏳️‍🌈".repeat(50);
    let bidi = "\u{202e}Angela Merkel\u{202c} \u{2067}ירושלים\u{2069} \u{200f}القاهرة".repeat(20);
    let texts = [
        "",
        " \n\t ",
        "12 34 %% -- !!",
        "ALL CAPITALS IN LONDON SAID JOHN SMITH.",
        "no capitals in london said john smith",
        "日本の首相は東京で記者会見した。",
        "Ünïcödé Zoë Çelik Łódź",
        "\u{0}\u{1}\u{feff}",
        "A.B.C.D.E.F",
        "'''s 's ’s",
        "((((((((((",
        emoji.as_str(),
        bidi.as_str(),
    ];
    for text in texts {
        check_spans(text, &find(text));
    }
}

#[test]
fn limits_and_damage_are_errors_with_codes() {
    let options = Options {
        limits: Limits {
            bytes: 3,
            ..Limits::default()
        },
        ..Options::default()
    };
    assert_eq!(
        model().find("Rome", &options).unwrap_err().code(),
        ErrorCode::TooManyBytes
    );
    for bytes in [
        &b""[..],
        b"CDE3",
        b"CDE3\xff\xff\xff\xff",
        b"CDE3\0\0\0\0\xff\0\0\0",
        b"\x00asm",
    ] {
        assert_eq!(
            EntityModel::from_bytes(bytes).unwrap_err().code(),
            ErrorCode::InvalidModel
        );
    }
}

#[test]
fn only_wanted_kinds_are_given() {
    let text = "Many Austrians left Austria for Rome on 3 May 2021, said Anna Berg.";
    let kinds = vec![EntityKind::Place, EntityKind::Group];
    let options = Options {
        kinds,
        ..Options::default()
    };
    let entities = model().find(text, &options).unwrap().entities;
    check_spans(text, &entities);
    let names: Vec<&str> = entities.iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names, ["Austrians", "Austria", "Rome"]);
    assert_eq!(entities[0].related, Some(1));
}

#[test]
fn an_article_gets_its_entities() {
    let paste = "The ferry sails on\n\nBy Ana Roth\n\nPublished 3 May 2021\n\n\
        The ferry will sail to Split twice a day from Friday, Marko Horvat of the port authority said. \
        Horvat said that it would cost €5.\n";
    let article = clean_text(paste, &Options::default()).unwrap();
    assert_eq!((article.searched, article.entities.len()), (None, 0));
    let marked = model()
        .with_entities(article.clone(), &Options::default())
        .unwrap();
    check_spans(&marked.text, &marked.entities);
    assert_eq!(marked.searched, Some(Searched::Names));
    let horvat = marked
        .entities
        .iter()
        .find(|e| e.name == "Marko Horvat")
        .unwrap();
    assert_eq!(horvat.mentions.len(), 2);
    let friday = marked.entities.iter().find(|e| e.name == "Friday").unwrap();
    assert_eq!(friday.value.as_deref(), Some("2021-04-30"));
    let without = Article {
        entities: Vec::new(),
        searched: None,
        ..marked
    };
    assert_eq!(without, article);
}

#[cfg(feature = "entity-model")]
#[test]
fn the_model_can_be_compiled_in() {
    let text = "Angela Merkel flew to Rome on Friday.";
    let found = copydesk::find_entities(text, &Options::default()).unwrap();
    assert_eq!(found, model().find(text, &Options::default()).unwrap());
    assert!(found.entities.len() > 2);
}

/// Ten times the text may take at most twenty times as long.
#[test]
fn time_is_linear_in_the_text() {
    let pieces = [
        "x",
        "John Smith of Acme Corp. ",
        "(",
        "'s",
        "A.",
        "\"",
        "U.S.-",
        "1,",
        "MOSCOW/",
        "de la ",
        "é",
        "\n",
    ];
    for piece in pieces {
        let time = |bytes: usize| {
            let text = piece.repeat(bytes / piece.len());
            let started = Instant::now();
            check_spans(&text, &find(&text));
            started.elapsed()
        };
        // Where others use the machine too, some of many tries are undisturbed.
        let (mut short, mut long) = (Duration::MAX, Duration::MAX);
        let linear = (0..20).any(|_| {
            (short, long) = (short.min(time(20_000)), long.min(time(200_000)));
            long < short * 20 + Duration::from_millis(30)
        });
        assert!(linear, "{piece:?}: {short:?} {long:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_gives_whole_spans(text in any::<String>()) {
        check_spans(&text, &find(&text));
    }

    #[test]
    fn any_words_give_whole_spans(words in prop::collection::vec(
        prop::sample::select(vec!["Mr.", "John", "Smith", "'s", "the", "U.S.", "$", "5", "million", "-", "Friday", ",",
            "May", "2020", "(", ")", "\n", "of", "Bank", "14/05/2021", "3", ":", "30", "p.m.", "%", "’", "É", "𝒳", "US"]), 0..60,
    ), gap in prop::sample::select(vec!["", " "])) {
        let text = words.join(gap);
        check_spans(&text, &find(&text));
    }

    #[test]
    fn damaged_models_never_panic(at in 8usize..60_000, byte in any::<u8>()) {
        let mut bytes = include_bytes!("../../models/entities.bin").to_vec();
        if let Some(slot) = bytes.get_mut(at) {
            *slot = byte;
        }
        if let Ok(model) = EntityModel::from_bytes(&bytes) {
            let text = "President John Smith of Acme Corp. met in Vienna.";
            check_spans(text, &model.find(text, &Options::default()).unwrap().entities);
        }
    }
}
