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
    assert_eq!(
        found("1,204 comments"),
        [(Cue::Comment, "204 comments", true)]
    );
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
fn many_languages_are_found_at_once() {
    for (line, cue) in [
        ("S'il vous plaît entrez votre commentaire!", Cue::Comment),
        (
            "Deine E-Mail-Adresse wird nicht veröffentlicht.",
            Cue::Comment,
        ),
        ("Los campos obligatorios están marcados con *", Cue::Comment),
        ("Foto: Divulgação", Cue::Credit),
        ("Potrebbe interessarti anche", Cue::Related),
        ("Lees ook: Kabinet stapt op", Cue::Related),
        ("YORUM EKLE", Cue::Comment),
        ("Udostępnij na Facebooku", Cue::Share),
        ("Читайте также", Cue::Related),
        ("Усі права захищено © 2024", Cue::Legal),
        ("اقرأ أيضًا: خبر آخر", Cue::Related),
        ("تمامی حقوق محفوظ است", Cue::Legal),
        ("כל הזכויות שמורות", Cue::Legal),
        ("यह भी पढ़ें: और खबर", Cue::Related),
        ("您的邮箱地址不会被公开。", Cue::Comment),
        ("延伸閱讀", Cue::Related),
        ("関連記事", Cue::Related),
        ("무단전재 및 재배포 금지", Cue::Legal),
        ("Διαβάστε επίσης: Νέα", Cue::Related),
        ("Läs också: Mer om saken", Cue::Related),
    ] {
        let hits = found(line);
        assert!(hits.iter().any(|h| h.0 == cue), "“{line}” gives {hits:?}");
    }
}

#[test]
fn accents_and_capitals_do_not_hide_a_phrase() {
    for line in [
        "À lire aussi",
        "A lire aussi",
        "A LIRE AUSSI",
        "à LIRE aussi",
    ] {
        assert_eq!(found(line), [(Cue::Related, line, true)]);
    }
    for line in [
        "İLGİNİZİ ÇEKEBİLİR",
        "ilginizi çekebilir",
        "ILGINIZI CEKEBILIR",
    ] {
        assert_eq!(found(line), [(Cue::Related, line, true)]);
    }
    assert_eq!(
        found("ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ"),
        [(Cue::Related, "ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ", true)]
    );
    assert_eq!(found("اقرا ايضا"), [(Cue::Related, "اقرا ايضا", true)]);
}

#[test]
fn mistakes_in_a_list_are_told_with_their_lines() {
    let mistakes = |list: &str| source::parse(list).err().unwrap();
    assert_eq!(
        mistakes("reply"),
        [(1, "phrase outside a section".to_owned())]
    );
    let list = "[chatter]\n[ad]\nadvert // note\n= Advert\n= # #\n12 offers";
    let lines: Vec<usize> = mistakes(list).iter().map(|m| m.0).collect();
    assert_eq!(lines, [1, 4, 5, 6]);
    assert!(source::parse("[ad]\n^ advert\n$ advert").is_ok());
}

#[test]
fn every_phrase_of_every_list_is_found() {
    for (path, entries) in lists() {
        assert!(entries.len() > 40, "{path}: only {} phrases", entries.len());
        for entry in &entries {
            let language = path.trim_end_matches(".txt");
            for spelling in source::spellings(&entry.text, language) {
                // Differently, if a chance hit hides the phrase.
                let found = [("xqz", "12"), ("qwx", "")]
                    .iter()
                    .any(|(word, number)| is_found(entry, &spelling, word, number));
                assert!(found, "{path}:{}: {spelling}", entry.line);
            }
        }
    }
}

/// Whether a phrase is found where its anchors allow it, with a strange word wherever they allow one and a number for `#`.
fn is_found(entry: &source::Entry, spelling: &str, strange: &str, number: &str) -> bool {
    let phrase = spelling.replace('#', number);
    let line = match entry.info & WHOLE {
        WHOLE => phrase,
        AT_START => format!("{phrase} {strange}"),
        AT_END => format!("{strange} {phrase}"),
        _ => format!("{strange} {phrase} {strange}"),
    };
    let cue = Cue::ALL[usize::from(entry.info & CUE)];
    let whole = entry.info & WHOLE == WHOLE;
    found(&line)
        .iter()
        .any(|hit| hit.0 == cue && hit.2 == whole)
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
