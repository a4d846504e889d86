//! Spans, which may overlap in any way, as marks that open and close in order.

use std::ops::Range;
use std::rc::Rc;

use super::address::safe_address;
use crate::{Block, Span, SpanKind, order};

/// How a piece of text is set. The order is that of nesting, outermost first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A link to a safe address.
    Link(Rc<str>),
    Strong,
    Emphasis,
    Code,
}

/// A step of writing a text with marks.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step<'a> {
    Open(Mark),
    Text(&'a str),
    Close(Mark),
}

/// The steps that write a block's text. Marks are well nested, links hold no links, two pieces
/// of text never follow each other, and every marked text begins and ends with a character that
/// shows.
///
/// Linear in the text, but for a sort of the spans.
pub(super) fn steps(block: &Block) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    let mut open: Vec<Mark> = Vec::new();
    for run in tightened(&block.text, runs(&block.text, &block.spans)) {
        let same = common(&open, &run.marks);
        steps.extend(open.drain(same..).rev().map(Step::Close));
        steps.extend(run.marks.iter().skip(same).cloned().map(Step::Open));
        steps.extend(block.text.get(run.range).map(Step::Text));
        open = run.marks;
    }
    steps.extend(open.drain(..).rev().map(Step::Close));
    steps
}

/// True of what shows nothing: white space and control characters.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// A stretch of text and its marks, outermost first.
struct Run {
    range: Range<usize>,
    marks: Vec<Mark>,
}

/// Cuts a text wherever its marks change.
fn runs(text: &str, spans: &[Span]) -> Vec<Run> {
    let edges = edges(text, spans);
    let place = |i: usize| edges.get(i).map_or(0, |e| 2 * e.at + usize::from(e.opens));
    let mut active = Active::default();
    let mut runs = Vec::new();
    let mut from = 0;
    for edge in order::by_key(edges.len(), place)
        .into_iter()
        .filter_map(|i| edges.get(i))
    {
        push(&mut runs, from..edge.at, active.marks());
        active.turn(edge);
        from = edge.at;
    }
    push(&mut runs, from..text.len(), Vec::new());
    runs
}

/// Takes the blanks at the ends of each run out of all marks that do not go on beyond them.
fn tightened(text: &str, runs: Vec<Run>) -> Vec<Run> {
    let mut tight: Vec<Run> = Vec::new();
    let mut before: Vec<Mark> = Vec::new();
    let mut at = 0;
    for run in runs {
        let piece = text.get(run.range.clone()).unwrap_or_default();
        let end = run.range.start + piece.trim_end_matches(is_blank).len();
        if end == run.range.start {
            continue; // all blank: goes before the next run
        }
        let start = run.range.end - piece.trim_start_matches(is_blank).len();
        let around = before.iter().take(common(&before, &run.marks)).cloned();
        push(&mut tight, at..start, around.collect());
        push(&mut tight, start..end, run.marks.clone());
        (before, at) = (run.marks, end);
    }
    push(&mut tight, at..text.len(), Vec::new());
    tight
}

fn push(runs: &mut Vec<Run>, range: Range<usize>, marks: Vec<Mark>) {
    match runs.last_mut() {
        _ if range.is_empty() => {}
        Some(last) if last.marks == marks => last.range.end = range.end,
        _ => runs.push(Run { range, marks }),
    }
}

