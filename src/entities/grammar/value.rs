//! What dates say, and their values in ISO 8601.

use super::calendar::Day;
use super::lexeme::period;

/// What a date says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Date {
    /// A day, perhaps without its year.
    Day {
        year: Option<i32>,
        month: u8,
        day: u8,
    },
    /// A month, perhaps without its year.
    Month { year: Option<i32>, month: u8 },
    /// A year.
    Year(i32),
    /// Ten years, by the first.
    Decade(i32),
    /// A season, numbered as in ISO 8601-2.
    Season(i32, u8),
    /// A weekday; the sign says whether "last" or "next" stands before it.
    Weekday(u8, i8),
    /// Days from the day of publication.
    Days(i32),
    /// A week, month or year, so many from the day of publication; see [`period`].
    Period(u8, i32),
    /// From one date to another.
    Range(Box<Date>, Box<Date>),
    /// A date whose order of day and month is not known.
    Unclear,
}

impl Date {
    /// ISO 8601, with ISO 8601-2 for decades ("199X") and seasons ("2020-23"); without a
    /// year, the one nearest to the day of publication.
    pub(super) fn value(&self, published: Option<Day>) -> Option<String> {
        Some(match self {
            Self::Day {
                year: Some(year),
                month,
                day,
            } => Day::new(*year, *month, *day)?.to_string(),
            Self::Day {
                year: None,
                month,
                day,
            } => match published {
                Some(published) => nearest(published, *month, *day)?.to_string(),
                None => format!("--{month:02}-{day:02}"),
            },
            Self::Month {
                year: Some(year),
                month,
            } => format!("{year:04}-{month:02}"),
            Self::Month { year: None, month } => match published {
                Some(published) => {
                    let day = nearest(published, *month, 15)?;
                    format!("{:04}-{month:02}", day.year)
                }
                None => format!("--{month:02}"),
            },
            Self::Year(year) => format!("{year:04}"),
            Self::Decade(year) => format!("{:03}X", year / 10),
            Self::Season(year, season) => format!("{year:04}-{season}"),
            Self::Weekday(weekday, sign) => weekday_near(published?, *weekday, *sign).to_string(),
            Self::Days(days) => published?.plus(*days).to_string(),
            Self::Period(kind, shift) => shifted(published?, *kind, *shift)?,
            Self::Range(from, to) => format!("{}/{}", from.value(published)?, to.value(published)?),
            Self::Unclear => return None,
        })
    }
}

/// The week ("2021-W19"), month or year that lies so many from a day.
fn shifted(from: Day, kind: u8, shift: i32) -> Option<String> {
    Some(match kind {
        period::DAY => from.plus(shift).to_string(),
        period::WEEK => {
            let (year, week) = from.plus(7 * shift).week();
            format!("{year:04}-W{week:02}")
        }
        period::MONTH => {
            let months = from.year * 12 + i32::from(from.month) - 1 + shift;
            let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
            format!("{year:04}-{month:02}")
        }
        period::YEAR => format!("{:04}", from.year + shift),
        _ => return None,
    })
}

/// The day of that name nearest to another, of the year before, the same and the next.
fn nearest(published: Day, month: u8, day: u8) -> Option<Day> {
    let years = published.year - 1..=published.year + 1;
    years
        .filter_map(|y| Day::new(y, month, day))
        .min_by_key(|d| d.since(published).abs())
}

/// News looks back: "Friday" is the last Friday, the day of publication included.
fn weekday_near(published: Day, weekday: u8, sign: i8) -> Day {
    let back = (i32::from(published.weekday()) - i32::from(weekday)).rem_euclid(7);
    match sign {
        1 => published.plus(if back == 0 { 7 } else { 7 - back }),
        -1 if back == 0 => published.plus(-7),
        _ => published.plus(-back),
    }
}
