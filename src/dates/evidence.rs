//! What the dates of a page say about each other: which number is the day in 03/04/2021.

use super::value::{Date, Order, Value};

/// Evidence from all dates of a page.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    day_first: u32,
    month_first: u32,
    named: Vec<Date>,
    /// What readers of the page's language write, where that is clear.
    custom: Option<Order>,
}

/// More dates than this tell nothing new.
const MOST: usize = 200;

impl Evidence {
    /// No evidence but the body's language, when that is known, as a tag such as `de` or `en-US`: the day
    /// stands before the month in all but English, and in English outside of North America.
    #[must_use]
    pub fn new(language: Option<&str>) -> Self {
        let custom = |tag: &str| {
            let mut parts = tag.split(['-', '_']);
            let english = parts.next()?.eq_ignore_ascii_case("en");
            let region = parts.next_back();
            let is = |names: &[&str]| {
                region.is_some_and(|own| names.iter().any(|n| own.eq_ignore_ascii_case(n)))
            };
            match english {
                true if region.is_none() || is(&["CA", "PH"]) => None,
                true if is(&["US"]) => Some(Order::MonthFirst),
                _ => Some(Order::DayFirst),
            }
        };
        Self {
            custom: language.and_then(custom),
            ..Self::default()
        }
    }

    /// Takes a date of the page into account.
    pub fn add(&mut self, value: &Value) {
        match value {
            Value::Known {
                order: Some(Order::DayFirst),
                ..
            } => self.day_first += 1,
            Value::Known {
                order: Some(Order::MonthFirst),
                ..
            } => self.month_first += 1,
            Value::Known {
                date, order: None, ..
            } if date.day.is_some() && self.named.len() < MOST && !self.named.contains(date) => {
                self.named.push(*date);
            }
            _ => {}
        }
    }

    /// The value with its order told, if the evidence is clear; else as it was.
    #[must_use]
    pub fn resolve(&self, value: Value) -> Value {
        let Value::Ambiguous {
            first,
            second,
            year,
            time,
            dotted,
        } = value
        else {
            return value;
        };
        let (a, b) = (u32::from(first), u32::from(second));
        let day_first = Date::new(u32::from(year), b, Some(a));
        let month_first = Date::new(u32::from(year), a, Some(b));
        let order = self
            .order()
            .or_else(|| self.agreeing(day_first, month_first))
            .or(dotted.then_some(Order::DayFirst))
            .or(self.custom);
        let date = match order {
            Some(Order::DayFirst) => day_first,
            Some(Order::MonthFirst) => month_first,
            None => None,
        };
        date.map_or(value, |date| Value::Known { date, time, order })
    }

    /// The order that the page's other dates of numbers show, if they agree.
    fn order(&self) -> Option<Order> {
        match (self.day_first, self.month_first) {
            (0, 0) => None,
            (day, month) if day > 3 * month => Some(Order::DayFirst),
            (day, month) if month > 3 * day => Some(Order::MonthFirst),
            _ => None,
        }
    }

    /// The order that makes it a date which the page names elsewhere.
    fn agreeing(&self, day_first: Option<Date>, month_first: Option<Date>) -> Option<Order> {
        let named = |date: Option<Date>| date.is_some_and(|date| self.named.contains(&date));
        match (named(day_first), named(month_first)) {
            (true, false) => Some(Order::DayFirst),
            (false, true) => Some(Order::MonthFirst),
            _ => None,
        }
    }
}
