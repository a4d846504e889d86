//! The trained networks for pasted text, and what they say of a page.

use std::ops::Range;
use std::sync::OnceLock;

use super::features::{FEATURES, Page};
use crate::model::{Network, Window, sigmoid};

/// Width of the network that finds the body, and of its running means.
pub const BODY: (usize, usize) = (32, 16);
/// The same for the network that finds the headline.
pub const TITLE: (usize, usize) = (24, 4);

type Body = Network<1>;
type Title = Network<1>;

/// What the networks say of the lines of a page.
pub struct Scores {
    /// How probable it is that each line belongs to the article.
    pub keep: Vec<f32>,
    /// The line that is most likely the headline, unless none is likely.
    pub title: Option<usize>,
}

/// Logits are scaled by the first and moved by the second before they are probabilities: fitted on
/// the cross-validated predictions.
const CALIBRATION: (f32, f32) = (0.6, -0.3);

struct Models {
    body: Body,
    title: Title,
}

fn models() -> Option<&'static Models> {
    static MODELS: OnceLock<Option<Models>> = OnceLock::new();
    let read = || {
        Some(Models {
            body: Network::read(include_bytes!("../../models/text.bin"))?,
            title: Network::read(include_bytes!("../../models/title.bin"))?,
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

/// Lines that are looked at for the headline.
const CANDIDATES: usize = 4;

/// Scores every line. None when `progress` ended it. Linear in the page.
pub fn score(page: &Page, progress: &mut dyn FnMut(f32) -> bool) -> Option<Scores> {
    let models = models()?;
    let lines = page.facts.len();
    let (mut keep, mut titles) = (Vec::with_capacity(lines), Vec::with_capacity(lines));
    while keep.len() < lines {
        let first = keep.len();
        let from = first.saturating_sub(OVERLAP);
        let to = lines.min(first + WINDOW);
        let window = page.window(from..lines.min(to + OVERLAP));
        let own = |all: Vec<[f32; 1]>| all.into_iter().skip(first - from).take(to - first);
        keep.extend(own(models.body.run(&window)).map(|[logit]| probability(logit)));
        titles.extend(own(models.title.run(&window)).map(|[logit]| logit));
        if !progress(keep.len() as f32 / lines as f32) {
            return None;
        }
    }
    let title = pick(page, &titles);
    Some(Scores { keep, title })
}

/// How likely a line is part of the article, given the network's output.
#[must_use]
pub fn probability(logit: f32) -> f32 {
    sigmoid(logit * CALIBRATION.0 + CALIBRATION.1)
}

/// The line with the highest score that can be a headline, if it stands out.
#[must_use]
pub fn pick(page: &Page, logits: &[f32]) -> Option<usize> {
    let mean = logits.iter().sum::<f32>() / logits.len().max(1) as f32;
    // The best few, the best first; of equal ones the upper.
    let mut best: Vec<(f32, usize)> = Vec::with_capacity(CANDIDATES + 1);
    for (line, logit) in logits.iter().enumerate() {
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

impl Page {
    /// Some of its lines as the networks read them.
    #[must_use]
    pub fn window(&self, lines: Range<usize>) -> Window<'_> {
        let mut window = Window::default();
        let mut row = Vec::with_capacity(FEATURES.len());
        for line in lines {
            row.clear();
            row.extend(FEATURES.iter().map(|feature| (feature.of)(self, line)));
            let words = self.facts.get(line).map_or(&[][..], |f| self.words_of(f));
            window.push(&row, words);
        }
        window
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_networks_fit_the_features() {
        let models = models().unwrap();
        assert_eq!(models.body.features(), FEATURES.len());
        assert_eq!(models.title.features(), FEATURES.len());
    }
}
