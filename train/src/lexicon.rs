//! Fitting the lexicon: a logistic regression on hashed words, by Adagrad.

use copydesk::model::slot;
use copydesk::text::lexicon::{QUESTIONS, scale};

use crate::net::Random;

/// Places of the table.
pub const SLOTS: usize = 2048;
const EPOCHS: usize = 4;
const RATE: f32 = 0.3;
const BIAS_RATE: f32 = 0.003;
const DECAY: f32 = 3e-4;
/// The lines of a page together weigh so much.
const PAGE: f32 = 30.0;

/// A line to learn from.
pub struct Line {
    /// Hashes of its words.
    pub words: Vec<u32>,
    /// The right answers, 0 or 1.
    pub answers: [f32; QUESTIONS],
    /// How much it counts.
    pub weight: f32,
}

/// The weights of a lexicon.
#[derive(Clone)]
pub struct Table {
    pub weights: Vec<[f32; QUESTIONS]>,
    pub bias: [f32; QUESTIONS],
}

/// Fits a lexicon to pages.
pub fn fit(pages: &[&Vec<Line>], seed: u64) -> Table {
    let mut table = Table {
        weights: vec![[0.0; QUESTIONS]; SLOTS],
        bias: [0.0; QUESTIONS],
    };
    let mut squares = vec![[1e-3_f32; QUESTIONS]; SLOTS];
    let mut random = Random(seed);
    let mut order: Vec<usize> = (0..pages.len()).collect();
    for epoch in 0..EPOCHS {
        random.shuffle(&mut order);
        let rate = RATE * (1.0 - epoch as f32 / EPOCHS as f32);
        let lines = order.iter().flat_map(|page| pages[*page]);
        for line in lines.filter(|l| !l.words.is_empty() && l.weight > 0.0) {
            table.step(&mut squares, line, rate);
        }
    }
    table
}

impl Table {
    fn step(&mut self, squares: &mut [[f32; QUESTIONS]], line: &Line, rate: f32) {
        let scale = scale(line.words.len());
        let places = line.words.iter().map(|word| slot(*word, squares.len()));
        let places: Vec<usize> = places.collect();
        // The question is a column of every table here.
        #[allow(clippy::needless_range_loop)]
        for q in 0..QUESTIONS {
            let sum: f32 = places.iter().map(|at| self.weights[*at][q]).sum();
            let logit = self.bias[q] + scale * sum;
            let gradient = PAGE * line.weight * (1.0 / (1.0 + (-logit).exp()) - line.answers[q]);
            self.bias[q] -= BIAS_RATE * gradient;
            for &at in &places {
                let weight = &mut self.weights[at][q];
                let gradient = gradient * scale + DECAY * *weight;
                squares[at][q] += gradient * gradient;
                *weight -= rate * gradient / squares[at][q].sqrt();
            }
        }
    }
}
