//! Tables of lines and the dates that a careful reader finds in them.

use super::*;

/// The dates of a line, as ISO 8601; `?` for an open order, `ago` for a relative time.
fn dates(line: &str) -> Vec<String> {
    find(line)
        .iter()
        .map(|found| match found.value {
            Value::Relative => "ago".to_owned(),
            Value::Ambiguous {
                first,
                second,
                year,
                ..
            } => format!("{first}?{second}?{year}"),
            Value::Known { .. } => found.value.iso().unwrap_or_default(),
        })
        .collect()
}

fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<_> = cases
        .iter()
        .map(|(line, expected)| (*line, *expected, dates(line).join(" ")))
        .filter(|(_, expected, found)| expected != found)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn numbers() {
    check(&[
        ("2021-05-14", "2021-05-14"),
        ("2021.05.14", "2021-05-14"),
        ("2021/5/14", "2021-05-14"),
        ("2021. 5. 14.", "2021-05-14"),
        ("14/05/2021", "2021-05-14"),
        ("05/14/2021", "2021-05-14"),
        ("5.14.2021", "2021-05-14"),
        ("14.5.2021", "2021-05-14"),
        ("14. 5. 2021", "2021-05-14"),
        ("14-05-2021", "2021-05-14"),
        ("14 / 05 / 2021", "2021-05-14"),
        ("03/04/2021", "3?4?2021"),
        ("04/04/2021", "2021-04-04"),
        ("5/14/21", "2021-05-14"),
        ("14/05/98", "1998-05-14"),
        ("14.05.21, 20:07 Uhr", "2021-05-14T20:07"),
        ("14/05/21", ""),
        ("05/06/07", ""),
    ]);
}

#[test]
fn date_times() {
    check(&[
        ("2021-05-14T20:07:00Z", "2021-05-14T20:07:00Z"),
        ("2021-05-14T20:07:00.123+01:00", "2021-05-14T20:07:00+01:00"),
        ("2021-05-14T20:07:00-0400", "2021-05-14T20:07:00-04:00"),
        ("2021-05-14 20:07", "2021-05-14T20:07"),
        ("Published 14/05/2021, 20:07", "2021-05-14T20:07"),
        ("Fri, May 14 2021 8:07 PM ET", "2021-05-14T20:07"),
        ("Fri, May 14 2021 8:07 PM EDT", "2021-05-14T20:07-04:00"),
        ("8:07 PM EDT, Fri May 14, 2021", "2021-05-14T20:07-04:00"),
        ("May 14, 2021 at 8:07 p.m. BST", "2021-05-14T20:07+01:00"),
        ("May 14, 2021 | 8:07pm GMT+3", "2021-05-14T20:07+03:00"),
        ("14 May 2021 - 20:07 UTC", "2021-05-14T20:07Z"),
        ("14 May 2021 20:07 (UTC +05:30)", "2021-05-14T20:07+05:30"),
        ("14 May 2021 20:07 IST", "2021-05-14T20:07"),
        ("Nov 7, 2025, 12:05 am", "2025-11-07T00:05"),
        ("Nov 7, 2025, 12:05 pm", "2025-11-07T12:05"),
        ("May 14, 2021 8 PM", "2021-05-14T20:00"),
        ("20:07, 14 мая 2021", "2021-05-14T20:07"),
        ("20:07 14.05.2021", "2021-05-14T20:07"),
        ("Fri May 14 20:07:00 UTC 2021", "2021-05-14T20:07:00Z"),
        ("14 May 2021 20:00-21:00", "2021-05-14T20:00"),
        ("14.05.2021 um 20.07 Uhr", "2021-05-14T20:07"),
        ("14 mai 2021 à 20h07", "2021-05-14T20:07"),
        ("14 mai 2021, 20 h 07", "2021-05-14T20:07"),
        ("14. maj 2021 kl. 20.07", "2021-05-14T20:07"),
        ("14 mei 2021 om 20:07 uur", "2021-05-14T20:07"),
        ("14/05/2021 às 20h07", "2021-05-14T20:07"),
        ("14 Mayıs 2021 Cuma 20:07", "2021-05-14T20:07"),
        ("14 maja 2021 r., godz. 20:07", "2021-05-14T20:07"),
        ("14 мая 2021 г. в 20:07", "2021-05-14T20:07"),
        ("2021年5月14日 20:07", "2021-05-14T20:07"),
        ("2021年5月14日(金) 20時07分", "2021-05-14T20:07"),
        ("2021년 5월 14일 오후 8시 7분", "2021-05-14T20:07"),
        ("2021-05-14 오후 8:07:30", "2021-05-14T20:07:30"),
        ("2021年5月14日 下午8:07", "2021-05-14T20:07"),
    ]);
}

