//! Dates: days, months, years, decades, seasons, weekdays, and stretches of them.

use super::View;
use super::calendar::Day;
use super::lexeme::flag;
use super::relative::relative;
use super::value::Date;

type Read = Option<(usize, Date)>;

/// A date at token `at`.
pub(super) fn date(view: &View, at: usize) -> Read {
    if glued(view, at) {
        return None;
    }
    weekday(view, at)
        .or_else(|| numeric(view, at))
        .or_else(|| calendar(view, at))
        .or_else(|| season(view, at))
        .or_else(|| decade(view, at))
        .or_else(|| years(view, at))
        .or_else(|| relative(view, at))
}

/// Whether something that is no date reaches into the token: `$5`, `1:2`, `/2021`, `v.2`.
fn glued(view: &View, at: usize) -> bool {
    let digit = view.text(at).starts_with(|c: char| c.is_ascii_digit());
    let Some(before) = at.checked_sub(1).filter(|_| digit && view.joined(at)) else {
        return false;
    };
    let text = view.text(before);
    let opens = text.starts_with(['(', '[', '"', '“', '\'', '’', '‘', '-', '–', '—', ',', ';']);
    let word = text.starts_with(char::is_alphabetic) && text.ends_with('.');
    let dash = matches!(text, "-" | "–") && before > 0 && view.joined(before);
    let mid = dash
        && view.text(before - 1).len() <= 4
        && view.text(before - 1).starts_with(char::is_alphabetic);
    (!opens && !word) || (dash && !mid)
}

/// "Friday", "Friday, July 24", "Sunday, 24th July 2022", "last Monday".
fn weekday(view: &View, at: usize) -> Read {
    if let Some(end) = fair_day(view, at) {
        return Some((end, Date::Weekday(view.lexeme(at).shortday, 0)));
    }
    let lexeme = view.lexeme(at);
    let name = lexeme.weekday.max(lexeme.shortday);
    if name == 0 || view.is_capital(at) == is_written_small(view.text(at)) {
        return None;
    }
    let comma = usize::from(matches!(view.text(at + 1), "," | "."));
    let next = at + 1 + comma;
    let the = next + usize::from(view.is(next, flag::THE));
    if view.same_line(the)
        && let Some((end, date @ Date::Day { .. })) =
            numeric(view, the).or_else(|| calendar(view, the))
    {
        return Some((end, date));
    }
    if lexeme.weekday == 0 {
        return None;
    }
    let before = at.checked_sub(1).map_or("", |b| view.text(b));
    let sign = match before {
        "last" | "past" => -1,
        "next" | "coming" => 1,
        _ => 0,
    };
    Some((at + 1, Date::Weekday(lexeme.weekday, sign)))
}

/// The end of "segunda-feira" and its like.
fn fair_day(view: &View, at: usize) -> Option<usize> {
    let feira = view.text(at + 1) == "-" && view.text(at + 2).eq_ignore_ascii_case("feira");
    (feira && view.lexeme(at).shortday > 0).then_some(at + 3)
}

/// Weekdays of languages that write them in lower case.
fn is_written_small(word: &str) -> bool {
    const SMALL: [&str; 18] = [
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "lunes",
        "martes",
        "miércoles",
        "jueves",
        "viernes",
        "sábado",
        "domingo",
        "pazartesi",
        "çarşamba",
        "perşembe",
        "cumartesi",
    ];
    SMALL.iter().any(|s| s.eq_ignore_ascii_case(word))
}

/// A number of one or two digits, perhaps with an ordinal ending: "26th", "1er".
fn day_number(view: &View, at: usize) -> Option<u8> {
    let text = view.text(at);
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, suffix) = text.split_at_checked(digits)?;
    let ordinal = ["", "st", "nd", "rd", "th", "er", "º", "."].contains(&suffix);
    let day: u8 = number
        .parse()
        .ok()
        .filter(|_| ordinal && number.len() <= 2)?;
    (1..=31).contains(&day).then_some(day)
}

fn four_digits(view: &View, at: usize) -> Option<i32> {
    let text = view.text(at);
    let all = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse()
        .ok()
        .filter(|year| all && (1000..2100).contains(year))
}

