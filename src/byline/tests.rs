//! Bylines as they stand on pages, with names of our own.

use super::*;

fn check(cases: &[(&str, &[&str])]) {
    let wrong: Vec<_> = cases
        .iter()
        .map(|(line, expected)| (*line, *expected, names(line)))
        .filter(|(_, expected, found)| expected != found)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn by_and_a_name() {
    check(&[
        ("By Ada Lovett", &["Ada Lovett"]),
        ("by ada", &["ada"]),
        ("By: Ada Lovett", &["Ada Lovett"]),
        ("Written by Ada B. Lovett", &["Ada B. Lovett"]),
        ("By A. B. Lovett", &["A. B. Lovett"]),
        ("By Ada van der Berg", &["Ada van der Berg"]),
        ("By Ada O’Brien-Smith", &["Ada O’Brien-Smith"]),
        ("By Ada Lovett Jr.", &["Ada Lovett Jr."]),
        ("By The Travel Team", &["The Travel Team"]),
        ("By Staff", &["Staff"]),
        ("Oak Street Team", &["Oak Street Team"]),
        ("Posted by LovettAda", &["LovettAda"]),
        ("Author: Ada Lovett", &["Ada Lovett"]),
    ]);
}

#[test]
fn what_stands_beside_a_name_is_cut() {
    check(&[
        (
            "By Ada Lovett, Senior Editor | May 3, 2021",
            &["Ada Lovett"],
        ),
        ("By Ada Lovett Senior Editor", &["Ada Lovett"]),
        ("By Ada Lovett Updated Sep 5, 2024", &["Ada Lovett"]),
        ("By Ada Lovett, Ph.D.", &["Ada Lovett"]),
        ("By Ada Lovett, MS, RDN", &["Ada Lovett"]),
        ("By Ada Lovett in London", &["Ada Lovett"]),
        ("By Ada Lovett (AP)", &["Ada Lovett"]),
        ("By Ada Lovett @adalovett", &["Ada Lovett"]),
        ("By Ada Lovett • 5 min read", &["Ada Lovett"]),
        ("By Ada Lovett December 8December 8", &["Ada Lovett"]),
        (
            "Posted on May 3, 2021 by Ada Lovett - 5 Comments",
            &["Ada Lovett"],
        ),
        ("Ada Lovett, Reuters", &["Ada Lovett"]),
        ("Ada Lovett | Senior Writer | July 2, 2025", &["Ada Lovett"]),
        ("December 15, 2025 · 30 min · Ada Lovett", &["Ada Lovett"]),
        (
            "The shop plans to grow in the north. By Ada Lovett",
            &["Ada Lovett"],
        ),
    ]);
}

#[test]
fn several_names() {
    check(&[
        ("By Ada Lovett and Bob Ross", &["Ada Lovett", "Bob Ross"]),
        (
            "Written by Ada Lovett, Bob Ross, and Cy Young",
            &["Ada Lovett", "Bob Ross", "Cy Young"],
        ),
        ("By Ada and Bob", &["Ada", "Bob"]),
        (
            "Ada Lovett 1, Bob Ross 2, Cy Young 1,*",
            &["Ada Lovett", "Bob Ross", "Cy Young"],
        ),
        ("By Ada Lovett & Bob Ross", &["Ada Lovett", "Bob Ross"]),
        ("By Ada Lovett, Stone Valley", &["Ada Lovett"]),
        (
            "By Ada Lovett in Rome and Bob Ross in Oslo",
            &["Ada Lovett", "Bob Ross"],
        ),
        (
            "Reporting by Ada Lovett in Rome; Editing by Bob Ross",
            &["Ada Lovett"],
        ),
        (
            "Edited by Bob Ross — Written by Ada Lovett, MS",
            &["Ada Lovett"],
        ),
    ]);
}

#[test]
fn glued_words() {
    check(&[
        ("ByAda Lovett", &["Ada Lovett"]),
        ("BY ADA LOVETTPUBLISHED: JAN 29, 2025", &["Ada Lovett"]),
        ("By Ada LovettUpdated: Feb 5, 2026", &["Ada Lovett"]),
        ("By Ada LovettJanuary 14, 202620 Mins Read", &["Ada Lovett"]),
        ("Ada LovettFounder at Oak", &["Ada Lovett"]),
        (
            "2025-11-03 14 min readWritten by Ada Lovett",
            &["Ada Lovett"],
        ),
    ]);
}

#[test]
fn capitals_are_turned_into_names() {
    check(&[
        ("BY ADA LOVETT", &["Ada Lovett"]),
        ("BY ADA MCDONALD", &["Ada McDonald"]),
        ("BY ADA O'BRIEN", &["Ada O'Brien"]),
        ("BY ADA VAN BERG", &["Ada van Berg"]),
        ("BY ADA LOVETT-ROSS III", &["Ada Lovett-Ross III"]),
        ("BY IBM", &["IBM"]),
        ("Yazar: ŞIRIN YILMAZ", &["Şırın Yılmaz"]),
    ]);
}

#[test]
fn other_languages() {
    check(&[
        ("Par Jean Dupont avec AFP", &["Jean Dupont"]),
        ("Von Anna Müller, Berlin", &["Anna Müller"]),
        ("Por Ana García y Juan Pérez", &["Ana García", "Juan Pérez"]),
        ("di Mario Rossi", &["Mario Rossi"]),
        ("Door Jan de Vries", &["Jan de Vries"]),
        ("Av Kari Nordmann", &["Kari Nordmann"]),
        ("Autor: Jan Kowalski", &["Jan Kowalski"]),
        ("Автор: Иван Петров", &["Иван Петров"]),
        ("Yazan: Hüseyin Demir", &["Hüseyin Demir"]),
        ("Hüseyin Demir", &["Hüseyin Demir"]),
        ("بقلم: أحمد علي", &["أحمد علي"]),
        ("מאת: דוד כהן", &["דוד כהן"]),
        ("作者：王小明", &["王小明"]),
        ("記者 山田太郎", &["山田太郎"]),
    ]);
}

#[test]
fn nobody() {
    for line in [
        "",
        "By",
        "Photo by Ada Lovett",
        "Fact-checked by Ada Lovett",
        "By submitting my address, I agree to the terms",
        "By using this site you accept cookies",
        "Step by Step Guide",
        "Share by Email",
        "Text Link",
        "Reading Time: 8",
        "Jun 9",
        "More By This Contributor",
        "CC BY-SA",
        "Author information",
        "Our Team",
        "Privacy Policy",
        "Read More",
        "May 14, 2021",
        "5 min read",
    ] {
        assert_eq!(names(line), Vec::<String>::new(), "{line}");
    }
}

#[test]
fn an_open_byline_waits_for_the_next_line() {
    for line in ["By", "Written by", "Author", "Posted by:", "Par"] {
        assert!(read(line).open, "{line}");
    }
    assert!(!read("By Ada Lovett").open);
}

#[test]
fn the_form_of_a_name() {
    for line in [
        "Ada Lovett",
        "Ada B. Lovett",
        "ADA LOVETT",
        "Ada van der Berg",
        "Hüseyin Demir",
        "Ada Lovett-Ross",
    ] {
        assert!(looks_like_name(line), "{line}");
    }
    for line in [
        "",
        "Ada",
        "Privacy Policy",
        "About Us",
        "Ada Lovett said",
        "Ada Lovett:",
        "Top 10 Tools",
        "Editör",
        "Contact Us",
    ] {
        assert!(!looks_like_name(line), "{line}");
    }
}

proptest::proptest! {
    #[test]
    fn any_line_is_read(line in "\\PC*") {
        for name in names(&line) {
            assert!(!name.trim().is_empty());
        }
    }
}
