//! The networks for pasted text: trained, cross-validated by site, stored.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use copydesk::text::decode;
use copydesk::text::features::{FEATURES, Page};
use copydesk::text::lexicon::{Lexicon, SCORES};
use copydesk::text::models::{BODY, TITLE, pick, probability};
use copydesk::text::outline::{self, Outline};
use copydesk::text::signs::{self, View};

use crate::data::{self, Label, PastedPage};
use crate::fit::{Example, Recipe, Target, fit, outputs};
use crate::lexicon::{self, Table};
use crate::net::{Input, Layout, Random, Shape};
use crate::score::{Prediction, Scored, mean};

/// Folds of the cross-validation.
const FOLDS: usize = 5;
/// Folds inside its training pages, by which the lexicon's scores of those are made.
const LEXICON_FOLDS: usize = 7;
/// Pages that are looked at for one whose surroundings fit.
const PARTNERS: usize = 20;
/// Networks that find the body. They differ by chance alone; their mean errs less than each.
pub const NETWORKS: u64 = 3;
/// How far the seeds of networks for the body lie apart: so that each begins with another set of mixtures.
const SEEDS: u64 = 1003;
/// Sets of mixtures, one article in what stands around another, of which each epoch sees one.
const MIXTURES: u64 = 10;
/// Networks that find the headline, of which the mean counts too.
pub const TITLES: u64 = 2;
/// Folds that are trained at once.
const THREADS: usize = 2;
/// How much more an article counts than a page of another kind: articles are what readers paste.
const ARTICLE: f32 = 2.0;

/// How the network for the body is trained.
pub fn body_recipe() -> Recipe {
    Recipe {
        shape: Shape {
            features: FEATURES.len() + SCORES,
            width: BODY[0],
            dilations: vec![1, 2, 4, 8],
            scan: BODY[1],
            pool: BODY[2],
            mix: 24,
            aux: 2,
            levels: 7.0,
            marks: (0, 0),
            words: (0, 0),
        },
        epochs: 30,
        rate: 0.004,
        decay: 0.05,
        dropout: 0.15,
        line_drop: 0.06,
        crop: 0.5,
        batch: 8,
        keep: 0.99,
        free: 0.5,
    }
}

/// How the network for the headline is trained.
pub fn title_recipe() -> Recipe {
    Recipe {
        shape: Shape {
            features: FEATURES.len() + outline::SIZE + signs::SIZE,
            width: TITLE[0],
            dilations: vec![1, 2],
            scan: TITLE[1],
            pool: TITLE[2],
            mix: 16,
            aux: 0,
            levels: 15.0,
            marks: (0, 0),
            words: (0, 0),
        },
        epochs: 16,
        rate: 0.004,
        decay: 0.1,
        dropout: 0.35,
        line_drop: 0.03,
        crop: 0.5,
        batch: 8,
        keep: 0.99,
        free: 1.0,
    }
}

/// A network with its weights.
pub type Net = (Layout, Vec<f32>);

/// What finds the body.
pub struct Body {
    /// The weights of its lexicon.
    pub words: Table,
    lexicon: Lexicon,
    /// The networks, of whose outputs the mean counts.
    pub nets: Vec<Net>,
}

impl Body {
    /// What the networks say of a page's lines.
    fn outputs(&self, page: &Prepared) -> Vec<f32> {
        let input = Input::plain(page.body_features(&self.lexicon));
        mean_outputs(&self.nets, &input)
    }
}

/// The mean of what networks say of each line.
fn mean_outputs(nets: &[Net], input: &Input) -> Vec<f32> {
    let mut means = Vec::new();
    for net in nets {
        let own = outputs(net, input);
        means.resize(own.len(), 0.0);
        let sums = means.iter_mut().zip(own);
        sums.for_each(|(mean, own)| *mean += own / nets.len() as f32);
    }
    means
}

