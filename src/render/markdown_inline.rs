//! Text and marks in Markdown: what has to be escaped where.
//!
//! Emphasis is `_`, strong is `**`. Whether such a run opens or closes depends on the characters
//! on both sides (`CommonMark`, "left-flanking and right-flanking delimiter runs"); a letter that
//! would spoil it is written as a character reference, whose `&` and `;` count as punctuation.

use std::fmt::Write;

use super::inline::{Mark, Step};

/// What becomes of line ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// They stay, as hard line breaks.
    Broken,
    /// They are spaces, in headings and cells.
    Folded,
}

/// White space not yet written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    LineEnd,
}

/// A writer of text and marks.
pub(super) struct Inline {
    out: String,
    lines: Lines,
    gap: Gap,
    /// The line has nothing but digits so far.
    numbering: bool,
    /// What was written last, if it is a character that stands as it is.
    last: Option<char>,
    /// A mark was closed last that a letter right behind it would open again.
    guard: bool,
}

impl Inline {
    /// Writes the steps, without white space around them.
    pub(super) fn write(steps: &[Step], lines: Lines) -> String {
        let mut inline = Self {
            out: String::new(),
            lines,
            gap: Gap::None,
            numbering: true,
            last: None,
            guard: false,
        };
        let mut code = false;
        for (i, step) in steps.iter().enumerate() {
            match step {
                Step::Open(Mark::Code) => code = true,
                Step::Close(Mark::Code) => code = false,
                Step::Open(mark) => inline.open(mark, steps.get(i + 1)),
                Step::Close(mark) => inline.close(mark),
                Step::Text(text) if code => inline.code(text),
                Step::Text(text) => inline.text(text),
            }
        }
        inline.out
    }

    fn open(&mut self, mark: &Mark, next: Option<&Step>) {
        self.fill_gap();
        if matches!(mark, Mark::Link(_)) {
            if self.last == Some('!') {
                self.out.pop();
                self.out.push_str("\\!");
            }
            self.out.push('[');
        } else {
            // One letter alone may become a reference, for a mark behind it.
            let word = |t: &str| {
                t.chars()
                    .take_while(|c| c.is_alphanumeric())
                    .nth(1)
                    .is_some()
            };
            if *mark == Mark::Emphasis || !matches!(next, Some(Step::Text(t)) if word(t)) {
                self.guard_last();
            }
            self.out.push_str(delimiter(mark));
        }
        self.marked();
    }

    fn close(&mut self, mark: &Mark) {
        let word = self.last.is_some_and(char::is_alphanumeric);
        if let Mark::Link(href) = mark {
            self.out.extend(["](", &destination(href), ")"]);
        } else {
            self.out.push_str(delimiter(mark));
        }
        self.marked();
        self.guard = *mark == Mark::Emphasis || (*mark == Mark::Strong && !word);
    }

    /// Code as it is, in a fence longer than any inside.
    fn code(&mut self, text: &str) {
        self.fill_gap();
        if self.out.ends_with("\\`") {
            self.out.truncate(self.out.len() - 2);
            self.out.push_str("&#96;");
        }
        let fence = "`".repeat(longest_run(text, '`') + 1);
        let pad = if text.starts_with('`') || text.ends_with('`') {
            " "
        } else {
            ""
        };
        self.out.extend([&fence, pad]);
        for c in text.chars() {
            match gap(c) {
                Gap::LineEnd => self.out.push(' '),
                _ if c.is_control() && c != '\t' => {}
                _ => self.out.push(c),
            }
        }
        self.out.extend([pad, &fence]);
        self.marked();
    }

    fn text(&mut self, text: &str) {
        for (at, c) in text.char_indices() {
            let gap = gap(c);
            if gap != Gap::None {
                self.gap = self.gap.max(gap);
            } else if !c.is_control() {
                self.fill_gap();
                self.character(c, text.get(at + c.len_utf8()..).unwrap_or_default());
            }
        }
    }

