//! Reads cue lists. Used by `build.rs` and by the tests; the format is told in `data/cues/README.md`.

use super::kind::{AT_END, AT_START, CAPITALS, CUE, Cue, MAX_WORDS, WHOLE};
use super::words::{self, Case, NUMBER};
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// One phrase of a list.
pub struct Entry {
    /// Its line in the file, from 1.
    pub line: usize,
    /// The phrase as it stands there, without its anchor.
    pub text: String,
    /// The number of its [`Cue`], and flags.
    pub info: u8,
    /// Hashes of its words.
    pub words: Vec<u32>,
}

/// Reads a list, or says what is wrong in which lines.
pub fn parse(list: &str) -> Result<Vec<Entry>, Vec<(usize, String)>> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut errors = Vec::new();
    let mut section = None;
    for (index, raw) in list.lines().enumerate() {
        let line = index + 1;
        let text = raw.split("//").next().unwrap_or_default().trim();
        if text.is_empty() {
            continue;
        }
        if let Some(name) = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')) {
            section = cue(name);
            if section.is_none() {
                errors.push((line, format!("unknown section [{name}]")));
            }
            continue;
        }
        match entry(line, text, section, &entries) {
            Ok(entry) => entries.push(entry),
            Err(what) => errors.push((line, what)),
        }
    }
    if errors.is_empty() {
        Ok(entries)
    } else {
        Err(errors)
    }
}

fn cue(name: &str) -> Option<Cue> {
    Cue::ALL.into_iter().find(|c| c.name() == name)
}

fn entry(line: usize, text: &str, section: Option<Cue>, before: &[Entry]) -> Result<Entry, String> {
    let cue = section.ok_or("phrase outside a section")?;
    let (anchor, phrase) = match text.split_once(' ') {
        Some(("^", rest)) => (AT_START, rest),
        Some(("$", rest)) => (AT_END, rest),
        Some(("=", rest)) => (WHOLE, rest),
        _ => (0, text),
    };
    let words = word_hashes(phrase, anchor)?;
    let capitals = if is_shouted(phrase) { CAPITALS } else { 0 };
    let entry = Entry {
        line,
        text: phrase.trim().to_owned(),
        info: cue as u8 | anchor | capitals,
        words,
    };
    match before.iter().find(|e| repeats(e, &entry)) {
        Some(same) => Err(format!("“{text}” is covered by line {}", same.line)),
        None => Ok(entry),
    }
}

/// Whether one of two entries adds nothing to the other.
fn repeats(a: &Entry, b: &Entry) -> bool {
    let (cue_a, cue_b) = (a.info & CUE, b.info & CUE);
    let (flags_a, flags_b) = (a.info & !CUE, b.info & !CUE);
    let nested = covers(flags_a, flags_b) || covers(flags_b, flags_a);
    a.words == b.words && (flags_a == flags_b || cue_a == cue_b && nested)
}

/// Whether an entry with flags `a` is found wherever one with flags `b` is.
pub fn covers(a: u8, b: u8) -> bool {
    a & !b == 0
}

/// The hashes of a phrase's words; `#` stands for any number. Numbers around a whole line do not count.
pub fn word_hashes(phrase: &str, anchor: u8) -> Result<Vec<u32>, String> {
    let mut hashes = Vec::new();
    for token in phrase.split_whitespace() {
        if token == "#" {
            hashes.push(NUMBER);
            continue;
        }
        let mut split = Vec::new();
        words::split(token, &mut split);
        if split.iter().any(|w| w.case == Case::Number) {
            return Err(format!("“{phrase}” has a number: write # instead"));
        }
        hashes.extend(split.iter().map(|w| w.hash));
    }
    if anchor == WHOLE {
        let numbers = |&&hash: &&u32| hash == NUMBER;
        let before = hashes.iter().take_while(numbers).count();
        let after = hashes.iter().rev().take_while(numbers).count();
        hashes.truncate(hashes.len().saturating_sub(after));
        hashes.drain(..before.min(hashes.len()));
    }
    match hashes.len() {
        _ if hashes.iter().all(|&h| h == NUMBER) => Err("phrase without a word".to_owned()),
        n if n > MAX_WORDS => Err(format!("“{phrase}” has more than {MAX_WORDS} words")),
        _ => Ok(hashes),
    }
}

/// Whether every word is in capitals, two letters at least.
fn is_shouted(phrase: &str) -> bool {
    let mut split = Vec::new();
    words::split(phrase, &mut split);
    split.iter().all(|w| w.case == Case::Upper)
}

/// Languages whose pages never drop accents.
const ACCENTS_STAY: [&str; 4] = ["de", "nl", "pl", "sv"];

/// The spellings of a phrase that pages in this language use: as it stands; as it comes back from capitals (Turkish ı,
/// German ß); without accents at all; and without one on its first letter.
pub fn spellings(phrase: &str, language: &str) -> Vec<String> {
    let mut spellings = vec![phrase.to_owned()];
    if phrase.contains(['ı', 'ß']) {
        spellings.push(phrase.to_uppercase());
    }
    if !ACCENTS_STAY.contains(&language) {
        spellings.push(fold(phrase));
        let first = phrase.chars().next().map_or(0, char::len_utf8);
        let (head, tail) = phrase.split_at(first);
        if head.chars().all(|c| matches!(c, 'à'..='ÿ')) {
            spellings.push(fold(head) + tail);
        }
    }
    spellings
}

/// Drops accents from Latin and Greek letters, and the marks and letter forms that Arabic writers leave out.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ß' => folded.push_str("ss"),
            'ı' => folded.push('i'),
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ς' => folded.push('σ'),
            'ё' => folded.push('е'),
            'أ' | 'إ' | 'آ' => folded.push('ا'),
            'ى' | 'ی' => folded.push('ي'),
            'ک' => folded.push('ك'),
            '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{3ff}' | '\u{1e00}'..='\u{1fff}' => {
                decompose_canonical(c, |d| {
                    if !is_combining_mark(d) {
                        folded.push(d);
                    }
                });
            }
            '\u{958}'..='\u{95f}' => decompose_canonical(c, |d| folded.push(d)),
            '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{652}' => {}
            _ => folded.push(c),
        }
    }
    folded
}