/// A page made ready for training.
pub struct Prepared {
    page: Page,
    /// The line of the data that each of our lines begins in.
    lines: Vec<usize>,
    labels: Vec<Label>,
    weights: Vec<f32>,
    core: Range<usize>,
    source: PastedPage,
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
        let share = if page.kind == "article" { ARTICLE } else { 1.0 };
        for w in &mut weights {
            *w *= share / total;
        }
        Self {
            core: core.clone(),
            source: page.clone(),
            page: table,
            lines,
            labels,
            weights,
        }
    }

    /// Its features, with more numbers for each line.
    fn features(&self, more: impl Fn(usize, &mut Vec<f32>)) -> Vec<f32> {
        let mut features = Vec::new();
        for line in 0..self.lines.len() {
            features.extend(self.page.features(line));
            more(line, &mut features);
        }
        features
    }

    fn words(&self, line: usize) -> &[u32] {
        self.page.words_of(&self.page.facts[line])
    }

    /// The lexicon's answers that would be right for a line.
    fn answers(&self, line: usize) -> [bool; 3] {
        let keep = self.labels[line] == Label::Keep;
        [keep, line < self.core.start, line >= self.core.end]
    }

    /// What the lexicon learns from it.
    fn lexical_lines(&self) -> Vec<lexicon::Line> {
        let line = |line| lexicon::Line {
            words: self.words(line).to_vec(),
            answers: self.answers(line).map(|a| f32::from(u8::from(a))),
            weight: self.weights[line],
        };
        (0..self.lines.len()).map(line).collect()
    }

    fn body_features(&self, lexicon: &Lexicon) -> Vec<f32> {
        self.features(|line, row| row.extend(lexicon.scores(self.words(line))))
    }

    /// The network learns which lines are body and, to see the article as a whole, which lie inside it
    /// and which below.
    fn body_example(&self, lexicon: &Lexicon) -> Example {
        let wanted = (0..self.lines.len()).flat_map(|line| {
            let [keep, _, below] = self.answers(line);
            [keep, self.core.contains(&line), below].map(|b| f32::from(u8::from(b)))
        });
        Example {
            target: Target::Each(wanted.collect(), self.weights.clone()),
            input: Input::plain(self.body_features(lexicon)),
            core: self.core.clone(),
        }
    }

    /// `body` is what a network that has not seen the page's site says of its lines.
    fn title_features(&self, body: &[f32]) -> Vec<f32> {
        let keep: Vec<f32> = body.iter().map(|o| probability(*o)).collect();
        let outline = Outline::new(&self.page, &keep);
        let view = View::new(&self.page, &keep);
        self.features(|line, row| {
            outline.tell(line, row);
            view.tell(line, row);
        })
    }

    /// The line that the product would take for the headline on these outputs.
    fn title(&self, body: &[f32], outputs: &[f32]) -> Option<usize> {
        let keep: Vec<f32> = body.iter().map(|o| probability(*o)).collect();
        let view = View::new(&self.page, &keep);
        pick(&self.page, 0, outputs).map(|line| view.last_copy(line))
    }

    fn title_example(&self, body: &[f32]) -> Example {
        let right = self.labels.iter().map(|l| *l == Label::Title).collect();
        Example {
            target: Target::One(right),
            input: Input::plain(self.title_features(body)),
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

fn lexicon_of(words: &Table) -> Lexicon {
    Lexicon::new(words.weights.clone(), words.bias)
}

/// Trains what finds the body. The pages are read with lexicons that have not seen their sites.
///
/// There are few pages, so the networks also learn from each article in what stands around another: in each epoch
/// around another one.
pub fn train_body(pages: &[&Prepared], seed: u64) -> Body {
    let lines: Vec<Vec<lexicon::Line>> = pages.iter().map(|p| p.lexical_lines()).collect();
    let fold_of = data::folds(
        pages.iter().map(|p| p.source.domain.as_str()),
        LEXICON_FOLDS,
    );
    let without = |fold: usize| {
        let others = lines.iter().zip(&fold_of).filter(|(_, f)| **f != fold);
        lexicon::fit(&others.map(|(l, _)| l).collect::<Vec<_>>(), seed)
    };
    let lexicons: Vec<Lexicon> = (0..LEXICON_FOLDS)
        .map(|fold| lexicon_of(&without(fold)))
        .collect();
    let example = |page: &Prepared, fold: usize| page.body_example(&lexicons[fold]);
    let own = pages.iter().zip(&fold_of);
    let examples: Vec<Example> = own.map(|(page, fold)| example(page, *fold)).collect();
    let mixtures = |set: u64| {
        let partners = partners(pages, &fold_of, seed + 1000 * set);
        let mixture = |(page, other): (usize, usize)| {
            let mixture = pages[page].source.inside(&pages[other].source);
            example(&Prepared::new(&mixture), fold_of[page])
        };
        partners.into_iter().map(mixture).collect()
    };
    let sets: Vec<Vec<Example>> = (0..MIXTURES).map(mixtures).collect();
    let nets =
        (0..NETWORKS).map(|number| fit(&examples, &sets, &body_recipe(), seed + SEEDS * number));
    let nets = nets.collect();
    let words = without(LEXICON_FOLDS);
    Body {
        lexicon: lexicon_of(&words),
        words,
        nets,
    }
}

/// For each page another of its kind whose surroundings its article can be put into. Both are of one fold, so that one
/// lexicon has seen neither.
fn partners(pages: &[&Prepared], fold_of: &[usize], seed: u64) -> Vec<(usize, usize)> {
    let mut random = Random(seed + 99);
    let fits = |page: usize, other: &usize| {
        let kind = |page: usize| &pages[page].source.kind;
        *other != page && kind(*other) == kind(page) && fold_of[*other] == fold_of[page]
    };
    let mut any = || (random.next() % pages.len() as u64) as usize;
    let partner = |page: usize| {
        let other = (0..PARTNERS)
            .map(|_| any())
            .find(|other| fits(page, other))?;
        Some((page, other))
    };
    (0..pages.len()).filter_map(partner).collect()
}

/// Trains what finds the headline. `bodies` are what networks that have not seen a page's site say of its
/// lines.
pub fn train_title(pages: &[(&Prepared, &[f32])], seed: u64) -> Vec<Net> {
    let examples = pages.iter().map(|(page, body)| page.title_example(body));
    let examples: Vec<Example> = examples.collect();
    let nets = (0..TITLES).map(|number| fit(&examples, &[], &title_recipe(), seed + 1000 * number));
    nets.collect()
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

/// What cross-validation says of every page.
pub struct Validated {
    /// What networks that have not seen a page's site say of its lines.
    pub bodies: Vec<Vec<f32>>,
    /// The pages that were scored, with the decisions on them.
    pub predictions: Vec<(usize, Prediction)>,
}

/// For each of some folds, trains on all sites but the fold's and predicts that fold's. Headlines are
/// learned from what the first networks say, so they are looked for only when all folds are run.
pub fn cross_validate(pages: &[Prepared], folds: Range<usize>) -> Validated {
    let all = folds.len() == FOLDS;
    let mut bodies = vec![Vec::new(); pages.len()];
    let found = each_fold(pages, folds.clone(), |learn, own, fold| {
        let learn: Vec<&Prepared> = learn.iter().map(|i| &pages[*i]).collect();
        let body = train_body(&learn, fold);
        own.iter().map(|i| body.outputs(&pages[*i])).collect()
    });
    let scored: Vec<usize> = found.iter().map(|(i, _)| *i).collect();
    for (i, body) in found {
        bodies[i] = body;
    }
    let titles = if all {
        cross_validate_titles(pages, &bodies)
    } else {
        vec![None; pages.len()]
    };
    let decide = |i: usize| (i, pages[i].decide(titles[i], &bodies[i]));
    let predictions = scored.into_iter().map(decide).collect();
    Validated {
        bodies,
        predictions,
    }
}

fn cross_validate_titles(pages: &[Prepared], bodies: &[Vec<f32>]) -> Vec<Option<usize>> {
    let found = each_fold(pages, 0..FOLDS, |learn, own, fold| {
        let learn: Vec<_> = learn
            .iter()
            .map(|i| (&pages[*i], &bodies[*i][..]))
            .collect();
        let nets = train_title(&learn, fold);
        let say = |i: &usize| {
            let features = Input::plain(pages[*i].title_features(&bodies[*i]));
            pages[*i].title(&bodies[*i], &mean_outputs(&nets, &features))
        };
        own.iter().map(say).collect()
    });
    found.into_iter().map(|(_, title)| title).collect()
}

/// Calls `work` for each fold, several at once, with the numbers of the pages to learn from, those of the
/// fold's own and the fold; gives what it says of the fold's own pages, in their order.
fn each_fold<T: Send>(
    pages: &[Prepared],
    folds: Range<usize>,
    work: impl Fn(&[usize], &[usize], u64) -> Vec<T> + Sync,
) -> Vec<(usize, T)> {
    let fold_of = data::folds(pages.iter().map(|p| p.source.domain.as_str()), FOLDS);
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
            let said = work(&learn, &own, fold as u64);
            results.extend(own.into_iter().zip(said));
        }
    };
    let mut results: Vec<(usize, T)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(worker)).collect();
        let results = threads.into_iter().map(|t| t.join().unwrap_or_default());
        results.flatten().collect()
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
