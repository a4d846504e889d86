//! Days of the Gregorian calendar, counted and named.

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// The year.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31, and not beyond the month.
    pub day: u8,
}

impl Day {
    /// The day, if there is such a one.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let possible = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in(year, month)).contains(&day);
        possible.then_some(Self { year, month, day })
    }

    /// Reads the first ten characters of an ISO 8601 date or date-time.
    #[must_use]
    pub fn parse(iso: &str) -> Option<Self> {
        let mut parts = iso.get(..10)?.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// Days since 1 March of the year 0.
    fn number(self) -> i32 {
        let (year, month) = if self.month < 3 {
            (self.year - 1, self.month + 9)
        } else {
            (self.year, self.month - 3)
        };
        year * 365 + year / 4 - year / 100
            + year / 400
            + (i32::from(month) * 306 + 5) / 10
            + i32::from(self.day)
            - 1
    }

    /// 1 for Monday to 7 for Sunday.
    #[must_use]
    pub fn weekday(self) -> u8 {
        ((self.number() + 2).rem_euclid(7) + 1) as u8
    }

    /// The year and number of the week, as ISO 8601 counts them: by its Thursday.
    #[must_use]
    pub fn week(self) -> (i32, u8) {
        let thursday = self.plus(4 - i32::from(self.weekday()));
        let first = Self {
            year: thursday.year,
            month: 1,
            day: 1,
        };
        (thursday.year, (thursday.since(first) / 7 + 1) as u8)
    }

    /// The day some days later, or earlier.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        let number = self.number() + days;
        let mut year = (i64::from(number) * 10_000 + 14_780) / 3_652_425;
        let of = |y: i64| (y * 365 + y / 4 - y / 100 + y / 400) as i32;
        if number < of(year) {
            year -= 1;
        }
        let rest = number - of(year);
        let month = (100 * rest + 52) / 3060;
        let day = rest - (month * 306 + 5) / 10 + 1;
        let late = month >= 10;
        Self {
            year: year as i32 + i32::from(late),
            month: if late { month - 9 } else { month + 3 } as u8,
            day: day as u8,
        }
    }

    /// How many days this day is after another.
    #[must_use]
    pub fn since(self, other: Self) -> i32 {
        self.number() - other.number()
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn days_in(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
