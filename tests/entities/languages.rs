//! Names, dates and sums in other languages than English.

use copydesk::{EntityKind, Options, Searched, Term};

use super::{check_spans, model};

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
