//! Training and cross-validation of the model for pasted text.

use copydesk::text::features::FEATURES;

use crate::data::{Label, PastedPage};
use crate::net::{Adam, Input, Layout, Random, Shape};
use crate::score::{Prediction, Scored, mean};
use crate::tape::Tape;

/// How a network is trained.
#[derive(Clone, Debug)]
pub struct Recipe {
    pub shape: Shape,
    pub epochs: usize,
    pub rate: f32,
    pub decay: f32,
    pub dropout: f32,
    pub length_power: f32,
    pub batch: usize,
    pub title_weight: f32,
    pub keep_weight: f32,
}

/// A page made ready for training.
pub struct Example {
    pub input: Input,
    pub labels: Vec<Label>,
    /// Weight of each line in the loss; 0 for lines that do not count.
    pub weights: Vec<f32>,
    pub lengths: Vec<f32>,
    pub lines: Vec<usize>,
}

/// Makes a page ready.
pub fn example(page: &PastedPage, recipe: &Recipe) -> Example {
    let text = page.text();
    let (lines, table) = copydesk::text::read(&text);
    // Which line of the data each line of ours is.
    let mut starts = Vec::new();
    let mut at = 0;
    for (line, gap) in page.lines.iter().zip(&page.gaps) {
        at += gap + usize::from(!starts.is_empty());
        starts.push(at);
        at += line.len();
    }
    let owner = |start: usize| starts.partition_point(|s| *s <= start).saturating_sub(1);
    let numbers: Vec<usize> = lines.iter().map(|l| owner(l.start)).collect();
    let slots = recipe.shape.slots as u32;
    let words: Vec<Vec<u32>> = table
        .facts
        .iter()
        .map(|f| table.words_of(f).iter().map(|h| slot(*h, slots)).collect())
        .collect();
    let labels: Vec<Label> = numbers.iter().map(|n| page.labels[*n]).collect();
    let lengths: Vec<f32> = words.iter().map(|w| w.len() as f32).collect();
    let mut weights: Vec<f32> = (0..lines.len())
        .map(|i| {
            let counts =
                labels[i] != Label::Title && lengths[i] > 0.0 && !page.mixed.contains(&numbers[i]);
            if counts {
                (lengths[i]).powf(recipe.length_power)
            } else {
                0.0
            }
        })
        .collect();
    let total: f32 = weights.iter().sum::<f32>().max(1.0);
    weights.iter_mut().for_each(|w| *w /= total);
    Example {
        input: Input {
            features: table.table(),
            words,
        },
        labels,
        weights,
        lengths,
        lines: numbers,
    }
}

