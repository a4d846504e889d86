//! Scores of pasted pages: the bag of words of the kept lines against the article by hand.
//! The same figures as the standard scorer of the data gives.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::data::{Label, PastedPage};

/// A prediction for one page.
#[derive(Clone, Debug, Default)]
pub struct Prediction {
    /// The lines that are kept.
    pub keep: Vec<usize>,
    /// The line that is the headline.
    pub title: Option<usize>,
}

type Bag = HashMap<String, usize>;

/// A page with its words counted once for many scorings.
pub struct Scored {
    lines: Vec<Bag>,
    truth: Bag,
    truth_size: usize,
    labels: Vec<Label>,
}

impl Scored {
    /// Counts the words of a page.
    pub fn new(page: &PastedPage) -> Self {
        let truth = bag(&page.gt);
        Self {
            lines: page.lines.iter().map(|l| bag(l)).collect(),
            truth_size: truth.values().sum(),
            truth,
            labels: page.labels.clone(),
        }
    }

    /// Word F1 of the kept lines; headline lines are left out.
    pub fn f1(&self, keep: &[usize]) -> f64 {
        let mut kept = Bag::new();
        for &i in keep.iter().filter(|i| self.labels[**i] != Label::Title) {
            for (word, count) in &self.lines[i] {
                *kept.entry(word.clone()).or_default() += count;
            }
        }
        let size: usize = kept.values().sum();
        let common: usize = kept
            .iter()
            .map(|(w, n)| (*n).min(self.truth.get(w).copied().unwrap_or(0)))
            .sum();
        match (size, self.truth_size) {
            (0, 0) => 1.0,
            _ if common == 0 => 0.0,
            (size, truth) => 2.0 * common as f64 / (size + truth) as f64,
        }
    }

    /// Whether the headline is right, for a page that has one.
    pub fn title_right(&self, title: Option<usize>) -> Option<bool> {
        self.labels
            .contains(&Label::Title)
            .then(|| title.is_some_and(|t| self.labels.get(t) == Some(&Label::Title)))
    }
}

fn bag(text: &str) -> Bag {
    let folded: String = text
        .chars()
        .filter_map(fold)
        .collect::<String>()
        .nfkc()
        .collect();
    let mut bag = Bag::new();
    let mut word = String::new();
    for c in folded.to_lowercase().chars().chain([' ']) {
        let alone = is_alone(c);
        if !alone && (c.is_alphanumeric()) {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            *bag.entry(std::mem::take(&mut word)).or_default() += 1;
        }
        if alone {
            *bag.entry(c.to_string()).or_default() += 1;
        }
    }
    bag
}

fn fold(c: char) -> Option<char> {
    match c {
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => None,
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' => Some('\''),
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '«' | '»' => Some('"'),
        '\u{2010}'..='\u{2014}' => Some('-'),
        '\u{a0}' => Some(' '),
        c => Some(c),
    }
}

fn is_alone(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{e7f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// The mean of some numbers.
pub fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let (mut sum, mut count) = (0.0, 0);
    for value in values {
        sum += value;
        count += 1;
    }
    sum / f64::from(count.max(1))
}
