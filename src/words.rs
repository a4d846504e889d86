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
    for (at, c) in text.char_indices() {
        let class = class_of(c);
        match class {
            Class::Joiner => continue, // invisible: neither part of a word nor an end of one
            Class::Separator | Class::Ideograph if word.first != Class::Separator => {
                words.push(word.finish());
                word = Builder::EMPTY;
            }
            _ => {}
        }
        if class != Class::Separator {
            word.push(c, class, at);
        }
        if class == Class::Ideograph {
            words.push(word.finish());
            word = Builder::EMPTY;
        }
    }
    if word.first != Class::Separator {
        words.push(word.finish());
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Separator,
    Joiner,
    Lower,
    Upper,
    Digit,
    Uncased,
    Ideograph,
}

fn class_of(c: char) -> Class {
    match c {
        'a'..='z' => Class::Lower,
        'A'..='Z' => Class::Upper,
        '0'..='9' => Class::Digit,
        '\0'..='\x7f' => Class::Separator,
        _ if is_invisible(c) => Class::Joiner,
        _ if is_ideograph(c) => Class::Ideograph,
        _ if c.is_numeric() => Class::Digit,
        _ if c.is_lowercase() => Class::Lower,
        _ if c.is_uppercase() => Class::Upper,
        _ if c.is_alphabetic() || is_mark(c) => Class::Uncased,
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
    /// The class of its first character; that of separators before there is one.
    first: Class,
    lower: bool,
    upper: u32,
    mixed: bool,
    letters: bool,
}

impl Builder {
    const EMPTY: Self = Self {
        start: 0,
        end: 0,
        hash: 0x811c_9dc5,
        first: Class::Separator,
        lower: false,
        upper: 0,
        mixed: false,
        letters: false,
    };

    fn push(&mut self, c: char, class: Class, at: usize) {
        let folded = match class {
            Class::Upper if c.is_ascii() => c.to_ascii_lowercase(),
            Class::Upper => c.to_lowercase().next().unwrap_or(c),
            _ => c,
        };
        self.hash = (self.hash ^ folded as u32).wrapping_mul(0x0100_0193);
        if self.first == Class::Separator {
            (self.first, self.start) = (class, at);
        }
        match class {
            Class::Lower => self.lower = true,
            Class::Upper => {
                self.mixed |= self.lower;
                self.upper += 1;
            }
            _ => {}
        }
        self.letters |= class != Class::Digit;
        self.end = at + c.len_utf8();
    }

    fn case(&self) -> Case {
        match () {
            () if !self.letters => Case::Number,
            () if self.mixed => Case::Mixed,
            () if self.upper > 1 && !self.lower => Case::Upper,
            () if self.upper > 0 && self.first == Class::Upper => Case::Title,
            () if self.upper > 0 => Case::Mixed,
            () if self.lower => Case::Lower,
            () => Case::None,
        }
    }

    fn finish(&self) -> Word {
        let case = self.case();
        let mixed = self.hash ^ (self.hash >> 15);
        Word {
            start: self.start as u32,
            end: self.end as u32,
            hash: if case == Case::Number {
                NUMBER
            } else {
                mixed.wrapping_mul(0x2c1b_3c6d)
            },
            case,
        }
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