/// 14/05/2021, 2021-05-14, 14.05.2021.
fn numeric(view: &View, at: usize) -> Read {
    let text = view.text(at);
    if let Some((a, rest)) = text.split_once('.')
        && let Some((b, c)) = rest.split_once('.')
    {
        let read = |s: &str| {
            s.parse::<u32>()
                .ok()
                .filter(|_| s.len() == 4 || s.len() <= 2)
        };
        return Some((at + 1, order([read(a)?, read(b)?, read(c)?])?));
    }
    let mark = view.text(at + 1);
    if !matches!(mark, "/" | "-" | ".")
        || view.text(at + 3) != mark
        || !(1..=4).all(|k| view.joined(at + k))
    {
        return None;
    }
    let read = |i: usize| {
        view.text(i)
            .parse::<u32>()
            .ok()
            .filter(|_| view.text(i).len() <= 4)
    };
    Some((at + 5, order([read(at)?, read(at + 2)?, read(at + 4)?])?))
}

fn order([a, b, c]: [u32; 3]) -> Option<Date> {
    let day = |year: u32, month: u32, day: u32| {
        Day::new(
            year as i32,
            u8::try_from(month).ok()?,
            u8::try_from(day).ok()?,
        )
    };
    let known = |d: Day| Date::Day {
        year: Some(d.year),
        month: d.month,
        day: d.day,
    };
    if (1000..2100).contains(&a) {
        return day(a, b, c).map(known);
    }
    let year = if c < 100 {
        c + if c < 50 { 2000 } else { 1900 }
    } else {
        c
    };
    if !(1000..2100).contains(&year) {
        return None;
    }
    match (day(year, b, a), day(year, a, b)) {
        (Some(one), Some(other)) if one != other => Some(Date::Unclear),
        (one, other) => one.or(other).map(known),
    }
}

/// Dates with a month's name.
fn calendar(view: &View, at: usize) -> Read {
    let (end, first) = if view.lexeme(at).month > 0 {
        month_first(view, at)?
    } else {
        day_first(view, at)?
    };
    Some((end, first))
}

/// "May 14, 2021", "July 2 to 4", "April 2018", "November of 2020", "April".
fn month_first(view: &View, at: usize) -> Read {
    let month = view.lexeme(at).month;
    if !view.is_capital(at) {
        return month_of_year(view, at, at + 1).filter(|_| view.setting.comma);
    }
    let next = at + 1 + usize::from(view.text(at + 1) == "." && view.joined(at + 1));
    if view.same_line(next)
        && let Some(day) = day_number(view, next).filter(|_| !is_clock(view, next))
    {
        let (end, last) = second_day(view, next + 1, month);
        let (end, year) = year_behind(view, end);
        let first = Date::Day { year, month, day };
        return Some((end, close(first, last.as_ref(), year)));
    }
    month_of_year(view, at, next).or_else(|| {
        let alone = stands_alone(view, at);
        alone.then_some((at + 1, Date::Month { year: None, month }))
    })
}

/// "April 2018", "November of 2020", "mai 2021": the month at one token, the year at another.
fn month_of_year(view: &View, at: usize, next: usize) -> Read {
    let month = view.lexeme(at).month;
    let year = usize::from(view.is(next, flag::OF) || view.text(next) == ",") + next;
    let number = four_digits(view, year).filter(|_| view.same_line(year));
    let date = |year| Date::Month {
        year: Some(year),
        month,
    };
    number.map(|number| (year + 1, date(number)))
}

fn close(first: Date, last: Option<&Date>, year: Option<i32>) -> Date {
    match last {
        Some(&Date::Day { month, day, .. }) => {
            Date::Range(Box::new(first), Box::new(Date::Day { year, month, day }))
        }
        _ => first,
    }
}

