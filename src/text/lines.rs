//! Pasted text to lines: the first stage, where offsets are made.

use crate::words::is_invisible;

/// A stretch of the input that is judged as one: a line, or several that were one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// First byte in the input, without white space.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Blank lines before it, 255 at most.
    pub gap: u8,
}

impl Line {
    /// Its text, which may hold line ends where lines were joined.
    #[must_use]
    pub fn text<'a>(&self, input: &'a str) -> &'a str {
        input.get(self.start..self.end).unwrap_or_default()
    }
}

/// Splits `input` at every kind of line end (Unix, Windows, old Mac, form feed, Unicode's own) and
/// trims white space and invisible characters. Lines that are blank then are counted as gaps.
#[must_use]
pub fn split(input: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut start, mut gap) = (0, 0u8);
    let mut after_return = false;
    for (at, c) in input.char_indices().chain([(input.len(), '\n')]) {
        if !is_line_end(c) {
            after_return = false;
            continue;
        }
        if after_return && c == '\n' && start == at {
            after_return = false; // the second half of a Windows line end
            start = at + 1;
            continue;
        }
        after_return = c == '\r';
        match trim(input, start, at) {
            Some((from, to)) => {
                lines.push(Line {
                    start: from,
                    end: to,
                    gap,
                });
                gap = 0;
            }
            None => gap = gap.saturating_add(1),
        }
        start = at + c.len_utf8();
    }
    lines
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// True for what leaves no mark on the page: white space and invisible characters.
#[must_use]
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

fn trim(input: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let text = input.get(start..end)?;
    let left = text.trim_start_matches(is_blank);
    // A variation selector at the end belongs to the sign before it.
    let both = left.trim_end_matches(|c| is_blank(c) && !matches!(c, '\u{fe00}'..='\u{fe0f}'));
    let from = end - left.len();
    (!both.is_empty()).then_some((from, from + both.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(input: &str) -> Vec<(&str, u8)> {
        split(input)
            .iter()
            .map(|l| (l.text(input), l.gap))
            .collect()
    }

    #[test]
    fn every_kind_of_line_end_splits() {
        let text = "a\nb\r\nc\rd\u{c}e\u{2028}f\u{85}g";
        let found = shown(text);
        assert_eq!(found, ["a", "b", "c", "d", "e", "f", "g"].map(|l| (l, 0)));
    }

    #[test]
    fn a_sign_keeps_its_variation_selector() {
        assert_eq!(
            shown("love \u{2764}\u{fe0f} \n\u{fe0f}"),
            [("love \u{2764}\u{fe0f}", 0)]
        );
    }

    #[test]
    fn blank_lines_are_gaps_whatever_fills_them() {
        let text = "\r\n\u{feff}one\r\n\r\n \u{200b}\t\r\n two \n\n\rthree";
        assert_eq!(shown(text), [("one", 1), ("two", 2), ("three", 2)]);
    }
}
