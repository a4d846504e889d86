//! Times of day in the grammar of dates.

use super::grammar::{Read, Tokens};
use super::value::Time;
use super::vocabulary::flag;

/// A time at a token: 20:07, 8:07 p.m., 20h07, 20.07 Uhr, 오후 8시 7분, with its zone.
pub(super) fn time(tokens: Tokens<'_>, at: usize) -> Read<Time> {
    let leading =
        half(tokens, at).filter(|_| tokens.get(at + 1).is_some_and(|t| t.number.is_some()));
    let start = at + usize::from(leading.is_some());
    let (clock, mut end) = digits(tokens, start, leading.is_some())?;
    let mut hour = clock.hour;
    let trailing = half(tokens, end).filter(|_| tokens.joined(end, &[""]));
    end += usize::from(trailing.is_some());
    if let Some(evening) = leading.or(trailing) {
        hour = match (hour, evening) {
            (12, false) => 0,
            (1..=11, true) => hour + 12,
            _ => hour,
        };
    }
    end = tokens.skip(end, flag::OCLOCK, 1);
    let (offset, end) = zone(tokens, end, clock.second.is_some());
    let time = Time {
        hour,
        offset,
        ..clock
    };
    Some((time, end))
}

/// Morning (false) or evening (true).
fn half(tokens: Tokens<'_>, at: usize) -> Option<bool> {
    let meaning = tokens.get(at)?.meaning;
    (meaning.has(flag::AM) || meaning.has(flag::PM)).then(|| meaning.has(flag::PM))
}

/// Hour, minute and second, as they stand. `half` says that "a.m." or "p.m." went before.
fn digits(tokens: Tokens<'_>, at: usize, half: bool) -> Read<Time> {
    let hour = tokens.get(at)?.number_of(2).filter(|hour| *hour < 24)?;
    let two = |at: usize| {
        let token = tokens.get(at)?;
        token.number.filter(|n| token.digits == 2 && *n < 60)
    };
    let time = |minute: u32, second: Option<u32>| Time {
        hour: hour as u8,
        minute: minute as u8,
        second: second.map(|second| second as u8),
        offset: None,
    };
    let next = tokens.get(at + 1)?;
    if let Some(minute) = two(at + 1).filter(|_| next.gap == ":") {
        let third = two(at + 2).filter(|_| tokens.get(at + 2).is_some_and(|t| t.gap == ":"));
        let fraction = third.is_some()
            && tokens
                .get(at + 3)
                .is_some_and(|t| t.digits > 0 && matches!(t.gap, "." | ","));
        let end = at + 2 + usize::from(third.is_some()) + usize::from(fraction);
        return Some((time(minute, third), end));
    }
    if let Some(minute) = two(at + 1).filter(|_| next.gap == ".") {
        let before = at
            .checked_sub(1)
            .is_some_and(|before| tokens.has(before, flag::CLOCK));
        let behind =
            tokens.has(at + 2, flag::OCLOCK | flag::AM | flag::PM) && tokens.joined(at + 2, &[""]);
        return (before || behind).then(|| (time(minute, None), at + 2));
    }
    if next.meaning.has(flag::HOUR_MARK) && next.mark().is_empty() {
        return Some(marked(tokens, at + 2, time));
    }
    let whole = next.mark().is_empty() && next.meaning.has(flag::AM | flag::PM | flag::OCLOCK);
    (whole || half).then(|| (time(0, None), at + 1))
}

/// 20時07分, 8시 7분 30초, 20h07, 20h.
fn marked(tokens: Tokens<'_>, at: usize, time: impl Fn(u32, Option<u32>) -> Time) -> (Time, usize) {
    let small = |at: usize| {
        let token = tokens.get(at)?;
        token
            .number_of(2)
            .filter(|n| *n < 60 && token.mark().is_empty())
    };
    let Some(minute) = small(at) else {
        return (time(0, None), at);
    };
    let behind = tokens.skip(at + 1, flag::MINUTE_MARK, 1);
    match small(behind).filter(|_| tokens.has(behind + 1, flag::SECOND_MARK)) {
        Some(second) => (time(minute, Some(second)), behind + 2),
        None => (time(minute, None), behind),
    }
}

/// The offset from UTC at a token, and the index behind it. A bare "-05:00" counts only behind
/// seconds (`exact`), since "20:00-21:00" is a span of time.
fn zone(tokens: Tokens<'_>, at: usize, exact: bool) -> (Option<i16>, usize) {
    let named = tokens
        .get(at)
        .filter(|t| t.meaning.has(flag::ZONE) && t.capitals && t.after(&["", "(", "[", ",", "."]));
    match named {
        Some(token) if token.meaning.offset == Some(0) => shift(tokens, at + 1, true)
            .map_or((Some(0), at + 1), |(offset, end)| (Some(offset), end)),
        Some(token) => (token.meaning.offset, at + 1),
        None => shift(tokens, at, exact).map_or((None, at), |(offset, end)| (Some(offset), end)),
    }
}

/// "+3", "+03:00", "-0400": minutes from UTC.
fn shift(tokens: Tokens<'_>, at: usize, minus: bool) -> Read<i16> {
    let token = tokens.get(at)?;
    let sign = match token.gap.trim_start() {
        "+" | "(+" => 1,
        "-" | "−" | "–" if minus && token.gap.len() == token.mark().len() => -1,
        _ => return None,
    };
    let number = token.number?;
    let next = tokens
        .get(at + 1)
        .filter(|next| next.gap == ":" && next.digits == 2);
    let (hours, minutes, end) = match (token.digits, next.and_then(|next| next.number)) {
        (1 | 2, Some(minutes)) => (number, minutes, at + 2),
        (1 | 2, None) => (number, 0, at + 1),
        (4, _) => (number / 100, number % 100, at + 1),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then(|| (sign * (hours * 60 + minutes) as i16, end))
}
