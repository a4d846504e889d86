//! The outline of the body, as the first network sees it: what the second, which looks for the
//! headline, is told of every line beside the line's own features.

use super::counter::Counter;
use super::features::{Page, distance, log2};

/// Numbers that are told of a line.
pub const SIZE: usize = 15;

/// Share of the body that may stand above its beginning.
const STRAY: f32 = 0.02;

/// The outline of the body of a page.
pub struct Outline<'a> {
    /// How probable it is that each line belongs to the article.
    keep: &'a [f32],
    /// Words of the body that are expected before each line, and at the end all of them.
    before: Vec<f32>,
    /// Where the body begins: the line by which a small share of it has been seen, and the first that
    /// is likely part of it.
    starts: [usize; 2],
    /// Share of each line's words of substance that the body has elsewhere too.
    topical: Vec<f32>,
    /// Whether a line is the last of its copies above the body.
    last_copy: Vec<bool>,
}

impl<'a> Outline<'a> {
    /// The outline, given how probable it is that each line belongs to the article. Linear in the
    /// page.
    #[must_use]
    pub fn new(page: &Page, keep: &'a [f32]) -> Self {
        let mut before = Vec::with_capacity(keep.len() + 1);
        let mut sum = 0.0;
        before.push(sum);
        for (facts, keep) in page.facts.iter().zip(keep) {
            sum += facts.words as f32 * keep;
            before.push(sum);
        }
        let start = before.iter().skip(1).position(|b| *b > STRAY * sum);
        let start = start.unwrap_or(0);
        Self {
            starts: [start, keep.iter().position(|k| *k > 0.5).unwrap_or(0)],
            topical: page
                .topics
                .shares(|line| keep.get(line).is_some_and(|k| *k > 0.5)),
            last_copy: last_copies(page, start),
            keep,
            before,
        }
    }

    /// Words of the body that are expected in lines `from..to`.
    fn words(&self, from: usize, to: usize) -> f32 {
        let last = self.before.len() - 1;
        let at = |line: usize| self.before.get(line.min(last)).copied().unwrap_or(0.0);
        log2((at(to) - at(from)).max(0.0)) / 10.0
    }

    /// Appends what is told of a line, each number roughly between -1 and 1.
    pub fn tell(&self, line: usize, row: &mut Vec<f32>) {
        let keep = |line: Option<usize>| {
            let keep = line.and_then(|line| self.keep.get(line));
            keep.copied().unwrap_or(0.0)
        };
        let flag = |on: bool| f32::from(u8::from(on));
        let all = self.before.last().copied().unwrap_or(0.0);
        let above = self.before.get(line).copied().unwrap_or(0.0) / all.max(1.0);
        let [start, first] = self.starts;
        let numbers: [f32; SIZE] = [
            keep(Some(line)),
            keep(line.checked_sub(1)),
            keep(line.checked_add(1)),
            above,
            log2(all) / 10.0,
            distance(start, line),
            distance(first, line),
            flag(line < start),
            self.words(line + 1, line + 4),
            self.words(line + 1, line + 11),
            self.words(line + 1, line + 41),
            self.words(line.saturating_sub(10), line),
            self.words(line.saturating_sub(40), line),
            self.topical.get(line).copied().unwrap_or(0.0),
            flag(self.last_copy.get(line) == Some(&true)),
        ];
        row.extend_from_slice(&numbers);
    }
}

/// For each line up to `start`, whether no equal one follows up to there.
fn last_copies(page: &Page, start: usize) -> Vec<bool> {
    let mut last = vec![false; page.facts.len()];
    let mut seen = Counter::new(page.facts.len());
    let above = page.facts.iter().zip(&mut last).take(start + 1);
    for (facts, last) in above.rev() {
        *last = seen.get(facts.hash) == 0;
        seen.add(facts.hash);
    }
    last
}
