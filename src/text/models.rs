//! The trained networks for pasted text, and what they say of a page.

use std::ops::Range;
use std::sync::OnceLock;

use super::features::{FEATURES, Page};
use super::lexicon::Lexicon;
use super::outline::Outline;
use super::signs::View;
use crate::model::{Network, Window, sigmoid};

/// Width of the networks that find the body, of their running means, and of their mean of all lines.
pub const BODY: [usize; 3] = [24, 16, 16];
/// The same for the network that finds the headline.
pub const TITLE: [usize; 3] = [16, 4, 0];

/// What the networks say of the lines of a page.
pub struct Scores {
    /// How probable it is that each line belongs to the article.
    pub keep: Vec<f32>,
    /// The line that is most likely the headline, unless none is likely.
    pub title: Option<usize>,
}

/// Logits are scaled by the first and moved by the second before they are probabilities: fitted on
/// the cross-validated predictions.
const CALIBRATION: (f32, f32) = (0.7, -0.3);

struct Models {
    lexicon: Lexicon,
    /// The mean of what they say counts: they learned alike, but each errs elsewhere.
    body: Vec<Network<1>>,
    title: Vec<Network<1>>,
}

/// Networks that stand one behind the other.
fn networks(mut bytes: &[u8]) -> Option<Vec<Network<1>>> {
    let mut networks = Vec::new();
    while !bytes.is_empty() {
        let (network, rest) = Network::read(bytes)?;
        networks.push(network);
        bytes = rest;
    }
    Some(networks)
}

fn models() -> Option<&'static Models> {
    static MODELS: OnceLock<Option<Models>> = OnceLock::new();
    let read = || {
        Some(Models {
            lexicon: Lexicon::read(include_bytes!("../../models/words.bin"))?,
            body: networks(include_bytes!("../../models/text.bin"))?,
            title: networks(include_bytes!("../../models/title.bin"))?,
        })
    };
    MODELS.get_or_init(read).as_ref()
}

/// How far above all other lines together the headline must stand, as a difference of logits
/// from the page's mean, to be taken for one.
const TITLE_MARGIN: f32 = 2.0;

/// Lines that are looked at together, and how far windows overlap. Longer inputs are cut into
/// windows, so that memory has a bound.
const WINDOW: usize = 8192;
const OVERLAP: usize = 256;

/// How far above the body's first line, and how far below, the second network reads: more than any
/// page needs, so that only texts of many pages are cut short.
const FAR_ABOVE: usize = 600;
const FAR_BELOW: usize = 600;

/// Lines that are looked at for the headline.
const CANDIDATES: usize = 4;

/// Scores every line. None when `progress` ended it. Linear in the page.
pub fn score(page: &Page, progress: &mut dyn FnMut(f32) -> bool) -> Option<Scores> {
    let models = models()?;
    let lexicon = |line: usize, row: &mut Vec<f32>| {
        let words = page.facts.get(line).map_or(&[][..], |f| page.words_of(f));
        row.extend(models.lexicon.scores(words));
    };
    let lines = page.facts.len();
    let mut part = |done: usize| progress(0.8 * done as f32 / lines as f32);
    let body = run(&models.body, page, 0..lines, &lexicon, &mut part)?;
    let keep: Vec<f32> = body.into_iter().map(probability).collect();
    let outline = Outline::new(page, &keep);
    let view = View::new(page, &keep);
    let tell = |line: usize, row: &mut Vec<f32>| {
        outline.tell(line, row);
        view.tell(line, row);
    };
    let from = view.start().saturating_sub(FAR_ABOVE);
    let near = from..lines.min(view.start() + FAR_BELOW);
    let titles = run(&models.title, page, near, &tell, &mut |_| progress(1.0))?;
    let title = pick(page, from, &titles).map(|line| view.last_copy(line));
    Some(Scores { keep, title })
}

/// What networks say of some lines, given the page's features and `more`: the mean. `progress` hears of the lines that
/// are done.
fn run(
    networks: &[Network<1>],
    page: &Page,
    lines: Range<usize>,
    more: &dyn Fn(usize, &mut Vec<f32>),
    progress: &mut dyn FnMut(usize) -> bool,
) -> Option<Vec<f32>> {
    let mut logits = Vec::with_capacity(lines.len());
    while logits.len() < lines.len() {
        let first = lines.start + logits.len();
        let from = first.saturating_sub(OVERLAP).max(lines.start);
        let to = lines.end.min(first + WINDOW);
        let mut window = Window::default();
        let mut row = Vec::with_capacity(FEATURES.len());
        for line in from..lines.end.min(to + OVERLAP) {
            row.clear();
            row.extend(page.features(line));
            more(line, &mut row);
            window.push(&row);
        }
        let done = logits.len();
        logits.resize(done + to - first, 0.0);
        let share = 1.0 / networks.len() as f32;
        for network in networks {
            let own = network.run(&window).into_iter().skip(first - from);
            let sums = logits.iter_mut().skip(done);
            sums.zip(own)
                .for_each(|(sum, [logit])| *sum += share * logit);
        }
        if !progress(logits.len()) {
            return None;
        }
    }
    Some(logits)
}

/// How likely a line is part of the article, given the network's output.
#[must_use]
pub fn probability(logit: f32) -> f32 {
    sigmoid(logit * CALIBRATION.0 + CALIBRATION.1)
}

/// The line with the highest score that can be a headline, if it stands out. The scores are those of
/// the lines from `first` on.
#[must_use]
pub fn pick(page: &Page, first: usize, logits: &[f32]) -> Option<usize> {
    let mean = logits.iter().sum::<f32>() / logits.len().max(1) as f32;
    // The best few, the best first; of equal ones the upper.
    let mut best: Vec<(f32, usize)> = Vec::with_capacity(CANDIDATES + 1);
    for (line, logit) in (first..).zip(logits) {
        let rank = best.iter().position(|(other, _)| logit > other);
        best.insert(rank.unwrap_or(best.len()), (*logit, line));
        best.truncate(CANDIDATES);
    }
    let best = best
        .into_iter()
        .find(|(_, line)| !page.is_no_headline(*line));
    best.filter(|(logit, _)| logit - mean > TITLE_MARGIN)
        .map(|(_, line)| line)
}

#[cfg(test)]
mod tests {
    use super::super::{lexicon, outline, signs};
    use super::*;

    #[test]
    fn the_stored_networks_fit_the_features() {
        let models = models().unwrap();
        let fit = |networks: &[Network<1>], more: usize| {
            let mut networks = networks.iter();
            networks.all(|network| network.features() == FEATURES.len() + more)
        };
        assert!(!models.body.is_empty() && fit(&models.body, lexicon::SCORES));
        assert!(!models.title.is_empty() && fit(&models.title, outline::SIZE + signs::SIZE));
    }
}