/// The second day of "July 15 to 24", "April 16 and 17" and "July 24/25".
fn second_day(view: &View, at: usize, month: u8) -> (usize, Option<Date>) {
    let joins = view.is(at, flag::JOINS) || matches!(view.text(at), "-" | "–" | "/");
    match day_number(view, at + 1)
        .filter(|_| joins && view.same_line(at + 1) && view.lexeme(at + 2).month == 0)
    {
        Some(day) if !is_clock(view, at + 1) && view.lexeme(at + 2).unit.is_none() => (
            at + 2,
            Some(Date::Day {
                year: None,
                month,
                day,
            }),
        ),
        _ => (at, None),
    }
}

fn is_clock(view: &View, at: usize) -> bool {
    (view.text(at + 1) == ":" && view.joined(at + 1)) || view.is(at + 1, flag::AM | flag::PM)
}

fn year_behind(view: &View, at: usize) -> (usize, Option<i32>) {
    let comma = usize::from(view.text(at) == "," || view.is(at, flag::OF));
    match four_digits(view, at + comma).filter(|_| view.same_line(at + comma)) {
        Some(year) => (at + comma + 1, Some(year)),
        None => (at, None),
    }
}

/// A month alone is a date unless its name is a common word or a person's: "May", "March", "mars".
fn stands_alone(view: &View, at: usize) -> bool {
    let text = view.text(at);
    let short = text.len() <= 3 && text != "May";
    let english = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Sept.",
        "Oct.",
        "Nov.",
        "Dec.",
        "Jan.",
        "Feb.",
        "Aug.",
    ]
    .contains(&text);
    if short || !english {
        return false;
    }
    let before = at.checked_sub(1);
    let told = before.is_some_and(|b| {
        view.is(b, flag::IN | flag::MODIFIES | flag::JOINS | flag::OF) && view.same_line(at)
    });
    let name = before.is_some_and(|b| {
        view.is_capital(b) && !view.starts_sentence(b) && view.lexeme(b).month == 0
    }) || (view.is_capital(at + 1) && view.joined(at + 1));
    let noun = before.is_some_and(|b| view.is(b, flag::THE) || is_possessive(view.text(b)))
        && view.text(at + 1).starts_with(char::is_lowercase);
    let of = view.is(at + 1, flag::OF);
    match text {
        "May" | "March" => (told && !view.is_capital(at + 1)) || noun || of,
        "April" | "June" | "August" => told || (!name && !view.is_capital(at + 1)),
        _ => !name,
    }
}

fn is_possessive(text: &str) -> bool {
    matches!(text, "'s" | "’s")
}

/// "14 May 2021", "26th of February", "10 July", "1er mai", "3-5 May".
fn day_first(view: &View, at: usize) -> Read {
    let day = day_number(view, at)?;
    let joins = view.is(at + 1, flag::JOINS) || matches!(view.text(at + 1), "-" | "–" | "/");
    let until = day_number(view, at + 2).filter(|_| joins && view.same_line(at + 2));
    let behind = if until.is_some() { at + 3 } else { at + 1 };
    let dot = usize::from(view.text(behind) == "." && view.joined(behind));
    let of = behind + dot + usize::from(view.is(behind + dot, flag::OF));
    let month = view.lexeme(of).month;
    let text = view.text(of);
    let abbreviated = text.len() < 3 && month > 0;
    if month == 0 || abbreviated || !view.same_line(of) {
        return None;
    }
    // "5 may" and "10 mars" could be anything where no date language writes it so.
    let lower = !view.is_capital(of);
    let (end, year) = year_behind(view, of + 1);
    if lower
        && matches!(
            text,
            "may" | "march" | "mar" | "sep" | "dec" | "set" | "mart" | "dic"
        )
        && year.is_none()
    {
        return None;
    }
    let first = Date::Day { year, month, day };
    let last = until.map(|day| Date::Day { year, month, day });
    Some((end, close(first, last.as_ref(), year)))
}

/// "fall 2020", "the summer of 1990".
fn season(view: &View, at: usize) -> Read {
    let season = Some(view.lexeme(at).season).filter(|s| *s > 0)?;
    let year = at + 1 + usize::from(view.is(at + 1, flag::OF));
    Some((year + 1, Date::Season(four_digits(view, year)?, season)))
}

