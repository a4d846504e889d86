//! Fitting a network to labelled documents.

use crate::net::{Adam, Input, Layout, Random, Shape};
use crate::tape::Tape;

/// Share of the words of class and id that are dropped.
const MARK_DROP: f32 = 0.25;

/// How a network is trained.
#[derive(Clone, Debug)]
pub struct Recipe {
    /// What is built.
    pub shape: Shape,
    /// Times that every document is seen.
    pub epochs: usize,
    /// Highest step of Adam; it rises from zero and falls along a cosine.
    pub rate: f32,
    /// Weight decay.
    pub decay: f32,
    /// Share of the hidden numbers that are dropped in training.
    pub dropout: f32,
    /// Share of the words that are dropped.
    pub word_drop: f32,
    /// Mean share of the lines that are dropped.
    pub line_drop: f32,
    /// How often what lies around the article is cut short.
    pub crop: f32,
    /// Documents in a step.
    pub batch: usize,
}

/// What a network should say of a document.
#[derive(Clone, Debug)]
pub enum Target {
    /// A probability for each line, and the weight of each line.
    Each(Vec<f32>, Vec<f32>),
    /// The lines of which one is to be picked.
    One(Vec<bool>),
}

/// A document to learn from.
#[derive(Clone, Debug)]
pub struct Example {
    /// What the network reads.
    pub input: Input,
    /// What it should say.
    pub target: Target,
    /// The stretch that cropping leaves whole.
    pub core: std::ops::Range<usize>,
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// The gradient of the loss by the outputs: cross-entropy of each line, or of the pick.
fn gradient(target: &Target, outputs: &[f32]) -> Vec<f32> {
    match target {
        Target::Each(wanted, weights) => {
            let lines = outputs.iter().zip(wanted).zip(weights);
            lines.map(|((o, t), w)| w * (sigmoid(*o) - t)).collect()
        }
        Target::One(right) => {
            let top = outputs.iter().copied().fold(f32::MIN, f32::max);
            let exp: Vec<f32> = outputs.iter().map(|o| (o - top).exp()).collect();
            let all: f32 = exp.iter().sum();
            let own: f32 = exp
                .iter()
                .zip(right)
                .filter(|(_, r)| **r)
                .map(|(e, _)| e)
                .sum();
            if own == 0.0 {
                return vec![0.0; outputs.len()];
            }
            exp.iter()
                .zip(right)
                .map(|(e, r)| e / all - if *r { e / own } else { 0.0 })
                .collect()
        }
    }
}

/// A document with some lines and words left out at random, so that none is seen twice alike.
fn vary(example: &Example, recipe: &Recipe, random: &mut Random) -> Example {
    let (count, width) = (example.input.words.len(), recipe.shape.features);
    let (mut from, mut to) = (0, count);
    if random.unit() < recipe.crop {
        let below = count - example.core.end;
        match (random.unit() * 4.0) as usize {
            0 => from = (random.unit() * example.core.start as f32) as usize,
            1 => to = example.core.end + (random.unit() * below as f32) as usize,
            _ => {
                from = (random.unit() * example.core.start as f32) as usize;
                to = example.core.end + (random.unit() * below as f32) as usize;
            }
        }
    }
    let rate = recipe.line_drop * random.unit() * 2.0;
    let kept: Vec<usize> = (from..to).filter(|_| random.unit() >= rate).collect();
    let mut input = Input::default();
    for &i in &kept {
        input
            .features
            .extend_from_slice(&example.input.features[i * width..][..width]);
        let words = example.input.words[i].iter().copied();
        input.words.push(
            words
                .filter(|_| random.unit() >= recipe.word_drop)
                .collect(),
        );
    }
    if !example.input.marks.is_empty() {
        let mut some = |list: &Vec<u32>| {
            let kept = list.iter().copied();
            kept.filter(|_| random.unit() >= MARK_DROP).collect()
        };
        let rows = kept.iter().map(|i| &example.input.marks[*i]);
        input.marks = rows.map(|lists| lists.each_ref().map(&mut some)).collect();
    }
    let pick = |numbers: &[f32]| kept.iter().map(|i| numbers[*i]).collect();
    let target = match &example.target {
        Target::Each(wanted, weights) => Target::Each(pick(wanted), pick(weights)),
        Target::One(right) => Target::One(kept.iter().map(|i| right[*i]).collect()),
    };
    Example {
        input,
        target,
        core: 0..0,
    }
}

/// Trains a network. The same examples, recipe and seed give the same network on one machine.
pub fn fit(examples: &[&Example], recipe: &Recipe, seed: u64) -> (Layout, Vec<f32>) {
    let layout = Layout::new(recipe.shape.clone());
    let mut random = Random(seed);
    let mut params = layout.init(&mut random);
    let mut average = params.clone();
    let mut adam = Adam::new(layout.size);
    let decayed = layout.is_weight();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let steps = (recipe.epochs * examples.len().div_ceil(recipe.batch)) as f32;
    let mut step = 0.0;
    for _ in 0..recipe.epochs {
        random.shuffle(&mut order);
        for batch in order.chunks(recipe.batch) {
            let mut grads = vec![0.0; layout.size];
            for &k in batch {
                let example = vary(examples[k], recipe, &mut random);
                let mut tape = Tape::new(&params, example.input.words.len());
                let out = layout.forward(
                    &mut tape,
                    &example.input,
                    Some((&mut random, recipe.dropout)),
                );
                let grad = gradient(&example.target, tape.value(out));
                tape.backward(out, &grad, &mut grads);
            }
            let norm = grads.iter().map(|g| g * g).sum::<f32>().sqrt() / batch.len() as f32;
            let scale = 1.0 / (batch.len() as f32 * norm.max(1.0));
            for g in &mut grads {
                *g *= scale;
            }
            let warm = (step / (0.05 * steps)).min(1.0);
            let rate =
                recipe.rate * warm * (0.5 + 0.5 * (step / steps * std::f32::consts::PI).cos());
            adam.step(&mut params, &grads, rate, recipe.decay, &decayed);
            // The mean of the last steps generalises better than the last one (Polyak).
            let keep = if step > 0.5 * steps { 0.99 } else { 0.0 };
            average
                .iter_mut()
                .zip(&params)
                .for_each(|(a, p)| *a = keep * *a + (1.0 - keep) * p);
            step += 1.0;
        }
    }
    (layout, average)
}

/// What a network says of a document.
pub fn outputs(layout: &Layout, params: &[f32], input: &Input) -> Vec<f32> {
    let mut tape = Tape::new(params, input.words.len());
    let out = layout.forward(&mut tape, input, None);
    tape.value(out).to_vec()
}
