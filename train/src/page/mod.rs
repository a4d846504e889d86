//! The network for documents: trained, cross-validated by site, stored.

mod board;
mod data;
mod kind;
mod labels;

use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use copydesk::model::slot;
use copydesk::page::features::Page;
use copydesk::page::models::{MARKS, SIZE, WORDS};

use crate::data::{folds, site};
use crate::fit::{Example, Recipe, Target, fit, outputs};
use crate::net::{Input, Layout, Shape};
use crate::store;
use data::LabelledPage;

/// Folds of the cross-validation.
const FOLDS: usize = 5;
/// Folds that are trained at once.
const THREADS: usize = 2;
/// A piece counts as its words to this power.
const WEIGHT: f32 = 0.6;
/// How much more an article counts than a page of another kind: articles are what readers clean.
const ARTICLE: f32 = 4.0;
/// The most pieces of a page that are learned from.
const LONGEST: usize = 1500;

/// How the network is trained.
pub fn recipe() -> Recipe {
    Recipe {
        shape: Shape {
            features: Page::width(),
            marks: MARKS,
            words: WORDS,
            width: SIZE.0,
            dilations: vec![1, 2, 4, 8],
            scan: SIZE.1,
            pool: 0,
            mix: 16,
            aux: 0,
            levels: 31.0,
        },
        epochs: 7,
        rate: 0.004,
        decay: 0.05,
        dropout: 0.15,
        line_drop: 0.06,
        crop: 0.3,
        batch: 2,
        keep: 0.998,
        free: 1.0,
    }
}

/// A page made ready for training.
pub struct Prepared {
    input: Input,
    words: Vec<Vec<u64>>,
    shares: Vec<f32>,
    weights: Vec<f32>,
    facts: kind::Facts,
}

impl Prepared {
    fn new(page: &LabelledPage) -> Result<Self, String> {
        let snapshot = copydesk::html::parse(&page.html, copydesk::Limits::default());
        let snapshot = snapshot.map_err(|e| format!("{}: {e}", page.id))?;
        let url = Some(page.url.as_str()).filter(|u| !u.is_empty());
        Ok(copydesk::page::read(&snapshot, url, |table| {
            Self::of(page, table)
        }))
    }

    fn of(page: &LabelledPage, table: &Page) -> Self {
        let recipe = recipe();
        let count = table.markup.len();
        let mut input = Input::default();
        for piece in 0..count {
            table.row(piece, &mut input.features);
            let facts = &table.text.facts[piece];
            let word = |h: &u32| slot(*h, recipe.shape.words.0) as u32;
            input
                .words
                .push(table.text.words_of(facts).iter().map(word).collect());
            let mark = |h: &u32| slot(*h, recipe.shape.marks.0) as u32;
            let markup = &table.markup[piece];
            let lists = [&markup.near, &markup.far, &table.hints.marks];
            input
                .marks
                .push(lists.map(|list| list.iter().map(mark).collect()));
        }
        let texts: Vec<String> = (0..count)
            .map(|i| table.pieces.text_of(i).to_owned())
            .collect();
        let words: Vec<Vec<u64>> = texts.iter().map(|t| data::words(t)).collect();
        let shares = labels::align(&words, &page.truth);
        let mut weights: Vec<f32> = words
            .iter()
            .map(|w| (w.len() as f32).powf(WEIGHT))
            .collect();
        if let Some(w) = table.headline.and_then(|h| weights.get_mut(h)) {
            *w = 0.0;
        }
        let total: f32 = weights.iter().sum::<f32>().max(1.0);
        let share = if page.kind == "article" { ARTICLE } else { 1.0 };
        for w in &mut weights {
            *w *= share / total;
        }
        Self {
            input,
            words,
            shares,
            weights,
            facts: kind::Facts::new(table, &page.kind),
        }
    }

    fn example(&self) -> Example {
        let last = self
            .shares
            .iter()
            .rposition(|s| *s > 0.5)
            .map_or(0, |l| l + 1);
        let first = self
            .shares
            .iter()
            .position(|s| *s > 0.5)
            .unwrap_or(0)
            .min(last);
        Example {
            input: self.input.clone(),
            target: Target::Each(self.shares.clone(), self.weights.clone()),
            core: first..last,
        }
    }
}

/// Reads all pages, by two threads.
fn prepare(pages: &[LabelledPage]) -> Result<Vec<Prepared>, String> {
    let half = pages.len() / 2;
    let read = |pages: &[LabelledPage]| {
        pages
            .iter()
            .map(Prepared::new)
            .collect::<Result<Vec<_>, _>>()
    };
    std::thread::scope(|scope| {
        let second = scope.spawn(|| read(&pages[half..]));
        let mut all = read(&pages[..half])?;
        all.extend(second.join().map_err(|_| "a thread failed".to_owned())??);
        Ok(all)
    })
}

