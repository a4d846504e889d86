//! A document to article: pieces, features, model, decision, judgement, composition.

mod address;
pub mod blocks;
mod compose;
pub mod features;
mod hints;
mod inline;
mod media;
pub mod models;
mod reasons;
mod table;
mod tags;
mod tree;

pub use address::Base;
pub use hints::Hints;

use crate::snapshot::Snapshot;
use crate::text::decode;
use crate::text::judge::{Bench, Fate, Judged};
use crate::text::lines::Line;
use crate::{Article, Error, ErrorCode, Options, Role, Verdict};
use blocks::{Kind, Pieces};
use compose::Material;
use features::Page;
use tree::Tree;

/// Takes the article out of a document. Linear in it.
///
/// Blocks, cuts, parts and verdicts are ranges of the snapshot's nodes; spans are bytes of the texts that they are of.
///
/// # Errors
///
/// `empty-input` for a document without text, `too-many-nodes`.
pub fn clean_snapshot(snapshot: &Snapshot, options: &Options) -> Result<Article, Error> {
    clean_by(snapshot, options, models::score)
}

/// The same by anything that says how probable it is that each piece belongs to the article: for trying networks out.
///
/// # Errors
///
/// As [`clean_snapshot`].
pub fn clean_by(
    snapshot: &Snapshot,
    options: &Options,
    score: impl FnOnce(&Page) -> Vec<f32>,
) -> Result<Article, Error> {
    options.limits.check_nodes(snapshot.len())?;
    let base = Base::of(snapshot, options.url.as_deref());
    let pieces = blocks::read(snapshot, &base);
    if pieces.list.is_empty() {
        return Err(Error::new(
            ErrorCode::EmptyInput,
            "There is no text to clean: the document shows none.",
        ));
    }
    let lines = lines(&pieces);
    let mut article = known(snapshot, options.url.as_deref(), &pieces, &lines, |page| {
        let (judged, confidence) = judge(page, &lines, &options.verdicts, &score(page));
        article(page, &judged, confidence)
    });
    let material = Material {
        snapshot,
        base: &base,
        pieces: &pieces,
        fates: &article.1,
    };
    material.fill(&mut article.0);
    article.0.finish(article.2);
    article.0.url = options.url.clone().or_else(|| snapshot.url.clone());
    Ok(article.0)
}

/// Takes the article out of a page's HTML. Linear in it.
///
/// Blocks, cuts, parts and verdicts are ranges of the nodes of the [`Snapshot`] that [`crate::html::parse`] makes of it.
///
/// # Errors
///
/// `empty-input`, `too-many-bytes`, `too-many-nodes`.
#[cfg(feature = "html")]
pub fn clean_html(html: &str, options: &Options) -> Result<Article, Error> {
    clean_snapshot(&crate::html::parse(html, options.limits)?, options)
}

/// The pieces of a page as lines of [`Pieces::text`].
fn lines(pieces: &Pieces) -> Vec<Line> {
    let line = |p: &blocks::Piece| Line {
        start: p.range.start,
        end: p.range.end,
        gap: u8::from(p.kind != Kind::Row && p.item.is_none()),
    };
    pieces.list.iter().map(line).collect()
}

/// Gathers what is known of the pieces, and does something with it.
fn known<T>(
    snapshot: &Snapshot,
    url: Option<&str>,
    pieces: &Pieces,
    lines: &[Line],
    then: impl FnOnce(&Page) -> T,
) -> T {
    let text = crate::text::page_of(&pieces.text, lines);
    let tree = Tree::new(snapshot, pieces, &text.facts);
    let hints = Hints::new(snapshot, pieces, &text.facts, url);
    then(&Page::new(pieces, text, &tree, &hints))
}

/// Reads a document up to the table of features, and does something with it: what training and cleaning share.
pub fn read<T>(snapshot: &Snapshot, url: Option<&str>, then: impl FnOnce(&Page) -> T) -> T {
    let pieces = blocks::read(snapshot, &Base::of(snapshot, url));
    known(snapshot, url, &pieces, &lines(&pieces), then)
}

/// Decides on every piece, as on the lines of a pasted page, with what markup adds.
fn judge(page: &Page, lines: &[Line], verdicts: &[Verdict], scores: &[f32]) -> (Judged, f32) {
    let mut decision = decide(page, scores);
    for ((keep, piece), markup) in decision
        .keep
        .iter_mut()
        .zip(&page.pieces.list)
        .zip(&page.markup)
    {
        *keep &= piece.kind != Kind::Unseen && (!piece.hidden || reasons::unfolds(markup));
    }
    let verdicts: Vec<Verdict> = verdicts
        .iter()
        .filter_map(|v| on_text(page.pieces, *v))
        .collect();
    let bench = Bench {
        input: &page.pieces.text,
        lines,
        page: &page.text,
        verdicts: &verdicts,
    };
    let mut judged = bench.judge(&decision, page.headline);
    let pieces = page.pieces.list.iter().zip(&page.markup);
    for (fate, (piece, markup)) in judged.fates.iter_mut().zip(pieces) {
        if let Fate::Cut(reason) = fate {
            *reason = reasons::refine(piece, markup, *reason);
        }
    }
    (judged, decision.expected)
}

/// Which pieces to keep, given how probable it is that each is part of the article.
fn decide(page: &Page, probabilities: &[f32]) -> decode::Decision {
    let words = |piece: usize| page.text.facts.get(piece).map_or(0.0, |f| f.words as f32);
    decode::decide(probabilities, words)
}

/// A verdict on nodes as one on the bytes of the pieces' text.
fn on_text(pieces: &Pieces, verdict: Verdict) -> Option<Verdict> {
    let mut hit = pieces
        .list
        .iter()
        .filter(|p| verdict.start < p.nodes.end && p.nodes.start < verdict.end);
    let first = hit.next()?;
    let last = hit.next_back().unwrap_or(first);
    Some(Verdict {
        start: first.range.start,
        end: last.range.end,
        keep: verdict.keep,
    })
}

/// The head of the article, with the fates of the pieces and the words of those kept.
fn article(page: &Page, judged: &Judged, confidence: f32) -> (Article, Vec<Fate>, usize) {
    let text = |piece: usize| page.pieces.text_of(piece);
    let head = &judged.head;
    let deck = judged
        .fates
        .iter()
        .position(|f| *f == Fate::Part(Role::Deck));
    let article = Article {
        title: judged.title.map(|t| text(t).to_owned()),
        deck: deck.map(|d| text(d).to_owned()),
        byline: head.byline.clone(),
        published: head.published.map(|s| s.text(text(s.line))),
        modified: head.modified.map(|s| s.text(text(s.line))),
        language: judged.language.map(str::to_owned),
        confidence,
        ..Article::default()
    };
    let kept = judged
        .fates
        .iter()
        .zip(&page.text.facts)
        .filter(|(f, _)| **f == Fate::Keep);
    let words = kept.map(|(_, facts)| facts.words as usize).sum();
    (article, judged.fates.clone(), words)
}
