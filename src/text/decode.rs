//! From probabilities to a decision on every line.

/// Which lines to keep, and how good that choice is expected to be.
pub struct Decision {
    /// True for the lines to keep.
    pub keep: Vec<bool>,
    /// The word F1 that is expected of the choice, 0 to 1.
    pub expected: f32,
}

/// Keeps what makes the expected F1 over words the greatest.
///
/// The best set for F1 holds the lines whose probability is above half of the F1 that it reaches
/// (Lewis 1995; Lipton, Elkan and Naryanaswamy 2014), so the threshold is found by following it down
/// from a half: a sure page is cut sharply, an unsure one keeps more.
pub fn decide(probabilities: &[f32], words: impl Fn(usize) -> f32) -> Decision {
    let total: f32 = weigh(probabilities, &words, 0.0).1;
    let (mut threshold, mut expected) = (0.5, 0.0);
    for _ in 0..8 {
        let (kept, right) = weigh(probabilities, &words, threshold);
        expected = 2.0 * right / (kept + total).max(1e-6);
        let next = (expected / 2.0).clamp(0.1, 0.5);
        if (threshold - next).abs() < 1e-3 {
            break;
        }
        threshold = next;
    }
    Decision {
        keep: probabilities.iter().map(|p| *p > threshold).collect(),
        expected: expected.clamp(0.0, 1.0),
    }
}

/// Words of the lines above a threshold, and how many of them are expected to be right.
fn weigh(probabilities: &[f32], words: &impl Fn(usize) -> f32, threshold: f32) -> (f32, f32) {
    let above = probabilities
        .iter()
        .enumerate()
        .filter(|(_, p)| **p > threshold);
    above.fold((0.0, 0.0), |(kept, right), (line, p)| {
        (kept + words(line), right + p * words(line))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sure_page_is_cut_at_a_half() {
        let decision = decide(&[0.99, 0.98, 0.4, 0.02], |_| 20.0);
        assert_eq!(decision.keep, [true, true, false, false]);
        assert!(decision.expected > 0.85, "{}", decision.expected);
    }

    #[test]
    fn an_unsure_page_keeps_more() {
        let decision = decide(&[0.45, 0.4, 0.35, 0.05], |_| 20.0);
        assert_eq!(decision.keep, [true, true, true, false]);
        assert!(decision.expected < 0.6);
    }
}
