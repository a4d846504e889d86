//! A snapshot to pieces: paragraphs, headings, items, rows, captions, code, in document order.
//!
//! A piece is what is judged and kept or cut as one. Every text node of the body is in one piece.

use std::ops::Range;

use super::address::Base;
use super::inline::{Mark, Run, Space};
use super::table;
use super::tags::{self, Flow};
use crate::snapshot::{Snapshot, Tag};
use crate::{Span, SpanKind};

/// What a piece is by its markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text in any element that is none of the others.
    Text,
    /// A heading with its level, 1 to 6.
    Heading(u8),
    /// A row of a table of data; tabs between its cells.
    Row,
    /// The caption of a figure or a table.
    Caption,
    /// Preformatted text.
    Code,
    /// What stands where nothing is shown: in a hidden element, a drawing, a `noscript`.
    Unseen,
}

/// A piece of a page.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What it is by its markup.
    pub kind: Kind,
    /// Its nodes: from its first text to one past its last.
    pub nodes: Range<usize>,
    /// Its bytes in [`Pieces::text`].
    pub range: Range<usize>,
    /// Links, emphasis and code, in bytes from its beginning.
    pub spans: Vec<Span>,
    /// Bytes of it that are inside links.
    pub linked: usize,
    /// The innermost element around it that stands by itself.
    pub owner: usize,
    /// The innermost item, and the outermost list, around it.
    pub item: Option<(usize, usize)>,
    /// The outermost quotation around it.
    pub quote: Option<usize>,
    /// The table that it is a row of.
    pub table: Option<usize>,
    /// Whether it is inside a hidden element.
    pub hidden: bool,
}

/// Something to see: a picture, a video, something embedded, a line between parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Medium {
    /// Its node.
    pub node: usize,
    /// Pieces before it.
    pub before: usize,
    /// Whether it is inside a hidden element.
    pub hidden: bool,
}

/// The pieces of a page.
#[derive(Debug, Default)]
pub struct Pieces {
    /// The pieces' texts, a line end between any two.
    pub text: String,
    /// In document order.
    pub list: Vec<Piece>,
    /// In document order.
    pub media: Vec<Medium>,
}

/// Marks that may be open at once: no more than people could see, since each costs something at the end of every block.
const MARKS: usize = 16;

/// An element that is open where the walk stands.
struct Open {
    node: usize,
    end: usize,
    flow: Flow,
    tag: Tag,
    hidden: bool,
    /// Whether it shows nothing wherever it is.
    unseen: bool,
    /// The quotation, the list, the item and the table of data that it is in.
    quote: Option<usize>,
    list: Option<usize>,
    item: Option<usize>,
    table: Option<usize>,
    space: Space,
}

struct Walk<'a> {
    snapshot: &'a Snapshot,
    base: &'a Base,
    data_tables: Vec<bool>,
    /// Headings, tables, code and figures before each node: an item that holds one is no plain item.
    large: Vec<usize>,
    has_block: Vec<bool>,
    open: Vec<Open>,
    marks: Vec<Mark>,
    run: Run,
    /// Runs that an aside interrupts, with their marks.
    waiting: Vec<(Run, Vec<Mark>)>,
    columns: table::Columns,
    out: Pieces,
}

/// Takes a snapshot apart. Linear in its nodes and text.
#[must_use]
pub fn read(snapshot: &Snapshot, base: &Base) -> Pieces {
    let mut bytes = vec![0];
    let mut large = vec![0];
    for node in 0..snapshot.len() {
        bytes.push(bytes.last().unwrap_or(&0) + snapshot.text_of(node).trim().len());
        let tag = snapshot.tag(node);
        let counts = tags::heading(tag).is_some()
            || matches!(tag, Tag::Table | Tag::Pre | Tag::Figure | Tag::Blockquote);
        large.push(large.last().unwrap_or(&0) + usize::from(counts));
    }
    let mut walk = Walk {
        snapshot,
        base,
        data_tables: table::data_tables(snapshot, &bytes),
        large,
        has_block: blocks_inside(snapshot),
        open: Vec::new(),
        marks: Vec::new(),
        run: Run::default(),
        waiting: Vec::new(),
        columns: table::Columns::default(),
        out: Pieces::default(),
    };
    let mut node = 0;
    while node < snapshot.len() {
        walk.leave(node);
        node = walk.enter(node);
    }
    walk.leave(snapshot.len());
    walk.flush();
    walk.out.sort();
    walk.out
}

