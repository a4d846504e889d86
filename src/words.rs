//! Words: the tokens that features, cue lists and lexicons are made of.
//!
//! A word is a run of letters, marks and digits; an apostrophe ends it. Scripts that are written without spaces
//! (Chinese, Japanese, Thai, Khmer) give one word for each character. Words carry a hash of
//! their lower-case form instead of a string, so that looking one up never allocates.

/// The hash that every number has, whatever its digits: `#` in a cue list.
pub const NUMBER: u32 = 0x9e37_79b1;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// In a script without case, or mixed with none of the other shapes.
    None,
    /// All lower case.
    Lower,
    /// First letter upper case, others lower case (a single capital too).
    Title,
    /// Two or more letters, all upper case.
    Upper,
    /// Upper case after lower case, such as `iPhone` or two words glued together.
    Mixed,
    /// Digits alone.
    Number,
}

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Hash of the lower-case word; [`NUMBER`] for digits.
    pub hash: u32,
    /// How it is written.
    pub case: Case,
}

/// Hashes one word, given as text: what [`split`] would give it.
#[must_use]
pub fn hash(word: &str) -> u32 {
    let mut words = Vec::new();
    split(word, &mut words);
    words.first().map_or(0, |w| w.hash)
}

/// Splits `text` into words, adding them to `words`. Linear in the text.
pub fn split(text: &str, words: &mut Vec<Word>) {
    let mut word = Builder::EMPTY;
    let mut at = 0;
    while let Some(rest) = text.as_bytes().get(at..).filter(|rest| !rest.is_empty()) {
        let run = word.push_ascii(rest, at);
        at += run;
        if rest.get(run).is_some_and(u8::is_ascii) {
            word.end_into(words);
            at += 1;
            continue;
        }
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            break;
        };
        match class_of(c) {
            Class::Joiner => {} // invisible: neither part of a word nor an end of one
            Class::Separator => word.end_into(words),
            Class::Ideograph => {
                word.end_into(words);
                word.push(c, UNCASED, at);
                word.end_into(words);
            }
            Class::Letter(kind) => word.push(c, kind, at),
        }
        at += c.len_utf8();
    }
    word.end_into(words);
}

enum Class {
    Separator,
    Joiner,
    /// With one of [`LOWER`], [`UPPER`], [`DIGIT`] and [`UNCASED`].
    Letter(u8),
    Ideograph,
}

/// Kinds of characters, as bits. That of capitals, moved by four, is what sets them apart in ASCII.
const LOWER: u8 = 1;
const UPPER: u8 = 2;
const DIGIT: u8 = 4;
const UNCASED: u8 = 8;

/// The kind of each character of ASCII, 0 for one that parts words.
const ASCII: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut c = 0;
    while c < 128 {
        let byte = c as u8;
        kinds[c] = match byte {
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            _ => 0,
        };
        c += 1;
    }
    kinds
};

/// The class of a character beyond [`ASCII`].
fn class_of(c: char) -> Class {
    match c {
        _ if is_invisible(c) => Class::Joiner,
        _ if is_ideograph(c) => Class::Ideograph,
        _ if c.is_numeric() => Class::Letter(DIGIT),
        _ if c.is_lowercase() => Class::Letter(LOWER),
        _ if c.is_uppercase() => Class::Letter(UPPER),
        _ if c.is_alphabetic() || is_mark(c) => Class::Letter(UNCASED),
        _ => Class::Separator,
    }
}

/// Characters that show nothing: zero-width, bidi controls, soft hyphen, byte-order mark.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{e7f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3134f}')
}

/// Combining marks that stand inside words: accents, vowel signs of Indic scripts, Arabic and Hebrew points.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{900}'..='\u{903}'
        | '\u{93a}'..='\u{94f}' | '\u{962}' | '\u{963}')
}

/// A word that is being read.
struct Builder {
    start: usize,
    end: usize,
    hash: u32,
    /// Kinds of its characters; none before there is one.
    seen: u8,
    /// Whether the first is a capital.
    capital: bool,
    capitals: u32,
    /// Whether a capital follows a small letter.
    mixed: bool,
}

