//! From pieces and their fates to an [`Article`].

use std::collections::BTreeSet;

use super::address::Base;
use super::blocks::{Kind, Medium, Piece, Pieces};
use super::media;
use crate::snapshot::{Snapshot, Tag};
use crate::text::judge::Fate;
use crate::{Article, Block, BlockKind, Nesting, Part, Reason, Removed, Span, Verdict, order};

/// How many pieces from a picture the text is that says whether it belongs to the article.
const NEAR: usize = 8;

/// What an article is composed of.
pub struct Material<'a> {
    /// The document.
    pub snapshot: &'a Snapshot,
    /// What its addresses are relative to.
    pub base: &'a Base,
    /// Its pieces.
    pub pieces: &'a Pieces,
    /// What becomes of each.
    pub fates: &'a [Fate],
    /// The reader's verdicts, in nodes.
    pub verdicts: &'a [Verdict],
}

/// A block that is being put together of pieces.
struct Open {
    kind: OpenKind,
    text: String,
    spans: Vec<Span>,
    start: usize,
    end: usize,
}

enum OpenKind {
    List {
        root: usize,
        item: usize,
        items: Vec<String>,
        nesting: Vec<Nesting>,
    },
    Quote(usize),
    Table {
        node: usize,
        rows: Vec<Vec<String>>,
    },
}

