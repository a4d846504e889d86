//! Pieces to numbers: the features of their text (`text/features.rs`), and those of their markup.
//!
//! Every feature lies roughly between -1 and 1. The order of [`FEATURES`] is part of a trained model.

use super::around::{Around, Part};
use super::blocks::{Kind, Pieces};
use super::hints::Hints;
use super::tree::{Sums, Tree};
use crate::snapshot::Tag;
use crate::text::counter::Counter;
use crate::text::features::{self as text, flag, log2, share};

/// What is known of a piece by its markup.
#[derive(Clone, Debug, Default)]
pub struct Markup {
    /// What stands around it.
    around: Around,
    /// Steps from the document's root, at most [`super::tree::LEVELS`].
    depth: u32,
    /// Sums of the elements of the ladder above it.
    ladder: [Sums; 3],
    /// Its number among the pieces of the first step of the ladder.
    index: u32,
    /// Pieces that look like it, and the words of prose in them.
    alike: u32,
    alike_prose: u32,
    /// Whether it shares the first step of the ladder with the piece before.
    joined: bool,
    /// Links of its text, as a share.
    linked: f32,
    /// How much it is like the headline: shares of its own words and of the headline's.
    title: [f32; 2],
    /// Hashes of the words of class and id: of the innermost two elements, and of those around.
    pub near: Vec<u32>,
    /// Of the elements farther around.
    pub far: Vec<u32>,
}

/// The pieces of a page, with what is known of each and of the page as a whole.
pub struct Page<'a> {
    /// The pieces.
    pub pieces: &'a Pieces,
    /// What is known of their text.
    pub text: text::Page,
    /// What is known of their markup.
    pub markup: Vec<Markup>,
    /// What the page says of itself.
    pub hints: &'a Hints,
    all: Sums,
    /// The smallest elements that hold most of the prose, as ranges of nodes.
    holders: [std::ops::Range<usize>; 3],
    /// The piece that is most like the headline.
    pub headline: Option<usize>,
}

impl<'a> Page<'a> {
    /// Gathers what is known. Linear in the page.
    #[must_use]
    pub fn new(pieces: &'a Pieces, text: text::Page, tree: &Tree, hints: &'a Hints) -> Self {
        let holder = |share: f32| tree.holder(share).map_or(0..0, |n| n..tree.snapshot.end(n));
        let mut page = Self {
            pieces,
            markup: Vec::with_capacity(pieces.list.len()),
            hints,
            all: tree.all(),
            holders: [holder(0.55), holder(0.8), holder(0.95)],
            headline: None,
            text,
        };
        let mut steps = None;
        for piece in 0..pieces.list.len() {
            let (markup, step) = page.markup_of(piece, tree);
            let joined = step.is_some() && step == steps;
            page.markup.push(Markup { joined, ..markup });
            steps = step;
        }
        page.count_alike(tree);
        page.headline = page.find_headline();
        page
    }

    fn markup_of(&self, number: usize, tree: &Tree) -> (Markup, Option<usize>) {
        let (Some(piece), Some(facts)) =
            (self.pieces.list.get(number), self.text.facts.get(number))
        else {
            return (Markup::default(), None);
        };
        let mut markup = Markup {
            linked: share(piece.linked as u32, piece.range.len() as u32),
            ..Markup::default()
        };
        for (level, node) in tree.up(piece.owner).enumerate() {
            markup.around.add(tree.around(node));
            let tokens = if level < 2 {
                &mut markup.near
            } else {
                &mut markup.far
            };
            let free = 24_usize.saturating_sub(tokens.len());
            tokens.extend(tree.tokens(node).iter().take(free));
            markup.depth += 1;
        }
        let own = tree.inside(piece.owner).words.min(facts.words);
        let steps = tree.ladder(piece.owner, own);
        markup.ladder = steps.map(|s| s.map_or(self.all, |n| tree.inside(n)));
        if let Some(first) = steps[0] {
            let before = self.pieces.list.iter().take(number).rev();
            markup.index = before
                .take(64)
                .take_while(|p| p.nodes.start >= first)
                .count() as u32;
        }
        markup.title = self.hints.title.likeness(self.text.words_of(facts));
        (markup, steps[0])
    }

