//! Trains the conditional random field: FTRL-Proximal with an L1 penalty, sentence by sentence.

use std::collections::HashMap;

use copydesk::entities::document::Document;
use copydesk::entities::features::{self, Spots};
use copydesk::entities::lexicon::Lexicon;
use copydesk::entities::model::{LABELS, allowed_before, can_end, can_start, window};
use copydesk::entities::table::KEY_BITS;

/// Labels, rounded up for the machine's vectors.
const WIDTH: usize = 24;

/// A sentence ready for training.
pub struct Sentence {
    /// Features of all tokens, one after the other.
    pub features: Vec<u32>,
    /// Where each token's features end.
    pub ends: Vec<u32>,
    /// The labels.
    pub labels: Vec<u8>,
    /// How much it counts.
    pub weight: f32,
}

/// Settings of a training run.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Times over the data.
    pub epochs: usize,
    /// Step size.
    pub alpha: f32,
    /// Damps the first steps.
    pub beta: f32,
    /// Penalty that makes weights zero.
    pub l1: f32,
    /// Penalty that keeps weights small.
    pub l2: f32,
    /// Features seen less often are left out.
    pub least: u32,
    /// Share of features left out of a step at random.
    pub dropout: f32,
}

/// The features of every token of a document, sentence by sentence.
pub fn features_of(
    document: &Document,
    lexicon: &Lexicon,
    each: &mut dyn FnMut(std::ops::Range<usize>, Vec<u32>, Vec<u32>),
) {
    for sentence in document.sentences() {
        let spots = Spots::new(document, lexicon, sentence.clone());
        let mut all = Vec::new();
        let mut ends = Vec::new();
        for i in sentence.clone() {
            features::of_token(document, &spots, i, &mut all);
            features::of_neighbours(document, i, &mut all);
            for (offset, j) in window(&sentence, i) {
                if let Some(form) = document.form(j) {
                    features::of_form(form, &document.words[form.id as usize], offset, &mut all);
                }
            }
            ends.push(all.len() as u32);
        }
        for feature in &mut all {
            *feature >>= 32 - KEY_BITS;
        }
        each(sentence, all, ends);
    }
}

/// Numbers the features that occur often enough, and drops the others.
pub struct Index {
    /// Number of each key.
    pub numbers: HashMap<u32, u32>,
    /// Key of each number.
    pub keys: Vec<u32>,
}

impl Index {
    /// Builds the index and rewrites the sentences' features to numbers.
    pub fn build(sentences: &mut [Sentence], least: u32) -> Self {
        let mut counts = vec![0u8; 1 << KEY_BITS];
        for feature in sentences.iter().flat_map(|s| &s.features) {
            let count = &mut counts[*feature as usize];
            *count = count.saturating_add(1);
        }
        let mut index = Self {
            numbers: HashMap::new(),
            keys: Vec::new(),
        };
        let mut number = vec![u32::MAX; 1 << KEY_BITS];
        for (key, &count) in counts.iter().enumerate() {
            if u32::from(count) >= least {
                number[key] = index.keys.len() as u32;
                index.numbers.insert(key as u32, index.keys.len() as u32);
                index.keys.push(key as u32);
            }
        }
        for sentence in sentences {
            let mut kept = Vec::with_capacity(sentence.features.len());
            let mut start = 0;
            for end in &mut sentence.ends {
                let own = &sentence.features[start..*end as usize];
                start = *end as usize;
                kept.extend(
                    own.iter()
                        .map(|&f| number[f as usize])
                        .filter(|&n| n != u32::MAX),
                );
                *end = kept.len() as u32;
            }
            sentence.features = kept;
        }
        index
    }
}

type Lane = [f32; WIDTH];
type Pairs = [[f32; LABELS]; LABELS];

/// Weights under training.
pub struct Trainer {
    settings: Settings,
    /// Weights of the features.
    pub weights: Vec<Lane>,
    sums: Vec<Lane>,
    squares: Vec<Lane>,
    /// Weights from label to label; the last row is not used.
    pub transitions: [[f32; LABELS]; LABELS],
    transition_squares: [[f32; LABELS]; LABELS],
    allowed: [[bool; LABELS]; LABELS],
    random: u64,
}

