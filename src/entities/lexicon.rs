//! What is known about words before reading: classes learned from word vectors, and lists of
//! given names, places, demonyms, titles and the like, as bits.

use super::code::Decoder;
use super::table::Table;

/// Bits of [`Entry::marks`] and of a phrase: which lists a word stands in.
pub mod mark {
    /// A given name.
    pub const GIVEN: u16 = 1;
    /// A family name.
    pub const FAMILY: u16 = 1 << 1;
    /// A city or town.
    pub const CITY: u16 = 1 << 2;
    /// A country or territory.
    pub const COUNTRY: u16 = 1 << 3;
    /// A state, region or sea.
    pub const REGION: u16 = 1 << 4;
    /// A people, religion or language.
    pub const DEMONYM: u16 = 1 << 5;
    /// A title or office that stands before a name.
    pub const TITLE: u16 = 1 << 6;
    /// A word that names of bodies end or begin with: Ministry, Bank, Inc.
    pub const BODY: u16 = 1 << 7;
    /// A word that names of places end or begin with: River, Mount, Street.
    pub const SITE: u16 = 1 << 8;
    /// A known body: a news agency, a company, an international organisation.
    pub const KNOWN_BODY: u16 = 1 << 9;
    /// How many lists there are.
    pub const COUNT: u32 = 10;
}

/// What the lexicon says about one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Class by meaning, from 1; 0 when the word is unknown.
    pub class: u16,
    /// Class by what the word tends to name, from 1; 0 when unknown.
    pub kind: u8,
    /// Lists that the word stands in, see [`mark`].
    pub marks: u16,
}

/// Classes and lists of words, and lists of phrases.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// Entries by the hash of the folded word.
    words: Table<Entry>,
    /// For every class, the wider class that it belongs to.
    wider: Vec<u8>,
    /// Lists of phrases of one to four words, by their joint hash.
    phrases: Table<u16>,
}

impl Lexicon {
    /// A lexicon of these words, wider classes and phrases; what training makes.
    #[must_use]
    pub fn new(words: &[(u32, Entry)], wider: Vec<u8>, phrases: &[(u32, u16)]) -> Self {
        Self {
            words: Table::new(words),
            wider,
            phrases: Table::new(phrases),
        }
    }

    /// What is known about the word with this hash.
    #[must_use]
    pub fn word(&self, hash: u32) -> Option<Entry> {
        self.words.get(hash)
    }

    /// The wider class of a class; 0 when unknown.
    #[must_use]
    pub fn wider(&self, class: u16) -> u8 {
        self.wider.get(class as usize).copied().unwrap_or(0)
    }

    /// Lists that a phrase stands in.
    #[must_use]
    pub fn phrase(&self, hash: u32) -> u16 {
        self.phrases.get(hash).unwrap_or(0)
    }

    /// Reads what training wrote; `None` when it is damaged.
    #[must_use]
    pub fn decode(decoder: &mut Decoder) -> Option<Self> {
        let wider = (0..decoder.count()?)
            .map(|_| decoder.symbol(0, 8) as u8)
            .collect();
        let mut words = Vec::new();
        decoder.keys(&mut |decoder, key| {
            let known = decoder.bit(1, 0);
            let entry = Entry {
                class: if known {
                    decoder.symbol(2, 10) as u16 + 1
                } else {
                    0
                },
                kind: decoder.symbol(3, 7) as u8,
                marks: (0..mark::COUNT).fold(0, |m, b| m | (u16::from(decoder.bit(4, b)) << b)),
            };
            words.push((key, entry));
        })?;
        let mut phrases = Vec::new();
        decoder.keys(&mut |decoder, key| {
            let marks = (0..mark::COUNT).fold(0, |m, b| m | (u16::from(decoder.bit(5, b)) << b));
            phrases.push((key, marks));
        })?;
        Some(Self::new(&words, wider, &phrases))
    }
}

/// Folds a character for comparing words: lower case, digits alike, apostrophes alike.
#[must_use]
pub fn fold(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '0'..='9' => '0',
        '\0'..='\x7f' => c,
        '\u{2019}' | '\u{2018}' | '\u{2bc}' => '\'',
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// The hash of a word, folded.
#[must_use]
pub fn word_hash(word: &str) -> u32 {
    finish(word.chars().map(fold).fold(START, step))
}

/// The hash of a word without its accents, for words that are in the lexicon without.
#[must_use]
pub fn plain_hash(word: &str) -> u32 {
    let plain = |hash, c| match unaccented(fold(c)) {
        Some(letters) => letters.chars().fold(hash, step),
        None => step(hash, fold(c)),
    };
    finish(word.chars().fold(START, plain))
}

/// Goes on from the hash of a phrase with one more word.
#[must_use]
pub fn phrase_hash(phrase: u32, word: u32) -> u32 {
    finish(phrase.rotate_left(9).wrapping_mul(0x9e37_79b1) ^ word)
}

/// Where hashing begins.
pub const START: u32 = 0x811c_9dc5;

fn step(hash: u32, c: char) -> u32 {
    (hash ^ c as u32).wrapping_mul(0x0100_0193)
}

/// Spreads a hash over all its bits.
#[must_use]
pub fn finish(hash: u32) -> u32 {
    let hash = (hash ^ (hash >> 16)).wrapping_mul(0x7feb_352d);
    let hash = (hash ^ (hash >> 15)).wrapping_mul(0x846c_a68b);
    hash ^ (hash >> 16)
}

fn unaccented(c: char) -> Option<&'static str> {
    Some(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ạ' | 'ả' | 'ấ' | 'ầ' => "a",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ế' | 'ề' | 'ệ' => "e",
        'ğ' | 'ĝ' | 'ġ' | 'ģ' => "g",
        'ì'..='ï' | 'ĩ' | 'ī' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ł' | 'ļ' | 'ľ' | 'ĺ' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'ố' | 'ồ' | 'ơ' => "o",
        'ŕ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ţ' | 'ť' | 'ț' => "t",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        '\u{300}'..='\u{36f}' => "",
        _ => return None,
    })
}
