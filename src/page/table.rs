//! Which tables hold data, and which only lay the page out.

use crate::snapshot::{Attribute, Snapshot, Tag};

/// The most characters of a cell of data, and of one in a table that says itself that it holds data.
const CELL: usize = 220;
const MARKED_CELL: usize = 900;

#[derive(Clone, Copy, Default)]
struct Seen {
    rows: usize,
    cells: usize,
    longest: usize,
    nested: bool,
    marked: bool,
}

/// For each node whether it is a table of data. `bytes` holds the bytes of text before each node. Linear in the nodes.
pub fn data_tables(snapshot: &Snapshot, bytes: &[usize]) -> Vec<bool> {
    let count = snapshot.len();
    let mut seen: Vec<(usize, Seen)> = Vec::new();
    let mut is_data = vec![false; count];
    // Tables that are open, the innermost last.
    let mut open: Vec<usize> = Vec::new();
    for node in 0..count {
        while open.last().is_some_and(|at| {
            seen.get(*at)
                .is_some_and(|(table, _)| snapshot.end(*table) <= node)
        }) {
            open.pop();
        }
        let tag = snapshot.tag(node);
        if tag == Tag::Table {
            for at in open.drain(..) {
                if let Some((_, outer)) = seen.get_mut(at) {
                    outer.nested = true;
                }
            }
            open.push(seen.len());
            seen.push((node, Seen::default()));
        } else if let Some((_, own)) = open.last().and_then(|at| seen.get_mut(*at)) {
            let length = || {
                bytes
                    .get(snapshot.end(node))
                    .zip(bytes.get(node))
                    .map_or(0, |(b, a)| b - a)
            };
            match tag {
                Tag::Tr => own.rows += 1,
                Tag::Td | Tag::Th => {
                    own.cells += 1;
                    own.longest = own.longest.max(length());
                    own.marked |= tag == Tag::Th;
                }
                Tag::Caption | Tag::Thead => own.marked = true,
                Tag::H1 | Tag::H2 | Tag::Form | Tag::Article => own.nested = true,
                _ => {}
            }
        }
    }
    for (table, own) in seen {
        let layout = matches!(
            snapshot.attribute(table, Attribute::Role),
            Some("presentation" | "none")
        );
        let most = if own.marked { MARKED_CELL } else { CELL };
        let shaped = own.rows >= 2 && own.cells > own.rows || own.marked;
        if let Some(is_data) = is_data.get_mut(table) {
            *is_data = !layout && !own.nested && shaped && own.longest <= most;
        }
    }
    is_data
}

/// The most columns that a cell takes, and into which cells reach down.
const COLUMNS: usize = 20;

/// The columns of a table's row: which are taken by cells that reach down from rows above.
#[derive(Debug, Default)]
pub struct Columns {
    /// For each column, how many rows below are taken.
    taken: [usize; COLUMNS],
    at: usize,
}

impl Columns {
    /// Begins a row.
    pub fn row(&mut self) {
        for rows in self.taken.iter_mut().skip(self.at) {
            *rows = rows.saturating_sub(1);
        }
        self.at = 0;
    }

    /// Begins a cell: how many columns before it are taken, and how many it takes itself.
    pub fn cell(&mut self, snapshot: &Snapshot, node: usize) -> (usize, usize) {
        let span = |name| {
            let span = snapshot.attribute(node, name);
            let span = span.and_then(|s| s.trim().parse::<usize>().ok());
            span.unwrap_or(1).max(1)
        };
        let from = self.at;
        while let Some(rows) = self.taken.get_mut(self.at).filter(|rows| **rows > 0) {
            *rows -= 1;
            self.at += 1;
        }
        let passed = self.at - from;
        let columns = span(Attribute::Colspan).min(COLUMNS);
        let below = span(Attribute::Rowspan) - 1;
        for rows in self.taken.iter_mut().skip(self.at).take(columns) {
            *rows = below;
        }
        self.at += columns;
        (passed, columns)
    }
}
