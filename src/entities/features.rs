//! The tagger's features, each a hash of a template's number and a value.
//!
//! Those of a word itself depend on its form and on how far it stands from the token in hand, so
//! the tagger sums them once for each form; those of a token depend on where it stands.

use super::document::{Case, Document, Form, Word};
use super::lexicon::{Lexicon, mark, phrase_hash};

/// How far from the token a word's own features are looked at.
pub const REACH: usize = 2;
/// Offsets from -[`REACH`] to [`REACH`].
pub const OFFSETS: usize = 2 * REACH + 1;

/// Takes features one by one.
pub trait Sink {
    /// Takes the feature with this hash.
    fn add(&mut self, feature: u32);
}

impl Sink for Vec<u32> {
    fn add(&mut self, feature: u32) {
        self.push(feature);
    }
}

/// The hash of a feature.
fn hash(template: u32, value: u32) -> u32 {
    let mixed = (value ^ template.wrapping_mul(0x9e37_79b1)).wrapping_mul(0x85eb_ca6b);
    let mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0xc2b2_ae35);
    mixed ^ (mixed >> 16)
}

/// Features of a form at one of the offsets, 0 for [`REACH`] before the token.
pub fn of_form(form: &Form, word: &Word, offset: usize, sink: &mut impl Sink) {
    let base = 1000 * (offset as u32 + 1);
    let mut add = |template: u32, value: u32| sink.add(hash(base + template, value));
    let distance = offset.abs_diff(REACH);
    add(0, form.word);
    add(1, form.shape);
    if form.entry.class > 0 {
        add(2, u32::from(form.wider));
    }
    if form.entry.kind > 0 {
        add(4, u32::from(form.entry.kind));
    }
    if distance > 1 {
        return;
    }
    if form.entry.class > 0 {
        add(3, u32::from(form.entry.class));
    }
    for bit in 0..mark::COUNT {
        if form.entry.marks >> bit & 1 == 1 {
            add(5, bit * 2 + u32::from(form.case.is_capital()));
        }
    }
    add(6, elsewhere(form.case, word));
    if distance > 0 {
        add(13, form.suffixes[2]);
        return;
    }
    for (i, (&prefix, &suffix)) in form.prefixes.iter().zip(&form.suffixes).enumerate() {
        if prefix != 0 {
            add(20 + i as u32, prefix);
            add(30 + i as u32, suffix);
        }
    }
    if form.entry.kind == 0 && form.case != Case::None {
        add(7, form.case as u32);
    }
}

/// How a word is written in the rest of the article, as a small number.
fn elsewhere(case: Case, word: &Word) -> u32 {
    let few = |n: u32| n.min(2);
    let of_case = case as u32;
    of_case * 1000
        + few(word.lower) * 100
        + few(word.inside) * 10
        + u32::from(word.first > 0) * 4
        + few(word.upper)
}

/// Features of token `i` of a sentence, beyond those of the forms around it and of the word's
/// other places.
pub fn of_token(document: &Document, spots: &Spots, i: usize, sink: &mut impl Sink) {
    let mut add = |template: u32, value: u32| sink.add(hash(template, value));
    let sentence = &spots.sentence;
    let at = |k: isize| {
        let j = i as isize + k;
        let inside = j >= sentence.start as isize && j < sentence.end as isize;
        if inside {
            document.form(j as usize)
        } else {
            None
        }
    };
    let Some(form) = at(0) else { return };
    add(1, 0);
    let (before, after) = (at(-1), at(1));
    let shape = |f: Option<&Form>| f.map_or(7, |f| f.shape);
    let kind = |f: Option<&Form>| f.map_or(99, |f| u32::from(f.entry.kind) * 8 + f.case as u32);
    let wider = |f: Option<&Form>| f.map_or(999, |f| u32::from(f.wider));
    let word = |f: Option<&Form>| f.map_or(3, |f| f.word);
    let starts = document.starts.get(i).copied().unwrap_or(false);
    let shouted = document.shouted.get(i).copied().unwrap_or(false);
    add(
        2,
        form.case as u32 * 4 + u32::from(starts) * 2 + u32::from(shouted),
    );
    add(
        3,
        kind(Some(form)) * 4 + u32::from(starts) * 2 + u32::from(shouted),
    );
    add(4, shape(before) ^ form.shape.rotate_left(7));
    add(5, form.shape.rotate_left(7) ^ shape(after).rotate_left(13));
    add(6, kind(before) * 1000 + kind(Some(form)));
    add(7, kind(Some(form)) * 1000 + kind(after));
    add(8, wider(before) * 1000 + wider(Some(form)));
    add(9, wider(Some(form)) * 1000 + wider(after));
    add(
        10,
        (kind(before) * 1000 + kind(Some(form))) * 1000 + kind(after),
    );
    add(11, word(before) ^ form.case as u32);
    add(12, word(after) ^ form.case as u32);
    if before.is_none() || after.is_none() {
        add(16, u32::from(before.is_none()) * 8 + form.case as u32);
    }
    of_phrases(spots, i, sink);
    if form.case.is_capital() || spots.run(i).is_some() {
        of_run(document, spots, i, sink);
    }
}

