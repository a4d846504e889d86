//! What is known of the elements of a page: their words, their class and id, and which of them holds the prose.

use super::around::Around;
use super::blocks::Pieces;
use crate::snapshot::{Attribute, Snapshot, Tag};
use crate::text::facts::Facts;

/// How many levels above a piece are looked at.
pub const LEVELS: usize = 12;

/// Sums over the pieces in the text before a node.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sums {
    /// Pieces.
    pub pieces: u32,
    /// Words.
    pub words: u32,
    /// Words inside links, about.
    pub linked: u32,
    /// Words of sentences outside of links.
    pub prose: u32,
}

/// The elements of a page.
pub struct Tree<'a> {
    /// The document.
    pub snapshot: &'a Snapshot,
    before: Vec<Sums>,
    tokens: Vec<u32>,
    /// Where each node's tokens begin.
    first_token: Vec<u32>,
    /// Hash of each node's tag and class.
    look: Vec<u32>,
    around: Vec<Around>,
}

impl<'a> Tree<'a> {
    /// Looks at all elements. Linear in the nodes and their strings.
    pub fn new(snapshot: &'a Snapshot, pieces: &Pieces, facts: &[Facts]) -> Self {
        let mut tree = Self {
            snapshot,
            before: vec![Sums::default(); snapshot.len() + 1],
            tokens: Vec::new(),
            first_token: Vec::with_capacity(snapshot.len() + 1),
            look: Vec::with_capacity(snapshot.len()),
            around: Vec::with_capacity(snapshot.len()),
        };
        tree.sum(pieces, facts);
        for node in 0..snapshot.len() {
            tree.first_token.push(tree.tokens.len() as u32);
            let mut look = snapshot.tag(node) as u32;
            for (name, value) in snapshot.strings(node) {
                match name {
                    Attribute::Class | Attribute::Id => add_tokens(value, &mut tree.tokens),
                    Attribute::Name if snapshot.tag(node) == Tag::Other => {
                        add_tokens(value, &mut tree.tokens);
                    }
                    _ => {}
                }
                if name == Attribute::Class {
                    look = value
                        .bytes()
                        .fold(look, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193));
                }
            }
            tree.look.push(look);
            tree.around.push(Around::of(snapshot, node));
        }
        tree.first_token.push(tree.tokens.len() as u32);
        tree
    }

    fn sum(&mut self, pieces: &Pieces, facts: &[Facts]) {
        for (piece, facts) in pieces.list.iter().zip(facts) {
            let length = piece.range.len().max(1);
            let linked = (facts.words as usize * piece.linked / length) as u32;
            let is_prose = facts.sentences > 0 && facts.words >= 8 && !piece.hidden;
            if let Some(sums) = self.before.get_mut(piece.nodes.start + 1) {
                sums.pieces += 1;
                sums.words += facts.words;
                sums.linked += linked;
                sums.prose += if is_prose {
                    facts.words.saturating_sub(linked)
                } else {
                    0
                };
            }
        }
        let mut total = Sums::default();
        for sums in &mut self.before {
            total = total + *sums;
            *sums = total;
        }
    }

    /// Sums over what is inside a node.
    pub fn inside(&self, node: usize) -> Sums {
        let at = |n: usize| self.before.get(n).copied().unwrap_or_default();
        at(self.snapshot.end(node)) - at(node)
    }

    /// Sums over the page.
    pub fn all(&self) -> Sums {
        self.before.last().copied().unwrap_or_default()
    }

    /// A node and what is around it, up to a bound.
    pub fn up(&self, node: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(node), |n| self.snapshot.parent(*n)).take(LEVELS)
    }

    /// The innermost elements around a node that hold more words than the one before: a ladder without wrappers.
    pub fn ladder(&self, node: usize, words: u32) -> [Option<usize>; 3] {
        let mut steps = [None; 3];
        let mut most = words;
        let mut wider = self.up(node).filter(|n| {
            let own = self.inside(*n).words;
            let more = own > most;
            most = most.max(own);
            more
        });
        for step in &mut steps {
            *step = wider.next();
        }
        steps
    }

    /// Hashes of the words of a node's class and id.
    pub fn tokens(&self, node: usize) -> &[u32] {
        let at = |n: usize| self.first_token.get(n).map_or(0, |t| *t as usize);
        self.tokens.get(at(node)..at(node + 1)).unwrap_or_default()
    }

    /// What a node adds to what is around the pieces in it.
    pub fn around(&self, node: usize) -> Around {
        self.around.get(node).copied().unwrap_or_default()
    }

    /// Hash of what a node and the two around it look like.
    pub fn style(&self, node: usize) -> u32 {
        let look = |n: &usize| self.look.get(*n).copied().unwrap_or(0);
        self.up(node).take(3).fold(0, |hash: u32, n| {
            hash.rotate_left(9).wrapping_mul(0x9e37_79b1) ^ look(&n)
        })
    }

    /// The smallest element that holds so large a share of the page's prose.
    pub fn holder(&self, share: f32) -> Option<usize> {
        let least = (self.all().prose as f32 * share).max(1.0);
        let holds = |node: &usize| {
            self.snapshot.tag(*node) != Tag::Text && self.inside(*node).prose as f32 >= least
        };
        (0..self.snapshot.len())
            .filter(holds)
            .min_by_key(|n| (self.snapshot.end(*n) - n, *n))
    }
}

impl std::ops::Add for Sums {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            pieces: self.pieces + other.pieces,
            words: self.words + other.words,
            linked: self.linked + other.linked,
            prose: self.prose + other.prose,
        }
    }
}

impl std::ops::Sub for Sums {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self {
            pieces: self.pieces.saturating_sub(other.pieces),
            words: self.words.saturating_sub(other.words),
            linked: self.linked.saturating_sub(other.linked),
            prose: self.prose.saturating_sub(other.prose),
        }
    }
}

/// The most words of one class or id that are looked at.
const MOST: usize = 12;

/// Adds hashes of the words of a class or an id: parted at what is no letter and before capitals, in small letters.
pub fn add_tokens(text: &str, tokens: &mut Vec<u32>) {
    const EMPTY: u32 = 0x811c_9dc5;
    let first = tokens.len();
    let (mut hash, mut length, mut lower) = (EMPTY, 0, false);
    for byte in text.bytes().chain([b' ']) {
        let parts = !byte.is_ascii_alphabetic() || (byte.is_ascii_uppercase() && lower);
        if parts {
            if length >= 2 && tokens.len() < first + MOST {
                tokens.push(hash ^ (hash >> 15));
            }
            (hash, length) = (EMPTY, 0);
        }
        if byte.is_ascii_alphabetic() {
            hash = (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193);
            length += 1;
        }
        lower = byte.is_ascii_lowercase();
    }
}

/// The hash of one such word.
pub fn token(word: &str) -> u32 {
    let mut tokens = Vec::new();
    add_tokens(word, &mut tokens);
    tokens.first().copied().unwrap_or(0)
}