impl Trainer {
    /// Starts with all weights zero.
    pub fn new(features: usize, settings: Settings) -> Self {
        let may_follow =
            |before: usize, label| allowed_before(label).iter().any(|&b| b as usize == before);
        let allowed =
            std::array::from_fn(|before| std::array::from_fn(|label| may_follow(before, label)));
        Self {
            settings,
            weights: vec![[0.0; WIDTH]; features],
            sums: vec![[0.0; WIDTH]; features],
            squares: vec![[0.0; WIDTH]; features],
            transitions: [[0.0; LABELS]; LABELS],
            transition_squares: [[1.0; LABELS]; LABELS],
            allowed,
            random: 0x2545_f491_4f6c_dd1d,
        }
    }

    fn next_random(&mut self) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random
    }

    /// One time over the sentences in random order; gives the mean loss for a token.
    pub fn epoch(&mut self, sentences: &[Sentence]) -> f64 {
        let mut order: Vec<usize> = (0..sentences.len()).collect();
        for i in (1..order.len()).rev() {
            let j = (self.next_random() % (i as u64 + 1)) as usize;
            order.swap(i, j);
        }
        let mut loss = 0.0;
        let mut tokens = 0.0;
        for i in order {
            let sentence = &sentences[i];
            loss += self.step(sentence) * f64::from(sentence.weight);
            tokens += sentence.labels.len() as f64 * f64::from(sentence.weight);
        }
        loss / tokens
    }

    fn step(&mut self, sentence: &Sentence) -> f64 {
        let mut kept = Vec::with_capacity(sentence.features.len());
        let mut ends = Vec::with_capacity(sentence.ends.len());
        let bar = (f64::from(self.settings.dropout) * 65536.0) as u64;
        let mut start = 0;
        for &end in &sentence.ends {
            for &f in &sentence.features[start..end as usize] {
                if bar == 0 || self.next_random() & 0xffff >= bar {
                    kept.push(f);
                }
            }
            start = end as usize;
            ends.push(kept.len());
        }
        let scale = 1.0 / (1.0 - self.settings.dropout);
        let scores = self.scores(&kept, &ends, scale);
        let (marginals, pairs, loss) = self.marginals(&scores, &sentence.labels);
        let mut start = 0;
        for ((end, marginal), &gold) in ends.iter().zip(&marginals).zip(&sentence.labels) {
            let mut gradient = *marginal;
            gradient[gold as usize] -= 1.0;
            for g in &mut gradient {
                *g *= sentence.weight;
            }
            for &feature in &kept[start..*end] {
                self.update(feature as usize, &gradient);
            }
            start = *end;
        }
        self.update_transitions(&pairs, sentence);
        loss
    }

    fn scores(&self, kept: &[u32], ends: &[usize], scale: f32) -> Vec<Lane> {
        let mut start = 0;
        ends.iter()
            .map(|&end| {
                let mut score = [0.0; WIDTH];
                for &feature in &kept[start..end] {
                    let weights = &self.weights[feature as usize];
                    for (s, w) in score.iter_mut().zip(weights) {
                        *s += w;
                    }
                }
                for s in &mut score {
                    *s *= scale;
                }
                start = end;
                score
            })
            .collect()
    }

    /// Probabilities of the labels, expected label pairs, and the loss, by forward and backward.
    fn marginals(&self, scores: &[Lane], gold: &[u8]) -> (Vec<Lane>, Pairs, f64) {
        let step = self.steps();
        let (emit, highest) = emissions(scores);
        let (forward, total) = forward(&emit, &step);
        let n = scores.len();
        let mut marginals = vec![[0.0; WIDTH]; n];
        let mut pairs = [[0.0f32; LABELS]; LABELS];
        let mut backward: [f32; LABELS] = std::array::from_fn(|b| f32::from(u8::from(can_end(b))));
        for i in (0..n).rev() {
            let total: f32 = (0..LABELS)
                .map(|b| forward[i][b] * backward[b])
                .sum::<f32>()
                .max(1e-30);
            for b in 0..LABELS {
                marginals[i][b] = forward[i][b] * backward[b] / total;
            }
            if i > 0 {
                backward = back(&forward[i - 1], &step, &emit[i], &backward, &mut pairs);
            }
        }
        let loss = highest + total - self.score(scores, gold);
        (marginals, pairs, loss)
    }

    /// Factors from label to label.
    fn steps(&self) -> Pairs {
        let mut step = [[0.0f32; LABELS]; LABELS];
        for (a, row) in step.iter_mut().enumerate() {
            for (b, cell) in row.iter_mut().enumerate() {
                if self.allowed[a][b] {
                    *cell = self.transitions[a][b].exp();
                }
            }
        }
        step
    }

    /// The score of a sequence of labels.
    fn score(&self, scores: &[Lane], labels: &[u8]) -> f64 {
        let own: f64 = scores
            .iter()
            .zip(labels)
            .map(|(s, &l)| f64::from(s[l as usize]))
            .sum();
        let steps = labels
            .windows(2)
            .map(|p| f64::from(self.transitions[p[0] as usize][p[1] as usize]));
        own + steps.sum::<f64>()
    }

    fn update(&mut self, feature: usize, gradient: &Lane) {
        let Settings {
            alpha,
            beta,
            l1,
            l2,
            ..
        } = self.settings;
        let (w, z, n) = (
            &mut self.weights[feature],
            &mut self.sums[feature],
            &mut self.squares[feature],
        );
        for l in 0..LABELS {
            let g = gradient[l];
            if g.abs() < 5e-4 {
                continue;
            }
            let before = n[l].sqrt();
            n[l] += g * g;
            let after = n[l].sqrt();
            z[l] += g - (after - before) / alpha * w[l];
            w[l] = if z[l].abs() <= l1 {
                0.0
            } else {
                -(z[l] - l1.copysign(z[l])) / ((beta + after) / alpha + l2)
            };
        }
    }

    fn update_transitions(&mut self, pairs: &[[f32; LABELS]; LABELS], sentence: &Sentence) {
        let mut gradient = *pairs;
        for pair in sentence.labels.windows(2) {
            gradient[pair[0] as usize][pair[1] as usize] -= 1.0;
        }
        let weights = self.transitions.as_flattened_mut().iter_mut();
        let squares = self.transition_squares.as_flattened_mut();
        for ((weight, square), slope) in weights.zip(squares).zip(gradient.as_flattened()) {
            let g = slope * sentence.weight;
            *square += g * g;
            *weight -= 0.1 * g / square.sqrt();
        }
    }
}