impl Material<'_> {
    /// Puts the blocks, the cuts and the parts of the head into an article. Linear in the pieces.
    pub fn fill(&self, article: &mut Article) {
        let media = self.media();
        let fates = self.company(&media);
        let material = Material {
            fates: &fates,
            ..*self
        };
        material.compose(media, article);
    }

    fn compose(&self, media: Vec<Option<Block>>, article: &mut Article) {
        for (number, (piece, fate)) in self.pieces.list.iter().zip(self.fates).enumerate() {
            let (start, end) = (piece.nodes.start, piece.nodes.end);
            let text = || self.pieces.text_of(number).to_owned();
            match *fate {
                Fate::Keep => {}
                Fate::Cut(reason) => article.removed.push(Removed {
                    text: text(),
                    reason,
                    start,
                    end,
                }),
                Fate::Part(role) => article.parts.push(Part {
                    role,
                    text: text(),
                    start,
                    end,
                }),
            }
        }
        article.blocks = self.blocks(media, &mut article.removed);
        article.removed = order::ordered(std::mem::take(&mut article.removed), |cut| cut.start);
        level_headings(&mut article.blocks);
    }

    /// The block of each medium that belongs to the article.
    fn media(&self) -> Vec<Option<Block>> {
        let mut shown = BTreeSet::new();
        let body = self.fates.iter().position(|f| *f == Fate::Keep);
        let media = self.pieces.media.iter();
        media
            .map(|medium| self.medium(*medium, body, &mut shown))
            .collect()
    }

    fn blocks(&self, media: Vec<Option<Block>>, removed: &mut Vec<Removed>) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        let mut open: Option<Open> = None;
        let mut media = self.pieces.media.iter().zip(media).peekable();
        for number in 0..=self.pieces.list.len() {
            while let Some((_, block)) = media.next_if(|(m, _)| m.before <= number) {
                let struck = block.as_ref().and_then(|b| self.struck(b));
                if let Some(block) = block.filter(|_| struck.is_none()) {
                    blocks.extend(open.take().map(Open::close));
                    blocks.push(block);
                }
                removed.extend(struck);
            }
            let kept = self.fates.get(number) == Some(&Fate::Keep);
            let Some(piece) = self.pieces.list.get(number).filter(|_| kept) else {
                continue;
            };
            let text = self.pieces.text_of(number);
            if open.as_ref().is_some_and(|o| !o.takes(piece)) {
                blocks.extend(open.take().map(Open::close));
            }
            match open.as_mut() {
                Some(open) => open.add(piece, text, self.snapshot),
                None => match Open::begin(piece, text, self.snapshot) {
                    Some(new) => open = Some(new),
                    None => self.simple(piece, text, &mut blocks),
                },
            }
        }
        blocks.extend(open.take().map(Open::close));
        while blocks.last().is_some_and(|b| b.kind == BlockKind::Rule) {
            blocks.pop();
        }
        blocks
    }

    /// A block of one piece; a caption goes to the picture above it in the same figure.
    fn simple(&self, piece: &Piece, text: &str, blocks: &mut Vec<Block>) {
        let kind = match piece.kind {
            Kind::Heading(level) => BlockKind::Heading { level },
            Kind::Code => BlockKind::Code {
                language: media::language(self.snapshot, piece.owner),
            },
            Kind::Caption => {
                let figure = self.figure(piece.owner);
                let last = blocks
                    .last_mut()
                    .filter(|b| matches!(b.kind, BlockKind::Figure { .. }) && b.text.is_empty());
                if let Some(picture) = last.filter(|b| figure.is_some_and(|f| f <= b.start)) {
                    text.clone_into(&mut picture.text);
                    picture.spans.clone_from(&piece.spans);
                    picture.end = piece.nodes.end;
                    return;
                }
                BlockKind::Paragraph
            }
            _ => BlockKind::Paragraph,
        };
        blocks.push(Block {
            kind,
            text: text.to_owned(),
            start: piece.nodes.start,
            end: piece.nodes.end,
            spans: piece.spans.clone(),
        });
    }

    pub(super) fn figure(&self, node: usize) -> Option<usize> {
        let mut around = std::iter::successors(Some(node), |n| self.snapshot.parent(*n)).take(8);
        around.find(|n| self.snapshot.tag(*n) == Tag::Figure)
    }

    /// Whether a picture stands in a `figure` beside text of the article, and leads nowhere: one that does is a teaser's.
    ///
    /// `body` is the first piece that is kept.
    fn is_own_figure(&self, medium: Medium, body: Option<usize>) -> bool {
        let Some(figure) = self.figure(medium.node) else {
            return false;
        };
        let mut around = std::iter::successors(Some(figure), |n| self.snapshot.parent(*n));
        if around.any(|n| {
            matches!(
                self.snapshot.tag(n),
                Tag::A | Tag::Aside | Tag::Nav | Tag::Li
            )
        }) {
            return false;
        }
        // The first one often stands in a box of its own.
        let leads = body.is_none_or(|first| medium.before <= first);
        let up = |n: usize| self.snapshot.parent(n).unwrap_or(n);
        let beside = if leads { up(up(figure)) } else { up(figure) };
        let beside = beside..self.snapshot.end(beside);
        let near = medium.before.saturating_sub(NEAR)..medium.before + NEAR;
        let kept = near.filter(|at| self.fates.get(*at) == Some(&Fate::Keep));
        let mut kept = kept.filter_map(|at| self.pieces.list.get(at));
        kept.any(|piece| beside.contains(&piece.nodes.start))
    }

    /// The cut that the reader's last verdict makes of a medium, with the words that stand in for it.
    pub(super) fn struck(&self, block: &Block) -> Option<Removed> {
        let on = |v: &&Verdict| v.start < block.end && block.start < v.end;
        let last = self.verdicts.iter().rev().find(on);
        last.filter(|v| !v.keep)?;
        let text = match &block.kind {
            BlockKind::Figure { src, alt } => alt.as_ref().or(src.as_ref()),
            _ => Some(&block.text),
        };
        Some(Removed {
            text: text.cloned().unwrap_or_default(),
            reason: Reason::Other,
            start: block.start,
            end: block.end,
        })
    }

    /// A picture, a video or a rule, when the text around it is kept.
    fn medium(
        &self,
        medium: Medium,
        body: Option<usize>,
        shown: &mut BTreeSet<String>,
    ) -> Option<Block> {
        let fate = |at: usize| self.fates.get(at);
        // A figure of the article may stand below a bar of buttons, or above an advertisement.
        let own = self.is_own_figure(medium, body);
        let passed = |at: &usize| {
            let piece = self.pieces.list.get(*at);
            let cut = own && matches!(fate(*at), Some(Fate::Cut(_)));
            piece.is_some_and(|p| !p.hidden && p.kind != Kind::Caption && !cut)
        };
        let from = medium.before.saturating_sub(NEAR);
        let above = (from..medium.before).rev().find(passed).and_then(fate);
        let below = (medium.before..medium.before + NEAR)
            .find(passed)
            .and_then(fate);
        let begins = matches!(above, Some(Fate::Keep | Fate::Part(_)));
        let around = begins && below == Some(&Fate::Keep);
        if medium.hidden || !around {
            return None;
        }
        let rule = self.snapshot.tag(medium.node) == Tag::Hr;
        if rule && above != Some(&Fate::Keep) {
            return None;
        }
        let block = media::block(self.snapshot, self.base, medium.node)?;
        match &block.kind {
            BlockKind::Figure { src: Some(src), .. } => shown.insert(src.clone()).then_some(block),
            _ => Some(block),
        }
    }
}

