//! The lexicon: what the words of a line say of it, whatever stands around it.
//!
//! A table of hashed words with a weight for each of three questions: is the line body, does it stand
//! above the article, does it stand below it? Sums of the weights are logits of a logistic
//! regression; the network reads them as features. Pages to train the network on are scored by
//! lexicons that have not seen their sites, or the network would trust them too much.

use crate::model::slot;

/// Questions that are asked of a line.
pub const QUESTIONS: usize = 3;
/// Numbers that are told of a line: an answer to each question, and the lowest and the highest
/// weight of a word for the first.
pub const SCORES: usize = QUESTIONS + 2;

/// A table of words.
pub struct Lexicon {
    weights: Vec<[f32; QUESTIONS]>,
    bias: [f32; QUESTIONS],
}

/// What the sum over so many words is multiplied by: a long line is surer than a short one, but its
/// words are not independent.
#[must_use]
pub fn scale(words: usize) -> f32 {
    1.0 / (words as f32 + 2.0).sqrt()
}

impl Lexicon {
    /// A lexicon with these weights, as many as a power of two.
    #[must_use]
    pub fn new(weights: Vec<[f32; QUESTIONS]>, bias: [f32; QUESTIONS]) -> Self {
        Self { weights, bias }
    }

    /// Reads a stored lexicon: the biases, a scale, and weights of 8 bits. None when there are not as
    /// many weights as there should be.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (head, table) = bytes.split_at_checked(4 * (QUESTIONS + 1))?;
        let mut numbers = head.as_chunks().0.iter().map(|b| f32::from_le_bytes(*b));
        let mut bias = [0.0; QUESTIONS];
        bias.iter_mut()
            .zip(&mut numbers)
            .for_each(|(bias, n)| *bias = n);
        let scale = numbers.next()?;
        let (rows, rest) = table.as_chunks();
        let weights = rows
            .iter()
            .map(|row| row.map(|b: u8| f32::from(b.cast_signed()) * scale))
            .collect();
        (rows.len().is_power_of_two() && rest.is_empty()).then_some(Self { weights, bias })
    }

    /// What the words of a line say of it, each number roughly between -1 and 1. Linear in the words.
    #[must_use]
    pub fn scores(&self, words: &[u32]) -> [f32; SCORES] {
        let mut sums = [0.0; QUESTIONS];
        let (mut lowest, mut highest) = (0.0_f32, 0.0_f32);
        for word in words {
            let Some(weights) = self.weights.get(slot(*word, self.weights.len())) else {
                continue;
            };
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += weight;
            }
            lowest = lowest.min(weights[0]);
            highest = highest.max(weights[0]);
        }
        let scale = scale(words.len());
        let mut scores = [lowest / 4.0, highest / 4.0, 0.0, 0.0, 0.0];
        for ((score, sum), bias) in scores.iter_mut().skip(2).zip(sums).zip(self.bias) {
            *score = ((bias + scale * sum) / 3.0).clamp(-2.0, 2.0);
        }
        scores
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_lexicon_answers_for_its_words() {
        let mut bytes = Vec::new();
        for number in [0.5_f32, 0.0, -0.5, 0.25] {
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        bytes.extend([4, 0, 0, 252, 0, 8]); // 1.0 0 0, -1.0 0 2.0
        let lexicon = Lexicon::read(&bytes).unwrap();
        let place = |wanted| (0..9999).find(|hash| slot(*hash, 2) == wanted).unwrap();
        let scores = lexicon.scores(&[place(0), place(1)]);
        assert_eq!(
            scores.map(f32::to_bits),
            [-0.25, 0.25, 0.5 / 3.0, 0.0, 0.5 / 3.0].map(f32::to_bits)
        );
        assert!(Lexicon::read(&bytes[..bytes.len() - 3]).is_some());
        assert!(Lexicon::read(&bytes[..bytes.len() - 1]).is_none());
    }
}
