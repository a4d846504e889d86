//! Fitting a network to labelled documents.

use crate::net::{Adam, Input, Layout, Random, Shape};
use crate::store::round;
use crate::tape::Tape;

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
    /// Mean share of the lines that are dropped.
    pub line_drop: f32,
    /// How often what lies around the article is cut short.
    pub crop: f32,
    /// Documents in a step.
    pub batch: usize,
    /// How much of the running mean of the weights stays at each step of the second half.
    pub keep: f32,
    /// How far the training is when it begins to learn with weights as they will be stored: 1 for never.
    pub free: f32,
}

/// What a network should say of a document.
#[derive(Clone, Debug)]
pub enum Target {
    /// Probabilities for each line, one for each output, and the weight of each line.
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

/// Share of the words that are dropped, and of the words of class and id.
const WORD_DROP: f32 = 0.4;
const MARK_DROP: f32 = 0.25;

/// Weight of the outputs that only training asks for.
const AUX: f32 = 0.3;

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// Numbers to probabilities that add up to one.
pub fn softmax(row: &mut [f32]) {
    let top = row.iter().copied().fold(f32::MIN, f32::max);
    for o in row.iter_mut() {
        *o = (*o - top).exp();
    }
    let sum: f32 = row.iter().sum();
    for o in row {
        *o /= sum;
    }
}

/// The gradient of the loss by the outputs: cross-entropy of each line, or of the pick.
fn gradient(target: &Target, outputs: &[f32]) -> Vec<f32> {
    match target {
        Target::Each(wanted, weights) => {
            let count = wanted.len() / weights.len().max(1);
            let share = |k: usize| if k.is_multiple_of(count) { 1.0 } else { AUX };
            let outputs = outputs.iter().zip(wanted).enumerate();
            outputs
                .map(|(k, (o, t))| share(k) * weights[k / count] * (sigmoid(*o) - t))
                .collect()
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
    let width = recipe.shape.features;
    let count = example.input.lines(width);
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
    let input = some(&example.input, &kept, recipe, random);
    let target = match &example.target {
        Target::Each(wanted, weights) => {
            let outputs = wanted.len() / weights.len().max(1);
            let wanted = kept.iter().flat_map(|i| &wanted[i * outputs..][..outputs]);
            let weights = kept.iter().map(|i| weights[*i]);
            Target::Each(wanted.copied().collect(), weights.collect())
        }
        Target::One(right) => Target::One(kept.iter().map(|i| right[*i]).collect()),
    };
    Example {
        input,
        target,
        core: 0..0,
    }
}

/// Some lines of a document, with words left out at random.
fn some(input: &Input, kept: &[usize], recipe: &Recipe, random: &mut Random) -> Input {
    let width = recipe.shape.features;
    let features = kept
        .iter()
        .flat_map(|i| &input.features[i * width..][..width]);
    let mut some = |list: &Vec<u32>, rate: f32| -> Vec<u32> {
        let words = list.iter().copied();
        words.filter(|_| random.unit() >= rate).collect()
    };
    let words = kept.iter().filter_map(|i| input.words.get(*i));
    let marks = kept.iter().filter_map(|i| input.marks.get(*i));
    Input {
        features: features.copied().collect(),
        words: words.map(|w| some(w, WORD_DROP)).collect(),
        marks: marks
            .map(|lists| lists.each_ref().map(|list| some(list, MARK_DROP)))
            .collect(),
    }
}

/// Trains a network on `examples` and, in each epoch, on the next of some further `sets`. The same arguments give the same network
/// on one machine.
///
/// Its weights are rounded as they will be stored. They learn to live with that where the recipe says so: then each step
/// looks at what the rounded ones get wrong.
pub fn fit(
    examples: &[Example],
    sets: &[Vec<Example>],
    recipe: &Recipe,
    seed: u64,
) -> (Layout, Vec<f32>) {
    let layout = Layout::new(recipe.shape.clone());
    let mut random = Random(seed);
    let mut params = layout.init(&mut random);
    let mut average = params.clone();
    let mut adam = Adam::new(layout.size);
    let decayed = layout.is_weight();
    for epoch in 0..recipe.epochs {
        let set = sets.get((epoch + seed as usize) % sets.len().max(1));
        let mut all: Vec<&Example> = examples.iter().chain(set.into_iter().flatten()).collect();
        random.shuffle(&mut all);
        let batches = all.len().div_ceil(recipe.batch) as f32;
        for (number, batch) in all.chunks(recipe.batch).enumerate() {
            let done = (epoch as f32 + number as f32 / batches) / recipe.epochs as f32;
            let live = if done < recipe.free {
                params.clone()
            } else {
                stored(&layout, params.clone())
            };
            let mut grads = vec![0.0; layout.size];
            for example in batch {
                let example = vary(example, recipe, &mut random);
                let lines = example.input.lines(recipe.shape.features);
                let mut tape = Tape::new(&live, lines);
                let drop = Some((&mut random, recipe.dropout));
                let out = layout.forward(&mut tape, &example.input, drop);
                let grad = gradient(&example.target, tape.value(out));
                tape.backward(out, &grad, &mut grads);
            }
            let norm = grads.iter().map(|g| g * g).sum::<f32>().sqrt() / batch.len() as f32;
            let scale = 1.0 / (batch.len() as f32 * norm.max(1.0));
            for g in &mut grads {
                *g *= scale;
            }
            let warm = (done / 0.05).min(1.0);
            let rate = recipe.rate * warm * (0.5 + 0.5 * (done * std::f32::consts::PI).cos());
            adam.step(&mut params, &grads, rate, recipe.decay, &decayed);
            // The mean of the last steps generalises better than the last one (Polyak).
            let keep = if done > 0.5 { recipe.keep } else { 0.0 };
            average
                .iter_mut()
                .zip(&params)
                .for_each(|(a, p)| *a = keep * *a + (1.0 - keep) * p);
        }
    }
    let average = stored(&layout, average);
    (layout, average)
}

/// Parameters as they will be when the stored ones are read.
pub fn stored(layout: &Layout, mut params: Vec<f32>) -> Vec<f32> {
    for weights in layout.weights() {
        round(&mut params[weights.range()], layout.shape.levels);
    }
    params
}

/// What a network says of a document.
pub fn outputs((layout, params): &(Layout, Vec<f32>), input: &Input) -> Vec<f32> {
    let mut tape = Tape::new(params, input.lines(layout.shape.features));
    let out = layout.forward(&mut tape, input, None);
    tape.value(out).to_vec()
}
