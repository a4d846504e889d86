//! Learns from word vectors what a capitalised word tends to name: one hidden layer, trained on
//! the marked text, then used on every word that has a vector.

use super::cluster::Vectors;

/// What a word can be in a name: first, middle or last word of a kind, or no name.
pub const OUTCOMES: usize = 12;
const HIDDEN: usize = 48;

/// A small network.
pub struct Net {
    input: usize,
    first: Vec<f32>,
    second: Vec<f32>,
}

/// A word's vector number, an outcome, and how often it was seen.
pub type Sample = (usize, usize, f32);

impl Net {
    /// Trains on the samples.
    pub fn train(vectors: &Vectors, samples: &[Sample], epochs: usize) -> Self {
        let input = vectors.width + 1;
        let mut random = 0x1234_5678_9abc_def1u64;
        let mut uniform = || {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            (random >> 40) as f32 / (1u64 << 24) as f32 - 0.5
        };
        let mut net = Self {
            input,
            first: (0..HIDDEN * input).map(|_| uniform() * 0.2).collect(),
            second: (0..OUTCOMES * (HIDDEN + 1))
                .map(|_| uniform() * 0.2)
                .collect(),
        };
        let mut order: Vec<usize> = (0..samples.len()).collect();
        for epoch in 0..epochs {
            let rate = 0.05 * (1.0 - epoch as f32 / epochs as f32);
            for i in (1..order.len()).rev() {
                let j = ((uniform() + 0.5) * (i as f32 + 1.0)) as usize;
                order.swap(i, j.min(i));
            }
            for &i in &order {
                net.step(vectors, samples[i], rate);
            }
        }
        net
    }

    fn hidden(&self, vector: &[f32]) -> [f32; HIDDEN] {
        let mut hidden = [0.0; HIDDEN];
        for (h, weights) in hidden.iter_mut().zip(self.first.chunks(self.input)) {
            let sum: f32 = weights.iter().zip(vector).map(|(w, v)| w * v).sum();
            *h = (sum + weights[self.input - 1]).tanh();
        }
        hidden
    }

    fn outputs(&self, hidden: &[f32; HIDDEN]) -> [f32; OUTCOMES] {
        let mut out = [0.0; OUTCOMES];
        for (o, weights) in out.iter_mut().zip(self.second.chunks(HIDDEN + 1)) {
            *o = weights.iter().zip(hidden).map(|(w, h)| w * h).sum::<f32>() + weights[HIDDEN];
        }
        let most = out.iter().fold(f32::MIN, |m, &v| m.max(v));
        let total = out.iter().map(|o| (o - most).exp()).sum::<f32>().ln() + most;
        out.map(|o| o - total)
    }

    /// Logarithms of the outcomes' probabilities.
    pub fn predict(&self, vector: &[f32]) -> [f32; OUTCOMES] {
        self.outputs(&self.hidden(vector))
    }

    fn step(&mut self, vectors: &Vectors, (word, outcome, weight): Sample, rate: f32) {
        let vector = vectors.row(word);
        let hidden = self.hidden(vector);
        let mut gradient = self.outputs(&hidden).map(f32::exp);
        gradient[outcome] -= 1.0;
        let mut back = [0.0; HIDDEN];
        for (g, weights) in gradient.iter().zip(self.second.chunks_mut(HIDDEN + 1)) {
            let step = rate * weight * g;
            for k in 0..HIDDEN {
                back[k] += g * weights[k];
                weights[k] -= step * hidden[k] + rate * 2e-5 * weights[k];
            }
            weights[HIDDEN] -= step;
        }
        for (k, weights) in self.first.chunks_mut(self.input).enumerate() {
            let step = rate * weight * back[k] * (1.0 - hidden[k] * hidden[k]);
            for (w, v) in weights.iter_mut().zip(vector) {
                *w -= step * v + rate * 2e-5 * *w;
            }
            weights[self.input - 1] -= step;
        }
    }
}
