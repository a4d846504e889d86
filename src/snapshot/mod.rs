//! A document as flat columns: what a browser's document and parsed HTML both become before they are cleaned.
//!
//! A snapshot holds elements and texts in document order, each with its parent, a few flags and its
//! strings. All strings lie in one text. A walker (`js/snapshot.js` in a browser, `src/html/` natively) writes
//! it by these rules, so that both give the same for the same document:
//!
//! 1. **Order.** Document order, parents before children. A node is known by its number in that order, from 0. Where an
//!    element has an open shadow root, its children are the root's; a `slot` has the nodes assigned to it, or its own.
//! 2. **Elements.** All are written but `style`, `template`, `noembed`, `noframes` and every `script` whose type is not
//!    `application/ld+json` (white space around it and case aside); what is left out is left out with all that is in it.
//!    That goes by local name, in every namespace. An `iframe` is written without what is in it.
//! 3. **Noscript** has as children what parsing its text with scripting off gives. Where scripting is on, as in a
//!    live document, it holds a single text: parse that by `DOMParser` as `text/html` and write what is in the `head`,
//!    then in the `body`, of the result.
//! 4. **Tags.** An element in HTML's namespace has the number of its local name in [`Tag`]; so have the
//!    elements `svg` and `math` of their namespaces. All others are [`Tag::Other`], and their first string is
//!    their local name, as [`Attribute::Name`].
//! 5. **Text.** A text that is empty is left out. Texts that follow each other under one parent without an element
//!    written between them are one: comments, and elements left out, do not part them. Line ends and white space stay as
//!    they are. A text node has one string, [`Attribute::Text`].
//! 6. **Attributes.** Those in [`Attribute`], by local name and without a namespace, in the order in which the element
//!    has them, with their values as they are. Values of more than 4,096 UTF-16 code units are left out.
//! 7. **Flags.** [`HIDDEN`] for an element that is not shown, itself: in a document that is rendered, by computed
//!    style (`display: none`, or `visibility` other than `visible`), and every `noscript`. Otherwise when it has the attribute `hidden` with a value
//!    other than `until-found` (in small letters), or its attribute `style`, without ASCII white space and in small ASCII
//!    letters, holds `display:none` or `visibility:hidden`. What is inside a hidden element needs no flag.
//!
//! Across the boundary it is two lists of 32-bit numbers and a string (see [`Snapshot::from_parts`]).

mod names;

pub use names::{Attribute, Tag};

use crate::{Error, ErrorCode, Limits};

/// The flag of an element that is not shown.
pub const HIDDEN: u8 = 1;

/// The parent of a node that has none.
pub const ROOT: u32 = u32::MAX;

/// The most UTF-16 code units of an attribute's value.
pub const LONGEST_VALUE: usize = 4096;

/// A document as columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    nodes: Vec<Node>,
    strings: Vec<Entry>,
    text: String,
    /// The document's address, when it is known.
    pub url: Option<String>,
    /// Whether flags come from computed style.
    pub rendered: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Node {
    tag: Tag,
    flags: u8,
    parent: u32,
    /// One past the last node inside.
    end: u32,
    /// Its first string; the next node's first is one past its last.
    strings: u32,
}

/// A string of a node: what it is, and one past its last byte. The one before it ends where it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    name: Attribute,
    end: u32,
}

impl Snapshot {
    /// A snapshot from what crosses the boundary:
    ///
    /// - `nodes`: two numbers for each node: `tag | flags << 8 | strings << 16`, where `strings` is how many strings it has,
    ///   and its parent's number, [`ROOT`] for none;
    /// - `strings`: two numbers for each string, node after node: its [`Attribute`], and its length in UTF-16 code units;
    /// - `text`: all strings, one after the other.
    ///
    /// Costs one pass over each.
    ///
    /// # Errors
    ///
    /// `too-many-nodes`, `too-many-bytes`, and `invalid-snapshot` when the numbers do not fit each other.
    pub fn from_parts(
        nodes: &[u32],
        strings: &[u32],
        text: String,
        limits: Limits,
    ) -> Result<Self, Error> {
        limits.check(text.len())?;
        limits.check_nodes(nodes.len() / 2)?;
        let mut snapshot = Self {
            text,
            ..Self::default()
        };
        snapshot.read_strings(strings)?;
        snapshot.read_nodes(nodes)?;
        snapshot.find_ends();
        Ok(snapshot)
    }

