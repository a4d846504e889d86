//! What is known of one line by itself: counts and marks, gathered in two passes over it.

use std::sync::LazyLock;

use super::lines::Line;
use crate::cues::Cue;
use crate::words::{self, Case, Word};
use crate::{cues, dates};

/// Counts and marks of one line. Counts are of characters or words of that line.
#[allow(
    clippy::struct_excessive_bools,
    reason = "independent marks, each a feature"
)]
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Characters that are not white space.
    pub chars: u32,
    /// Words; their hashes stand at `first_word..first_word + words` of [`Page::hashes`](super::features::Page).
    pub words: u32,
    /// Index of the first word's hash.
    pub first_word: u32,
    /// Words that begin with a capital.
    pub capitalised: u32,
    /// Words all in capitals.
    pub upper: u32,
    /// Words all in lower case.
    pub lower: u32,
    /// Numbers.
    pub numbers: u32,
    /// Words glued together (`OutperformanceFind`).
    pub glued: u32,
    /// Words so common that they carry the sentence rather than the subject, in any language.
    pub stop_words: u32,
    /// Sentence ends: `.`, `!`, `?` and their kin before a space, a quote or the end.
    pub sentences: u32,
    /// Commas and their kin.
    pub commas: u32,
    /// Characters that set items of a menu apart: `|`, `•`, `›`, `»`, `/`, `>`, `·`.
    pub separators: u32,
    /// Digits.
    pub digits: u32,
    /// Quotation marks.
    pub quotes: u32,
    /// Round and square brackets.
    pub brackets: u32,
    /// Symbols and emoji.
    pub symbols: u32,
    /// How it begins.
    pub opening: Opening,
    /// How it ends.
    pub closing: Closing,
    /// True when it holds `@`, `://` or `www.`.
    pub address: bool,
    /// True when it holds `©`, `®` or `™`.
    pub copyright: bool,
    /// True when it holds a sign of currency.
    pub currency: bool,
    /// Hash of all its words: equal lines have equal hashes.
    pub hash: u32,
    /// A bit for each kind of cue found anywhere in it.
    pub cues: u32,
    /// A bit for each kind of cue that is the whole line.
    pub whole_cues: u32,
    /// A bit for each kind of cue that begins it.
    pub first_cues: u32,
    /// The kind of cue that every word is by itself, as in a row of buttons.
    pub row_of: Option<Cue>,
    /// Words that belong to a cue.
    pub cue_words: u32,
    /// True when it holds a date, a time or "3 hours ago".
    pub dated: bool,
    /// True when it ends with whom a picture is from, as in "Photo: Ann Lee / Harbour Times".
    pub credited: bool,
}

impl Facts {
    /// Its words, of the hashes of a whole page.
    pub(super) fn words_of<'a>(&self, hashes: &'a [u32]) -> &'a [u32] {
        let first = self.first_word as usize;
        let words = hashes.get(first..first + self.words as usize);
        words.unwrap_or_default()
    }

    /// Whether a set of cues, such as [`Facts::cues`], holds a kind.
    #[must_use]
    pub fn has(bits: u32, cue: Cue) -> bool {
        bits >> (cue as u32) & 1 == 1
    }
}

/// How a line begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Opening {
    /// With a letter that is no capital.
    Lower,
    /// With a capital.
    Upper,
    /// With a digit.
    Digit,
    /// With a quotation mark.
    Quote,
    /// With a bullet or a dash.
    Bullet,
    /// With anything else.
    #[default]
    Other,
}

/// How a line ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Closing {
    /// With a full stop or an exclamation mark, quotes and brackets after it aside.
    Stop,
    /// With a question mark.
    Question,
    /// With a colon.
    Colon,
    /// With dots that leave it open.
    Ellipsis,
    /// With a comma or a semicolon.
    Comma,
    /// With a letter, a digit or anything else.
    #[default]
    Other,
}

/// Gathers the facts of one line. `words` is the line's, and offsets in it are of `text`.
#[must_use]
pub fn gather(text: &str, words: &[Word]) -> Facts {
    let mut facts = Facts {
        words: words.len() as u32,
        opening: opening(text),
        closing: closing(text),
        ..Facts::default()
    };
    count_characters(text, &mut facts);
    count_words(words, &mut facts);
    find_cues(words, &mut facts);
    facts.dated = dates::looks_dated(text, words);
    facts.credited = is_credited(text, words);
    facts
}

/// What stands with a colon before the name of whom a picture is from.
const CREDITS: [&str; 24] = [
    "photo",
    "photos",
    "photograph",
    "photographs",
    "photographer",
    "image",
    "images",
    "picture",
    "pictures",
    "credit",
    "credits",
    "foto",
    "fotos",
    "fotoğraf",
    "bild",
    "bilder",
    "imagen",
    "imagem",
    "immagine",
    "crédit",
    "crédits",
    "фото",
    "zdjęcie",
    "φωτογραφία",
];

/// The most words of a name behind it.
const LONGEST_CREDIT: usize = 8;

/// Whether a capitalised word for pictures stands before a colon, and no more than a name or two behind it.
fn is_credited(text: &str, words: &[Word]) -> bool {
    static HASHES: LazyLock<Vec<u32>> =
        LazyLock::new(|| CREDITS.iter().map(|word| words::hash(word)).collect());
    if words.len() > 60 || !text.contains([':', '：']) {
        return false;
    }
    let mut last = words.iter().rev().take(LONGEST_CREDIT + 1).skip(1);
    last.any(|word| {
        let behind = text.get(word.end as usize..).unwrap_or_default();
        matches!(word.case, Case::Title | Case::Upper)
            && HASHES.contains(&word.hash)
            && behind.trim_start().starts_with([':', '：'])
    })
}

