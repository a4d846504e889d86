//! The entity model on real sentences and on bad input.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::{Duration, Instant};

use copydesk::{
    Article, Entity, EntityKind, EntityModel, ErrorCode, Limits, Options, Searched, Term,
    clean_text,
};
use proptest::prelude::*;

fn model() -> &'static EntityModel {
    use std::sync::OnceLock;
    static MODEL: OnceLock<EntityModel> = OnceLock::new();
    MODEL.get_or_init(|| EntityModel::from_bytes(include_bytes!("../models/entities.bin")).unwrap())
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
fn other_languages_give_values_and_say_so() {
    let text = "Президент России Владимир Путин прибыл в Москву 14.05.2021 и заплатил €500 за обед. \
        Об этом он рассказал на встрече, которая прошла в этот же день, и это было не всё, что он сказал.";
    let found = model().find(text, &Options::default()).unwrap();
    assert_eq!(found.searched, Searched::Values);
    assert_eq!(found.language.as_deref(), Some("ru"));
    let kinds: Vec<EntityKind> = found.entities.iter().map(|e| e.kind).collect();
    assert_eq!(kinds, [EntityKind::Date, EntityKind::Money]);

    let options = Options {
        language: Some("fi".into()),
        ..Options::default()
    };
    let finnish = model().find("Barack Obama", &options).unwrap();
    assert_eq!(
        (finnish.searched, finnish.entities),
        (Searched::Values, Vec::new())
    );
    let options = Options {
        language: Some("en-GB".into()),
        ..Options::default()
    };
    let english = model().find("Barack Obama", &options).unwrap();
    assert_eq!(
        (english.searched, english.entities.len()),
        (Searched::Names, 1)
    );
}

/// The names that are marked in a fixture, `{P …}` and so on, and the text without the marks.
fn unmark(article: &str) -> (String, Vec<(usize, usize, EntityKind)>) {
    let (mut text, mut names) = (String::new(), Vec::new());
    for (i, piece) in article.split('{').enumerate() {
        let (name, rest) = piece.split_once('}').unwrap_or(("", piece));
        let kind = match name.get(..2) {
            Some("P ") => EntityKind::Person,
            Some("O ") => EntityKind::Organization,
            Some("L ") => EntityKind::Place,
            Some("G ") => EntityKind::Group,
            _ => EntityKind::Other,
        };
        let start = text.len();
        text.push_str(name.get(2..).unwrap_or_default());
        if i > 0 {
            names.push((start, text.len(), kind));
        }
        text.push_str(rest);
    }
    (text, names)
}

#[test]
fn names_are_found_in_five_other_languages() {
    // Precision and recall on our own articles; see tests/fixtures/names/README.md.
    for (language, precision, recall) in [
        ("fr", 0.80, 0.72),
        ("de", 0.85, 0.80),
        ("es", 0.85, 0.80),
        ("pt", 0.82, 0.74),
        ("tr", 0.80, 0.75),
    ] {
        let file = format!(
            "{}/tests/fixtures/names/{language}.txt",
            env!("CARGO_MANIFEST_DIR")
        );
        let file = std::fs::read_to_string(file).unwrap();
        let (mut hits, mut ours, mut marked) = (0usize, 0, 0);
        for article in file.split("---\n") {
            let (text, names) = unmark(article);
            let found = model().find(&text, &Options::default()).unwrap();
            assert_eq!(found.searched, Searched::Names, "{text}");
            assert_eq!(found.language.as_deref(), Some(language), "{text}");
            check_spans(&text, &found.entities);
            let kinds = [
                EntityKind::Person,
                EntityKind::Organization,
                EntityKind::Place,
                EntityKind::Group,
            ];
            let names_of = found.entities.iter().filter(|e| kinds.contains(&e.kind));
            for (mention, kind) in names_of.flat_map(|e| e.mentions.iter().map(|m| (m, e.kind))) {
                ours += 1;
                hits += usize::from(names.contains(&(mention.start, mention.end, kind)));
            }
            marked += names.len();
        }
        let share = |all: usize| hits as f64 / all.max(1) as f64;
        let (p, r) = (share(ours), share(marked));
        assert!(
            p >= precision && r >= recall,
            "{language}: {p:.3} {r:.3} of {marked}"
        );
    }
}

