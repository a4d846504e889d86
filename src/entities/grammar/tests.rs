use super::*;
use crate::entities::lexicon::Lexicon;

fn found(text: &str) -> Vec<(String, EntityKind, Option<String>)> {
    let document = Document::new(text, &Lexicon::default());
    find(&document, Day::parse("2021-05-14"), false)
        .into_iter()
        .map(|p| {
            let (start, end) = (
                document.tokens[p.start].start,
                document.tokens[p.end - 1].end,
            );
            (
                text[start as usize..end as usize].to_owned(),
                p.kind,
                p.value,
            )
        })
        .collect()
}

/// Each line of a table: a text, the phrase in it, and its value.
fn check(kind: EntityKind, table: &[(&str, &str, &str)]) {
    for (text, phrase, value) in table {
        let value = Some((*value).to_owned()).filter(|v| !v.is_empty());
        assert_eq!(found(text), [((*phrase).to_owned(), kind, value)], "{text}");
    }
}

#[test]
fn dates_have_iso_values() {
    check(
        EntityKind::Date,
        &[
            ("Published 14/05/2021 here", "14/05/2021", "2021-05-14"),
            ("on 03/04/2021 here", "03/04/2021", ""),
            ("on 2021-05-14 here", "2021-05-14", "2021-05-14"),
            ("am 14.05.2021 hier", "14.05.2021", "2021-05-14"),
            ("in Kazan April 29, 2021.", "April 29, 2021", "2021-04-29"),
            ("on Oct. 31 he", "Oct. 31", "2021-10-31"),
            ("on Feb.25 he", "Feb.25", "2021-02-25"),
            (
                "on Sunday, 24th July 2022 he",
                "Sunday, 24th July 2022",
                "2022-07-24",
            ),
            (
                "since the 26th of February it",
                "26th of February",
                "2021-02-26",
            ),
            ("in November 2020 it", "November 2020", "2020-11"),
            ("in November of 2020 it", "November of 2020", "2020-11"),
            ("They left in December.", "December", "2020-12"),
            ("said on Friday that", "Friday", "2021-05-14"),
            ("said on Thursday that", "Thursday", "2021-05-13"),
            ("said next Monday would", "Monday", "2021-05-17"),
            ("in the 1990s it", "1990s", "199X"),
            ("the mid-1990s saw", "1990s", "199X"),
            ("since 1991 it", "1991", "1991"),
            ("the 2015-2020 plan", "2015-2020", "2015/2020"),
            ("in fall 2020 it", "fall 2020", "2020-23"),
            (
                "from July 15 to 24 it",
                "July 15 to 24",
                "2021-07-15/2021-07-24",
            ),
            ("le 1er mai 2021 à", "1er mai 2021", "2021-05-01"),
            ("am 3. Oktober 1990 in", "3. Oktober 1990", "1990-10-03"),
            (
                "el 12 de octubre de 1992 en",
                "12 de octubre de 1992",
                "1992-10-12",
            ),
            (
                "em 7 de setembro de 1822 no",
                "7 de setembro de 1822",
                "1822-09-07",
            ),
            ("29 Ekim 1923 günü", "29 Ekim 1923", "1923-10-29"),
        ],
    );
}

#[test]
fn what_only_looks_like_a_date_is_none() {
    for text in [
        "He may march on.",
        "May I go?",
        "a crowd of 2000 people",
        "nearly 1999 of them",
        "room 31",
        "flight 1234",
        "the score was 3-1",
        "Theresa May said",
        "a man in his 80s",
        "last year and yesterday",
        "no. 14/2021/5/77",
    ] {
        let dates: Vec<_> = found(text)
            .into_iter()
            .filter(|f| f.1 == EntityKind::Date)
            .collect();
        assert_eq!(dates, [], "{text}");
    }
}

#[test]
fn sums_have_amount_and_currency() {
    check(
        EntityKind::Money,
        &[
            ("paid $7000 for", "$7000", "7000 USD"),
            ("paid US$70 billion for", "US$70 billion", "70000000000 USD"),
            (
                "paid US $17.6 billion for",
                "US $17.6 billion",
                "17600000000 USD",
            ),
            (
                "paid N$2,25 billion for",
                "N$2,25 billion",
                "2250000000 NAD",
            ),
            ("paid N$2 000 for", "N$2 000", "2000 NAD"),
            ("paid €5bn for", "€5bn", "5000000000 EUR"),
            ("paid $1.65m for", "$1.65m", "1650000 USD"),
            ("paid RM250,000 for", "RM250,000", "250000 MYR"),
            ("paid Tk 1.5 crore for", "Tk 1.5 crore", "15000000 BDT"),
            (
                "paid USD 2.02 million for",
                "USD 2.02 million",
                "2020000 USD",
            ),
            (
                "paid 77.3 billion ringgit for",
                "77.3 billion ringgit",
                "77300000000 MYR",
            ),
            (
                "paid five million dollars for",
                "five million dollars",
                "5000000 USD",
            ),
            (
                "paid 3 Australian dollars for",
                "3 Australian dollars",
                "3 AUD",
            ),
            ("paid 300 pesos for", "300 pesos", ""),
            ("paid 40 pence for", "40 pence", "0.4 GBP"),
            (
                "paid $5-7 million for",
                "$5-7 million",
                "5000000–7000000 USD",
            ),
            ("zahlte 1.500,50 Euro für", "1.500,50 Euro", "1500.5 EUR"),
        ],
    );
}

#[test]
fn shares_times_and_quantities_have_values() {
    check(
        EntityKind::Percent,
        &[
            ("up 5.3 percent now", "5.3 percent", "5.3%"),
            ("up 5 per cent now", "5 per cent", "5%"),
            ("up 12% now", "12%", "12%"),
            ("yüzde 5 arttı", "yüzde 5", "5%"),
        ],
    );
    check(
        EntityKind::Time,
        &[
            ("at 20:07 it", "20:07", "20:07"),
            ("at 3:15 p.m. it", "3:15 p.m.", "15:15"),
            ("at 3pm it", "3pm", "15:00"),
            ("at 0900 GMT it", "0900 GMT", "09:00"),
            ("à 20h30 il", "20h30", "20:30"),
            ("um 20.07 Uhr war", "20.07 Uhr", "20:07"),
        ],
    );
    check(
        EntityKind::Quantity,
        &[
            ("about 40 kilometres north", "40 kilometres", "40 km"),
            (
                "about 1.5 million barrels a",
                "1.5 million barrels",
                "1500000 bbl",
            ),
            ("at 30 °C it", "30 °C", "30 °C"),
            ("some 12 square miles of", "12 square miles", "12 mi2"),
        ],
    );
}

#[test]
fn days_are_counted() {
    let day = Day::new(2021, 5, 14).unwrap();
    assert_eq!(day.weekday(), 5);
    for days in [-800_000, -1, 0, 1, 31, 365, 366, 14_000, 700_000] {
        let other = day.plus(days);
        assert_eq!(other.since(day), days);
        assert_eq!(
            Some(other).filter(|o| o.year > 0),
            Day::new(other.year, other.month, other.day)
        );
    }
}