/// "1990s", "the 1990's", "'80s", "eighties".
fn decade(view: &View, at: usize) -> Read {
    let text = view.text(at);
    let tens = view.lexeme(at).decade;
    if tens > 0 {
        let told = at
            .checked_sub(1)
            .is_some_and(|b| view.is(b, flag::THE | flag::JOINS | flag::IN));
        return told.then_some((at + 1, Date::Decade(1900 + i32::from(tens))));
    }
    let apostrophe = four_digits(view, at).is_some() && is_possessive(view.text(at + 1));
    let number = text.strip_suffix('s').or(apostrophe.then_some(text))?;
    let year: i32 = number.parse().ok().filter(|y| y % 10 == 0)?;
    let end = at + 1 + usize::from(apostrophe);
    let short = number.len() == 2 && year >= 20;
    match number.len() {
        4 if (1000..2100).contains(&year) => Some((end, Date::Decade(year))),
        _ if short && !apostrophe && in_decade(view, at) => Some((end, Date::Decade(1900 + year))),
        _ => None,
    }
}

/// "in the 80s", but not "a man in his 80s".
fn in_decade(view: &View, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |b| view.text(b));
    matches!(before, "'" | "’" | "‘" | "the") && !matches!(view.text(at + 1), "." | "°")
}

/// "2019", "2015-2020", "2015–16".
fn years(view: &View, at: usize) -> Read {
    let year = four_digits(view, at)?;
    let dash = matches!(view.text(at + 1), "-" | "–" | "—" | "/")
        && view.joined(at + 1)
        && view.joined(at + 2);
    if dash && let Some(last) = last_year(view, at + 2, year) {
        return Some((
            at + 3,
            Date::Range(Box::new(Date::Year(year)), Box::new(Date::Year(last))),
        ));
    }
    is_year(view, at, year).then_some((at + 1, Date::Year(year)))
}

fn last_year(view: &View, at: usize, first: i32) -> Option<i32> {
    let text = view.text(at);
    let year = match text.len() {
        2 if text.bytes().all(|b| b.is_ascii_digit()) => {
            first / 100 * 100 + text.parse::<i32>().ok()?
        }
        _ => four_digits(view, at)?,
    };
    (year > first && year - first < 500).then_some(year)
}

/// Whether four digits are a year and no count: by what stands before and behind.
fn is_year(view: &View, at: usize, year: i32) -> bool {
    let before = at.checked_sub(1).filter(|_| view.same_line(at));
    let told = before.is_some_and(|b| {
        view.is(b, flag::IN | flag::JOINS | flag::OF)
            || view.text(b).eq_ignore_ascii_case("in")
            || matches!(view.text(b), "(" | "year" | "early" | "late" | "mid")
    });
    let next = view.text(at + 1);
    let behind_line = !view.same_line(at + 1);
    let lexeme = view.lexeme(at + 1);
    let counted = !behind_line
        && (lexeme.unit.is_some() && next.len() > 2
            || lexeme.power > 0
            || lexeme.currency.is_some()
            || matches!(next, "%" | "percent" | "hours" | "GMT"));
    let plural = !behind_line
        && next.starts_with(char::is_lowercase)
        && ((next.len() > 3 && next.ends_with('s'))
            || matches!(next, "people" | "men" | "women" | "children"));
    let numbered = before.is_some_and(|b| {
        matches!(view.text(b), "#" | "No." | "+" | "-" | "." | ":" | "/") && view.joined(at)
    });
    let name = before.is_some_and(|b| {
        matches!(
            view.text(b),
            "nearly" | "about" | "over" | "than" | "least" | "almost"
        )
    });
    if counted || numbered || name || (behind_line && before.is_none()) {
        return false;
    }
    let one_of_a_kind = year % 100 != 0
        && (1950..2050).contains(&year)
        && before.is_some_and(|b| view.is(b, flag::THE | flag::JOINS));
    match year {
        _ if one_of_a_kind => true,
        1500..1900 => told && !plural,
        1900..2060 => {
            !plural
                || (told
                    && next.ends_with('s')
                    && before.is_some_and(|b| !view.is(b, flag::OF | flag::JOINS)))
        }
        _ => false,
    }
}
