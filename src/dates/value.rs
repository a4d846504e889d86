//! Days and times, and how they print.

use std::fmt;

/// A day of the Gregorian calendar, or a month when the day is not said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// 1900 to 2100.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31, and not beyond the month.
    pub day: Option<u8>,
}

impl Date {
    /// The date, if there is such a day.
    #[must_use]
    pub fn new(year: u32, month: u32, day: Option<u32>) -> Option<Self> {
        let possible = (1900..=2100).contains(&year)
            && (1..=12).contains(&month)
            && day.is_none_or(|day| (1..=days_in(year, month)).contains(&day));
        possible.then_some(Self {
            year: year as u16,
            month: month as u8,
            day: day.map(|day| day as u8),
        })
    }

    /// The date of a day in the Persian solar calendar, for years 1300 to 1450. The calendar's
    /// leap years follow a cycle of 33 years there.
    pub(super) fn from_solar(year: u32, month: u32, day: u32) -> Option<Self> {
        let leap = matches!(year % 33, 1 | 5 | 9 | 13 | 17 | 22 | 26 | 30);
        let length = match month {
            1..=6 => 31,
            7..=11 => 30,
            12 => 29 + u32::from(leap),
            _ => return None,
        };
        if !(1300..=1450).contains(&year) || !(1..=length).contains(&day) {
            return None;
        }
        // Days since 1 Farvardin 1300, which was 21 March 1921.
        let leaps = (1300..year).filter(|y| matches!(y % 33, 1 | 5 | 9 | 13 | 17 | 22 | 26 | 30));
        let before = (month - 1) * 30 + (month - 1).min(6);
        let mut days = (year - 1300) * 365 + leaps.count() as u32 + before + day - 1;
        let (mut y, mut m, mut d) = (1921, 3, 21);
        while d + days > days_in(y, m) {
            days -= days_in(y, m) - d + 1;
            (y, m, d) = if m == 12 {
                (y + 1, 1, 1)
            } else {
                (y, m + 1, 1)
            };
        }
        Self::new(y, m, Some(d + days))
    }
}

fn leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_in(year: u32, month: u32) -> u32 {
    match month {
        2 if leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59, when said.
    pub second: Option<u8>,
    /// Minutes from UTC, when said and clear.
    pub offset: Option<i16>,
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)?;
        if let Some(second) = self.second {
            write!(f, ":{second:02}")?;
        }
        match self.offset {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(offset) => {
                let sign = if offset < 0 { '-' } else { '+' };
                let minutes = offset.unsigned_abs();
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

/// Which of two numbers is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// 14/05/2021.
    DayFirst,
    /// 05/14/2021.
    MonthFirst,
}

/// What a date in a text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A day or a month, with the time if it is given.
    Known {
        /// The date.
        date: Date,
        /// The time of day.
        time: Option<Time>,
        /// Set when the date is of numbers whose order shows, such as 14/05/2021.
        order: Option<Order>,
    },
    /// Numbers that make two dates, such as 03/04/2021.
    Ambiguous {
        /// The first number.
        first: u8,
        /// The second number.
        second: u8,
        /// The year.
        year: u16,
        /// The time of day.
        time: Option<Time>,
        /// Whether dots stand between: in hardly any place is the month first then.
        dotted: bool,
    },
    /// "3 hours ago".
    Relative,
}

impl Value {
    /// ISO 8601: `2021-05`, `2021-05-14`, `2021-05-14T20:07`, `2021-05-14T20:07:00+01:00`; none
    /// when the day is not known.
    #[must_use]
    pub fn iso(&self) -> Option<String> {
        match self {
            Self::Known { date, time, .. } => Some(match time.filter(|_| date.day.is_some()) {
                Some(time) => format!("{date}T{time}"),
                None => date.to_string(),
            }),
            Self::Ambiguous { .. } | Self::Relative => None,
        }
    }

    /// The date, when known.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        match self {
            Self::Known { date, .. } => Some(*date),
            _ => None,
        }
    }

    pub(super) fn with_time(mut self, at: Option<Time>) -> Self {
        if let Self::Known { time, .. } | Self::Ambiguous { time, .. } = &mut self {
            *time = at;
        }
        self
    }
}
