//! The networks for pasted text: trained, cross-validated by site, stored.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use copydesk::text::features::{FEATURES, Page};
use copydesk::text::models::{BODY, TITLE, pick};
use copydesk::text::decode;
use copydesk::model::{Source, slot};

use crate::data::{self, Label, PastedPage};
use crate::fit::{Example, Recipe, Target, fit, outputs};
use crate::net::{Input, Layout, Shape};
use crate::score::{Prediction, Scored, mean};

/// Folds of the cross-validation.
const FOLDS: usize = 5;

/// How the network for the body is trained.
pub fn body_recipe() -> Recipe {
    Recipe {
        shape: Shape {
            features: FEATURES.len(),
            slots: 512,
            embedding: 8,
            width: BODY.0,
            dilations: vec![1, 2, 4, 8],
            scan: BODY.1,
        },
        epochs: 20,
        rate: 0.004,
        decay: 0.1,
        dropout: 0.2,
        word_drop: 0.4,
        line_drop: 0.1,
        crop: 0.5,
        batch: 8,
    }
}

/// How the network for the headline is trained. Words would only be learned by heart: there is
/// one headline a page.
pub fn title_recipe() -> Recipe {
    Recipe {
        shape: Shape {
            features: FEATURES.len(),
            slots: 0,
            embedding: 0,
            width: TITLE.0,
            dilations: vec![1, 2],
            scan: TITLE.1,
        },
        epochs: 15,
        decay: 0.1,
        dropout: 0.25,
        line_drop: 0.03,
        ..body_recipe()
    }
}

/// A page made ready for training.
pub struct Prepared {
    page: Page,
    /// The line of the data that each of our lines begins in.
    lines: Vec<usize>,
    labels: Vec<Label>,
    weights: Vec<f32>,
}

impl Prepared {
    /// Reads a page as the product would.
    pub fn new(page: &PastedPage) -> Self {
        let text = page.text();
        let (ours, table) = copydesk::text::read(&text);
        let mut starts = Vec::new();
        let mut at = 0;
        for (line, gap) in page.lines.iter().zip(&page.gaps) {
            at += gap + usize::from(!starts.is_empty());
            starts.push(at);
            at += line.len();
        }
        let owner = |start: usize| starts.partition_point(|s| *s <= start).saturating_sub(1);
        let lines: Vec<usize> = ours.iter().map(|l| owner(l.start)).collect();
        let labels: Vec<Label> = lines.iter().map(|n| page.labels[*n]).collect();
        let weight = |(i, n): (usize, &usize)| {
            let words = table.facts[i].words as f32;
            let counts = labels[i] != Label::Title && !page.mixed.contains(n);
            if counts { words.sqrt() } else { 0.0 }
        };
        let mut weights: Vec<f32> = lines.iter().enumerate().map(weight).collect();
        let total: f32 = weights.iter().sum::<f32>().max(1.0);
        weights.iter_mut().for_each(|w| *w /= total);
        Self { page: table, lines, labels, weights }
    }

    fn input(&self, slots: usize) -> Input {
        let source = &self.page;
        let mut features = Vec::new();
        (0..source.lines()).for_each(|line| source.features(line, &mut features));
        let place = |h: &u32| slot(*h, slots) as u32;
        let words = (0..source.lines()).map(|l| source.words(l).iter().map(place).collect());
        Input { features, words: words.collect() }
    }

    fn title_example(&self) -> Example {
        let right = self.labels.iter().map(|l| *l == Label::Title).collect();
        let input = self.input(0);
        Example { input, target: Target::One(right), core: self.core() }
    }

    fn body_example(&self, slots: usize) -> Example {
        let wanted = self.labels.iter().map(|l| f32::from(u8::from(*l == Label::Keep))).collect();
        let target = Target::Each(wanted, self.weights.clone());
        Example { input: self.input(slots), target, core: self.core() }
    }

    /// From the first line of the article to one past its last.
    fn core(&self) -> std::ops::Range<usize> {
        let first = self.labels.iter().position(|l| *l != Label::Drop).unwrap_or(0);
        let last = self.labels.iter().rposition(|l| *l != Label::Drop);
        first..last.map_or(self.labels.len(), |l| l + 1)
    }

    /// The decision that the product would make on these outputs.
    fn decide(&self, title: Option<usize>, body: &[f32]) -> Prediction {
        let probabilities: Vec<f32> = body.iter().map(|o| copydesk::model::sigmoid(*o)).collect();
        let words = |line: usize| self.page.facts[line].words as f32;
        let decision = decode::decide(&probabilities, words);
        let keep = (0..body.len()).filter(|i| decision.keep[*i]).map(|i| self.lines[i]).collect();
        Prediction { keep, title: title.map(|t| self.lines[t]) }
    }
}