#[test]
fn english() {
    check(&[
        ("May 14, 2021", "2021-05-14"),
        ("MAY 14, 2021", "2021-05-14"),
        ("14 May 2021", "2021-05-14"),
        ("14th May, 2021", "2021-05-14"),
        ("the 14th of May 2021", "2021-05-14"),
        ("NOVEMBER 26TH, 2024", "2024-11-26"),
        ("Sept. 1st, 2020", "2020-09-01"),
        ("Dec 3 2020", "2020-12-03"),
        ("14-May-2021", "2021-05-14"),
        ("14-May-21", "2021-05-14"),
        ("14 May '21", "2021-05-14"),
        ("2021 May 14", "2021-05-14"),
        ("May 2021", "2021-05"),
        ("Friday, 14 May 2021", "2021-05-14"),
        ("BY KORIN MILLERPUBLISHED: JAN 29, 2025", "2025-01-29"),
        ("By thegrangehallFebruary 16, 2026No Comments", "2026-02-16"),
        (
            "Published 14/05/2021, 20:07 Updated 15/05/2021, 20:10",
            "2021-05-14T20:07 2021-05-15T20:10",
        ),
        (
            "Posted on June 3, 2019 | Updated on July 4, 2020",
            "2019-06-03 2020-07-04",
        ),
    ]);
}

#[test]
fn languages() {
    check(&[
        ("14. Mai 2021", "2021-05-14"),
        ("Freitag, 14. März 2021", "2021-03-14"),
        ("le 14 mai 2021", "2021-05-14"),
        ("1er août 2021", "2021-08-01"),
        ("mercredi, avril 17, 2024", "2024-04-17"),
        ("viernes, 14 de mayo de 2021", "2021-05-14"),
        ("14 de março de 2021", "2021-03-14"),
        ("14 maggio 2021", "2021-05-14"),
        ("14 mei 2021", "2021-05-14"),
        ("14 maj 2021", "2021-05-14"),
        ("14. mai 2021", "2021-05-14"),
        ("14. toukokuuta 2021", "2021-05-14"),
        ("14 maja 2021", "2021-05-14"),
        ("14. května 2021", "2021-05-14"),
        ("14. mája 2021", "2021-05-14"),
        ("14 mai 2021", "2021-05-14"),
        ("2021. május 14.", "2021-05-14"),
        ("14 Mayıs 2021", "2021-05-14"),
        ("3 ŞUBAT 2021", "2021-02-03"),
        ("14 fevral 2021", "2021-02-14"),
        ("14 Mei 2021", "2021-05-14"),
        ("14 tháng 5, 2021", "2021-05-14"),
        ("14 tháng 5 năm 2021", "2021-05-14"),
        ("14 de maig de 2021", "2021-05-14"),
        ("14 d'abril de 2021", "2021-04-14"),
        ("14 мая 2021 года", "2021-05-14"),
        ("14 травня 2021", "2021-05-14"),
        ("14 май 2021", "2021-05-14"),
        ("14 Μαΐου 2021", "2021-05-14"),
        ("14 ΜΑΪΟΥ 2021", "2021-05-14"),
        ("14 مايو 2021", "2021-05-14"),
        ("١٤ مايو ٢٠٢١", "2021-05-14"),
        ("14 مايو/أيار 2021", "2021-05-14"),
        ("14 كانون الثاني 2021", "2021-01-14"),
        ("۱۴ اردیبهشت ۱۴۰۰", "2021-05-04"),
        ("14 במאי 2021", "2021-05-14"),
        ("14 मई 2021", "2021-05-14"),
        ("2021年5月14日", "2021-05-14"),
        ("2021年12月", "2021-12"),
        ("2021년 5월 14일", "2021-05-14"),
    ]);
}

