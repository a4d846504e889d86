//! The tagger: a linear-chain conditional random field over begin, inside, end, single and
//! outside labels, with weights of a few bits and integer sums, so that every machine finds the
//! same best labels.

use std::ops::Range;

use super::code::Decoder;
use super::document::{Case, Document};
use super::features::{self, OFFSETS, REACH, Sink, Spots};
use super::gloss::Glosses;
use super::lexicon::Lexicon;
use super::table::Ranks;

/// Kinds of names that the tagger knows, in the order of their labels.
pub const KINDS: [&str; 5] = ["PER", "ORG", "LOC", "NORP", "MISC"];
/// Labels: outside, then begin, inside, end and single for each kind.
pub const LABELS: usize = 1 + 4 * KINDS.len();
/// Sums of the weights of the labels.
pub type Scores = [i32; LABELS];

/// A stretch of tokens that the tagger takes for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tagged {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// Index into [`KINDS`].
    pub kind: usize,
}

/// The tagger's weights and its lexicon.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// What is known about words.
    pub lexicon: Lexicon,
    /// Words of other languages.
    pub glosses: Glosses,
    /// Countries and their peoples, a line each.
    pub peoples: String,
    /// The features that have a row of weights.
    rows: Ranks,
    /// Where the row of each rank ends.
    ends: Vec<u32>,
    /// Labels and weights of all rows.
    weights: Vec<(u8, i16)>,
    /// Weights from label to label.
    transitions: [Scores; LABELS],
}

/// A row of weights before it is packed: the feature's hash, and a weight for some labels.
pub type Row = (u32, Vec<(u8, i16)>);

/// First bytes of a model's file.
pub const MAGIC: &[u8; 4] = b"CDE3";
/// Bits of a weight's number in the list of levels.
pub const LEVEL_BITS: u32 = 5;

impl Model {
    /// A model of these parts, rows ascending by feature; what training makes.
    #[must_use]
    pub fn new(
        lexicon: Lexicon,
        glosses: Glosses,
        peoples: String,
        rows: Vec<Row>,
        transitions: [Scores; LABELS],
    ) -> Self {
        let ranks = Ranks::new(rows.iter().map(|(feature, _)| *feature));
        let mut weights = Vec::new();
        let end = |(_, row): Row| {
            weights.extend(row);
            weights.len() as u32
        };
        let ends = rows.into_iter().map(end).collect();
        Self {
            lexicon,
            glosses,
            peoples,
            rows: ranks,
            ends,
            weights,
            transitions,
        }
    }