    fn read_strings(&mut self, strings: &[u32]) -> Result<(), Error> {
        let (pairs, []) = strings.as_chunks::<2>() else {
            return Err(invalid("strings come in pairs of numbers"));
        };
        let mut end = 0;
        for [name, units] in pairs {
            let name = Attribute::from_number(*name);
            let name = name.ok_or_else(|| invalid("a string has an unknown name"))?;
            end = self
                .after(end, *units as usize)
                .ok_or_else(|| invalid("the strings are longer than the text"))?;
            let end = end as u32;
            self.strings.push(Entry { name, end });
        }
        if end == self.text.len() {
            Ok(())
        } else {
            Err(invalid("the strings are shorter than the text"))
        }
    }

    /// The byte so many UTF-16 code units behind another.
    fn after(&self, from: usize, mut units: usize) -> Option<usize> {
        let rest = self.text.get(from..)?;
        // Most strings are ASCII.
        if rest.as_bytes().get(..units)?.is_ascii() {
            return Some(from + units);
        }
        for (at, c) in rest.char_indices() {
            if units == 0 {
                return Some(from + at);
            }
            units = units.checked_sub(c.len_utf16())?;
        }
        (units == 0).then_some(self.text.len())
    }

    fn read_nodes(&mut self, nodes: &[u32]) -> Result<(), Error> {
        let (pairs, []) = nodes.as_chunks::<2>() else {
            return Err(invalid("nodes come in pairs of numbers"));
        };
        let mut first = 0;
        for (number, [info, parent]) in pairs.iter().enumerate() {
            let tag = Tag::from_number(info & 0xff);
            let tag = tag.ok_or_else(|| invalid("a node has an unknown tag"))?;
            if !self.is_open(*parent) {
                return Err(invalid("a node does not follow its parent"));
            }
            self.nodes.push(Node {
                tag,
                flags: (info >> 8 & 0xff) as u8,
                parent: *parent,
                end: number as u32 + 1,
                strings: first,
            });
            first = first.saturating_add(info >> 16);
        }
        if first as usize == self.strings.len() {
            Ok(())
        } else {
            Err(invalid("the nodes' strings are not as many as there are"))
        }
    }

    /// Whether the next node may have a parent: only those above the last node can, it included. Amortised over a
    /// document, this takes a step for each node, since a parent that was left is never come back to.
    fn is_open(&self, parent: u32) -> bool {
        let Some(last) = self.nodes.len().checked_sub(1) else {
            return parent == ROOT;
        };
        let mut at = last as u32;
        while at != parent {
            match self.nodes.get(at as usize) {
                Some(node) => at = node.parent,
                None => return false, // past the root
            }
        }
        at == ROOT || self.tag(at as usize) != Tag::Text
    }

    fn find_ends(&mut self) {
        for number in (0..self.nodes.len()).rev() {
            let Some(&Node { parent, end, .. }) = self.nodes.get(number) else {
                continue;
            };
            if let Some(parent) = self.nodes.get_mut(parent as usize) {
                parent.end = parent.end.max(end);
            }
        }
    }

    /// How many nodes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// True without nodes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// What a node is; [`Tag::Other`] for a number that no node has.
    #[must_use]
    pub fn tag(&self, node: usize) -> Tag {
        self.nodes.get(node).map_or(Tag::Other, |n| n.tag)
    }

    /// Whether an element is not shown, by itself.
    #[must_use]
    pub fn is_hidden(&self, node: usize) -> bool {
        self.nodes.get(node).is_some_and(|n| n.flags & HIDDEN != 0)
    }

    /// The number of a node's parent.
    #[must_use]
    pub fn parent(&self, node: usize) -> Option<usize> {
        let parent = self.nodes.get(node)?.parent;
        (parent != ROOT).then_some(parent as usize)
    }

