use super::*;
use crate::entities::lexicon::Lexicon;

fn found(text: &str) -> Vec<(String, EntityKind, Option<String>)> {
    read_as(text, false)
}

/// With the rules of other languages, or of English.
fn read_as(text: &str, foreign: bool) -> Vec<(String, EntityKind, Option<String>)> {
    let document = Document::new(text, &Lexicon::default());
    let setting = Setting {
        published: Day::parse("2021-05-14"),
        comma: foreign,
    };
    let phrases = if foreign {
        find_in_any_language(&document, setting)
    } else {
        find(&document, setting)
    };
    phrases
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
fn dates_from_the_day_of_publication() {
    check(
        EntityKind::Date,
        &[
            ("it fell yesterday in", "yesterday", "2021-05-13"),
            ("it fell last year in", "last year", "2020"),
            ("it falls next month in", "next month", "2021-06"),
            ("it falls this week in", "this week", "2021-W19"),
            ("it fell last week in", "last week", "2021-W18"),
            ("it fell two days ago in", "two days ago", "2021-05-12"),
            ("it fell 10 years ago in", "10 years ago", "2011"),
            ("it fell six months ago in", "six months ago", "2020-11"),
            ("c'était l'an dernier à", "l'an dernier", "2020"),
            ("es war letzte Woche in", "letzte Woche", "2021-W18"),
            ("fue el mes pasado en", "mes pasado", "2021-04"),
            ("será na próxima semana em", "próxima semana", "2021-W20"),
            ("bu geçen yıl oldu", "geçen yıl", "2020"),
        ],
    );
    let document = Document::new("it fell last year", &Lexicon::default());
    assert_eq!(find(&document, Setting::default()), []);
}

#[test]
fn other_languages_have_their_own_forms() {
    let mut wrong = Vec::new();
    for (text, phrase, value) in [
        ("le 3 mai 2021 à", "3 mai 2021", "2021-05-03"),
        ("en mai 2021 à", "mai 2021", "2021-05"),
        ("am 03.04.2021 in", "03.04.2021", "2021-04-03"),
        ("3 мая 2021 года в", "3 мая 2021", "2021-05-03"),
        ("dne 3. května 2021 v", "3. května 2021", "2021-05-03"),
        ("会議は2021年5月3日に開かれた", "2021年5月3日", "2021-05-03"),
        (
            "회의는 2021년 5월 3일 열렸다",
            "2021년 5월 3일",
            "2021-05-03",
        ),
        ("na terça-feira em", "terça-feira", "2021-05-11"),
        ("le mardi il", "mardi", "2021-05-11"),
        ("kostete 1.500 Euro im", "1.500 Euro", "1500 EUR"),
        ("kostete 2,500 Euro im", "2,500 Euro", "2.5 EUR"),
        (
            "coûte 1,5 milliard d’euros par",
            "1,5 milliard d’euros",
            "1500000000 EUR",
        ),
        (
            "cuesta 5 millones de dólares al",
            "5 millones de dólares",
            "5000000 USD",
        ),
        ("custa R$ 2,5 milhões no", "R$ 2,5 milhões", "2500000 BRL"),
        ("tam 5 milyon lira oldu", "5 milyon lira", "5000000 TRY"),
        ("um 5,3 Prozent auf", "5,3 Prozent", "5.3%"),
        ("yüzde 12,5 arttı", "yüzde 12,5", "12.5%"),
        ("etwa 40 Kilometer weit", "40 Kilometer", "40 km"),
    ] {
        let found: Vec<_> = read_as(text, true)
            .into_iter()
            .map(|f| (f.0, f.2))
            .collect();
        let expected = (phrase.to_owned(), Some(value.to_owned()));
        if found != [expected] {
            wrong.push((text, found));
        }
    }
    assert_eq!(wrong, []);
}

#[test]
fn weeks_are_counted_as_in_iso_8601() {
    for (day, week) in [
        ("2021-01-03", (2020, 53)),
        ("2021-01-04", (2021, 1)),
        ("2018-12-31", (2019, 1)),
        ("2024-12-29", (2024, 52)),
    ] {
        assert_eq!(Day::parse(day).map(Day::week), Some(week), "{day}");
    }
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
        "the year last seen",
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