fn train(pages: &[&Prepared], seed: u64) -> (Layout, Vec<f32>) {
    let examples: Vec<Example> = pages.iter().map(|p| shorten(p.example())).collect();
    fit(&examples, &[], &recipe(), seed)
}

/// The stretch around the article of a page that is too long.
fn shorten(example: Example) -> Example {
    let count = example.input.words.len();
    if count <= LONGEST {
        return example;
    }
    let from = example
        .core
        .start
        .saturating_sub(LONGEST / 4)
        .min(count - LONGEST);
    let to = from + LONGEST;
    let width = example.input.features.len() / count;
    let cut = |v: &[f32]| v[from..to].to_vec();
    let Target::Each(wanted, weights) = &example.target else {
        return example;
    };
    Example {
        input: Input {
            features: example.input.features[from * width..to * width].to_vec(),
            words: example.input.words[from..to].to_vec(),
            marks: example.input.marks[from..to].to_vec(),
        },
        target: Target::Each(cut(wanted), cut(weights)),
        core: 0..example.core.end.min(to).saturating_sub(from),
    }
}

fn fold_of(pages: &[LabelledPage]) -> Vec<usize> {
    folds(pages.iter().map(|page| site(&page.url)), FOLDS)
}

/// What networks that saw no page of its site say of each page of some folds.
fn cross_validate(
    pages: &[LabelledPage],
    prepared: &[Prepared],
    which: Range<usize>,
) -> Vec<(usize, Vec<f32>)> {
    let fold_of = fold_of(pages);
    let next = AtomicUsize::new(which.start);
    let worker = || {
        let mut results = Vec::new();
        loop {
            let fold = next.fetch_add(1, Ordering::SeqCst);
            if fold >= which.end {
                return results;
            }
            let (own, learn): (Vec<usize>, Vec<usize>) =
                (0..pages.len()).partition(|i| fold_of[*i] == fold);
            let learn: Vec<&Prepared> = learn.iter().map(|i| &prepared[*i]).collect();
            let trained = train(&learn, fold as u64);
            results.extend(
                own.into_iter()
                    .map(|i| (i, outputs(&trained, &prepared[i].input))),
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

/// Each page with the kind found for it by weights that saw no page of its site.
fn found_kinds<'a>(pages: &[LabelledPage], prepared: &'a [Prepared]) -> Vec<(&'a Prepared, usize)> {
    let fold_of = fold_of(pages);
    let of = |fold: usize, own: bool| {
        let all = prepared.iter().zip(&fold_of);
        all.filter(move |(_, f)| (**f == fold) == own)
            .map(|(page, _)| page)
    };
    let each = (0..FOLDS).flat_map(|fold| {
        let weights = kind::fit(&of(fold, false).collect::<Vec<_>>());
        of(fold, true)
            .map(|page| (page, page.facts.found(&weights)))
            .collect::<Vec<_>>()
    });
    each.collect()
}

/// Cross-validates, prints the figures, and trains and stores the network if wanted.
pub fn run(
    folder: &Path,
    which: Range<usize>,
    predictions: Option<&Path>,
    store: bool,
) -> Result<(), String> {
    let start = Instant::now();
    let pages = data::read(folder)?;
    let prepared = prepare(&pages)?;
    let pieces: usize = prepared.iter().map(|p| p.words.len()).sum();
    eprintln!(
        "{} pages with {pieces} pieces, {:.0} s",
        pages.len(),
        start.elapsed().as_secs_f32()
    );
    let results = cross_validate(&pages, &prepared, which);
    eprintln!("Networks trained, {:.0} s", start.elapsed().as_secs_f32());
    let outcomes = board::outcomes(&pages, &results);
    let table = board::table(&pages, &outcomes);
    let kinds = kind::table(&found_kinds(&pages, &prepared));
    println!("{table}\n{kinds}");
    if let Some(file) = predictions {
        let line = |o: &board::Outcome| {
            serde_json::json!({"id": pages[o.page].id, "text": o.text}).to_string()
        };
        let lines: Vec<String> = outcomes.iter().map(line).collect();
        store::write(file, (lines.join("\n") + "\n").as_bytes())?;
    }
    if store {
        let all: Vec<&Prepared> = prepared.iter().collect();
        let bytes = store::page(&train(&all, 1));
        store::write(Path::new("models/page.bin"), &bytes)?;
        let weights = kind::bytes(&kind::fit(&all));
        store::write(Path::new("models/kind.bin"), &weights)?;
        store::write(
            Path::new("models/page.md"),
            board::card([&table, &kinds], [bytes.len(), weights.len()], &recipe()).as_bytes(),
        )?;
    }
    eprintln!("{:.0} s", start.elapsed().as_secs_f32());
    Ok(())
}
