//! The trained networks for pasted text, and what they say of a page.

use std::sync::OnceLock;

use super::features::{FEATURES, Page};
use super::lexicon::Lexicon;
use super::outline::Outline;
use crate::model::{Network, Window, sigmoid};

/// Width of the network that finds the body, and of its running means.
pub const BODY: (usize, usize) = (32, 16);
/// The same for the network that finds the headline.
pub const TITLE: (usize, usize) = (24, 4);

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
    lexicon: Lexicon,
    body: Network<1>,
    title: Network<1>,
}

fn models() -> Option<&'static Models> {
    static MODELS: OnceLock<Option<Models>> = OnceLock::new();
    let read = || {
        Some(Models {
            lexicon: Lexicon::read(include_bytes!("../../models/words.bin"))?,
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
    let lexicon = |line: usize, row: &mut Vec<f32>| {
        let words = page.facts.get(line).map_or(&[][..], |f| page.words_of(f));
        row.extend(models.lexicon.scores(words));
    };
    let lines = page.facts.len();
    let mut half = |done: usize| progress(done as f32 / (2 * lines) as f32);
    let body = run(&models.body, page, &lexicon, &mut half)?;
    let keep: Vec<f32> = body.into_iter().map(probability).collect();
    let outline = Outline::new(page, &keep);
    let tell = |line: usize, row: &mut Vec<f32>| outline.tell(line, row);
    let titles = run(&models.title, page, &tell, &mut |done| half(lines + done))?;
    let title = pick(page, &titles);
    Some(Scores { keep, title })
}

/// What a network says of every line, given the page's features and `more`. `progress` hears of the
/// lines that are done.
fn run(
    network: &Network<1>,
    page: &Page,
    more: &dyn Fn(usize, &mut Vec<f32>),
    progress: &mut dyn FnMut(usize) -> bool,
) -> Option<Vec<f32>> {
    let lines = page.facts.len();
    let mut logits = Vec::with_capacity(lines);
    while logits.len() < lines {
        let first = logits.len();
        let from = first.saturating_sub(OVERLAP);
        let to = lines.min(first + WINDOW);
        let mut window = Window::default();
        let mut row = Vec::with_capacity(FEATURES.len());
        for line in from..lines.min(to + OVERLAP) {
            row.clear();
            row.extend(FEATURES.iter().map(|feature| (feature.of)(page, line)));
            more(line, &mut row);
            window.push(&row);
        }
        let own = network.run(&window).into_iter();
        let own = own.skip(first - from).take(to - first);
        logits.extend(own.map(|[logit]| logit));
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

#[cfg(test)]
mod tests {
    use super::super::{lexicon, outline};
    use super::*;

    #[test]
    fn the_stored_networks_fit_the_features() {
        let models = models().unwrap();
        assert_eq!(models.body.features(), FEATURES.len() + lexicon::SCORES);
        assert_eq!(models.title.features(), FEATURES.len() + outline::SIZE);
    }
}