    fn count_alike(&mut self, tree: &Tree) {
        let styles: Vec<u32> = self
            .pieces
            .list
            .iter()
            .map(|p| tree.style(p.owner))
            .collect();
        let (mut counts, mut prose) = (Counter::new(styles.len()), Counter::new(styles.len()));
        for (style, facts) in styles.iter().zip(&self.text.facts) {
            counts.add(*style);
            if facts.sentences > 0 && facts.words >= 8 {
                prose.add_many(*style, facts.words);
            }
        }
        for (markup, style) in self.markup.iter_mut().zip(&styles) {
            (markup.alike, markup.alike_prose) = (counts.get(*style), prose.get(*style));
        }
    }

    /// The first piece that says most of what the page calls itself, headings before others.
    fn find_headline(&self) -> Option<usize> {
        let score = |at: usize| {
            let (piece, markup) = (self.pieces.list.get(at)?, self.markup.get(at)?);
            let [own, titles] = markup.title;
            let heading = match piece.kind {
                Kind::Heading(1) => 0.4,
                Kind::Heading(2) => 0.2,
                Kind::Heading(_) => 0.1,
                _ => 0.0,
            };
            let menu = if markup.has(Tag::Nav) || markup.has(Tag::Footer) || piece.hidden {
                0.5
            } else {
                0.0
            };
            let linked = if markup.linked > 0.9 { 0.2 } else { 0.0 };
            let score = own.min(titles) + 0.3 * own.max(titles) + heading - menu - linked;
            let enough = own.min(titles) >= 0.5
                || piece.kind == Kind::Heading(1) && (own > 0.0 || self.hints.title.is_empty());
            enough.then_some(score)
        };
        let scored = (0..self.markup.len()).filter_map(|at| Some((at, score(at)?)));
        scored
            .fold(None, |best: Option<(usize, f32)>, (at, score)| match best {
                Some((_, most)) if most >= score => best,
                _ => Some((at, score)),
            })
            .map(|(at, _)| at)
    }

    /// Appends the features of a piece: those of its text, then [`FEATURES`].
    pub fn row(&self, piece: usize, row: &mut Vec<f32>) {
        row.extend(self.text.features(piece));
        row.extend(self.features(piece));
    }

    /// How many numbers [`Page::row`] appends.
    #[must_use]
    pub fn width() -> usize {
        text::FEATURES.len() + FEATURES.len()
    }

    /// Sums over the whole page.
    pub(super) fn all(&self) -> Sums {
        self.all
    }

    fn holder(&self, piece: usize, which: usize) -> f32 {
        let start = self.pieces.list.get(piece).map_or(0, |p| p.nodes.start);
        match self.holders.get(which) {
            Some(holder) if start < holder.start => 0.0,
            Some(holder) if start < holder.end => 1.0,
            _ => -1.0,
        }
    }

    fn behind_headline(&self, piece: usize) -> f32 {
        self.headline.map_or(0.0, |h| {
            let distance = piece as f32 - h as f32;
            (log2(distance.abs()) / 8.0 + 0.1) * if distance > 0.0 { 1.0 } else { -1.0 }
        })
    }
}

impl Markup {
    /// Whether an element is around it.
    #[must_use]
    pub fn has(&self, tag: Tag) -> bool {
        self.around.has(tag)
    }

    /// Whether a role or item property is around it.
    #[must_use]
    pub fn has_part(&self, part: Part) -> bool {
        self.around.has_part(part)
    }
}

macro_rules! features {
    ($($name:literal: |$page:ident, $i:ident, $p:ident, $m:ident| $value:expr;)*) => {
        /// The names of the features of markup, in the model's order.
        pub const FEATURES: &[&str] = &[$($name,)*];

        impl Page<'_> {
            /// The features of a piece's markup.
            fn features(&self, number: usize) -> [f32; FEATURES.len()] {
                let (Some(piece), Some(markup)) = (self.pieces.list.get(number), self.markup.get(number)) else {
                    return [0.0; FEATURES.len()];
                };
                [$({
                    let ($page, $i, $p, $m) = (self, number, piece, markup);
                    let _ = ($page, $i, $p, $m);
                    $value
                },)*]
            }
        }
    };
}