#[test]
fn solar_calendar() {
    for (solar, expected) in [
        ((1300, 1, 1), "1921-03-21"),
        ((1399, 12, 30), "2021-03-20"),
        ((1400, 1, 1), "2021-03-21"),
        ((1403, 12, 30), "2025-03-20"),
        ((1404, 1, 1), "2025-03-21"),
        ((1357, 11, 22), "1979-02-11"),
    ] {
        let date = Date::from_solar(solar.0, solar.1, solar.2);
        assert_eq!(
            date.map(|d| d.to_string()).as_deref(),
            Some(expected),
            "{solar:?}"
        );
    }
    assert_eq!(Date::from_solar(1400, 12, 30), None);
}

#[test]
fn relative_times() {
    for line in [
        "3 hours ago",
        "2h ago",
        "Updated 5 mins ago",
        "vor 2 Stunden",
        "il y a 3 heures",
        "hace 3 horas",
        "há 3 horas",
        "3 ore fa",
        "3 uur geleden",
        "för 3 timmar sedan",
        "for 3 timer siden",
        "3 tuntia sitten",
        "3 godziny temu",
        "před 3 hodinami",
        "3 saat önce",
        "3 часа назад",
        "3 години тому",
        "πριν από 3 ώρες",
        "منذ 3 ساعات",
        "۳ ساعت پیش",
        "לפני 3 שעות",
        "3 घंटे पहले",
        "3小时前",
        "3 時間前",
        "3시간 전",
        "3 jam yang lalu",
        "3 giờ trước",
        "acum 3 ore",
        "3 órája",
    ] {
        assert_eq!(dates(line), ["ago"], "{line}");
    }
}

#[test]
fn not_dates() {
    for line in [
        "",
        "24/7",
        "9/11",
        "won 3-2",
        "2007-2024",
        "© 2007–2024 Example",
        "version 1.2.2021.5",
        "192.168.1.20",
        "10.0.0.2021",
        "v1.2.2020",
        "+49 30 1234 5678",
        "020-7946-0958",
        "$14.05.2021",
        "31/02/2021",
        "30 February 2021",
        "February 30, 2021",
        "13/13/2021",
        "2021-13-01",
        "2021-02-29",
        "14/05/2121",
        "iPhone 14 Pro 2021",
        "Gen 3 2021",
        "14-16 May 2021",
        "May 14-16, 2021",
        "for 3 days",
        "5 min read",
        "-2.5 °C",
        "12 May",
        "/2021/05/14/story",
        "14 พฤษภาคม 2564",
        "in 2021 may 300 people",
        "season 2021/22",
        "IMG_2021-05-14",
        "3:2",
        "1,2,2021",
    ] {
        assert_eq!(dates(line), Vec::<String>::new(), "{line}");
    }
}

#[test]
fn spans_cover_weekday_and_time() {
    for (line, expected) in [
        (
            "By Ann | Fri, May 14, 2021 8:07 PM EDT | News",
            "Fri, May 14, 2021 8:07 PM EDT",
        ),
        (
            "Aktualisiert: 14. Mai 2021, 20.07 Uhr – Lesezeit",
            "14. Mai 2021, 20.07 Uhr",
        ),
        (
            "2021年5月14日(金) 20時07分 配信",
            "2021年5月14日(金) 20時07分",
        ),
        ("JaneMay 14, 2021No Comments", "May 14, 2021"),
        ("May 14, 20215 min read", "May 14, 2021"),
    ] {
        let found = find(line);
        assert_eq!(found.first().map(|f| &line[f.start..f.end]), Some(expected));
    }
}

