//! An article as the tagger sees it: its tokens, its distinct words, and for every word how and
//! beside what it is written elsewhere in the article.

use std::collections::HashMap;

use super::gloss::{self, Reading, Tongue};
use super::lexicon::{self, Entry, Lexicon};
use super::nouns;
use super::token::{Token, TokenKind, tokenize};

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// No letters, or none with case.
    None,
    /// Starts in lower case.
    Lower,
    /// A capital, then lower case.
    Title,
    /// One capital alone.
    Initial,
    /// Two or more capitals and no lower case.
    Upper,
    /// Anything else that starts with a capital.
    Mixed,
}

impl Case {
    /// True when the word starts with a capital.
    #[must_use]
    pub fn is_capital(self) -> bool {
        matches!(
            self,
            Self::Title | Self::Initial | Self::Upper | Self::Mixed
        )
    }
}

/// A distinct word of the article, as it is written.
#[derive(Clone, Debug)]
pub struct Form {
    /// Hash of the folded word, of its gloss in another language.
    pub word: u32,
    /// Hash of the folded word as it stands.
    pub own: u32,
    /// Hash of its shape, such as `Xx` or `X.X.`.
    pub shape: u32,
    /// Its case.
    pub case: Case,
    /// Hashes of its first 1 to 4 letters.
    pub prefixes: [u32; 4],
    /// Hashes of its last 1 to 4 letters.
    pub suffixes: [u32; 4],
    /// What the lexicon says.
    pub entry: Entry,
    /// The wider class.
    pub wider: u8,
    /// Number of the word without regard to case, an index of [`Document::words`].
    pub id: u32,
}

/// A word of the article without regard to case.
#[derive(Clone, Debug, Default)]
pub struct Word {
    /// Times in lower case.
    pub lower: u32,
    /// Times with a capital inside of a sentence.
    pub inside: u32,
    /// Times with a capital where a sentence starts.
    pub first: u32,
    /// Times in capitals.
    pub upper: u32,
    /// The first tokens where it has a capital.
    pub places: Vec<u32>,
}

/// Most places of a word that are looked at for its neighbours.
const PLACES: usize = 9;

/// An article, ready for its features.
#[derive(Clone, Debug)]
pub struct Document<'t> {
    /// Its text.
    pub text: &'t str,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// For every token, its form.
    pub form_of: Vec<u32>,
    /// The distinct forms.
    pub forms: Vec<Form>,
    /// The distinct words.
    pub words: Vec<Word>,
    /// For every token, true where its sentence starts.
    pub starts: Vec<bool>,
    /// For every token, true in a sentence without lower case.
    pub shouted: Vec<bool>,
}

impl<'t> Document<'t> {
    /// Reads a text. Linear in it.
    #[must_use]
    pub fn new(text: &'t str, lexicon: &Lexicon) -> Self {
        Self::of_tokens(text, tokenize(text), lexicon, None)
    }

    /// The same with the tokens given, and the glosses of the text's language.
    #[must_use]
    pub fn of_tokens(
        text: &'t str,
        tokens: Vec<Token>,
        lexicon: &Lexicon,
        tongue: Option<Tongue>,
    ) -> Self {
        let mut document = Self {
            text,
            form_of: Vec::with_capacity(tokens.len()),
            forms: Vec::new(),
            words: Vec::new(),
            starts: vec![false; tokens.len()],
            shouted: vec![false; tokens.len()],
            tokens,
        };
        document.find_forms(lexicon, tongue);
        document.find_starts();
        if tongue.is_some_and(|t| t.nouns) {
            nouns::lower(&mut document);
        }
        document.count_cases();
        document
    }

    /// The form of token `i`.
    #[must_use]
    pub fn form(&self, i: usize) -> Option<&Form> {
        self.forms.get(*self.form_of.get(i)? as usize)
    }

    /// The ranges of tokens that are sentences.
    pub fn sentences(&self) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
        let mut start = 0;
        self.tokens
            .iter()
            .enumerate()
            .filter(|(_, token)| token.ends)
            .map(move |(i, _)| std::mem::replace(&mut start, i + 1)..i + 1)
    }

    fn find_forms(&mut self, lexicon: &Lexicon, tongue: Option<Tongue>) {
        let mut by_text: HashMap<(&str, Reading), u32> = HashMap::new();
        let mut by_word: HashMap<u32, u32> = HashMap::new();
        for (i, token) in self.tokens.iter().enumerate() {
            let text = token.text(self.text);
            let next = self.forms.len() as u32;
            let reading = tongue.map_or(Reading::Own, |t| gloss::reading(self, lexicon, i, &t));
            let number = *by_text.entry((text, reading)).or_insert(next);
            if number == next {
                let mut form = Form::read(text, token.kind, reading, lexicon);
                let words = &mut self.words;
                form.id = *by_word.entry(form.word).or_insert_with(|| {
                    words.push(Word::default());
                    words.len() as u32 - 1
                });
                self.forms.push(form);
            }
            self.form_of.push(number);
        }
    }

    /// A sentence starts with its first word, behind quotes, brackets and bullets.
    fn find_starts(&mut self) {
        let mut starting = true;
        let mut from = 0;
        let (mut lower, mut capital) = (0, 0);
        for i in 0..self.tokens.len() {
            let token = self.tokens[i];
            if starting && token.kind != TokenKind::Mark {
                self.starts[i] = true;
                starting = false;
            }
            let case = self.form(i).map_or(Case::None, |f| f.case);
            lower += u32::from(matches!(case, Case::Lower | Case::Mixed));
            lower += u32::from(case == Case::Title);
            capital += u32::from(case == Case::Upper);
            if token.ends {
                let shouted = lower == 0 && capital > 1;
                self.shouted[from..=i].fill(shouted);
                (starting, from, lower, capital) = (true, i + 1, 0, 0);
            }
        }
    }

    fn count_cases(&mut self) {
        for (i, form) in self.form_of.iter().enumerate() {
            let form = &self.forms[*form as usize];
            let word = &mut self.words[form.id as usize];
            match form.case {
                Case::None => continue,
                Case::Lower => {
                    word.lower += 1;
                    continue;
                }
                Case::Upper => word.upper += 1,
                _ if self.starts[i] => word.first += 1,
                _ => word.inside += 1,
            }
            if word.places.len() < PLACES && !self.shouted[i] {
                word.places.push(i as u32);
            }
        }
    }
}

