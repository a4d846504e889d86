//! A run of inline content on its way to a block: text with white space collapsed, and spans over it.

use std::ops::Range;

use crate::text::compose::{is_even, is_noise};
use crate::{Span, SpanKind};

/// How white space of a run is treated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Space {
    /// Runs of it are one space; an explicit line break is a line end.
    #[default]
    Collapsed,
    /// As it stands, as in `pre`.
    Exact,
    /// All of it is a space, line breaks too, as in a cell of a table.
    Cell,
}

/// The text of a block while it is gathered.
#[derive(Debug, Default)]
pub struct Run {
    /// What there is so far.
    pub text: String,
    /// From the first text node to one past the last.
    pub nodes: Range<usize>,
    /// Finished spans.
    pub spans: Vec<Span>,
    /// Characters inside links.
    pub linked: usize,
    /// Tabs that part the next cell of a row from the one before.
    tabs: usize,
    /// Line breaks since the last text.
    breaks: usize,
    /// Whether white space came since the last text.
    blank: bool,
}

/// Emphasis, links and code that are open where the run stands.
#[derive(Debug)]
pub struct Mark {
    /// How text is set.
    pub kind: SpanKind,
    /// Where it begins in the run.
    pub start: usize,
    /// One past the last node of the element.
    pub end: usize,
}

impl Run {
    /// True when nothing but white space came.
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether two line breaks in a row part what comes from what was.
    pub fn is_parted(&self) -> bool {
        self.breaks >= 2 && !self.is_blank()
    }

    /// A line break.
    pub fn line_break(&mut self, space: Space) {
        match space {
            Space::Collapsed => self.breaks += 1,
            Space::Exact => self.text.push('\n'),
            Space::Cell => self.blank = true,
        }
    }

    /// White space, where the page shows some.
    pub fn gap(&mut self) {
        self.blank = true;
    }

    /// Begins a cell of a row that takes so many columns.
    pub fn cell(&mut self, columns: usize) {
        self.text.extend(std::iter::repeat_n('\t', self.tabs));
        (self.tabs, self.blank, self.breaks) = (columns, false, 0);
    }

    /// A line end in text that is taken exactly, unless one is there.
    pub fn line_end(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// The text without blank lines around it; empty if it says nothing.
    pub fn shown(&self) -> &str {
        if self.text.trim().is_empty() {
            return "";
        }
        let first = self.text.len() - self.text.trim_start().len();
        let line = self.text.get(..first).and_then(|blank| blank.rfind('\n'));
        let from = line.map_or(0, |at| at + 1);
        let text = self.text.get(from..).unwrap_or_default();
        text.trim_end_matches([' ', '\n'])
    }

    /// Adds the text of a node.
    pub fn push(&mut self, text: &str, node: usize, space: Space, linked: bool) {
        let before = self.text.len();
        if space == Space::Exact {
            self.text.extend(
                text.chars()
                    .filter(|c| !is_noise(*c) || matches!(c, '\n' | '\t')),
            );
        } else {
            self.words(text);
        }
        if self.text.len() > before {
            if self.nodes.is_empty() {
                self.nodes.start = node;
            }
            self.nodes.end = node + 1;
            self.linked += if linked { self.text.len() - before } else { 0 };
        }
    }

    /// Adds words and the white space around them. Most texts need no change but at their ends.
    fn words(&mut self, text: &str) {
        let shown = text.trim_ascii();
        if shown.is_empty() {
            self.blank |= !text.is_empty();
        } else if is_even(shown) {
            self.blank |= text.len() > text.trim_ascii_start().len();
            self.part();
            self.text.push_str(shown);
            self.blank |= text.len() > text.trim_ascii_end().len();
        } else {
            for word in text.split_inclusive(char::is_whitespace) {
                self.word(word);
            }
        }
    }

    /// Parts what comes from what was.
    fn part(&mut self) {
        if self.breaks > 0 && !self.text.is_empty() {
            self.text.push('\n');
        } else if self.blank && !self.text.is_empty() && !self.text.ends_with('\t') {
            self.text.push(' ');
        }
        (self.blank, self.breaks) = (false, 0);
    }

    /// Adds a word and the white space behind it, if there is one.
    fn word(&mut self, word: &str) {
        let bare = word.trim_end();
        if bare.chars().any(|c| !is_noise(c)) {
            self.part();
            self.text.extend(bare.chars().filter(|c| !is_noise(*c)));
        }
        self.blank |= bare.len() < word.len();
    }

    /// Ends a mark, here at least.
    pub fn close(&mut self, mark: &Mark) {
        let end = self.text.len();
        let inner = self.text.get(mark.start..end).unwrap_or_default();
        let start = end - inner.trim_start().len();
        if start < end {
            self.spans.push(Span {
                start,
                end,
                kind: mark.kind.clone(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_copied_whole_are_what_their_words_would_be() {
        let texts = [
            "a b",
            " a b ",
            "a  b",
            "\n a\tb\n",
            "",
            " \n",
            "“é” – x",
            "a\u{a0}b",
            "a\u{200b}b \u{200b}",
            "\u{b}a ",
            "日本 語",
        ];
        for first in texts {
            for second in texts {
                let (mut whole, mut parts) = (Run::default(), Run::default());
                for text in [first, second] {
                    whole.push(text, 0, Space::Collapsed, false);
                    for word in text.split_inclusive(char::is_whitespace) {
                        parts.word(word);
                    }
                }
                assert_eq!(whole.text, parts.text, "{first:?} {second:?}");
                assert_eq!(whole.blank, parts.blank, "{first:?} {second:?}");
            }
        }
    }
}
