//! What words mean in dates, times, sums and quantities.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::super::lexicon::word_hash;

/// All that a word can mean; most fields are empty.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexeme {
    /// 1 to 12.
    pub month: u8,
    /// 1 (Monday) to 7.
    pub weekday: u8,
    /// The same for "Mon" and its like, which count only beside a date.
    pub shortday: u8,
    /// 21 (spring) to 24, as ISO 8601-2 numbers them.
    pub season: u8,
    /// The number that the word says.
    pub number: u8,
    /// The power of ten that it says.
    pub power: u8,
    /// The tens of a decade: 80 for "eighties".
    pub decade: u8,
    /// ISO 4217; `?` when several currencies are called so.
    pub currency: Option<&'static str>,
    /// The currency whose hundredth it is.
    pub hundredth: Option<&'static str>,
    /// Symbol of a unit.
    pub unit: Option<&'static str>,
    /// Days from today.
    pub vague: Option<i8>,
    /// A stretch of the calendar, of [`period`]; 0 for none.
    pub period: u8,
    /// How many such stretches from now: -1 for "last", 1 for "next".
    pub shift: Option<i8>,
    /// The rest, of [`flag`].
    pub flags: u32,
}

/// The meaning of a word without one.
pub(super) static NOTHING: Lexeme = Lexeme {
    month: 0,
    weekday: 0,
    shortday: 0,
    season: 0,
    number: 0,
    power: 0,
    decade: 0,
    currency: None,
    hundredth: None,
    unit: None,
    vague: None,
    period: 0,
    shift: None,
    flags: 0,
};

pub(super) mod flag {
    pub const OF: u32 = 1;
    pub const JOINS: u32 = 1 << 1;
    pub const PERCENT: u32 = 1 << 2;
    pub const PER: u32 = 1 << 3;
    pub const CENT: u32 = 1 << 4;
    pub const BEFORE_PERCENT: u32 = 1 << 5;
    pub const AM: u32 = 1 << 6;
    pub const PM: u32 = 1 << 7;
    pub const ZONE: u32 = 1 << 8;
    pub const CLOCK: u32 = 1 << 9;
    pub const IN: u32 = 1 << 10;
    pub const MODIFIES: u32 = 1 << 11;
    pub const THE: u32 = 1 << 12;
    pub const CELSIUS: u32 = 1 << 13;
    pub const FAHRENHEIT: u32 = 1 << 14;
    pub const SQUARE: u32 = 1 << 15;
    pub const AGO: u32 = 1 << 16;
}

/// Stretches of the calendar, by their numbers in the list.
pub(super) mod period {
    pub const DAY: u8 = 1;
    pub const WEEK: u8 = 2;
    pub const MONTH: u8 = 3;
    pub const YEAR: u8 = 4;
}

const FLAGS: [(&str, u32); 17] = [
    ("ago", flag::AGO),
    ("of", flag::OF),
    ("joins", flag::JOINS),
    ("percent", flag::PERCENT),
    ("per", flag::PER),
    ("cent", flag::CENT),
    ("before-percent", flag::BEFORE_PERCENT),
    ("am", flag::AM),
    ("pm", flag::PM),
    ("zone", flag::ZONE),
    ("clock", flag::CLOCK),
    ("in", flag::IN),
    ("modifies", flag::MODIFIES),
    ("the", flag::THE),
    ("celsius", flag::CELSIUS),
    ("fahrenheit", flag::FAHRENHEIT),
    ("square", flag::SQUARE),
];

/// What the word with this hash means. The list is of English, French, German, Spanish, Portuguese
/// and Turkish; a line has a meaning, a colon and the words. It is without comments, because it is
/// a part of the wasm as it is.
pub(super) fn of(word: u32) -> &'static Lexeme {
    static WORDS: OnceLock<HashMap<u32, Lexeme>> = OnceLock::new();
    let words = WORDS.get_or_init(|| parse(include_str!("../../../data/lexicon/values.txt")));
    words.get(&word).unwrap_or(&NOTHING)
}

fn parse(list: &'static str) -> HashMap<u32, Lexeme> {
    let mut words = HashMap::new();
    for line in list.lines() {
        let Some((meaning, list)) = line.split_once(": ") else {
            continue;
        };
        let (name, value) = meaning.split_once(' ').unwrap_or((meaning, ""));
        for word in list.split(' ') {
            set(words.entry(word_hash(word)).or_insert(NOTHING), name, value);
        }
    }
    words
}

fn set(lexeme: &mut Lexeme, name: &str, value: &'static str) {
    let small = value.parse().unwrap_or(0);
    match name {
        "month" => lexeme.month = small,
        "weekday" => lexeme.weekday = small,
        "shortday" => lexeme.shortday = small,
        "season" => lexeme.season = small,
        "number" => lexeme.number = small,
        "power" => lexeme.power = small,
        "decade" => lexeme.decade = small,
        "currency" => lexeme.currency = Some(value),
        "hundredth" => lexeme.hundredth = Some(value),
        "unit" => lexeme.unit = Some(value),
        "vague" => lexeme.vague = value.parse().ok(),
        "period" => lexeme.period = small,
        "shift" => lexeme.shift = value.parse().ok(),
        _ => lexeme.flags |= FLAGS.iter().find(|f| f.0 == name).map_or(0, |f| f.1),
    }
}

/// A currency that a word before the currency's own tells apart: "Australian dollars". A line of the
/// list has a code, a colon, what stands before the word, a slash and the words.
pub(super) fn told_apart(before: &str, word: &str) -> Option<&'static str> {
    include_str!("../../../data/lexicon/currencies.txt")
        .lines()
        .find_map(|line| {
            let (code, rest) = line.split_once(": ")?;
            let (owners, words) = rest.split_once(" / ")?;
            let has =
                |list: &str, word: &str| list.split(' ').any(|w| w.eq_ignore_ascii_case(word));
            (has(owners, before) && has(words, word)).then_some(code)
        })
}
