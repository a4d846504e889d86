//! Fitting what tells kinds of pages apart: a multinomial logistic regression, by Adam on all pages at once.

use std::fmt::Write as _;

use copydesk::PAGE_KINDS;
use copydesk::model::slot;
use copydesk::page::kind::{self, FACTS, KINDS, SLOTS, Weights};
use copydesk::text::lexicon::scale;

use super::Prepared;
use crate::fit::softmax;
use crate::net::Adam;
use crate::store::{TABLE_LEVELS, matrix, round};

/// Steps of Adam, the first of them this long; the weights of a weight's square in the loss, for facts and for words.
const STEPS: usize = 400;
const RATE: f32 = 0.05;
const DECAY: (f32, f32) = (0.03, 0.15);

/// What is known of a page as a whole, and its kind.
pub struct Facts {
    numbers: [f32; FACTS],
    words: Vec<u32>,
    kind: usize,
}

impl Facts {
    /// Reads a page that is labelled by the name of its kind.
    pub fn new(page: &copydesk::page::features::Page, label: &str) -> Self {
        let is = |kind: &copydesk::PageKind| name(*kind) == label;
        Self {
            numbers: kind::facts(page),
            words: page.hints.marks.clone(),
            kind: PAGE_KINDS.iter().position(is).unwrap_or_default(),
        }
    }

    /// The kind that weights find.
    pub fn found(&self, weights: &Weights) -> usize {
        weights.best(&self.numbers, &self.words)
    }
}

/// A kind's name, as in the data and in JSON.
fn name(kind: copydesk::PageKind) -> String {
    format!("{kind:?}").to_lowercase()
}

/// Numbers of all weights: those of facts, then those of words.
const SIZE: usize = KINDS * (FACTS + 1 + SLOTS);

/// Fits weights to pages.
pub fn fit(pages: &[&Prepared]) -> Weights {
    let mut adam = Adam::new(SIZE);
    let mut numbers = vec![0.0; SIZE];
    for step in 1..=STEPS {
        let gradient = gradient(&weights_of(&numbers), pages);
        let rate = RATE * (1.0 - step as f32 / STEPS as f32);
        adam.step(&mut numbers, &gradient, rate, 0.0, &[false; SIZE]);
    }
    let mut weights = weights_of(&numbers);
    round(weights.words.as_flattened_mut(), TABLE_LEVELS);
    weights
}

fn weights_of(numbers: &[f32]) -> Weights {
    let (facts, words) = numbers.split_at(KINDS * (FACTS + 1));
    let mut weights = Weights {
        facts: [[0.0; FACTS + 1]; KINDS],
        words: words.as_chunks().0.to_vec(),
    };
    weights.facts.as_flattened_mut().copy_from_slice(facts);
    weights
}

/// The gradient of the cross-entropy of all pages and of the squares of the weights: facts, then words.
fn gradient(weights: &Weights, pages: &[&Prepared]) -> Vec<f32> {
    let facts = weights.facts.as_flattened().iter().map(|w| DECAY.0 * w);
    let words = weights.words.as_flattened().iter().map(|w| DECAY.1 * w);
    let mut gradient: Vec<f32> = facts.chain(words).collect();
    let head = KINDS * (FACTS + 1);
    for Prepared { facts, .. } in pages {
        let mut shares = weights.logits(&facts.numbers, &facts.words);
        softmax(&mut shares);
        let scale = scale(facts.words.len());
        for k in 0..KINDS {
            let error = shares[k] - f32::from(u8::from(k == facts.kind));
            let row = &mut gradient[k * (FACTS + 1)..][..=FACTS];
            row[0] += error;
            for (own, number) in row[1..].iter_mut().zip(&facts.numbers) {
                *own += error * number;
            }
            for word in &facts.words {
                gradient[head + slot(*word, SLOTS) * KINDS + k] += error * scale;
            }
        }
    }
    gradient
}

/// How often each kind is found: of `found`, pages with the kinds found for them.
pub fn table(found: &[(&Prepared, usize)]) -> String {
    let mut table =
        String::from("| kind | pages | found | of those found, right |\n|---|---|---|---|\n");
    let right = found
        .iter()
        .filter(|(page, k)| page.facts.kind == *k)
        .count();
    for (k, kind) in PAGE_KINDS.iter().enumerate() {
        let of = found.iter().filter(|(page, _)| page.facts.kind == k);
        let (pages, both) = (of.clone().count(), of.filter(|(_, own)| *own == k).count());
        let named = found.iter().filter(|(_, own)| *own == k).count();
        let share = |all: usize| both as f32 / all.max(1) as f32;
        let _ = writeln!(
            table,
            "| {} | {pages} | {:.2} | {:.2} |",
            name(*kind),
            share(pages),
            share(named)
        );
    }
    let _ = writeln!(
        table,
        "| all | {} | {:.3} | |",
        found.len(),
        right as f32 / found.len().max(1) as f32
    );
    table
}

/// The weights as the core reads them.
pub fn bytes(weights: &Weights) -> Vec<u8> {
    let facts = weights.facts.as_flattened().iter();
    let mut bytes: Vec<u8> = facts.flat_map(|w| w.to_le_bytes()).collect();
    matrix(weights.words.as_flattened(), TABLE_LEVELS, &mut bytes);
    bytes
}