fn linked(sums: Sums) -> f32 {
    share(sums.linked, sums.words)
}

features! {
    "heading": |_g, _i, p, _m| flag(matches!(p.kind, Kind::Heading(_)));
    "heading 1": |_g, _i, p, _m| flag(p.kind == Kind::Heading(1));
    "heading 2": |_g, _i, p, _m| flag(p.kind == Kind::Heading(2));
    "heading 3": |_g, _i, p, _m| flag(p.kind == Kind::Heading(3));
    "row": |_g, _i, p, _m| flag(p.kind == Kind::Row);
    "caption": |_g, _i, p, _m| flag(p.kind == Kind::Caption);
    "code": |_g, _i, p, _m| flag(p.kind == Kind::Code);
    "unseen": |_g, _i, p, _m| flag(p.kind == Kind::Unseen);
    "hidden": |_g, _i, p, _m| flag(p.hidden);
    "hidden by aria": |_g, _i, _p, m| flag(m.has_part(Part::Hidden));
    "item": |_g, _i, p, _m| flag(p.item.is_some());
    "in nav": |_g, _i, _p, m| flag(m.has(Tag::Nav));
    "in header": |_g, _i, _p, m| flag(m.has(Tag::Header));
    "in footer": |_g, _i, _p, m| flag(m.has(Tag::Footer));
    "in aside": |_g, _i, _p, m| flag(m.has(Tag::Aside));
    "in article": |_g, _i, _p, m| flag(m.has(Tag::Article));
    "in main": |_g, _i, _p, m| flag(m.has(Tag::Main));
    "in form": |_g, _i, _p, m| flag(m.has(Tag::Form));
    "in li": |_g, _i, _p, m| flag(m.has(Tag::Li));
    "in td": |_g, _i, _p, m| flag(m.has(Tag::Td));
    "in figure": |_g, _i, _p, m| flag(m.has(Tag::Figure));
    "in button": |_g, _i, _p, m| flag(m.has(Tag::Button));
    "in label": |_g, _i, _p, m| flag(m.has(Tag::Label));
    "in section": |_g, _i, _p, m| flag(m.has(Tag::Section));
    "in dialog": |_g, _i, _p, m| flag(m.has(Tag::Dialog) || m.has_part(Part::Dialog));
    "in details": |_g, _i, _p, m| flag(m.has(Tag::Details) || m.has(Tag::Summary));
    "in address": |_g, _i, _p, m| flag(m.has(Tag::Address));
    "in link": |_g, _i, _p, m| flag(m.has(Tag::A));
    "in blockquote": |_g, _i, _p, m| flag(m.has(Tag::Blockquote));
    "in p": |_g, _i, _p, m| flag(m.has(Tag::P));
    "in dl": |_g, _i, _p, m| flag(m.has(Tag::Dl));
    "in ol": |_g, _i, _p, m| flag(m.has(Tag::Ol));
    "in select": |_g, _i, _p, m| flag(m.has(Tag::Select));
    "role navigation": |_g, _i, _p, m| flag(m.has_part(Part::Navigation));
    "role complementary": |_g, _i, _p, m| flag(m.has_part(Part::Complementary));
    "role of frame": |_g, _i, _p, m| flag(m.has_part(Part::ContentInfo) || m.has_part(Part::Banner));
    "role main": |_g, _i, _p, m| flag(m.has_part(Part::Main));
    "role button": |_g, _i, _p, m| flag(m.has_part(Part::Button));
    "article body": |_g, _i, _p, m| flag(m.has_part(Part::ArticleBody));
    "tab panel": |_g, _i, _p, m| flag(m.has_part(Part::TabPanel));
    "item comment": |_g, _i, _p, m| flag(m.has_part(Part::Comment));
    "depth": |_g, _i, _p, m| m.depth as f32 / 12.0;
    "linked": |_g, _i, _p, m| m.linked;
    "all linked": |_g, _i, _p, m| flag(m.linked > 0.95);
    "linked around 1": |_g, _i, _p, m| linked(m.ladder[0]);
    "linked around 2": |_g, _i, _p, m| linked(m.ladder[1]);
    "linked around 3": |_g, _i, _p, m| linked(m.ladder[2]);
    "words around 1": |_g, _i, _p, m| log2(m.ladder[0].words as f32) / 12.0;
    "words around 2": |_g, _i, _p, m| log2(m.ladder[1].words as f32) / 12.0;
    "words around 3": |_g, _i, _p, m| log2(m.ladder[2].words as f32) / 12.0;
    "words for each piece around 1": |_g, _i, _p, m| log2(share(m.ladder[0].words, m.ladder[0].pieces)) / 6.0;
    "words for each piece around 2": |_g, _i, _p, m| log2(share(m.ladder[1].words, m.ladder[1].pieces)) / 6.0;
    "pieces around 1": |_g, _i, _p, m| log2(m.ladder[0].pieces as f32) / 8.0;
    "prose around 1": |_g, _i, _p, m| share(m.ladder[0].prose, m.ladder[0].words);
    "prose around 2": |_g, _i, _p, m| share(m.ladder[1].prose, m.ladder[1].words);
    "prose around 3": |_g, _i, _p, m| share(m.ladder[2].prose, m.ladder[2].words);
    "prose of page around 1": |g, _i, _p, m| share(m.ladder[0].prose, g.all.prose);
    "prose of page around 2": |g, _i, _p, m| share(m.ladder[1].prose, g.all.prose);
    "prose of page around 3": |g, _i, _p, m| share(m.ladder[2].prose, g.all.prose);
    "index": |_g, _i, _p, m| log2(m.index as f32) / 6.0;
    "first": |_g, _i, _p, m| flag(m.index == 0);
    "alike": |_g, _i, _p, m| log2(m.alike as f32) / 6.0;
    "prose alike": |g, _i, _p, m| share(m.alike_prose, g.all.prose).min(1.0);
    "joined": |_g, _i, _p, m| flag(m.joined);
    "joined below": |g, i, _p, _m| flag(g.markup.get(i + 1).is_some_and(|m| m.joined));
    "holder of half": |g, i, _p, _m| g.holder(i, 0);
    "holder of most": |g, i, _p, _m| g.holder(i, 1);
    "holder of nearly all": |g, i, _p, _m| g.holder(i, 2);
    "words like headline": |_g, _i, _p, m| m.title[0];
    "headline's words": |_g, _i, _p, m| m.title[1];
    "is headline": |g, i, _p, _m| flag(g.headline == Some(i));
    "behind headline": |g, i, _p, _m| g.behind_headline(i);
    "has headline": |g, _i, _p, _m| flag(g.headline.is_some());
    "page linked": |g, _i, _p, _m| linked(g.all);
    "page prose": |g, _i, _p, _m| share(g.all.prose, g.all.words);
    "page prose words": |g, _i, _p, _m| log2(g.all.prose as f32) / 14.0;
    "says article": |g, _i, _p, _m| flag(g.hints.article);
    "says product": |g, _i, _p, _m| flag(g.hints.product);
    "says forum": |g, _i, _p, _m| flag(g.hints.forum);
    "says list": |g, _i, _p, _m| flag(g.hints.list);
    "says page": |g, _i, _p, _m| flag(g.hints.page);
    "og article": |g, _i, _p, _m| flag(g.hints.og_article);
    "articles": |g, _i, _p, _m| (log2(g.hints.articles as f32) / 4.0).min(1.5);
    "address depth": |g, _i, _p, _m| g.hints.address_depth;
    "address words": |g, _i, _p, _m| g.hints.address_words;
    "headings": |g, _i, _p, _m| log2(g.hints.headings as f32) / 6.0;
    "codes": |g, _i, _p, _m| log2(g.hints.codes as f32) / 5.0;
    "prices": |g, _i, _p, _m| log2(g.hints.prices as f32) / 5.0;
}