/// For each node whether an element that stands by itself is inside.
fn blocks_inside(snapshot: &Snapshot) -> Vec<bool> {
    let mut inside = vec![false; snapshot.len()];
    for node in (0..snapshot.len()).rev() {
        let own = inside.get(node) == Some(&true) || tags::flow(snapshot.tag(node)) == Flow::Block;
        if let Some(parent) = snapshot
            .parent(node)
            .filter(|_| own)
            .and_then(|p| inside.get_mut(p))
        {
            *parent = true;
        }
    }
    inside
}

impl Walk<'_> {
    /// Leaves all elements that end before a node.
    fn leave(&mut self, node: usize) {
        loop {
            let mark_ends = self.marks.last().map_or(usize::MAX, |m| m.end);
            let ends = self.open.last().map_or(usize::MAX, |o| o.end);
            if mark_ends <= node && mark_ends <= ends {
                if let Some(mark) = self.marks.pop() {
                    self.run.close(&mark);
                }
                continue;
            }
            if ends > node {
                return;
            }
            self.close();
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.last() else { return };
        let (flow, space, tag) = (open.flow, open.space, open.tag);
        match flow {
            Flow::Block if space == Space::Cell && tag != Tag::Tr => self.run.gap(),
            Flow::Block if space == Space::Exact && tag != Tag::Pre => self.run.line_end(),
            Flow::Block | Flow::Aside => self.flush(),
            Flow::Inline | Flow::Skip => {}
        }
        self.open.pop();
        if flow == Flow::Aside
            && let Some((run, marks)) = self.waiting.pop()
        {
            (self.run, self.marks) = (run, marks);
        }
    }

    /// Enters a node and says which comes next.
    fn enter(&mut self, node: usize) -> usize {
        let tag = self.snapshot.tag(node);
        match tag {
            Tag::Text => self.text(node),
            Tag::Br => {
                let space = self.space();
                self.run.line_break(space);
            }
            Tag::Img | Tag::Iframe | Tag::Video | Tag::Embed | Tag::Audio | Tag::Hr => {
                self.medium(node);
            }
            _ => {}
        }
        let flow = self.flow(node, tag);
        match flow {
            Flow::Skip => return self.snapshot.end(node),
            Flow::Inline => self.open_inline(node, tag),
            Flow::Block | Flow::Aside => self.open_block(node, tag, flow),
        }
        node + 1
    }

    fn flow(&self, node: usize, tag: Tag) -> Flow {
        match tags::flow(tag) {
            Flow::Inline if tag == Tag::Other && self.has_block.get(node) == Some(&true) => {
                Flow::Block
            }
            Flow::Inline if self.snapshot.is_hidden(node) => Flow::Aside,
            flow => flow,
        }
    }

    fn text(&mut self, node: usize) {
        let space = self.space();
        let text = self.snapshot.text_of(node);
        if space == Space::Collapsed && self.run.is_parted() && !text.trim().is_empty() {
            self.flush();
        }
        let is_link = |m: &Mark| matches!(m.kind, SpanKind::Link { .. });
        let linked = self.marks.iter().any(is_link);
        self.run.push(text, node, space, linked);
    }

    fn space(&self) -> Space {
        self.open.last().map_or(Space::Collapsed, |o| o.space)
    }

    fn medium(&mut self, node: usize) {
        if self.space() == Space::Collapsed {
            self.out.media.push(Medium {
                node,
                before: 0,
                hidden: self.open.last().is_some_and(|o| o.hidden),
            });
        }
    }

    fn open_inline(&mut self, node: usize, tag: Tag) {
        let address = |href: &str| self.base.link(href);
        if self.marks.len() >= MARKS {
            return;
        }
        if let Some(kind) = tags::mark(self.snapshot, node, tag, address) {
            let start = self.run.text.len();
            let end = self.snapshot.end(node);
            self.marks.push(Mark { kind, start, end });
        }
    }

    fn open_block(&mut self, node: usize, tag: Tag, flow: Flow) {
        let space = self.space();
        match (flow, space) {
            (Flow::Aside, _) => {
                let run = std::mem::take(&mut self.run);
                self.waiting.push((run, std::mem::take(&mut self.marks)));
            }
            (_, Space::Cell) if matches!(tag, Tag::Td | Tag::Th) => self.open_cell(node),
            (_, Space::Cell) if tag != Tag::Tr => self.run.gap(),
            (_, Space::Exact) => self.run.line_end(),
            _ => self.flush(),
        }
        let end = self.snapshot.end(node);
        let outer = self.open.last();
        let is = |tags: &[Tag]| tags.contains(&tag);
        let data = self.data_tables.get(node) == Some(&true);
        if data {
            self.columns = table::Columns::default();
        } else if is(&[Tag::Tr]) {
            self.columns.row();
        }
        let plain = |item: usize| self.large.get(end) == self.large.get(item + 1);
        let shows = is(&[Tag::Select]) || tags::flow(tag) == Flow::Inline;
        let unseen = outer.is_some_and(|o| o.unseen) || flow == Flow::Aside && !shows;
        let list = outer
            .and_then(|o| o.list)
            .or(is(&[Tag::Ul, Tag::Ol]).then_some(node));
        let open = Open {
            node,
            end,
            flow,
            tag,
            unseen,
            hidden: outer.is_some_and(|o| o.hidden) || self.snapshot.is_hidden(node) || unseen,
            quote: outer
                .and_then(|o| o.quote)
                .or(is(&[Tag::Blockquote]).then_some(node)),
            list,
            item: if is(&[Tag::Li]) && list.is_some() && plain(node) {
                Some(node)
            } else {
                outer.and_then(|o| o.item)
            },
            table: outer.and_then(|o| o.table).or(data.then_some(node)),
            space: match outer.map_or(Space::Collapsed, |o| o.space) {
                Space::Collapsed if is(&[Tag::Pre, Tag::Textarea, Tag::Xmp, Tag::Plaintext]) => {
                    Space::Exact
                }
                Space::Collapsed if is(&[Tag::Tr]) && outer.is_some_and(|o| o.table.is_some()) => {
                    Space::Cell
                }
                _ if is(&[Tag::Select]) => Space::Cell,
                _ if flow == Flow::Aside => Space::Collapsed,
                space => space,
            },
        };
        self.open.push(open);
    }

    /// A cell takes as many columns and rows as it says, up to a bound.
    fn open_cell(&mut self, node: usize) {
        let (passed, own) = self.columns.cell(self.snapshot, node);
        for columns in [passed, own] {
            if columns > 0 {
                self.run.cell(columns);
            }
        }
    }

    /// Ends the run, which becomes a piece if it says something.
    fn flush(&mut self) {
        for mark in &self.marks {
            self.run.close(mark);
        }
        let run = std::mem::take(&mut self.run);
        for mark in &mut self.marks {
            mark.start = 0;
        }
        let text = run.shown();
        if text.is_empty() {
            return;
        }
        if !self.out.text.is_empty() {
            self.out.text.push('\n');
        }
        let start = self.out.text.len();
        self.out.text.push_str(text);
        let piece = self.piece(start, run);
        self.out.list.push(piece);
    }

    fn piece(&self, start: usize, run: Run) -> Piece {
        let top = self.open.last();
        let tags = |tag: Tag| self.open.iter().rev().take(6).any(|o| o.tag == tag);
        let space = self.space();
        let heading = self
            .open
            .iter()
            .rev()
            .take(6)
            .find_map(|o| tags::heading(o.tag));
        let hidden = top.is_some_and(|o| o.hidden);
        let kind = match space {
            _ if top.is_some_and(|o| o.unseen) => Kind::Unseen,
            Space::Cell if top.is_some_and(|o| o.table.is_some()) => Kind::Row,
            Space::Exact if top.is_some_and(|o| o.tag != Tag::Textarea) => Kind::Code,
            _ if tags(Tag::Figcaption) || tags(Tag::Caption) => Kind::Caption,
            _ => heading.map_or(Kind::Text, Kind::Heading),
        };
        let end = start + run.shown().len();
        let spans = if kind == Kind::Code {
            Vec::new()
        } else {
            run.spans
        };
        Piece {
            kind,
            nodes: run.nodes,
            range: start..end,
            spans,
            linked: run.linked,
            owner: top.map_or(0, |o| o.node),
            item: top.and_then(|o| o.item.zip(o.list)),
            quote: top.and_then(|o| o.quote),
            table: top.and_then(|o| o.table),
            hidden,
        }
    }
}

impl Pieces {
    /// Puts pieces into document order: an aside was finished before what it interrupted.
    fn sort(&mut self) {
        self.list.sort_by_key(|p| p.nodes.start);
        let mut text = String::with_capacity(self.text.len());
        for piece in &mut self.list {
            if !text.is_empty() {
                text.push('\n');
            }
            let start = text.len();
            text.push_str(self.text.get(piece.range.clone()).unwrap_or_default());
            piece.range = start..text.len();
        }
        self.text = text;
        let mut before = 0;
        for medium in &mut self.media {
            before += self
                .list
                .iter()
                .skip(before)
                .take_while(|p| p.nodes.start < medium.node)
                .count();
            medium.before = before;
        }
    }

    /// The text of a piece.
    #[must_use]
    pub fn text_of(&self, piece: usize) -> &str {
        let piece = self.list.get(piece);
        piece
            .and_then(|p| self.text.get(p.range.clone()))
            .unwrap_or_default()
    }
}