fn resolved(lines: &[&str], language: Option<&str>) -> Option<String> {
    let values: Vec<Value> = lines
        .iter()
        .flat_map(|line| find(line))
        .map(|f| f.value)
        .collect();
    let mut evidence = Evidence::new(language);
    for value in &values {
        evidence.add(value);
    }
    evidence.resolve(values[0]).iso()
}

#[test]
fn the_page_tells_which_number_is_the_day() {
    let english = Some("en");
    assert_eq!(resolved(&["03/04/2021"], english), None);
    assert_eq!(
        resolved(&["03/04/2021"], Some("fr")).as_deref(),
        Some("2021-04-03")
    );
    assert_eq!(
        resolved(&["03/04/2021"], Some("en-US")).as_deref(),
        Some("2021-03-04")
    );
    assert_eq!(
        resolved(&["03/04/2021"], Some("en_GB")).as_deref(),
        Some("2021-04-03")
    );
    assert_eq!(resolved(&["03/04/2021"], Some("en-CA")), None);
    assert_eq!(
        resolved(&["03/04/2021", "25/04/2021"], Some("en-US")).as_deref(),
        Some("2021-04-03")
    );
    assert_eq!(
        resolved(&["03.04.2021"], english).as_deref(),
        Some("2021-04-03")
    );
    assert_eq!(
        resolved(&["03/04/2021 8:07", "25/04/2021"], english).as_deref(),
        Some("2021-04-03T08:07")
    );
    assert_eq!(
        resolved(&["03/04/2021", "04/25/2021"], english).as_deref(),
        Some("2021-03-04")
    );
    assert_eq!(
        resolved(&["03/04/2021", "April 3, 2021"], english).as_deref(),
        Some("2021-04-03")
    );
    assert_eq!(
        resolved(&["03/04/2021", "04/25/2021", "25/04/2021"], english),
        None
    );
}

#[test]
fn a_cheap_guess_knows_dated_lines() {
    let guess = |line: &str| {
        let mut words = Vec::new();
        crate::words::split(line, &mut words);
        looks_dated(line, &words)
    };
    for line in [
        "May 14, 2021",
        "14th May",
        "14/05",
        "20:07",
        "3 hours ago",
        "5月14日",
        "14 мая",
    ] {
        assert!(guess(line), "{line}");
    }
    for line in ["", "May I?", "Top 10 tools", "the 3 little pigs", "hours"] {
        assert!(!guess(line), "{line}");
    }
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    /// Text made of what dates are made of, so that the grammar is reached.
    fn dateish() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[0-9]{1,4}",
            "[-/.:, ]{1,2}",
            "(May|мая|月|日|年|Uhr|PM|T|Z|\\+|UTC|Fri|tháng|of|ago|hours|vor|é|٣|오후)",
        ];
        proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    fn check(line: &str) {
        let mut end = 0;
        for found in find(line) {
            assert!(found.start >= end && found.start < found.end);
            assert!(line.get(found.start..found.end).is_some());
            end = found.end;
            if let Some(iso) = found.value.iso() {
                // The printed form is read again as the same value.
                if found.value.date().is_some_and(|date| date.day.is_some()) {
                    let again = find(&iso);
                    assert_eq!(again.len(), 1, "{iso}");
                    assert_eq!(again[0].value.iso(), Some(iso));
                }
            }
        }
    }

    proptest! {
        #[test]
        fn dates_like_text_gives_valid_dates(line in dateish()) {
            check(&line);
        }

        #[test]
        fn any_text_gives_valid_dates(line in "\\PC*") {
            check(&line);
        }
    }
}

#[test]
fn words_that_are_days_and_months() {
    check(&[
        ("Mar 24, 2025", "2025-03-24"),
        ("By Ana Roth - Mar 27, 2024", "2024-03-27"),
        ("Mar, 5 mayo 2024", "2024-05-05"),
        ("Sun Mar 3, 2024", "2024-03-03"),
    ]);
}
