//! The networks for pasted text: trained, cross-validated by site, stored.

use std::sync::atomic::{AtomicUsize, Ordering};

use copydesk::model::slot;
use copydesk::text::decode;
use copydesk::text::features::{FEATURES, Page};
use copydesk::text::models::{BODY, TITLE, pick, probability};

use crate::data::{self, Label, PastedPage};
use crate::fit::{Example, Recipe, Target, fit, outputs};
use crate::net::{Input, Layout, Shape};
use crate::score::{Prediction, Scored, mean};

/// Folds of the cross-validation.
const FOLDS: usize = 5;
/// Folds that are trained at once.
const THREADS: usize = 2;

/// How the network for the body is trained.
pub fn body_recipe() -> Recipe {
    Recipe {
        shape: Shape {
            features: FEATURES.len(),
            slots: 512,
            embedding: 8,
            marks: (0, 0),
            width: BODY.0,
            dilations: vec![1, 2, 4, 8],
            scan: BODY.1,
        },
        epochs: 20,
        rate: 0.004,
        decay: 0.05,
        dropout: 0.2,
        word_drop: 0.4,
        line_drop: 0.06,
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
            marks: (0, 0),
            width: TITLE.0,
            dilations: vec![1, 2],
            scan: TITLE.1,
        },
        epochs: 16,
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
    core: std::ops::Range<usize>,
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
        let core = page.core();
        let core =
            lines.partition_point(|n| *n < core.start)..lines.partition_point(|n| *n < core.end);
        let weight = |(i, n): (usize, &usize)| {
            let words = table.facts[i].words as f32;
            let counts = labels[i] != Label::Title && !page.mixed.contains(n);
            if counts { words.sqrt() } else { 0.0 }
        };
        let mut weights: Vec<f32> = lines.iter().enumerate().map(weight).collect();
        let total: f32 = weights.iter().sum::<f32>().max(1.0);
        for w in &mut weights {
            *w /= total;
        }
        Self {
            core: core.clone(),
            page: table,
            lines,
            labels,
            weights,
        }
    }

    fn input(&self, slots: usize) -> Input {
        let facts = &self.page.facts;
        let row = |line| {
            FEATURES
                .iter()
                .map(move |feature| (feature.of)(&self.page, line))
        };
        let place = |h: &u32| slot(*h, slots) as u32;
        let words = |f| self.page.words_of(f).iter().map(place).collect();
        Input {
            features: (0..facts.len()).flat_map(row).collect(),
            words: facts.iter().map(words).collect(),
            marks: Vec::new(),
        }
    }

    fn title_example(&self) -> Example {
        let right = self.labels.iter().map(|l| *l == Label::Title).collect();
        let input = self.input(0);
        Example {
            input,
            target: Target::One(right),
            core: self.core.clone(),
        }
    }

    fn body_example(&self, slots: usize) -> Example {
        let wanted = self
            .labels
            .iter()
            .map(|l| f32::from(u8::from(*l == Label::Keep)))
            .collect();
        let target = Target::Each(wanted, self.weights.clone());
        Example {
            input: self.input(slots),
            target,
            core: self.core.clone(),
        }
    }

    /// The decision that the product would make on these outputs.
    fn decide(&self, title: Option<usize>, body: &[f32]) -> Prediction {
        let probabilities: Vec<f32> = body.iter().map(|o| probability(*o)).collect();
        let words = |line: usize| self.page.facts[line].words as f32;
        let decision = decode::decide(&probabilities, words);
        let keep = (0..body.len())
            .filter(|i| decision.keep[*i])
            .map(|i| self.lines[i])
            .collect();
        Prediction {
            keep,
            title: title.map(|t| self.lines[t]),
        }
    }
}

/// Both networks.
pub struct Trained {
    pub title: (Layout, Vec<f32>),
    pub body: (Layout, Vec<f32>),
}

fn title_of(net: &(Layout, Vec<f32>), page: &Prepared) -> Option<usize> {
    let out = outputs(&net.0, &net.1, &page.title_example().input);
    pick(&page.page, &out)
}

/// Trains the networks for the headline and for the body.
pub fn train(pages: &[&PastedPage], seed: u64) -> Trained {
    let prepared: Vec<Prepared> = pages.iter().copied().map(Prepared::new).collect();
    let learn = |recipe: &Recipe, example: &dyn Fn(&Prepared) -> Example| {
        let examples: Vec<Example> = prepared.iter().map(example).collect();
        fit(&examples.iter().collect::<Vec<_>>(), recipe, seed)
    };
    let body = body_recipe();
    Trained {
        title: learn(&title_recipe(), &Prepared::title_example),
        body: learn(&body, &|page| page.body_example(body.shape.slots)),
    }
}

fn predict(nets: &Trained, page: &Prepared) -> Prediction {
    let (layout, params) = &nets.body;
    let example = page.body_example(layout.shape.slots);
    page.decide(
        title_of(&nets.title, page),
        &outputs(layout, params, &example.input),
    )
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
    /// Articles among them.
    pub article_pages: usize,
}

/// Trains on all sites but a fold's and predicts that fold's, for each of some folds.
pub fn cross_validate(
    pages: &[PastedPage],
    folds: std::ops::Range<usize>,
) -> Vec<(usize, Prediction)> {
    let fold_of = data::folds(pages.iter().map(|p| p.domain.as_str()), FOLDS);
    let next = AtomicUsize::new(folds.start);
    let worker = || {
        let mut results = Vec::new();
        loop {
            let fold = next.fetch_add(1, Ordering::SeqCst);
            if fold >= folds.end {
                return results;
            }
            let (own, learn): (Vec<usize>, Vec<usize>) =
                (0..pages.len()).partition(|i| fold_of[*i] == fold);
            let learn: Vec<&PastedPage> = learn.iter().map(|i| &pages[*i]).collect();
            let nets = train(&learn, fold as u64);
            results.extend(
                own.into_iter()
                    .map(|i| (i, predict(&nets, &Prepared::new(&pages[i])))),
            );
        }
    };
    let mut results: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(worker)).collect();
        threads
            .into_iter()
            .flat_map(|t| t.join().unwrap_or_default())
            .collect()
    });
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
        mean(
            scored
                .iter()
                .filter(|(_, _, article)| !only || *article)
                .map(|(s, p, _)| s.f1(&p.keep)),
        )
    };
    let title = |only: bool| {
        let pages = scored.iter().filter(|(_, _, article)| !only || *article);
        mean(
            pages
                .filter_map(|(s, p, _)| s.title_right(p.title))
                .map(|r| f64::from(u8::from(r))),
        )
    };
    Figures {
        all: f1(false),
        articles: f1(true),
        title: title(false),
        article_title: title(true),
        pages: scored.len(),
        article_pages: scored.iter().filter(|s| s.2).count(),
    }
}