    fn character(&mut self, c: char, rest: &str) {
        if self.guard && !is_edge(c) {
            self.reference(c);
        } else if self.needs_escape(c, rest) {
            self.out.extend(['\\', c]);
            self.last = None;
        } else {
            self.out.push(c);
            self.last = Some(c);
        }
        self.guard = false;
        self.numbering &= c.is_ascii_digit();
    }

    fn needs_escape(&self, c: char, rest: &str) -> bool {
        let next = shown(rest).next();
        let apart = next.is_none_or(char::is_whitespace);
        let starts_line = self.out.is_empty() || self.out.ends_with('\n');
        match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' => true,
            // Inside a word, as in names and addresses, it neither opens nor closes.
            '_' => {
                !(self.last.is_some_and(char::is_alphanumeric)
                    && next.is_some_and(char::is_alphanumeric))
            }
            '&' => starts_reference(rest),
            '>' | '=' => starts_line,
            '-' => starts_line && (apart || next == Some('-')),
            '+' => starts_line && apart,
            ':' => starts_line && next == Some('-'),
            // At a heading's end they would be taken for its closing.
            '#' => starts_line || (self.lines == Lines::Folded && self.out.ends_with(' ')),
            '.' | ')' => self.numbering && !starts_line && apart,
            _ => false,
        }
    }

    fn fill_gap(&mut self) {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        if gap == Gap::None || self.out.is_empty() {
            return;
        }
        let breaks = gap == Gap::LineEnd && self.lines == Lines::Broken;
        self.out.push_str(if breaks { "\\\n" } else { " " });
        self.marked();
        self.numbering = breaks;
    }

    /// Sees to it that a mark opened now does open.
    fn guard_last(&mut self) {
        if let Some(c) = self.last.filter(|c| !is_edge(*c)) {
            self.out.pop();
            // The letter was what kept this from being a mark.
            if self.out.ends_with('_') && !self.out.ends_with("\\_") {
                self.out.pop();
                self.out.push_str("\\_");
            }
            self.reference(c);
        }
    }

    fn reference(&mut self, c: char) {
        // Writing to a string cannot fail.
        let _ = write!(self.out, "&#{};", u32::from(c));
        self.last = None;
    }

    /// What holds after a mark.
    fn marked(&mut self) {
        self.numbering = false;
        self.last = None;
        self.guard = false;
    }
}

/// The address as a link's destination.
pub(super) fn destination(address: &str) -> String {
    let escaped = address.replace('\\', "\\\\").replace('&', "&amp;");
    if address.contains(['(', ')', '[', ']', '\\']) {
        format!("<{escaped}>")
    } else {
        escaped
    }
}

/// Length of the longest run of a character.
pub(super) fn longest_run(text: &str, c: char) -> usize {
    let runs = text.split(|other| other != c);
    runs.map(str::len).max().unwrap_or_default()
}

fn delimiter(mark: &Mark) -> &'static str {
    match mark {
        Mark::Strong => "**",
        _ => "_",
    }
}

fn gap(c: char) -> Gap {
    match c {
        ' ' | '\t' => Gap::Space,
        '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Gap::LineEnd,
        _ => Gap::None,
    }
}

/// True of white space and of what is punctuation in every version of the standard; other signs
/// are left out, which costs nothing but a reference.
fn is_edge(c: char) -> bool {
    c.is_whitespace()
        || c.is_ascii_punctuation()
        || matches!(c, '«' | '»' | '¿' | '¡' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{2043}'
            | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '！' | '，' | '：' | '；' | '？')
}

/// The characters of a text that are written.
fn shown(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|c| !c.is_control() || gap(*c) != Gap::None)
}

/// Whether `&` before `rest` would be read as a character reference.
fn starts_reference(rest: &str) -> bool {
    let end = shown(rest)
        .take(40)
        .find(|c| !c.is_ascii_alphanumeric() && *c != '#');
    end == Some(';')
}