/// Features of the lexicon's phrases at token `i` and beside it.
fn of_phrases(spots: &Spots, i: usize, sink: &mut impl Sink) {
    for (template, j) in [(13, i), (14, i.wrapping_sub(1)), (15, i + 1)] {
        let near = spots.phrase(j);
        for bit in (0..mark::COUNT).filter(|bit| near.marks >> bit & 1 == 1) {
            sink.add(hash(template, bit * 4 + near.part));
        }
    }
}

/// Features of the run of capitalised words that token `i` stands in.
fn of_run(document: &Document, spots: &Spots, i: usize, sink: &mut impl Sink) {
    let Some(run) = spots.run(i) else { return };
    let mut add = |template: u32, value: u32| sink.add(hash(template, value));
    let word = |j: usize| document.form(j).map_or(3, |f| f.word);
    let length = run.end - run.start;
    let position = (i - run.start).min(3) as u32 * 4 + (run.end - 1 - i).min(3) as u32;
    add(100, position);
    add(101, word(run.start));
    add(102, word(run.end - 1));
    let inside = |j: usize| spots.sentence.contains(&j);
    let before = run.start.checked_sub(1).filter(|&j| inside(j));
    let after = Some(run.end).filter(|&j| inside(j));
    let class = |j: Option<usize>| {
        j.and_then(|j| document.form(j))
            .map_or(999, |f| u32::from(f.wider))
    };
    let kind = |j: usize| document.form(j).map_or(0, |f| u32::from(f.entry.kind));
    let long = length.min(4) as u32;
    add(103, before.map_or(3, word));
    add(104, after.map_or(3, word));
    add(105, class(before) * 8 + long);
    add(106, class(after) * 8 + long);
    add(107, kind(run.end - 1) * 64 + position);
    add(108, kind(run.start) * 64 + position);
    let marks = run
        .clone()
        .filter_map(|j| document.form(j))
        .fold(0, |m, f| m | f.entry.marks);
    for bit in 0..mark::COUNT {
        if marks >> bit & 1 == 1 {
            add(109, bit * 64 + position);
        }
    }
    let wide = spots.wide(i);
    if wide != run {
        add(110, word(wide.start));
        add(111, word(wide.end.saturating_sub(1)));
        add(
            112,
            (wide.end - wide.start).min(7) as u32 * 8 + (i - wide.start).min(7) as u32,
        );
    }
}

/// Features of the words beside the word of token `i`, if it has a capital, elsewhere in the
/// article.
pub fn of_neighbours(document: &Document, i: usize, sink: &mut impl Sink) {
    let form = document.form(i).filter(|form| form.case.is_capital());
    let word = form.and_then(|form| document.words.get(form.id as usize));
    let places = word.into_iter().flat_map(|word| &word.places);
    for place in places.map(|&place| place as usize) {
        if place != i {
            of_place(document, place, sink);
        }
    }
}

/// Features of the words beside token `place`, for the same word elsewhere.
pub fn of_place(document: &Document, place: usize, sink: &mut impl Sink) {
    let mut add = |template: u32, value: u32| sink.add(hash(template, value));
    if !document.starts.get(place).copied().unwrap_or(true)
        && let Some(near) = place.checked_sub(1).and_then(|j| document.form(j))
    {
        add(200, near.word);
        add(201, u32::from(near.entry.kind) * 8 + near.case as u32);
    }
    let last = document.tokens.get(place).is_none_or(|t| t.ends);
    if !last && let Some(near) = document.form(place + 1) {
        add(202, near.word);
        add(203, u32::from(near.entry.kind) * 8 + near.case as u32);
    }
}

/// A phrase of the lexicon that a token is part of.
#[derive(Clone, Copy, Debug, Default)]
pub struct Near {
    /// The lists that it stands in.
    marks: u16,
    /// Whether the token is all of it, its first, middle or last word.
    part: u32,
}