#[test]
fn names_of_other_languages_are_cut_at_their_apostrophes() {
    for (language, text, expected) in [
        ("tr", "Başbakan Ankara'da konuştu.", "Ankara"),
        ("tr", "Başbakan Ankara’daki evde konuştu.", "Ankara"),
        ("fr", "La paix de l'Ukraine, dit-il.", "Ukraine"),
        ("fr", "Il vient d’Espagne.", "Espagne"),
    ] {
        let options = Options {
            language: Some(language.into()),
            ..Options::default()
        };
        let found = model().find(text, &options).unwrap();
        let names: Vec<&str> = found.entities.iter().map(|e| e.name.as_str()).collect();
        assert_eq!(names, [expected], "{text}");
    }
}

#[test]
fn the_readers_words_are_found_before_an_ending() {
    let text = "Geçen yaz Kızılırmak'ta yüzdük. Su, dediler, Kızılırmak’ın suyudur. O'Neill okudu: l'aube.";
    let find = |language: &str, term: &str| {
        let options = Options {
            language: Some(language.into()),
            lexicon: vec![Term {
                text: term.into(),
                kind: Some(EntityKind::Work),
            }],
            ..Options::default()
        };
        let entities = model().find(text, &options).unwrap().entities;
        check_spans(text, &entities);
        let work = entities.into_iter().find(|e| e.kind == EntityKind::Work);
        work.map_or(Vec::new(), |e| {
            e.mentions
                .iter()
                .map(|m| text[m.start..m.end].to_owned())
                .collect()
        })
    };
    assert_eq!(find("tr", "Kızılırmak"), ["Kızılırmak", "Kızılırmak"]);
    assert_eq!(find("tr", "Kızılırmak'ta"), ["Kızılırmak'ta"]);
    assert_eq!(find("tr", "O'Neill"), ["O'Neill"]);
    assert_eq!(find("en", "Kızılırmak"), [""; 0]);
    assert_eq!(find("fr", "aube"), ["aube"]);
}

#[test]
fn a_point_between_thousands_is_none_of_decimals() {
    for (language, text, value) in [
        ("de", "Die Beute ist 310.000 Euro wert.", "310000 EUR"),
        ("de", "Es kostet 1.500,50 Euro.", "1500.5 EUR"),
        ("es", "El banco pagó 310.000 euros.", "310000 EUR"),
        ("pt", "O banco pagou 310.000 euros.", "310000 EUR"),
        ("tr", "Banka 310.000 euro ödedi.", "310000 EUR"),
        ("fr", "La banque a payé 310.000 euros.", "310000 EUR"),
        ("fr", "La banque a payé 310 000 euros.", "310000 EUR"),
        ("it", "La banca ha pagato 310.000 euro.", "310000 EUR"),
        (
            "it",
            "La banca ha pagato 3,5 milioni di euro.",
            "3500000 EUR",
        ),
        ("fr", "La banque a payé 5 millions d'euros.", "5000000 EUR"),
        ("en", "The bank paid 310.000 euros.", "310 EUR"),
    ] {
        let options = Options {
            language: Some(language.into()),
            kinds: vec![EntityKind::Money],
            ..Options::default()
        };
        let found = model().find(text, &options).unwrap().entities;
        let values: Vec<_> = found.iter().map(|e| e.value.as_deref()).collect();
        assert_eq!(values, [Some(value)], "{text}");
    }
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
        let mut bytes = include_bytes!("../models/entities.bin").to_vec();
        if let Some(slot) = bytes.get_mut(at) {
            *slot = byte;
        }
        if let Ok(model) = EntityModel::from_bytes(&bytes) {
            let text = "President John Smith of Acme Corp. met in Vienna.";
            check_spans(text, &model.find(text, &Options::default()).unwrap().entities);
        }
    }
}