/// The words of a line.
pub fn words_of(input: &str, line: &Line, into: &mut Vec<Word>) {
    into.clear();
    words::split(line.text(input), into);
}

fn count_words(words: &[Word], facts: &mut Facts) {
    let mut hash = 0x811c_9dc5_u32;
    for word in words {
        match word.case {
            Case::Lower => facts.lower += 1,
            Case::Title => facts.capitalised += 1,
            Case::Upper => facts.upper += 1,
            Case::Number => facts.numbers += 1,
            Case::Mixed => facts.glued += 1,
            Case::None => {}
        }
        facts.stop_words += u32::from(crate::language::stop_word(word.hash));
        hash = (hash.rotate_left(5) ^ word.hash).wrapping_mul(0x9e37_79b1);
    }
    facts.hash = hash;
}

fn find_cues(words: &[Word], facts: &mut Facts) {
    let mut hits = Vec::new();
    cues::find(words, &mut hits);
    if (2..=8).contains(&words.len()) {
        facts.row_of = row_of(words, &mut Vec::new());
    }
    for hit in hits {
        facts.cues |= 1 << hit.cue as u32;
        facts.whole_cues |= u32::from(hit.whole) << hit.cue as u32;
        facts.first_cues |= u32::from(hit.first == 0) << hit.cue as u32;
        facts.cue_words += hit.len;
    }
}

/// The one kind of cue that all words are, each by itself, if there is one.
fn row_of(words: &[Word], hits: &mut Vec<cues::Hit>) -> Option<Cue> {
    let mut kind = None;
    for word in words {
        hits.clear();
        cues::find(std::slice::from_ref(word), hits);
        let own = hits.iter().find(|hit| hit.whole)?.cue;
        if kind.is_some_and(|kind| kind != own) {
            return None;
        }
        kind = Some(own);
    }
    kind
}

fn count_characters(text: &str, facts: &mut Facts) {
    let mut previous = ' ';
    for c in text.chars() {
        if c.is_ascii_alphabetic() {
            facts.chars += 1;
            previous = c;
            continue;
        }
        if c == ' ' {
            facts.sentences += u32::from(is_stop(previous));
            previous = c;
            continue;
        }
        count_mark(c, previous, facts);
        facts.chars += u32::from(!c.is_whitespace());
        previous = c;
    }
    facts.sentences += u32::from(is_stop(previous));
}

fn count_mark(c: char, previous: char, facts: &mut Facts) {
    match c {
        '0'..='9' => facts.digits += 1,
        ',' | ';' | '،' | '、' | '，' | '；' => facts.commas += 1,
        '。' | '！' | '？' | '।' | '۔' => facts.sentences += 1,
        '/' if previous == '/' => facts.address = true,
        '/' | '|' | '•' | '›' | '»' | '>' | '·' | '→' | '◂' | '▸' => {
            facts.separators += 1;
        }
        '@' => facts.address = true,
        '©' | '®' | '™' => facts.copyright = true,
        '$' | '€' | '£' | '¥' | '₹' | '₽' | '₺' | '₴' => facts.currency = true,
        '(' | ')' | '[' | ']' => facts.brackets += 1,
        _ if is_quote(c) => {
            facts.quotes += 1;
            facts.sentences += u32::from(is_stop(previous));
        }
        _ if is_symbol(c) => facts.symbols += 1,
        _ => {}
    }
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '‘' | '’' | '»')
}

fn is_symbol(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{27bf}' | '\u{2900}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '#' | '+' | '*' | '=' | '~' | '^' | '%' | '{' | '}' | '\\' | '<')
}

fn opening(text: &str) -> Opening {
    match text.chars().next() {
        Some(c) if is_quote(c) => Opening::Quote,
        Some(
            '-' | '–' | '—' | '•' | '·' | '*' | '▪' | '◦' | '●' | '■' | '►' | '✓' | '→' | '»' | '›',
        ) => Opening::Bullet,
        Some(c) if c.is_ascii_digit() => Opening::Digit,
        Some(c) if c.is_uppercase() => Opening::Upper,
        Some(c) if c.is_alphabetic() => Opening::Lower,
        _ => Opening::Other,
    }
}

fn closing(text: &str) -> Closing {
    let bare = text.trim_end_matches(|c: char| is_quote(c) || matches!(c, ')' | ']' | '\'' | ' '));
    match bare.chars().next_back() {
        Some('…') => Closing::Ellipsis,
        Some('.') if bare.ends_with("..") => Closing::Ellipsis,
        Some('.' | '!' | '。' | '！' | '।' | '۔') => Closing::Stop,
        Some('?' | '？' | '؟' | '\u{37e}') => Closing::Question,
        Some(':' | '：') => Closing::Colon,
        Some(',' | ';' | '،' | '、') => Closing::Comma,
        _ => Closing::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credited(text: &str) -> bool {
        let mut words = Vec::new();
        words::split(text, &mut words);
        gather(text, &words).credited
    }

    #[test]
    fn a_pictures_credit_ends_a_line() {
        for line in [
            "PHOTO: GRETA LUND",
            "The ferry at the quay. Photo: Ann Lee / Harbour Times",
            "Die Fähre am Kai. Foto: Ann Lee",
        ] {
            assert!(credited(line), "{line}");
        }
        for line in [
            "image: busybox:1.28",
            "He took the photo: a ferry",
            "Photo",
            "Credits: the committee thanks all those who gave their time and their money for it",
        ] {
            assert!(!credited(line), "{line}");
        }
    }
}