fn common(a: &[Mark], b: &[Mark]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

/// Where a mark begins or ends.
struct Edge {
    at: usize,
    opens: bool,
    mark: Mark,
}

/// Both ends of every span that can be shown: within the text, between characters, and for
/// links with a safe address and not inside another link.
fn edges(text: &str, spans: &[Span]) -> Vec<Edge> {
    let spans: Vec<&Span> = spans
        .iter()
        .filter(|s| s.start < s.end && text.get(s.start..s.end).is_some())
        .collect();
    let starts = order::by_key(spans.len(), |i| spans.get(i).map_or(0, |s| s.start));
    let mut edges = Vec::with_capacity(2 * spans.len());
    let mut last_link = 0;
    for span in starts.into_iter().filter_map(|i| spans.get(i)) {
        let mark = match &span.kind {
            SpanKind::Strong => Mark::Strong,
            SpanKind::Emphasis => Mark::Emphasis,
            SpanKind::Code => Mark::Code,
            SpanKind::Link { .. } if span.start < last_link => continue,
            SpanKind::Link { href } => match safe_address(href) {
                Some(href) => Mark::Link(href.into()),
                None => continue,
            },
        };
        if matches!(mark, Mark::Link(_)) {
            last_link = span.end;
        }
        for (at, opens) in [(span.start, true), (span.end, false)] {
            let mark = mark.clone();
            edges.push(Edge { at, opens, mark });
        }
    }
    edges
}

/// The marks at one place of the text.
#[derive(Default)]
struct Active {
    link: Option<Rc<str>>,
    strong: usize,
    emphasis: usize,
    code: usize,
}

impl Active {
    fn turn(&mut self, edge: &Edge) {
        let count = match &edge.mark {
            Mark::Link(href) => {
                self.link = edge.opens.then(|| Rc::clone(href));
                return;
            }
            Mark::Strong => &mut self.strong,
            Mark::Emphasis => &mut self.emphasis,
            Mark::Code => &mut self.code,
        };
        *count = if edge.opens { *count + 1 } else { *count - 1 };
    }

    fn marks(&self) -> Vec<Mark> {
        let link = self.link.clone().map(Mark::Link);
        let strong = (self.strong > 0).then_some(Mark::Strong);
        let emphasis = (self.emphasis > 0).then_some(Mark::Emphasis);
        let code = (self.code > 0).then_some(Mark::Code);
        [link, strong, emphasis, code]
            .into_iter()
            .flatten()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::BlockKind;

    fn written(text: &str, spans: &[(usize, usize, SpanKind)]) -> String {
        let spans = spans.iter().cloned();
        let block = Block {
            kind: BlockKind::Paragraph,
            text: text.into(),
            start: 0,
            end: 0,
            spans: spans
                .map(|(start, end, kind)| Span { start, end, kind })
                .collect(),
        };
        let name = |mark: &Mark| match mark {
            Mark::Link(href) => href.to_string(),
            Mark::Strong => "b".into(),
            Mark::Emphasis => "i".into(),
            Mark::Code => "c".into(),
        };
        let step = |step: &Step| match step {
            Step::Open(mark) => format!("<{}>", name(mark)),
            Step::Close(mark) => format!("</{}>", name(mark)),
            Step::Text(text) => (*text).to_owned(),
        };
        steps(&block).iter().map(step).collect()
    }

    fn link(href: &str) -> SpanKind {
        SpanKind::Link { href: href.into() }
    }

    #[test]
    fn overlapping_marks_nest() {
        let spans = [(0, 4, SpanKind::Emphasis), (2, 6, SpanKind::Strong)];
        assert_eq!(written("abcdef", &spans), "<i>ab</i><b><i>cd</i>ef</b>");
    }

    #[test]
    fn blanks_stay_outside_of_marks_that_end_there() {
        let spans = [(1, 5, SpanKind::Emphasis), (5, 6, SpanKind::Strong)];
        assert_eq!(written("a bc d", &spans), "a <i>bc</i> <b>d</b>");
        assert_eq!(written("a \n b", &[(1, 4, SpanKind::Strong)]), "a \n b");
        let spans = [(0, 5, SpanKind::Strong), (2, 5, SpanKind::Emphasis)];
        assert_eq!(written("a b c", &spans), "<b>a <i>b c</i></b>");
    }

    #[test]
    fn a_link_inside_a_link_and_an_unsafe_one_are_text() {
        let spans = [
            (0, 2, link("#a")),
            (1, 3, link("#b")),
            (3, 4, link("javascript:x")),
        ];
        assert_eq!(written("abcd", &spans), "<#a>ab</#a>cd");
    }

    #[test]
    fn spans_that_point_nowhere_are_left_out() {
        let spans = [
            (1, 3, SpanKind::Code),
            (0, 9, SpanKind::Code),
            (2, 2, SpanKind::Code),
        ];
        assert_eq!(written("éé", &spans), "éé");
    }
}
