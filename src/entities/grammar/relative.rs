//! Dates told from the day of publication: "yesterday", "last year", "two weeks ago".

use super::View;
use super::lexeme::{flag, period};
use super::number;
use super::value::Date;

type Read = Option<(usize, Date)>;

/// Such a date at token `at`. Without the day of publication there is none.
pub(super) fn relative(view: &View, at: usize) -> Read {
    view.setting.published?;
    let days = |d: i8| (at + 1, Date::Days(i32::from(d)));
    view.lexeme(at)
        .vague
        .map(days)
        .or_else(|| shifted(view, at))
        .or_else(|| ago(view, at))
}

/// "last year", "next week", "this month"; "l'an dernier", "el mes pasado".
fn shifted(view: &View, at: usize) -> Read {
    let (this, next) = (view.lexeme(at), view.lexeme(at + 1));
    if !view.same_line(at + 1) {
        return None;
    }
    let behind = !matches!(
        view.text(at + 1),
        "last" | "past" | "next" | "coming" | "this"
    );
    let (period, shift) = match (this.shift, next.shift) {
        (Some(shift), _) if next.period > 0 => (next.period, shift),
        (_, Some(shift)) if this.period > 0 && behind => (this.period, shift),
        _ => return None,
    };
    Some((at + 2, Date::Period(period, i32::from(shift))))
}

/// "two weeks ago", "10 years ago".
fn ago(view: &View, at: usize) -> Read {
    let number = number::number(view, at).filter(|n| n.suffix.is_empty())?;
    let count = i32::try_from(number.value.whole()?)
        .ok()
        .filter(|n| *n < 1000)?;
    let unit = view.lexeme(number.end).period;
    let told = view.is(number.end + 1, flag::AGO) && view.same_line(number.end + 1);
    let date = if unit == period::DAY {
        Date::Days(-count)
    } else {
        Date::Period(unit, -count)
    };
    (unit > 0 && told).then_some((number.end + 2, date))
}
