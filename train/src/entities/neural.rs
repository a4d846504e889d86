//! A small neural tagger, to compare the conditional random field with: the mean of hashed
//! embeddings of each token's own features, then convolutions along the article, then a label.

use copydesk::entities::agree::agree;
use copydesk::entities::document::Document;
use copydesk::entities::features::{self, REACH};
use copydesk::entities::lexicon::Lexicon;
use copydesk::entities::model::{KINDS, LABELS, Model, Tagged, collect};

use super::data::{self, Article};
use super::score::Tally;
use super::{Arguments, Weighted};
use crate::net::{Adam, Random};
use crate::tape::{Param, Tape, Var};

/// Slots of the table of embeddings, and numbers of each.
const TABLE: (usize, usize) = (12_288, 20);
/// Numbers between the layers.
const WIDTH: usize = 64;
/// Tokens that the layers reach to either side.
const OFFSETS: [&[isize]; 4] = [&[-2, -1, 0, 1, 2], &[-1, 0, 1], &[-2, 0, 2], &[0]];
/// Highest step of Adam, share of dropped features and of dropped numbers, articles in a step.
const RATE: f32 = 0.004;
const WORD_DROP: f32 = 0.1;
const DROP: f32 = 0.2;
const BATCH: usize = 6;

/// An article for the network: slots of each token's features, its label, and its weight.
struct Sample {
    slots: Vec<Vec<u32>>,
    labels: Vec<u8>,
    weight: f32,
}

struct Net {
    table: Param,
    layers: Vec<(Param, Param)>,
    size: usize,
}

impl Net {
    fn new() -> Self {
        let mut size = 0;
        let mut take = |rows: usize, cols: usize| {
            let at = size;
            size += rows * cols;
            Param { at, rows, cols }
        };
        let table = take(TABLE.0, TABLE.1);
        let mut inputs = TABLE.1;
        let mut layers = Vec::new();
        for (i, offsets) in OFFSETS.iter().enumerate() {
            let last = i + 1 == OFFSETS.len();
            let outputs = if last { LABELS } else { WIDTH };
            layers.push((take(offsets.len() * inputs, outputs), take(1, outputs)));
            inputs = outputs;
        }
        Self {
            table,
            layers,
            size,
        }
    }

    fn init(&self, random: &mut Random) -> Vec<f32> {
        let mut params = vec![0.0; self.size];
        let mut fill = |p: Param, scale: f32| {
            let numbers = params[p.range()].iter_mut();
            numbers.for_each(|w| *w = random.normal() * scale);
        };
        fill(self.table, 1.0);
        for (weights, _) in &self.layers {
            fill(*weights, (1.0 / weights.rows as f32).sqrt());
        }
        params
    }

    fn forward(&self, tape: &mut Tape, slots: &[Vec<u32>], drop: Option<&mut Random>) -> Var {
        let mut drop = drop;
        let slots = slots.iter().map(|list| match drop.as_mut() {
            Some(random) => {
                let kept = list.iter().copied().filter(|_| random.unit() >= WORD_DROP);
                kept.collect()
            }
            None => list.clone(),
        });
        let slots: Vec<Vec<u32>> = slots.collect();
        let rows = slots.len();
        let mut x = tape.embed(self.table, slots);
        let count = self.layers.len();
        for (i, (weights, bias)) in self.layers.iter().enumerate() {
            let before = x;
            x = tape.conv(x, *weights, *bias, OFFSETS[i]);
            if i + 1 == count {
                break;
            }
            x = tape.relu(x);
            if i > 0 {
                x = tape.add(x, before);
            }
            if let Some(random) = drop.as_mut() {
                x = tape.mask(x, random.mask(rows * WIDTH, DROP));
            }
        }
        x
    }
}

/// Slots of the features that each token has by itself.
fn slots(document: &Document) -> Vec<Vec<u32>> {
    let of = |i: usize| {
        let mut all = Vec::new();
        if let Some(form) = document.form(i) {
            let word = &document.words[form.id as usize];
            features::of_form(form, word, REACH, &mut all);
            let marks = u32::from(document.starts[i]) * 2 + u32::from(document.shouted[i]);
            all.push(0x9e37_79b9u32.wrapping_mul(marks + 1));
        }
        let slot = |hash: u32| ((u64::from(hash) * TABLE.0 as u64) >> 32) as u32;
        all.into_iter().map(slot).collect()
    };
    (0..document.tokens.len()).map(of).collect()
}