    /// Reads a model's file; `None` when it is not one, or damaged.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let [lexicon, glosses, peoples, weights] = sections(bytes)?;
        let lexicon = Lexicon::decode(&mut Decoder::new(lexicon))?;
        let glosses = Glosses::decode(&mut Decoder::new(glosses))?;
        let peoples = String::from_utf8(peoples.to_vec()).ok()?;
        let mut decoder = Decoder::new(weights);
        let level = |decoder: &mut Decoder| decoder.symbol(10, 16) as u16 as i16;
        let levels: Vec<i16> = (0..1 << LEVEL_BITS).map(|_| level(&mut decoder)).collect();
        let mut transitions = [[0; LABELS]; LABELS];
        for cell in transitions.iter_mut().flatten() {
            *cell = i32::from(level(&mut decoder));
        }
        let mut rows = Vec::new();
        decoder.keys(&mut |decoder, key| {
            let mut row = Vec::new();
            for label in 0..LABELS as u32 {
                if decoder.bit(11, label * 4 + (row.len() as u32).min(3)) {
                    let level = decoder.symbol(12 + label_group(label), LEVEL_BITS);
                    row.push((
                        label as u8,
                        levels.get(level as usize).copied().unwrap_or(0),
                    ));
                }
            }
            rows.push((key, row));
        })?;
        Some(Self::new(lexicon, glosses, peoples, rows, transitions))
    }

    /// Finds the names of a document. Linear in it.
    #[must_use]
    pub fn tag(&self, document: &Document) -> Vec<Tagged> {
        let mut tagged = Vec::new();
        let mut cache = Cache::new(self, document);
        for sentence in document.sentences() {
            let spots = Spots::new(document, &self.lexicon, sentence.clone());
            let scores: Vec<Scores> = sentence.clone().map(|i| cache.scores(&spots, i)).collect();
            let labels = self.best(&scores);
            collect(&labels, sentence.start, &mut tagged);
        }
        tagged
    }

    /// The sum of the weights of all features that `features` gives.
    fn sum(&self, features: impl FnOnce(&mut Adder)) -> Scores {
        let mut adder = Adder {
            model: self,
            scores: [0; LABELS],
        };
        features(&mut adder);
        adder.scores
    }

    fn add_row(&self, feature: u32, scores: &mut Scores) {
        if let Some(rank) = self.rows.get(feature) {
            let end = |rank: usize| self.ends.get(rank).map_or(0, |&end| end as usize);
            let start = rank.checked_sub(1).map_or(0, end);
            let row = self.weights.get(start..end(rank));
            for &(label, weight) in row.unwrap_or_default() {
                if let Some(score) = scores.get_mut(label as usize) {
                    *score += i32::from(weight);
                }
            }
        }
    }

    /// The best sequence of labels by Viterbi's algorithm; of equals the lowest label.
    #[must_use]
    pub fn best(&self, scores: &[Scores]) -> Vec<u8> {
        let Some((first, rest)) = scores.split_first() else {
            return Vec::new();
        };
        let mut best = *first;
        for (label, score) in best.iter_mut().enumerate() {
            if !can_start(label) {
                *score = IMPOSSIBLE;
            }
        }
        let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(rest.len());
        let mut quiet = *first == QUIET;
        for here in rest {
            let was_quiet = std::mem::replace(&mut quiet, *here == QUIET);
            if quiet && was_quiet {
                best[0] += self.transitions[0][0];
                back.push([0; LABELS]);
                continue;
            }
            let mut next = [IMPOSSIBLE; LABELS];
            let mut from = [0u8; LABELS];
            // Behind a token that is surely outside, no other label leads anywhere.
            let open = if quiet { 1 } else { LABELS };
            let slots = next.iter_mut().zip(&mut from);
            for (label, (slot, came)) in slots.enumerate().take(open) {
                for &before in allowed_before(label) {
                    let before = before as usize;
                    let score = best[before] + self.transitions[before][label];
                    if score > *slot {
                        (*slot, *came) = (score, before as u8);
                    }
                }
                *slot = slot.saturating_add(here[label]);
            }
            best = next;
            back.push(from);
        }
        let mut label = (0..LABELS)
            .filter(|&l| can_end(l))
            .max_by_key(|&l| (best[l], LABELS - l))
            .unwrap_or(0) as u8;
        let mut labels = vec![label];
        for from in back.iter().rev() {
            label = from[label as usize];
            labels.push(label);
        }
        labels.reverse();
        labels
    }
}

/// The parts of a model's file: lexicon, glosses, peoples and weights.
#[must_use]
pub fn sections(bytes: &[u8]) -> Option<[&[u8]; 4]> {
    let mut rest = bytes.strip_prefix(MAGIC)?;
    let mut sections = [rest; 4];
    for section in sections.iter_mut().take(3) {
        let (length, behind) = rest.split_first_chunk::<4>()?;
        (*section, rest) = behind.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    }
    sections[3] = rest;
    Some(sections)
}

/// The group of contexts that a label's weights are coded in.
#[must_use]
pub fn label_group(label: u32) -> u32 {
    u32::from(label > 0)
}

/// A score that no sum of weights makes up for, with room below it.
const IMPOSSIBLE: i32 = i32::MIN / 2;

/// Labels that leave no name open: outside, end and single.
const CLOSED: [u8; 1 + 2 * KINDS.len()] = [0, 3, 4, 7, 8, 11, 12, 15, 16, 19, 20];
/// Labels that leave a name of a kind open: begin and inside.
const OPEN: [[u8; 2]; KINDS.len()] = [[1, 2], [5, 6], [9, 10], [13, 14], [17, 18]];

/// Labels that may stand before this one.
#[must_use]
pub fn allowed_before(label: usize) -> &'static [u8] {
    match label.wrapping_sub(1) % 4 {
        1 | 2 if label > 0 => OPEN.get((label - 1) / 4).map_or(&[], |l| l),
        _ => &CLOSED,
    }
}

/// Labels that a sentence may start with.
#[must_use]
pub fn can_start(label: usize) -> bool {
    label == 0 || matches!((label - 1) % 4, 0 | 3)
}

/// Labels that a sentence may end with.
#[must_use]
pub fn can_end(label: usize) -> bool {
    label == 0 || (label - 1) % 4 >= 2
}

/// Turns the labels of a sentence that starts at token `base` into names.
pub fn collect(labels: &[u8], base: usize, tagged: &mut Vec<Tagged>) {
    let mut start = 0;
    for (i, &label) in labels.iter().enumerate() {
        let Some(place) = (label as usize).checked_sub(1) else {
            continue;
        };
        if matches!(place % 4, 0 | 3) {
            start = i;
        }
        if place % 4 >= 2 {
            tagged.push(Tagged {
                start: base + start,
                end: base + i + 1,
                kind: place / 4,
            });
        }
    }
}