    /// One past the last node inside a node.
    #[must_use]
    pub fn end(&self, node: usize) -> usize {
        self.nodes.get(node).map_or(node, |n| n.end as usize)
    }

    /// The strings of a node, with what each is.
    pub fn strings(&self, node: usize) -> impl Iterator<Item = (Attribute, &str)> {
        let first = |node: usize| {
            self.nodes
                .get(node)
                .map_or(self.strings.len(), |n| n.strings as usize)
        };
        let (from, to) = (first(node), first(node + 1));
        (from..to).filter_map(|at| {
            let before = at.checked_sub(1).and_then(|b| self.strings.get(b));
            let start = before.map_or(0, |s| s.end as usize);
            let own = self.strings.get(at)?;
            Some((own.name, self.text.get(start..own.end as usize)?))
        })
    }

    /// The string of a node that is called so.
    #[must_use]
    pub fn attribute(&self, node: usize, name: Attribute) -> Option<&str> {
        self.strings(node)
            .find_map(|(own, value)| (own == name).then_some(value))
    }

    /// The text of a text node; empty for an element.
    #[must_use]
    pub fn text_of(&self, node: usize) -> &str {
        self.attribute(node, Attribute::Text).unwrap_or_default()
    }

    /// The parts that [`Snapshot::from_parts`] takes: nodes, strings and text.
    #[must_use]
    pub fn to_parts(&self) -> (Vec<u32>, Vec<u32>, &str) {
        let (mut nodes, mut strings) = (Vec::new(), Vec::new());
        for (number, node) in self.nodes.iter().enumerate() {
            let before = strings.len();
            for (name, value) in self.strings(number) {
                strings.extend([name as u32, value.encode_utf16().count() as u32]);
            }
            let count = (strings.len() - before) as u32 / 2;
            let info = node.tag as u32 | u32::from(node.flags) << 8 | count << 16;
            nodes.extend([info, node.parent]);
        }
        (nodes, strings, &self.text)
    }
}

fn invalid(what: &str) -> Error {
    Error::new(
        ErrorCode::InvalidSnapshot,
        format!("This is not a snapshot of a document: {what}."),
    )
}

/// Writes a snapshot node by node, in document order.
#[derive(Default)]
pub struct Writer {
    snapshot: Snapshot,
}

impl Writer {
    /// Begins an element; its strings follow. Returns its number.
    pub fn element(&mut self, tag: Tag, flags: u8, parent: Option<usize>) -> usize {
        let number = self.snapshot.nodes.len();
        self.snapshot.nodes.push(Node {
            tag,
            flags,
            parent: parent.map_or(ROOT, |p| p as u32),
            end: number as u32 + 1,
            strings: self.snapshot.strings.len() as u32,
        });
        number
    }

    /// Adds a string to the last node; one that is too long for an attribute is left out.
    pub fn string(&mut self, name: Attribute, value: &str) {
        let long = || value.encode_utf16().count() > LONGEST_VALUE;
        if name != Attribute::Text && value.len() > LONGEST_VALUE && long() {
            return;
        }
        self.snapshot.text.push_str(value);
        let end = self.snapshot.text.len() as u32;
        self.snapshot.strings.push(Entry { name, end });
    }

    /// Adds a text, to the text before it if that is its neighbour.
    pub fn text(&mut self, text: &str, parent: Option<usize>) {
        if text.is_empty() {
            return;
        }
        let under = parent.map_or(ROOT, |p| p as u32);
        let last = self.snapshot.nodes.last();
        if last.is_some_and(|last| last.tag == Tag::Text && last.parent == under) {
            self.snapshot.text.push_str(text);
            let end = self.snapshot.text.len() as u32;
            if let Some(entry) = self.snapshot.strings.last_mut() {
                entry.end = end;
            }
        } else {
            self.element(Tag::Text, 0, parent);
            self.string(Attribute::Text, text);
        }
    }

    /// How many nodes there are so far.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.snapshot.nodes.len()
    }

    /// The snapshot.
    #[must_use]
    pub fn finish(mut self) -> Snapshot {
        self.snapshot.find_ends();
        self.snapshot
    }
}

#[cfg(test)]
mod tests;