/// Probabilities of the labels of each token.
fn probabilities(outputs: &[f32]) -> Vec<f32> {
    let mut all = outputs.to_vec();
    all.chunks_exact_mut(LABELS).for_each(crate::fit::softmax);
    all
}

/// Trains the network on the same articles and prints its scores after each time over them.
pub fn run(train: &[Weighted], lexicon: &Lexicon, world: &[Article], arguments: &Arguments) {
    let samples: Vec<Sample> = train
        .iter()
        .map(|(article, weight)| {
            let labelled = data::label(article, lexicon);
            Sample {
                slots: slots(&labelled.document),
                labels: labelled.labels,
                weight: *weight,
            }
        })
        .collect();
    let net = Net::new();
    println!("{} numbers beside the lexicon", net.size);
    let mut random = Random(7);
    let mut params = net.init(&mut random);
    let mut average = params.clone();
    let mut adam = Adam::new(net.size);
    let epochs = arguments.number("--epochs", 6.0);
    let steps = epochs * samples.len().div_ceil(BATCH) as f32;
    let mut order: Vec<usize> = (0..samples.len()).collect();
    let mut step = 0.0;
    for epoch in 0..epochs as usize {
        random.shuffle(&mut order);
        for batch in order.chunks(BATCH) {
            let batch: Vec<&Sample> = batch.iter().map(|&k| &samples[k]).collect();
            let grads = gradients(&net, &params, &batch, &mut random);
            let warm = (step / (0.05 * steps)).min(1.0);
            let rate = RATE * warm * (0.5 + 0.5 * (step / steps * std::f32::consts::PI).cos());
            adam.step(&mut params, &grads, rate, 0.0, &vec![false; net.size]);
            let keep = if epoch > 0 { 0.995 } else { 0.0 };
            let pairs = average.iter_mut().zip(&params);
            pairs.for_each(|(a, p)| *a = keep * *a + (1.0 - keep) * p);
            step += 1.0;
        }
        println!(
            "epoch {} {}",
            epoch + 1,
            score(&net, &average, lexicon, world).line()
        );
    }
}

fn gradients(net: &Net, params: &[f32], batch: &[&Sample], random: &mut Random) -> Vec<f32> {
    let mut grads = vec![0.0; net.size];
    let tokens: usize = batch.iter().map(|s| s.labels.len()).sum();
    for sample in batch {
        let mut tape = Tape::new(params, sample.labels.len());
        let out = net.forward(&mut tape, &sample.slots, Some(random));
        let mut gradient = probabilities(tape.value(out));
        for (row, label) in gradient.chunks_exact_mut(LABELS).zip(&sample.labels) {
            row[*label as usize] -= 1.0;
            for g in row.iter_mut() {
                *g *= sample.weight / tokens as f32;
            }
        }
        tape.backward(out, &gradient, &mut grads);
    }
    grads
}

fn score(net: &Net, params: &[f32], lexicon: &Lexicon, articles: &[Article]) -> Tally {
    let decoder = Model::default();
    let mut tally = Tally::default();
    for article in articles {
        let document = Document::new(&article.text, lexicon);
        let mut tape = Tape::new(params, document.tokens.len());
        let out = net.forward(&mut tape, &slots(&document), None);
        let logs: Vec<[i32; LABELS]> = probabilities(tape.value(out))
            .chunks_exact(LABELS)
            .map(|row| std::array::from_fn(|l| (row[l].max(1e-9).ln() * 512.0) as i32))
            .collect();
        let mut tagged: Vec<Tagged> = Vec::new();
        for sentence in document.sentences() {
            let labels = decoder.best(&logs[sentence.clone()]);
            collect(&labels, sentence.start, &mut tagged);
        }
        agree(&document, &mut tagged);
        let (gold, predicted) = super::compared(&document, article, &tagged);
        tally.add(&gold, &predicted, &KINDS);
    }
    tally
}