impl Form {
    fn new(text: &str, kind: TokenKind, lexicon: &Lexicon) -> Self {
        let word = word_of(text, kind);
        let text = without_dot(text);
        let entry = lexicon
            .word(word)
            .or_else(|| {
                if text.is_ascii() {
                    None
                } else {
                    lexicon.word(lexicon::plain_hash(text))
                }
            })
            .unwrap_or_default();
        Self {
            word,
            own: word,
            shape: shape(text),
            case: case_of(text),
            prefixes: affixes(text.chars()),
            suffixes: affixes(text.chars().rev()),
            entry,
            wider: lexicon.wider(entry.class),
            id: 0,
        }
    }
}

impl Form {
    /// Makes it a word in small letters.
    pub(super) fn lower(&mut self) {
        (self.case, self.shape) = (Case::Lower, shape("x"));
    }

    /// The form of the word `text` as it is read.
    fn read(text: &str, kind: TokenKind, reading: Reading, lexicon: &Lexicon) -> Self {
        let (Reading::Gloss(gloss) | Reading::Case(gloss)) = reading else {
            return Self::new(text, kind, lexicon);
        };
        let mut form = Self::new(gloss, kind, lexicon);
        form.own = word_of(text, kind);
        if matches!(reading, Reading::Gloss(_)) {
            let text = without_dot(text);
            (form.case, form.shape) = (case_of(text), shape(text));
        }
        form
    }
}

/// The hash by which a token is the same word as another.
#[must_use]
pub fn word_of(text: &str, kind: TokenKind) -> u32 {
    lexicon::word_hash(match kind {
        TokenKind::Address => "://",
        _ => without_dot(text),
    })
}

/// "Mr." and "Mr" are one word; "U.S." and initials keep their dots.
fn without_dot(text: &str) -> &str {
    match text.strip_suffix('.') {
        Some(bare) if bare.chars().nth(1).is_some() && !bare.contains('.') => bare,
        _ => text,
    }
}

/// How a word is written.
pub(super) fn case_of(text: &str) -> Case {
    let (mut upper, mut lower) = (0u32, 0u32);
    let mut first = Case::None;
    for c in text.chars() {
        let (is_upper, is_lower) = (c.is_uppercase(), c.is_lowercase());
        if first == Case::None && c.is_alphanumeric() {
            first = if is_upper { Case::Title } else { Case::Lower };
        }
        upper += u32::from(is_upper);
        lower += u32::from(is_lower);
    }
    match (first, upper, lower) {
        (_, 0, 0) => Case::None,
        (Case::Title, 1, 0) => Case::Initial,
        (Case::Title, _, 0) => Case::Upper,
        (Case::Title, 1, _) => Case::Title,
        (Case::Title, ..) | (_, 1.., _) => Case::Mixed,
        _ => Case::Lower,
    }
}

/// The hash of the word's shape: runs of capitals, small letters, digits and marks, at most 6.
fn shape(text: &str) -> u32 {
    let mut hash = lexicon::START;
    let (mut last, mut runs, mut length) = ('\0', 0, 0);
    for c in text.chars() {
        let kind = match c {
            _ if c.is_uppercase() => 'X',
            _ if c.is_lowercase() => 'x',
            _ if c.is_numeric() => 'd',
            _ if c.is_alphabetic() => 'a',
            _ => lexicon::fold(c),
        };
        length = if kind == last { length + 1 } else { 1 };
        let most = match kind {
            'X' => 3,
            'd' => 4,
            _ => 1,
        };
        if length <= most {
            hash = (hash ^ kind as u32).wrapping_mul(0x0100_0193);
            runs += 1;
        }
        last = kind;
        if runs > 8 {
            break;
        }
    }
    lexicon::finish(hash)
}

fn affixes(chars: impl Iterator<Item = char>) -> [u32; 4] {
    let mut hashes = [0; 4];
    let mut hash = lexicon::START;
    for (slot, c) in hashes.iter_mut().zip(chars) {
        hash = (hash ^ lexicon::fold(c) as u32).wrapping_mul(0x0100_0193);
        *slot = lexicon::finish(hash);
    }
    hashes
}
