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

/// Scores every line. None when `progress` ended it.
pub fn score(page: &Page, progress: &mut dyn FnMut(f32) -> bool) -> Option<Scores> {
    let models = models()?;
    let title = models.title.run(page, &mut |share| progress(0.3 * share));
    let body = models.body.run(page, &mut |share| progress(0.3 + 0.7 * share));
    (body.len() == page.facts.len() && title.len() == page.facts.len()).then(|| Scores {
        keep: body.iter().map(|[logit]| sigmoid(*logit)).collect(),
        title: pick(&title),
    })
}

/// The line with the highest score, if it stands out.
#[must_use]
pub fn pick(logits: &[[f32; 1]]) -> Option<usize> {
    let mean = logits.iter().map(|[l]| l).sum::<f32>() / logits.len().max(1) as f32;
    let best = logits.iter().enumerate().max_by(|(_, a), (_, b)| a[0].total_cmp(&b[0]));
    best.filter(|(_, [logit])| logit - mean > TITLE_MARGIN).map(|(line, _)| line)
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
        assert_eq!(models.body.features(), FEATURES.len());
        assert_eq!(models.title.features(), FEATURES.len());
    }
}