/// Both networks.
pub struct Trained {
    pub title: (Layout, Vec<f32>),
    pub body: (Layout, Vec<f32>),
}

fn title_of(net: &(Layout, Vec<f32>), page: &Prepared) -> Option<usize> {
    let out = outputs(&net.0, &net.1, &page.title_example().input);
    pick(&out.into_iter().map(|o| [o]).collect::<Vec<_>>())
}

/// Trains both networks on some pages; for the headline and for the body.
pub fn train(pages: &[Prepared], learn: impl Fn(usize) -> bool, seed: u64) -> Trained {
    let (title, body) = (title_recipe(), body_recipe());
    let chosen = |i: &usize| learn(*i);
    let examples: Vec<Example> = (0..pages.len()).filter(chosen).map(|i| pages[i].title_example()).collect();
    let title = fit(&examples.iter().collect::<Vec<_>>(), &title, seed);
    let slots = body.shape.slots;
    let examples: Vec<Example> = (0..pages.len()).filter(chosen).map(|i| pages[i].body_example(slots)).collect();
    let body = fit(&examples.iter().collect::<Vec<_>>(), &body, seed);
    Trained { title, body }
}

/// Scores by cross-validation.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    /// Word F1 over all pages.
    pub all: f64,
    /// The same over articles.
    pub articles: f64,
    /// Share of pages whose headline is right, of those that have one.
    pub title: f64,
    /// The same over articles.
    pub article_title: f64,
    /// Pages that were scored.
    pub pages: usize,
}

/// Trains on all sites but a fold's and predicts that fold's, for each of some folds.
pub fn cross_validate(pages: &[PastedPage], folds: std::ops::Range<usize>) -> Vec<(usize, Prediction)> {
    let fold_of = data::folds(pages.iter().map(|p| p.domain.as_str()), FOLDS);
    let next = AtomicUsize::new(folds.start);
    let results = Mutex::new(Vec::new());
    let worker = || {
        loop {
            let fold = next.fetch_add(1, Ordering::SeqCst);
            if fold >= folds.end {
                break;
            }
            let prepared: Vec<Prepared> = pages.iter().map(Prepared::new).collect();
            let nets = train(&prepared, |i| fold_of[i] != fold, fold as u64);
            let slots = nets.body.0.shape.slots;
            let count: u64 = std::env::var("MORE").map_or(0, |m| m.parse().unwrap());
            let examples: Vec<Example> = (0..pages.len()).filter(|i| fold_of[*i] != fold).map(|i| prepared[i].body_example(slots)).collect();
            let refs: Vec<&Example> = examples.iter().collect();
            let more: Vec<_> = (0..count).map(|k| fit(&refs, &body_recipe(), 77 + k)).collect();
            for i in (0..pages.len()).filter(|i| fold_of[*i] == fold) {
                let mut out = outputs(&nets.body.0, &nets.body.1, &prepared[i].body_example(slots).input);
                for more in &more {
                    let o = outputs(&more.0, &more.1, &prepared[i].body_example(slots).input);
                    out.iter_mut().zip(o).for_each(|(a, b)| *a += b);
                }
                out.iter_mut().for_each(|a| *a /= 1.0 + more.len() as f32);
                let prediction = prepared[i].decide(title_of(&nets.title, &prepared[i]), &out);
                results.lock().expect("no thread panics").push((i, prediction));
            }
        }
    };
    std::thread::scope(|scope| (0..2).for_each(|_| drop(scope.spawn(worker))));
    let mut results = results.into_inner().expect("no thread panics");
    results.sort_by_key(|(i, _)| *i);
    results
}

/// The figures of some predictions.
pub fn figures(pages: &[PastedPage], predictions: &[(usize, Prediction)]) -> Figures {
    let scored: Vec<(Scored, &Prediction, bool)> = predictions
        .iter()
        .map(|(i, p)| (Scored::new(&pages[*i]), p, pages[*i].kind == "article"))
        .collect();
    let f1 = |only: bool| {
        mean(scored.iter().filter(|(_, _, article)| !only || *article).map(|(s, p, _)| s.f1(&p.keep)))
    };
    let title = |only: bool| {
        let pages = scored.iter().filter(|(_, _, article)| !only || *article);
        mean(pages.filter_map(|(s, p, _)| s.title_right(p.title)).map(|r| f64::from(u8::from(r))))
    };
    Figures { all: f1(false), articles: f1(true), title: title(false), article_title: title(true), pages: scored.len() }
}
