//! A document to article: pieces, features, model, decision, judgement, composition.

mod address;
mod around;
pub mod blocks;
mod company;
mod compose;
pub mod features;
mod hints;
mod inline;
pub mod kind;
mod media;
pub mod models;
mod reasons;
mod table;
mod tags;
mod tree;

pub use address::Base;
pub use hints::Hints;

use crate::metadata::{self, Metadata};
use crate::snapshot::Snapshot;
use crate::text::decode::{self, Decision};
use crate::text::judge::{self, Bench, Fate, Judged};
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
        let mut decision = decide(page, &score(page));
        drop_hidden(page, &mut decision.keep, snapshot.rendered);
        let judged = judge(page, &lines, &options.verdicts, &decision);
        article(page, &judged, decision.expected)
    });
    let material = Material {
        snapshot,
        base: &base,
        pieces: &pieces,
        fates: &article.1,
        verdicts: &options.verdicts,
    };
    material.fill(&mut article.0);
    article.0.finish(article.2);
    Ok(with_metadata(article.0, metadata::read(snapshot, options)))
}

/// An article with what the page says of it; the language is that of the words, where they tell.
fn with_metadata(article: Article, known: Metadata) -> Article {
    Article {
        title: known.title.or(article.title),
        deck: article.deck.or(known.deck),
        byline: known.byline,
        published: known.published,
        modified: known.modified,
        site: known.site,
        language: article.language.or(known.language),
        url: known.url,
        image: known.image,
        ..article
    }
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
fn judge(page: &Page, lines: &[Line], verdicts: &[Verdict], decision: &Decision) -> Judged {
    let verdicts: Vec<Verdict> = verdicts
        .iter()
        .filter_map(|v| on_text(page.pieces, *v))
        .collect();
    let bench = Bench {
        input: &page.pieces.text,
        lines,
        page: &page.text,
        said: judge::said(lines, &verdicts),
    };
    let mut judged = bench.judge(decision, page.headline);
    let pieces = page.pieces.list.iter().zip(&page.markup);
    for (fate, (piece, markup)) in judged.fates.iter_mut().zip(pieces) {
        if let Fate::Cut(reason) = fate {
            *reason = reasons::refine(piece, markup, *reason);
        }
    }
    judged
}

/// Cuts what is hidden and does not unfold. Where more of the article is hidden than not, and nobody has looked at the page as it
/// is shown, a script would show it: such pages hide their body until they are loaded, or bring it in a `noscript`.
fn drop_hidden(page: &Page, keep: &mut [bool], rendered: bool) {
    let pieces = page.pieces.list.iter().zip(&page.markup);
    let is_dropped = |(piece, markup): (&blocks::Piece, &features::Markup)| {
        piece.kind == Kind::Unseen || piece.hidden && !reasons::unfolds(markup)
    };
    let dropped: Vec<bool> = pieces.map(is_dropped).collect();
    let words = |wanted: bool| -> u32 {
        let kept = keep.iter().zip(&dropped).zip(&page.text.facts);
        kept.filter(|((keep, dropped), _)| **keep && **dropped == wanted)
            .map(|(_, facts)| facts.words)
            .sum()
    };
    if !rendered && words(true) > words(false) {
        return;
    }
    for (keep, dropped) in keep.iter_mut().zip(dropped) {
        *keep &= !dropped;
    }
}

/// Which pieces to keep, given how probable it is that each is part of the article.
fn decide(page: &Page, probabilities: &[f32]) -> Decision {
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
        page_kind: kind::kind_of(page),
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