/// Factors of the labels at every token, and the sum of what was divided out of them.
fn emissions(scores: &[Lane]) -> (Vec<[f32; LABELS]>, f64) {
    let mut sum = 0.0;
    let factors = scores.iter().map(|s| {
        let most = s[..LABELS].iter().fold(f32::MIN, |m, &v| m.max(v));
        sum += f64::from(most);
        std::array::from_fn(|l| (s[l] - most).exp())
    });
    let factors = factors.collect();
    (factors, sum)
}

/// Forward probabilities, each token's sum being 1, and the logarithm of what was divided out.
fn forward(emit: &[[f32; LABELS]], step: &Pairs) -> (Vec<[f32; LABELS]>, f64) {
    let n = emit.len();
    let mut log = 0.0;
    let mut forward = vec![[0.0f32; LABELS]; n];
    for i in 0..n {
        for b in 0..LABELS {
            let before = if i == 0 {
                f32::from(u8::from(can_start(b)))
            } else {
                (0..LABELS).map(|a| forward[i - 1][a] * step[a][b]).sum()
            };
            let allowed = i + 1 < n || can_end(b);
            forward[i][b] = if allowed { before * emit[i][b] } else { 0.0 };
        }
        let total: f32 = forward[i].iter().sum::<f32>().max(1e-30);
        log += f64::from(total.ln());
        forward[i].iter_mut().for_each(|f| *f /= total);
    }
    (forward, log)
}

/// One step backward; adds the expected pairs of labels between the two tokens.
fn back(
    before: &[f32; LABELS],
    step: &Pairs,
    emit: &[f32; LABELS],
    backward: &[f32; LABELS],
    pairs: &mut Pairs,
) -> [f32; LABELS] {
    let mut next = [0.0f32; LABELS];
    let mut local = [[0.0f32; LABELS]; LABELS];
    let mut sum = 0.0;
    for a in 0..LABELS {
        for b in 0..LABELS {
            let flow = step[a][b] * emit[b] * backward[b];
            next[a] += flow;
            local[a][b] = before[a] * flow;
            sum += local[a][b];
        }
    }
    let sum = sum.max(1e-30);
    for (pair, local) in pairs.iter_mut().flatten().zip(local.iter().flatten()) {
        *pair += local / sum;
    }
    let most = next.iter().fold(1e-30f32, |m, &v| m.max(v));
    next.map(|v| v / most)
}