/// The slot of a word in the word table.
pub fn slot(hash: u32, slots: u32) -> u32 {
    (hash.wrapping_mul(0x9e37_79b1) >> 8) % slots.max(1)
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// The gradient of the loss by the network's outputs; the loss itself comes with it.
fn gradient(example: &Example, outputs: &[f32], (title_weight, keep_weight): (f32, f32), scale: f32) -> Vec<f32> {
    let mut grad = vec![0.0; outputs.len()];
    for (i, weight) in example.weights.iter().enumerate() {
        let target = f32::from(u8::from(example.labels[i] == Label::Keep));
        grad[i * 2] = keep_weight * scale * weight * (sigmoid(outputs[i * 2]) - target);
    }
    if example.labels.contains(&Label::Title) {
        let top = outputs
            .iter()
            .skip(1)
            .step_by(2)
            .copied()
            .fold(f32::MIN, f32::max);
        let exp: Vec<f32> = outputs
            .iter()
            .skip(1)
            .step_by(2)
            .map(|o| (o - top).exp())
            .collect();
        let all: f32 = exp.iter().sum();
        let is_title = |i: usize| example.labels[i] == Label::Title;
        let right: f32 = exp
            .iter()
            .enumerate()
            .filter(|(i, _)| is_title(*i))
            .map(|(_, e)| e)
            .sum();
        for (i, e) in exp.iter().enumerate() {
            let own = if is_title(i) { e / right } else { 0.0 };
            grad[i * 2 + 1] = scale * title_weight * (e / all - own);
        }
    }
    grad
}

/// Trains a network on some examples.
pub fn train(examples: &[&Example], recipe: &Recipe, seed: u64) -> (Layout, Vec<f32>) {
    let layout = Layout::new(recipe.shape.clone());
    let mut random = Random(seed);
    let mut params = layout.init(&mut random);
    let mut adam = Adam::new(layout.size);
    let decayed = layout.is_weight();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let steps = recipe.epochs * examples.len().div_ceil(recipe.batch);
    let mut step = 0;
    for _ in 0..recipe.epochs {
        random.shuffle(&mut order);
        for batch in order.chunks(recipe.batch) {
            let mut grads = vec![0.0; layout.size];
            for &k in batch {
                let example = examples[k];
                let mut tape = Tape::new(&params, example.labels.len());
                let out = layout.forward(
                    &mut tape,
                    &example.input,
                    Some((&mut random, recipe.dropout)),
                );
                let grad = gradient(
                    example,
                    tape.value(out),
                    (recipe.title_weight, recipe.keep_weight),
                    1.0 / batch.len() as f32,
                );
                tape.backward(out, &grad, &mut grads);
            }
            let norm = grads.iter().map(|g| g * g).sum::<f32>().sqrt();
            if norm > 1.0 {
                grads.iter_mut().for_each(|g| *g /= norm);
            }
            let progress = step as f32 / steps as f32;
            let warm = (step as f32 / (0.05 * steps as f32)).min(1.0);
            let rate = recipe.rate * warm * (0.5 + 0.5 * (progress * std::f32::consts::PI).cos());
            adam.step(&mut params, &grads, rate, recipe.decay, &decayed);
            step += 1;
        }
    }
    (layout, params)
}

/// What a network says of a page: two numbers for each line.
pub fn outputs(layout: &Layout, params: &[f32], example: &Example) -> Vec<f32> {
    let mut tape = Tape::new(params, example.labels.len());
    let out = layout.forward(&mut tape, &example.input, None);
    tape.value(out).to_vec()
}

/// Turns outputs to a prediction.
pub fn decide(example: &Example, outputs: &[f32]) -> Prediction {
    let p: Vec<f32> = outputs.iter().step_by(2).map(|o| sigmoid(*o)).collect();
    let threshold = best_threshold(&p, &example.lengths);
    let keep = (0..p.len())
        .filter(|i| p[*i] > threshold)
        .map(|i| example.lines[i])
        .collect();
    let title = (0..p.len())
        .max_by(|a, b| outputs[a * 2 + 1].total_cmp(&outputs[b * 2 + 1]))
        .map(|i| example.lines[i]);
    Prediction { keep, title }
}

/// Half of the best F1 to be expected.
fn best_threshold(p: &[f32], lengths: &[f32]) -> f32 {
    let truth: f32 = p.iter().zip(lengths).map(|(p, l)| p * l).sum();
    let mut t = 0.5;
    for _ in 0..20 {
        let (mut kept, mut right) = (0.0, 0.0);
        for (p, l) in p.iter().zip(lengths) {
            if *p > t {
                kept += l;
                right += p * l;
            }
        }
        let f = 2.0 * right / (kept + truth).max(1e-6);
        t = f / 2.0;
    }
    t.clamp(0.05, 0.5)
}

/// Cross-validates by site and prints the figures.
pub fn cross_validate(pages: &[PastedPage], recipe: &Recipe, folds: usize, run: usize, seeds: u64) {
    let examples: Vec<Example> = pages.iter().map(|p| example(p, recipe)).collect();
    let scored: Vec<Scored> = pages.iter().map(Scored::new).collect();
    let fold_of = crate::data::folds(pages.iter().map(|p| p.domain.as_str()), folds);
    let next = std::sync::atomic::AtomicUsize::new(0);
    let results = std::sync::Mutex::new(vec![None; pages.len()]);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let fold = next.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                    if fold >= run {
                        break;
                    }
                    let learned: Vec<&Example> = examples
                        .iter()
                        .zip(&fold_of)
                        .filter(|(_, f)| **f != fold)
                        .map(|(e, _)| e)
                        .collect();
                    let nets: Vec<_> = (0..seeds)
                        .map(|s| train(&learned, recipe, s * 100 + fold as u64))
                        .collect();
                    if std::env::var("FIT").is_ok() {
                        let (mut r, mut n) = (0, 0);
                        for i in (0..pages.len()).filter(|i| fold_of[*i] != fold) {
                            let o = outputs(&nets[0].0, &nets[0].1, &examples[i]);
                            if let Some(t) = scored[i].title_right(decide(&examples[i], &o).title) { n += 1; r += usize::from(t); }
                        }
                        println!("fold {fold} titles on training pages {r} of {n}");
                    }
                    for i in (0..pages.len()).filter(|i| fold_of[*i] == fold) {
                        let mut sum = vec![0.0; examples[i].labels.len() * 2];
                        for (layout, params) in &nets {
                            let o = outputs(layout, params, &examples[i]);
                            sum.iter_mut()
                                .zip(o)
                                .for_each(|(s, o)| *s += o / seeds as f32);
                        }
                        results.lock().unwrap()[i] = Some(decide(&examples[i], &sum));
                    }
                }
            });
        }
    });
    let results = results.into_inner().unwrap();
    let done: Vec<usize> = (0..pages.len()).filter(|i| results[*i].is_some()).collect();
    if std::env::var("WRONG").is_ok() {
        for i in &done {
            let r = results[*i].as_ref().unwrap();
            if scored[*i].title_right(r.title) == Some(false) {
                let t = pages[*i]
                    .labels
                    .iter()
                    .position(|l| *l == Label::Title)
                    .unwrap();
                let g = r.title.unwrap();
                println!(
                    "{} {} gold {t} {:?} got {g} {:?}",
                    pages[*i].id, pages[*i].kind, pages[*i].lines[t], pages[*i].lines[g]
                );
            }
        }
    }
    let f1 = |i: &usize| scored[*i].f1(&results[*i].as_ref().unwrap().keep);
    let is_article = |i: &&usize| pages[**i].kind == "article";
    let all = mean(done.iter().map(f1));
    let articles = mean(done.iter().filter(is_article).map(f1));
    let title = mean(done.iter().filter_map(|i| {
        scored[*i]
            .title_right(results[*i].as_ref().unwrap().title)
            .map(|r| f64::from(u8::from(r)))
    }));
    let atitle = mean(done.iter().filter(is_article).filter_map(|i| {
        scored[*i].title_right(results[*i].as_ref().unwrap().title).map(|r| f64::from(u8::from(r)))
    }));
    println!(
        "pages {} all {all:.4} articles {articles:.4} title {title:.4} on articles {atitle:.4} ({} numbers, {} features)",
        done.len(),
        Layout::new(recipe.shape.clone()).size,
        FEATURES.len()
    );
}