/// The highest level of the headings becomes 2.
fn level_headings(blocks: &mut [Block]) {
    let level = |b: &Block| match b.kind {
        BlockKind::Heading { level } => Some(level),
        _ => None,
    };
    let highest = blocks.iter().filter_map(level).min().unwrap_or(2);
    for block in blocks {
        if let BlockKind::Heading { level } = &mut block.kind {
            *level = (*level - highest + 2).min(6);
        }
    }
}

impl Open {
    /// Begins a list, a quotation or a table, if that is where a piece is.
    fn begin(piece: &Piece, text: &str, snapshot: &Snapshot) -> Option<Self> {
        let kind = match (piece.kind, piece.table, piece.item, piece.quote) {
            (Kind::Row, Some(node), ..) => OpenKind::Table {
                node,
                rows: Vec::new(),
            },
            (Kind::Text, _, Some((item, root)), _) => OpenKind::List {
                root,
                item,
                items: Vec::new(),
                nesting: Vec::new(),
            },
            (Kind::Text, _, _, Some(quote)) => OpenKind::Quote(quote),
            _ => return None,
        };
        let mut open = Self {
            kind,
            text: String::new(),
            spans: Vec::new(),
            start: piece.nodes.start,
            end: piece.nodes.end,
        };
        open.add(piece, text, snapshot);
        Some(open)
    }

    fn takes(&self, piece: &Piece) -> bool {
        match (&self.kind, piece.kind) {
            (OpenKind::Table { node, .. }, Kind::Row) => piece.table == Some(*node),
            (OpenKind::List { root, .. }, Kind::Text) => {
                piece.item.is_some_and(|(_, own)| own == *root)
            }
            (OpenKind::Quote(quote), Kind::Text) => {
                piece.item.is_none() && piece.quote == Some(*quote)
            }
            _ => false,
        }
    }

    fn add(&mut self, piece: &Piece, text: &str, snapshot: &Snapshot) {
        let first = self.text.is_empty();
        let line = text.replace('\n', " ");
        let mut part = '\n';
        match &mut self.kind {
            OpenKind::Table { rows, .. } => {
                rows.push(
                    line.split('\t')
                        .map(|cell| cell.trim().to_owned())
                        .collect(),
                );
            }
            OpenKind::List {
                root,
                item,
                items,
                nesting,
            } => {
                let own = piece.item.map_or(*item, |(own, _)| own);
                if let Some(last) = items.last_mut().filter(|_| own == *item) {
                    last.push(' ');
                    last.push_str(&line);
                    part = ' ';
                } else {
                    items.push(line.clone());
                    nesting.push(nesting_of(snapshot, own, *root));
                }
                *item = own;
            }
            OpenKind::Quote(_) => {}
        }
        if !first {
            self.text.push(part);
        }
        let at = self.text.len();
        let quoted = matches!(self.kind, OpenKind::Quote(_));
        self.text.push_str(if quoted { text } else { &line });
        self.spans.extend(piece.spans.iter().map(|span| Span {
            start: span.start + at,
            end: span.end + at,
            kind: span.kind.clone(),
        }));
        self.end = self.end.max(piece.nodes.end);
    }

    fn close(self) -> Block {
        let kind = match self.kind {
            OpenKind::List { items, nesting, .. } => list(items, nesting),
            OpenKind::Quote(_) => BlockKind::Quote,
            OpenKind::Table { rows, .. } => BlockKind::Table { rows },
        };
        Block {
            kind,
            text: self.text,
            start: self.start,
            end: self.end,
            spans: self.spans,
        }
    }
}

/// Where an item lies among the lists inside the outermost one.
fn nesting_of(snapshot: &Snapshot, item: usize, root: usize) -> Nesting {
    let around = std::iter::successors(snapshot.parent(item), |n| snapshot.parent(*n));
    let mut lists = around
        .take_while(|n| *n >= root)
        .map(|n| snapshot.tag(n))
        .filter(|tag| matches!(tag, Tag::Ul | Tag::Ol));
    Nesting {
        ordered: lists.next() == Some(Tag::Ol),
        level: lists.count(),
    }
}

/// A list of items, of which the outermost may have been cut.
fn list(items: Vec<String>, mut nesting: Vec<Nesting>) -> BlockKind {
    let least = nesting.iter().map(|n| n.level).min().unwrap_or_default();
    for own in &mut nesting {
        own.level -= least;
    }
    let outermost = nesting.iter().find(|n| n.level == 0);
    let ordered = outermost.is_some_and(|n| n.ordered);
    if nesting.iter().all(|n| n.level == 0) {
        nesting.clear();
    }
    BlockKind::List {
        ordered,
        items,
        nesting,
    }
}
