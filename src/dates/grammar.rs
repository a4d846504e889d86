//! The grammar of dates: which tokens in a row make a date, with or without a time.

use super::clock;
use super::tokens::Token;
use super::value::{Date, Order, Value};
use super::vocabulary::flag;

/// A value read from tokens, and the index of the token behind it.
pub(super) type Read<T> = Option<(T, usize)>;

/// The tokens of a line, read from any place; beyond the end everything is absent.
#[derive(Clone, Copy)]
pub(super) struct Tokens<'a>(pub(super) &'a [Token<'a>]);

impl<'a> Tokens<'a> {
    pub(super) fn get(self, at: usize) -> Option<&'a Token<'a>> {
        self.0.get(at)
    }

    pub(super) fn has(self, at: usize, flag: u32) -> bool {
        self.get(at).is_some_and(|token| token.meaning.has(flag))
    }

    /// The index behind tokens with one of the flags, at most `most` of them.
    pub(super) fn skip(self, at: usize, flags: u32, most: usize) -> usize {
        at + (0..most).take_while(|n| self.has(at + n, flags)).count()
    }

    fn number(self, at: usize, digits: usize) -> Option<u32> {
        self.get(at)?.number_of(digits)
    }

    /// A year of four digits.
    fn year(self, at: usize) -> Option<u32> {
        let token = self.get(at)?;
        let year = token.number.filter(|_| token.digits == 4)?;
        (1900..=2100).contains(&year).then_some(year)
    }

    /// Whether the token is joined to the one before by one of `marks`.
    pub(super) fn joined(self, at: usize, marks: &[&str]) -> bool {
        self.get(at).is_some_and(|token| token.after(marks))
    }
}

/// A date with its weekday and its time, or a relative time.
pub(super) fn stamp(tokens: Tokens<'_>, start: usize) -> Read<Value> {
    if let Some(end) = relative(tokens, start) {
        return Some((Value::Relative, end));
    }
    let at = weekday(tokens, start);
    let read = moment(tokens, at);
    // "Mar" is a day of the week to some and a month to others.
    read.or_else(|| moment(tokens, start).filter(|_| at > start))
}

/// A date with its time, before or behind it.
fn moment(tokens: Tokens<'_>, at: usize) -> Read<Value> {
    if let Some((time, behind)) = clock::time(tokens, at) {
        let day = weekday(tokens, tokens.skip(behind, flag::AT | flag::OF, 2));
        if near(tokens, behind)
            && let Some((value, end)) = date(tokens, day)
        {
            return Some((value.with_time(Some(time)), end));
        }
    }
    let (value, end) = date(tokens, at)?;
    let behind = weekday(tokens, tokens.skip(end, flag::OF, 1));
    let clock_at = tokens.skip(behind, flag::AT | flag::CLOCK | flag::OF, 3);
    let time = clock::time(tokens, clock_at).or_else(|| clock::time(tokens, behind));
    match time.filter(|_| near(tokens, end)) {
        Some((time, end)) => Some((value.with_time(Some(time)), end)),
        None => Some((value, end)),
    }
}

/// No more than a mark or two between a date and its time.
fn near(tokens: Tokens<'_>, at: usize) -> bool {
    tokens
        .get(at)
        .is_some_and(|token| token.mark().chars().count() <= 2)
}

fn weekday(tokens: Tokens<'_>, at: usize) -> usize {
    let behind = tokens.skip(at, flag::WEEKDAY, 2);
    let joined = behind > at
        && tokens.joined(
            behind,
            &["", ",", ".", "،", "-", "–", "|", "/", "(", ")", "):", "،"],
        );
    if joined { behind } else { at }
}

/// "3 hours ago", "vor 2 Stunden".
fn relative(tokens: Tokens<'_>, at: usize) -> Option<usize> {
    if tokens.has(at, flag::SINCE) && tokens.number(at + 1, 3).is_some() && unit(tokens, at + 2) {
        return Some(at + 3);
    }
    tokens.number(at, 3)?;
    if !unit(tokens, at + 1) {
        return None;
    }
    // Hungarian has both in one word: "3 órája".
    if tokens.has(at + 1, flag::AGO) {
        return Some(at + 2);
    }
    // Chinese and Korean units run into the word behind: 3小时前.
    let behind = tokens.skip(at + 2, flag::UNIT, 2);
    (tokens.has(behind, flag::AGO) && tokens.joined(behind, &[""])).then_some(behind + 1)
}

fn unit(tokens: Tokens<'_>, at: usize) -> bool {
    tokens.has(at, flag::UNIT) && tokens.joined(at, &["", "."])
}

fn date(tokens: Tokens<'_>, at: usize) -> Read<Value> {
    if tokens.get(at)?.number.is_some() {
        if glued_before(tokens, at) {
            return None;
        }
        marked(tokens, at)
            .or_else(|| numeric(tokens, at))
            .or_else(|| day_first(tokens, at))
            .or_else(|| year_first(tokens, at))
    } else {
        month_first(tokens, at).or_else(|| month_and_year(tokens, at))
    }
}

/// Whether something that is no date reaches into the number: `$5`, `1.2.`, `v2`, `/2021`, `14-`.
fn glued_before(tokens: Tokens<'_>, at: usize) -> bool {
    let Some(token) = tokens.get(at) else {
        return true;
    };
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    if token.gap.ends_with([
        '$', '€', '£', '¥', '#', '=', '_', '%', '+', '&', '/', '\\', '@',
    ]) {
        return token.gap.trim() != "/" || !token.gap.starts_with(' ');
    }
    let Some(before) = before else {
        return token.gap.ends_with(['-', '.', '−']);
    };
    let letter = before.number.is_none() && before.end - before.start == 1;
    match token.gap {
        "" => before.number.is_some() || letter,
        "." | "-" | "–" | "—" | "," | ":" | "'" => before.digits > 0 && before.number.is_some(),
        _ => false,
    }
}

/// 2021年5月14日, 2021년 5월 14일.
fn marked(tokens: Tokens<'_>, at: usize) -> Read<Value> {
    let year = tokens.year(at)?;
    let month = tokens.number(at + 2, 2)?;
    if !tokens.has(at + 1, flag::YEAR_MARK) || !tokens.has(at + 3, flag::MONTH_MARK) {
        return None;
    }
    match tokens.number(at + 4, 2) {
        Some(day) if tokens.has(at + 5, flag::DAY_MARK) => {
            known(Date::new(year, month, Some(day)), at + 6)
        }
        _ => known(Date::new(year, month, None), at + 4),
    }
}

fn known(date: Option<Date>, end: usize) -> Read<Value> {
    let value = Value::Known {
        date: date?,
        time: None,
        order: None,
    };
    Some((value, end))
}

/// Three numbers with the same mark between: 2021-05-14, 14/05/2021, 5.14.2021.
fn numeric(tokens: Tokens<'_>, at: usize) -> Read<Value> {
    let (one, two, three) = (tokens.get(at)?, tokens.get(at + 1)?, tokens.get(at + 2)?);
    let (a, b, c) = (one.number?, two.number?, three.number?);
    let mark = two.mark();
    let spaced = two.gap.len() > mark.len() || three.gap.len() > mark.len();
    let marks: &[&str] = if spaced {
        &["/", "."]
    } else {
        &["/", ".", "-", "‐", "‑", "–"]
    };
    if three.mark() != mark || !marks.contains(&mark) || glued_behind(tokens, at + 3) {
        return None;
    }
    let end = at + 3;
    match (one.digits, two.digits, three.digits) {
        (4, 1..=2, 1..=2) => known(Date::new(a, b, Some(c)), end),
        (1..=2, 1..=2, 4) => two_orders(a, b, c, mark == ".", end),
        (1..=2, 1..=2, 2) if !spaced => short_year(tokens, [a, b, c], mark, end),
        _ => None,
    }
}

/// Whether a number goes on behind a date, as in `1.2.2021.5`, or a name of a file.
fn glued_behind(tokens: Tokens<'_>, at: usize) -> bool {
    tokens.get(at).is_some_and(|next| match next.gap {
        "/" | "_" | "%" => true,
        "-" | "." | "," => next.number.is_some() && next.digits != 4,
        _ => false,
    })
}

fn two_orders(a: u32, b: u32, year: u32, dotted: bool, end: usize) -> Read<Value> {
    let day_first = Date::new(year, b, Some(a));
    let month_first = Date::new(year, a, Some(b));
    let value = match (day_first, month_first) {
        (Some(one), Some(other)) if one != other => Value::Ambiguous {
            first: a as u8,
            second: b as u8,
            year: one.year,
            time: None,
            dotted,
        },
        (Some(date), other) => Value::Known {
            date,
            time: None,
            order: other.is_none().then_some(Order::DayFirst),
        },
        (None, date) => Value::Known {
            date: date?,
            time: None,
            order: Some(Order::MonthFirst),
        },
    };
    Some((value, end))
}

/// Years of two digits, only where no other reading is left: 5/14/21; 14.05.21, 20:07.
fn short_year(tokens: Tokens<'_>, [a, b, c]: [u32; 3], mark: &str, end: usize) -> Read<Value> {
    let year = if c < 50 { 2000 + c } else { 1900 + c };
    let month_first = mark == "/" && a <= 12 && b > 12;
    let late_year = mark == "/" && c > 31 && a > 12;
    let timed = mark == "."
        && tokens.get(end - 3).is_some_and(|token| token.digits == 2)
        && near(tokens, end)
        && clock::time(tokens, tokens.skip(end, flag::AT | flag::CLOCK, 2)).is_some();
    if month_first || late_year {
        two_orders(a, b, year, false, end)
    } else if timed {
        known(Date::new(year, b, Some(a)), end)
    } else {
        None
    }
}

/// Marks that may stand inside a date with the month's name.
const MARKS: &[&str] = &["", ".", "-", "/", ",", "،", ".,", "'", "’", "‐", "‑"];

/// 14 May 2021, 14. Mai 2021, 14 de mayo de 2021, 14 tháng 5, 2021.
fn day_first(tokens: Tokens<'_>, at: usize) -> Read<Value> {
    let day = tokens.number(at, 2)?;
    let mut next = at + 1;
    if tokens.has(next, flag::ORDINAL) && tokens.joined(next, &["", "-", "."]) {
        next += 1;
    }
    if tokens.has(next, flag::OF) && tokens.get(next).is_none_or(|t| t.meaning.month == 0) {
        next += 1;
    }
    if !tokens.joined(next, MARKS) {
        return None;
    }
    if tokens.has(next, flag::MONTH_WORD) {
        let month = tokens.number(next + 1, 2)?;
        let (year, end) = year_behind(tokens, next + 2)?;
        return known(Date::new(year, month, Some(day)), end);
    }
    let name = tokens.get(next)?.meaning;
    if name.solar > 0
        && let Some(year) = tokens.number(next + 1, 4).filter(|year| *year > 1000)
        && let Some(date) = Date::from_solar(year, u32::from(name.solar), day)
    {
        return known(Some(date), next + 2);
    }
    if name.month == 0 {
        return None;
    }
    // Two names of one month: 14 مايو/أيار 2021.
    let twice = tokens
        .get(next + 1)
        .is_some_and(|t| t.meaning.month == name.month);
    let (year, end) = year_behind(tokens, next + 1 + usize::from(twice))?;
    known(Date::new(year, u32::from(name.month), Some(day)), end)
}

/// A year behind the month; two digits behind an apostrophe or in 14-May-21.
fn year_behind(tokens: Tokens<'_>, at: usize) -> Read<u32> {
    let at = tokens.skip(at, flag::OF, 1);
    if !tokens.joined(at, MARKS) && !tokens.joined(at, &[")", "("]) {
        return None;
    }
    if let Some(year) = tokens.year(at) {
        return Some((year, at + 1));
    }
    let token = tokens.get(at)?;
    let short = token.number.filter(|_| token.digits == 2)?;
    let dashed = token.gap == "-" && at.checked_sub(1).is_some_and(|m| tokens.joined(m, &["-"]));
    let clear = dashed || token.gap.ends_with(['\'', '’']);
    clear.then_some((
        if short < 50 {
            2000 + short
        } else {
            1900 + short
        },
        at + 1,
    ))
}

/// May 14, 2021; Fri May 14 20:07:00 UTC 2021.
fn month_first(tokens: Tokens<'_>, at: usize) -> Read<Value> {
    let name = tokens.get(at)?.meaning;
    if name.month == 0 || !name.has(flag::LEADING) {
        return None;
    }
    let day_at = tokens.skip(at + 1, flag::OF, 1);
    let day = tokens.number(day_at, 2)?;
    if !tokens.joined(day_at, &["", ".", "-", "/"]) {
        return None;
    }
    let mut next = day_at + 1;
    if tokens.has(next, flag::ORDINAL) && tokens.joined(next, &[""]) {
        next += 1;
    }
    let month = u32::from(name.month);
    if let Some((year, end)) = year_behind(tokens, next) {
        return known(Date::new(year, month, Some(day)), end);
    }
    let (time, behind) = clock::time(tokens, next)?;
    let year = tokens.year(behind)?;
    let (value, end) = known(Date::new(year, month, Some(day)), behind + 1)?;
    Some((value.with_time(Some(time)), end))
}

/// 2021. május 14., 2021 May 14, 2021-May-14.
fn year_first(tokens: Tokens<'_>, at: usize) -> Read<Value> {
    let year = tokens.year(at)?;
    let name = tokens.get(at + 1)?.meaning;
    let day = tokens.number(at + 2, 2)?;
    let marks = ["", ".", "-", "/", ","];
    let joined = tokens.joined(at + 1, &marks) && tokens.joined(at + 2, &marks);
    // "2021 May 14:30" has a time there.
    if name.month == 0 || !joined || tokens.get(at + 3).is_some_and(|t| t.gap == ":") {
        return None;
    }
    known(Date::new(year, u32::from(name.month), Some(day)), at + 3)
}

/// May 2021.
fn month_and_year(tokens: Tokens<'_>, at: usize) -> Read<Value> {
    let name = tokens.get(at)?.meaning;
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let numbered = before.is_some_and(|t| t.number.is_some() || t.meaning.has(flag::ORDINAL));
    if name.month == 0 || !name.has(flag::LEADING) || numbered {
        return None;
    }
    let year_at = tokens.skip(at + 1, flag::OF, 1);
    if !tokens.joined(year_at, &["", ",", "."]) {
        return None;
    }
    let year = tokens.year(year_at)?;
    let range = tokens
        .get(year_at + 1)
        .is_some_and(|t| matches!(t.gap, "-" | "–" | "/" | ":"));
    known(
        Date::new(year, u32::from(name.month), None).filter(|_| !range),
        year_at + 1,
    )
}
