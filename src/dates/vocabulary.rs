//! The words of dates in many languages, from `data/dates/`.

use std::sync::OnceLock;

use crate::table::Phrases;
use crate::words;

/// What a word can mean in a date; it often means several things, in several languages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Meaning {
    /// A month of the common calendar, 1 to 12, or 0.
    pub(super) month: u8,
    /// A month of the Persian solar calendar, 1 to 12, or 0.
    pub(super) solar: u8,
    /// Minutes from UTC, when [`flag::ZONE`] is set.
    pub(super) offset: Option<i16>,
    /// What else, of [`flag`].
    pub(super) flags: u32,
}

impl Meaning {
    pub(super) fn has(self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    fn merge(&mut self, other: Self) {
        self.month = if self.month == 0 {
            other.month
        } else {
            self.month
        };
        self.solar = if self.solar == 0 {
            other.solar
        } else {
            self.solar
        };
        self.offset = self.offset.or(other.offset);
        self.flags |= other.flags;
    }
}

pub(super) mod flag {
    /// A month that may stand before the day: "May 14".
    pub(in super::super) const LEADING: u32 = 1;
    pub(in super::super) const WEEKDAY: u32 = 1 << 1;
    /// "at", "um", "à": between a date and a time.
    pub(in super::super) const AT: u32 = 1 << 2;
    /// "of", "de": inside a date.
    pub(in super::super) const OF: u32 = 1 << 3;
    pub(in super::super) const AM: u32 = 1 << 4;
    pub(in super::super) const PM: u32 = 1 << 5;
    /// "st", "er": after a day.
    pub(in super::super) const ORDINAL: u32 = 1 << 6;
    /// "ago": after a number and a unit.
    pub(in super::super) const AGO: u32 = 1 << 7;
    /// "vor", "il y a": before a number and a unit.
    pub(in super::super) const SINCE: u32 = 1 << 8;
    pub(in super::super) const UNIT: u32 = 1 << 9;
    /// "Uhr": after a time, "20.07" too.
    pub(in super::super) const OCLOCK: u32 = 1 << 10;
    /// "kl": before a time, "20.07" too.
    pub(in super::super) const CLOCK: u32 = 1 << 11;
    /// 年, 월 and their like, after each number.
    pub(in super::super) const YEAR_MARK: u32 = 1 << 12;
    pub(in super::super) const MONTH_MARK: u32 = 1 << 13;
    pub(in super::super) const DAY_MARK: u32 = 1 << 14;
    pub(in super::super) const HOUR_MARK: u32 = 1 << 15;
    pub(in super::super) const MINUTE_MARK: u32 = 1 << 16;
    pub(in super::super) const SECOND_MARK: u32 = 1 << 17;
    /// "tháng": before the number of a month.
    pub(in super::super) const MONTH_WORD: u32 = 1 << 18;
    pub(in super::super) const ZONE: u32 = 1 << 19;
}

macro_rules! lists {
    ($($tag:literal)*) => {
        const LISTS: &[(&str, &str)] =
            &[$(($tag, include_str!(concat!("../../data/dates/", $tag, ".txt")))),*];
    };
}

lists! {
    "en" "fr" "de" "es" "pt" "it" "nl" "sv" "da" "no" "fi" "pl" "cs" "ro" "hu" "tr" "az" "id" "vi"
    "ca" "ru" "uk" "bg" "el" "ar" "fa" "he" "hi" "zh" "ja" "ko" "zones"
}

/// The lists have some 1,700 different words and phrases.
const SLOTS: usize = 1 << 12;

/// The vocabulary, read from its lists on first use.
pub(super) fn vocabulary() -> &'static Phrases<Meaning> {
    static VOCABULARY: OnceLock<Phrases<Meaning>> = OnceLock::new();
    VOCABULARY.get_or_init(|| {
        let mut vocabulary = Phrases::new(SLOTS);
        for (tag, list) in LISTS {
            for line in list.lines().filter(|line| !line.starts_with('#')) {
                if let Some((key, phrases)) = line.split_once(':') {
                    add_line(&mut vocabulary, tag, key, phrases);
                }
            }
        }
        vocabulary
    })
}

fn add_line(vocabulary: &mut Phrases<Meaning>, tag: &str, key: &str, phrases: &str) {
    let Some(meaning) = meaning_of(tag, key) else {
        return;
    };
    let mut words = Vec::new();
    for phrase in phrases.split(',').map(str::trim) {
        words.clear();
        words::split(phrase, &mut words);
        let mut meaning = meaning;
        // Short months of other languages are words of English: "Gen 3", "Set 2".
        if meaning.month > 0 && (tag == "en" || phrase.chars().count() > 3) {
            meaning.flags |= flag::LEADING;
        }
        vocabulary.add(&words, |known| known.merge(meaning));
    }
}

/// What the key of a line says: the number of a month, a name, or minutes from UTC.
fn meaning_of(tag: &str, key: &str) -> Option<Meaning> {
    let mut meaning = Meaning::default();
    if tag == "zones" {
        meaning.flags = flag::ZONE;
        meaning.offset = key.parse().ok();
        return Some(meaning);
    }
    if let Ok(month) = key.parse() {
        meaning.month = month;
    } else if let Some(month) = key.strip_prefix('s').and_then(|n| n.parse().ok()) {
        meaning.solar = month;
    } else {
        meaning.flags = flag_of(key)?;
    }
    Some(meaning)
}

fn flag_of(name: &str) -> Option<u32> {
    Some(match name {
        "weekday" => flag::WEEKDAY,
        "at" => flag::AT,
        "of" => flag::OF,
        "am" => flag::AM,
        "pm" => flag::PM,
        "ordinal" => flag::ORDINAL,
        "ago" => flag::AGO,
        "since" => flag::SINCE,
        "unit" => flag::UNIT,
        "oclock" => flag::OCLOCK,
        "clock" => flag::CLOCK,
        "year-mark" => flag::YEAR_MARK,
        "month-mark" => flag::MONTH_MARK,
        "day-mark" => flag::DAY_MARK,
        "hour-mark" => flag::HOUR_MARK,
        "minute-mark" => flag::MINUTE_MARK,
        "second-mark" => flag::SECOND_MARK,
        "month-word" => flag::MONTH_WORD,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::MAX_WORDS;

    #[test]
    fn every_line_is_understood_and_no_word_names_two_months() {
        let mut months: Vec<(u32, u8, &str)> = Vec::new();
        for (tag, list) in LISTS {
            for line in list.lines().filter(|line| !line.starts_with('#')) {
                let (key, phrases) = line.split_once(": ").expect(line);
                let meaning = meaning_of(tag, key).unwrap_or_else(|| panic!("{tag}: {line}"));
                for phrase in phrases.split(',').map(str::trim) {
                    let mut found = Vec::new();
                    words::split(phrase, &mut found);
                    assert!((1..=MAX_WORDS).contains(&found.len()), "{tag}: {phrase}");
                    let key = crate::table::key(found.iter().map(|word| word.hash));
                    let other = months.iter().find(|m| meaning.month > 0 && m.0 == key);
                    assert!(
                        other.is_none_or(|m| m.1 == meaning.month),
                        "{tag}: {phrase} {other:?}"
                    );
                    if meaning.month > 0 {
                        months.push((key, meaning.month, tag));
                    }
                }
            }
        }
    }
}
