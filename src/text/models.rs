//! The trained networks for pasted text, and what they say of a page.

use std::sync::OnceLock;

use super::features::{FEATURES, Page};
use crate::model::{Network, Source, sigmoid};

/// Width of the network that finds the body, and of its running means.
pub const BODY: (usize, usize) = (32, 16);
/// The same for the network that finds the headline.
pub const TITLE: (usize, usize) = (24, 4);

type Body = Network<{ BODY.0 }, { BODY.1 }, 1>;
type Title = Network<{ TITLE.0 }, { TITLE.1 }, 1>;

/// What the networks say of the lines of a page.
pub struct Scores {
    /// How probable it is that each line belongs to the article.
    pub keep: Vec<f32>,
    /// The line that is most likely the headline, unless none is likely.
    pub title: Option<usize>,
}

/// Networks for the body, whose logits are averaged.
pub const BODIES: usize = 2;

/// Logits are scaled by the first and moved by the second before they are probabilities: fitted on
/// the cross-validated predictions.
const CALIBRATION: (f32, f32) = (0.6, -0.3);

struct Models {
    bodies: Vec<Body>,
    title: Title,
}

fn models() -> Option<&'static Models> {
    static MODELS: OnceLock<Option<Models>> = OnceLock::new();
    let read = || {
        let mut bytes: &[u8] = include_bytes!("../../models/text.bin");
        let mut bodies = Vec::new();
        while bodies.len() < BODIES {
            let (body, rest) = Network::read(bytes)?;
            bodies.push(body);
            bytes = rest;
        }
        let (title, _) = Network::read(include_bytes!("../../models/title.bin"))?;
        Some(Models { bodies, title })
    };
    MODELS.get_or_init(read).as_ref()
}

/// How far above all other lines together the headline must stand, as a difference of logits
/// from the page's mean, to be taken for one.
const TITLE_MARGIN: f32 = 2.0;

/// Scores every line. None when `progress` ended it.
pub fn score(page: &Page, progress: &mut dyn FnMut(f32) -> bool) -> Option<Scores> {
    let models = models()?;
    let (lines, steps) = (page.facts.len(), BODIES as f32 + 1.0);
    let title = models.title.run(page, &mut |share| progress(share / steps));
    let mut sums = vec![0.0; lines];
    for (number, body) in models.bodies.iter().enumerate() {
        let done = number as f32 + 1.0;
        let logits = body.run(page, &mut |share| progress((done + share) / steps));
        if logits.len() < lines {
            return None;
        }
        sums.iter_mut()
            .zip(logits)
            .for_each(|(sum, [logit])| *sum += logit);
    }
    (title.len() == lines).then(|| Scores {
        keep: sums
            .into_iter()
            .map(|sum| probability(sum / BODIES as f32))
            .collect(),
        title: pick(&title),
    })
}

/// How likely a line is part of the article, given the mean of the networks' outputs.
#[must_use]
pub fn probability(logit: f32) -> f32 {
    sigmoid(logit * CALIBRATION.0 + CALIBRATION.1)
}

/// The line with the highest score, if it stands out.
#[must_use]
pub fn pick(logits: &[[f32; 1]]) -> Option<usize> {
    let mean = logits.iter().map(|[l]| l).sum::<f32>() / logits.len().max(1) as f32;
    let best = logits
        .iter()
        .enumerate()
        .max_by(|(_, a), (_, b)| a[0].total_cmp(&b[0]));
    best.filter(|(_, [logit])| logit - mean > TITLE_MARGIN)
        .map(|(line, _)| line)
}

impl Source for Page {
    fn lines(&self) -> usize {
        self.facts.len()
    }

    fn features(&self, line: usize, to: &mut Vec<f32>) {
        to.extend(FEATURES.iter().map(|feature| (feature.of)(self, line)));
    }

    fn words(&self, line: usize) -> &[u32] {
        self.facts.get(line).map_or(&[], |f| self.words_of(f))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_networks_fit_the_features() {
        let models = models().unwrap();
        assert!(models.bodies.iter().all(|b| b.features() == FEATURES.len()));
        assert_eq!(models.title.features(), FEATURES.len());
    }
}