/// Sums of the weights of the forms' own features, made when first needed.
struct Cache<'m, 'd, 't> {
    model: &'m Model,
    document: &'d Document<'t>,
    sums: Vec<Option<Box<[Option<Scores>; OFFSETS]>>>,
    /// Sums of what stands beside a word anywhere, by the word.
    beside: Vec<Option<Box<Scores>>>,
    held: Vec<usize>,
}

/// Scores of a token without a capital in it, beside it or behind a mark beside it: outside. Most tokens are such, and for
/// hardly any does the whole sum say otherwise. A sentence of these stays within an `i32`.
const QUIET: Scores = {
    let mut scores = [-(1 << 20); LABELS];
    scores[0] = 0;
    scores
};

/// Most forms whose sums are held at a time, which bounds the memory for a text of any length.
const MOST_HELD: usize = 20_000;

struct Adder<'m> {
    model: &'m Model,
    scores: Scores,
}

impl Sink for Adder<'_> {
    fn add(&mut self, feature: u32) {
        self.model.add_row(feature, &mut self.scores);
    }
}

/// Adds some scores so many times to others.
fn add(scores: &mut Scores, more: &Scores, times: i32) {
    for (score, more) in scores.iter_mut().zip(more) {
        *score += times * more;
    }
}

impl<'m, 'd, 't> Cache<'m, 'd, 't> {
    fn new(model: &'m Model, document: &'d Document<'t>) -> Self {
        Self {
            model,
            document,
            sums: vec![None; document.forms.len()],
            beside: vec![None; document.words.len()],
            held: Vec::new(),
        }
    }

    fn scores(&mut self, spots: &Spots, i: usize) -> Scores {
        let case = |j: usize| self.document.form(j).map_or(Case::None, |f| f.case);
        let capital = |j: usize| case(j).is_capital();
        // A mark parts no name: "Yoon Suk-yeol".
        let beside = |j: usize| j.abs_diff(i) < 2 || case(i.midpoint(j)) == Case::None;
        if !window(&spots.sentence, i).any(|(_, j)| capital(j) && beside(j)) {
            return QUIET;
        }
        let (model, document) = (self.model, self.document);
        let mut scores = model.sum(|sink| features::of_token(document, spots, i, sink));
        for (offset, j) in window(&spots.sentence, i) {
            if let Some(own) = self.of_form(j, offset) {
                add(&mut scores, own, 1);
            }
        }
        if capital(i) {
            self.add_beside(i, &mut scores);
        }
        scores
    }

    /// Adds what stands beside the word of token `i` elsewhere: everywhere, less what stands here.
    fn add_beside(&mut self, i: usize, scores: &mut Scores) {
        let (model, document) = (self.model, self.document);
        let Some(number) = document.form(i).map(|form| form.id as usize) else {
            return;
        };
        let Some((word, slot)) = document.words.get(number).zip(self.beside.get_mut(number)) else {
            return;
        };
        if word.places.len() < 2 && word.places.first() == Some(&(i as u32)) {
            return;
        }
        let at = |place: u32| model.sum(|sink| features::of_place(document, place as usize, sink));
        let all = slot.get_or_insert_with(|| {
            let mut all = Box::new([0; LABELS]);
            word.places
                .iter()
                .for_each(|&place| add(&mut all, &at(place), 1));
            all
        });
        add(scores, all, 1);
        if word.places.contains(&(i as u32)) {
            add(scores, &at(i as u32), -1);
        }
    }

    fn of_form(&mut self, i: usize, offset: usize) -> Option<&Scores> {
        let number = *self.document.form_of.get(i)? as usize;
        let form = self.document.forms.get(number)?;
        let word = self.document.words.get(form.id as usize)?;
        let model = self.model;
        if self.held.len() > MOST_HELD {
            for old in self.held.drain(..) {
                if let Some(slot) = self.sums.get_mut(old) {
                    *slot = None;
                }
            }
        }
        let held = &mut self.held;
        let sums = self.sums.get_mut(number)?.get_or_insert_with(|| {
            held.push(number);
            Box::new([None; OFFSETS])
        });
        let sum = sums
            .get_mut(offset)?
            .get_or_insert_with(|| model.sum(|sink| features::of_form(form, word, offset, sink)));
        Some(sum)
    }
}

/// The tokens around token `i` in its sentence, each with its offset.
pub fn window(sentence: &Range<usize>, i: usize) -> impl Iterator<Item = (usize, usize)> + use<> {
    let sentence = sentence.clone();
    (0..OFFSETS).filter_map(move |offset| {
        let j = (i + offset).checked_sub(REACH)?;
        sentence.contains(&j).then_some((offset, j))
    })
}
