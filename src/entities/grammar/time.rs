//! Times of day.

use super::View;
use super::lexeme::flag;
use super::money::Read;
use super::number;

/// A time at token `at`: "10:30", "3 p.m.", "20h30", "0900 GMT".
pub(super) fn time(view: &View, at: usize) -> Read {
    let text = view.text(at);
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (hour, minute, end) = clock(view, at).or_else(|| bare(view, at))?;
    let (hour, end) = half(view, hour, end);
    let end = if view.is(end, flag::CLOCK) && view.text(end).len() > 1 && view.same_line(end) {
        end + 1
    } else {
        end
    };
    let end = if view.is(end, flag::ZONE) && view.same_line(end) && view.is_capital(end) {
        end + 1
    } else {
        end
    };
    (hour < 24 && minute < 60).then(|| (end, Some(format!("{hour:02}:{minute:02}"))))
}

/// Hour and minute with a colon, or as "20h30".
fn clock(view: &View, at: usize) -> Option<(u32, u32, usize)> {
    let text = view.text(at);
    if let Some((hour, minute)) = text.split_once('h') {
        let minute = if minute.is_empty() {
            None
        } else {
            Some(minute)
        };
        return Some((hour.parse().ok()?, minute?.parse().ok()?, at + 1));
    }
    let minute = view.text(at + 2);
    let joined = view.text(at + 1) == ":" && view.joined(at + 1) && view.joined(at + 2);
    if !joined || text.len() > 2 || minute.len() < 2 {
        return None;
    }
    let digits = minute
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(minute.len());
    let (minute, suffix) = minute.split_at_checked(digits)?;
    if minute.len() != 2 || !(suffix.is_empty() || is_half(suffix)) {
        return None;
    }
    let hour: u32 = text.parse().ok()?;
    let minute = minute.parse().ok()?;
    if is_half(suffix) {
        return Some((afternoon(hour, suffix)?, minute, at + 3));
    }
    let seconds = view.text(at + 3) == ":"
        && view.joined(at + 3)
        && view.joined(at + 4)
        && view.text(at + 4).len() == 2;
    Some((hour, minute, if seconds { at + 5 } else { at + 3 }))
}

/// An hour alone, where what follows says that it is one; "0900 GMT", "20.07 Uhr".
fn bare(view: &View, at: usize) -> Option<(u32, u32, usize)> {
    let text = view.text(at);
    let number = number::number(view, at)?;
    if is_half(number.suffix) {
        return Some((afternoon(number.value.whole()?, number.suffix)?, 0, at + 1));
    }
    if !number.suffix.is_empty() || number.end != at + 1 || !view.same_line(at + 1) {
        return None;
    }
    let next = at + 1;
    if text.len() == 4 && view.is(next, flag::ZONE) && view.is_capital(next) {
        let number = number.value.whole()?;
        return Some((number / 100, number % 100, next));
    }
    let clock = view.is(next, flag::CLOCK) && view.text(next).len() > 1;
    let half = view.is(next, flag::AM | flag::PM);
    if let Some((hour, minute)) = text
        .split_once('.')
        .filter(|(_, m)| m.len() == 2 && (clock || half))
    {
        return Some((hour.parse().ok()?, minute.parse().ok()?, next));
    }
    (text.len() <= 2 && (clock || half)).then_some((number.value.whole()?, 0, next))
}

fn is_half(text: &str) -> bool {
    text.eq_ignore_ascii_case("am") || text.eq_ignore_ascii_case("pm")
}

fn afternoon(hour: u32, half: &str) -> Option<u32> {
    let pm = half.starts_with(['p', 'P']);
    (1..=12)
        .contains(&hour)
        .then_some(hour % 12 + if pm { 12 } else { 0 })
}

/// Takes "a.m." or "p.m." behind a time.
fn half(view: &View, hour: u32, end: usize) -> (u32, usize) {
    if !view.is(end, flag::AM | flag::PM) || !view.same_line(end) {
        return (hour, end);
    }
    let half = if view.is(end, flag::PM) { "pm" } else { "am" };
    (afternoon(hour, half).unwrap_or(hour), end + 1)
}