/// Runs of capitalised words and phrases of the lexicon in one sentence.
#[derive(Clone, Debug)]
pub struct Spots {
    /// The tokens of the sentence.
    pub sentence: std::ops::Range<usize>,
    runs: Vec<(u32, u32)>,
    wides: Vec<(u32, u32)>,
    phrases: Vec<Near>,
}

/// Longest run that is looked at as one.
const LONGEST_RUN: usize = 16;
/// Most words of a phrase.
const LONGEST_PHRASE: usize = 4;

impl Spots {
    /// Finds them. Linear in the sentence.
    #[must_use]
    pub fn new(document: &Document, lexicon: &Lexicon, sentence: std::ops::Range<usize>) -> Self {
        let mut spots = Self {
            runs: vec![(0, 0); sentence.len()],
            wides: vec![(0, 0); sentence.len()],
            phrases: vec![Near::default(); sentence.len()],
            sentence,
        };
        spots.find_runs(document);
        spots.find_phrases(document, lexicon);
        spots
    }

    fn run(&self, i: usize) -> Option<std::ops::Range<usize>> {
        let &(start, end) = self.runs.get(i.checked_sub(self.sentence.start)?)?;
        (start < end).then_some(start as usize..end as usize)
    }

    fn wide(&self, i: usize) -> std::ops::Range<usize> {
        let at = i.wrapping_sub(self.sentence.start);
        let &(start, end) = self.wides.get(at).unwrap_or(&(0, 0));
        start as usize..end as usize
    }

    fn phrase(&self, i: usize) -> Near {
        let at = i.wrapping_sub(self.sentence.start);
        self.phrases.get(at).copied().unwrap_or_default()
    }

    fn find_runs(&mut self, document: &Document) {
        let base = self.sentence.start;
        let is_capital = |i: usize| document.form(i).is_some_and(|f| f.case.is_capital());
        let links = |i: usize| document.form(i).is_some_and(|f| links(f.word));
        let mut i = base;
        while i < self.sentence.end {
            if !is_capital(i) {
                i += 1;
                continue;
            }
            let start = i;
            let mut wide = i;
            while wide < self.sentence.end && wide - start < LONGEST_RUN {
                let run = wide;
                while wide < self.sentence.end && wide - start < LONGEST_RUN && is_capital(wide) {
                    wide += 1;
                }
                self.runs[run - base..wide - base].fill((run as u32, wide as u32));
                let mut next = wide;
                while next < self.sentence.end && next - wide < 2 && links(next) {
                    next += 1;
                }
                if next == wide || next >= self.sentence.end || !is_capital(next) {
                    break;
                }
                wide = next;
            }
            self.wides[start - base..wide - base].fill((start as u32, wide as u32));
            for j in start..wide {
                if self.runs[j - base] == (0, 0) {
                    self.runs[j - base] = (j as u32, j as u32 + 1);
                }
            }
            i = wide;
        }
    }

    fn find_phrases(&mut self, document: &Document, lexicon: &Lexicon) {
        let base = self.sentence.start;
        let mut i = base;
        while i < self.sentence.end {
            let capital = document.form(i).is_some_and(|f| f.case.is_capital());
            let (length, marks) = if capital {
                self.longest_phrase(document, lexicon, i)
            } else {
                (1, 0)
            };
            for k in 0..length {
                let part = match (k, length) {
                    (_, 1) => 0,
                    (0, _) => 1,
                    _ if k + 1 == length => 3,
                    _ => 2,
                };
                if marks != 0 {
                    self.phrases[i + k - base] = Near { marks, part };
                }
            }
            i += length;
        }
    }

    fn longest_phrase(&self, document: &Document, lexicon: &Lexicon, i: usize) -> (usize, u16) {
        let mut best = (1, 0);
        let mut hash = 0;
        for k in 0..LONGEST_PHRASE.min(self.sentence.end - i) {
            let Some(form) = document.form(i + k) else {
                break;
            };
            hash = phrase_hash(hash, form.word);
            let marks = lexicon.phrase(hash);
            if marks != 0 && form.case.is_capital() {
                best = (k + 1, marks);
            }
        }
        best
    }
}

/// Small words that join the parts of a name: "Bank of England", "Rio de la Plata".
fn links(word: u32) -> bool {
    use super::lexicon::word_hash;
    use std::sync::OnceLock;
    static LINKS: OnceLock<[u32; 22]> = OnceLock::new();
    LINKS
        .get_or_init(|| {
            [
                "of", "for", "and", "&", "the", "de", "la", "del", "da", "do", "dos", "di", "du",
                "al", "el", "bin", "ibn", "van", "von", "der", "on", "-",
            ]
            .map(word_hash)
        })
        .contains(&word)
}