/// The hash of a word with one more character.
fn mix(hash: u32, c: u32) -> u32 {
    (hash ^ c).wrapping_mul(0x0100_0193)
}

impl Builder {
    const EMPTY: Self = Self {
        start: 0,
        end: 0,
        hash: 0x811c_9dc5,
        seen: 0,
        capital: false,
        capitals: 0,
        mixed: false,
    };

    /// Adds the letters and digits of ASCII that a text begins with, and says how many there are.
    fn push_ascii(&mut self, text: &[u8], at: usize) -> usize {
        let kind_of = |byte: &u8| ASCII.get(usize::from(*byte)).copied().unwrap_or(0);
        let (mut hash, mut seen, mut mixed, mut capitals) = (self.hash, self.seen, 0, 0);
        let mut count = 0;
        for byte in text {
            let kind = kind_of(byte);
            if kind == 0 {
                break;
            }
            hash = mix(hash, u32::from(byte | (kind & UPPER) << 4));
            mixed |= kind & seen << 1;
            seen |= kind;
            capitals += u32::from(kind & UPPER);
            count += 1;
        }
        if count > 0 {
            if self.seen == 0 {
                self.start = at;
                self.capital = text.first().is_some_and(u8::is_ascii_uppercase);
            }
            self.hash = hash;
            self.seen = seen;
            self.mixed |= mixed & UPPER != 0;
            self.capitals += capitals / u32::from(UPPER);
            self.end = at + count;
        }
        count
    }

    fn push(&mut self, c: char, kind: u8, at: usize) {
        let folded = if kind == UPPER {
            c.to_lowercase().next().unwrap_or(c)
        } else {
            c
        };
        self.hash = mix(self.hash, folded as u32);
        if self.seen == 0 {
            (self.start, self.capital) = (at, kind == UPPER);
        }
        self.mixed |= kind == UPPER && self.seen & LOWER != 0;
        self.capitals += u32::from(kind == UPPER);
        self.seen |= kind;
        self.end = at + c.len_utf8();
    }

    fn case(&self) -> Case {
        match () {
            () if self.seen == DIGIT => Case::Number,
            () if self.mixed => Case::Mixed,
            () if self.capitals > 1 && self.seen & LOWER == 0 => Case::Upper,
            () if self.capitals > 0 && self.capital => Case::Title,
            () if self.capitals > 0 => Case::Mixed,
            () if self.seen & LOWER != 0 => Case::Lower,
            () => Case::None,
        }
    }

    /// Ends the word, if there is one, and begins another.
    fn end_into(&mut self, words: &mut Vec<Word>) {
        if self.seen == 0 {
            return;
        }
        let case = self.case();
        let mixed = self.hash ^ (self.hash >> 15);
        words.push(Word {
            start: self.start as u32,
            end: self.end as u32,
            hash: if case == Case::Number {
                NUMBER
            } else {
                mixed.wrapping_mul(0x2c1b_3c6d)
            },
            case,
        });
        *self = Self::EMPTY;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(&str, Case)> {
        let mut words = Vec::new();
        split(text, &mut words);
        words
            .iter()
            .map(|w| (&text[w.start as usize..w.end as usize], w.case))
            .collect()
    }

    #[test]
    fn words_end_at_apostrophes_hyphens_and_spaces() {
        let cases = texts("Don’t RE-READ iPhone 1990s 12");
        let expected = [
            ("Don", Case::Title),
            ("t", Case::Lower),
            ("RE", Case::Upper),
            ("READ", Case::Upper),
            ("iPhone", Case::Mixed),
            ("1990s", Case::Lower),
            ("12", Case::Number),
        ];
        assert_eq!(cases, expected);
    }

    #[test]
    fn scripts_without_spaces_give_a_word_for_each_character() {
        assert_eq!(
            texts("国際ab"),
            [("国", Case::None), ("際", Case::None), ("ab", Case::Lower)]
        );
    }

    #[test]
    fn case_and_invisible_characters_do_not_change_the_hash() {
        assert_eq!(hash("Straße"), hash("STRAßE"));
        assert_eq!(hash("co\u{ad}operate"), hash("cooperate"));
        assert_eq!(hash("2024"), hash("7"));
        assert_ne!(hash("cat"), hash("act"));
    }
}
