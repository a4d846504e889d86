//! Multinomial logistic regression: which of a page's candidates is right, or none of them.

/// What a page offers.
pub struct Choice {
    /// The sources of each candidate, a bit for each.
    pub sources: Vec<u32>,
    /// Which candidate is right.
    pub right: Option<usize>,
}

/// Steps of Adam, the first of them this long; and the weight of a weight's square in the loss.
const STEPS: usize = 300;
const RATE: f32 = 0.3;
const DECAY: f32 = 0.5;

/// The weights of the sources, and last what nobody comes to, with a `margin` that spares pages without a right one; without a
/// margin, one is always elected.
pub fn weights(choices: &[Choice], margin: Option<f32>) -> [f32; 32] {
    let always = margin.is_none();
    let mut weights = [0.0_f32; 32];
    let (mut mean, mut square) = ([0.0_f32; 32], [0.0_f32; 32]);
    for step in 1..=STEPS {
        let mut gradient = weights.map(|w| DECAY * w);
        for choice in choices {
            add_gradient(choice, &weights, always, &mut gradient);
        }
        let rate = RATE * (1.0 - step as f32 / STEPS as f32);
        let fresh = [0.9_f32, 0.999].map(|keep| 1.0 - keep.powi(step as i32));
        for (at, own) in gradient.iter().enumerate() {
            mean[at] = 0.9 * mean[at] + 0.1 * own;
            square[at] = 0.999 * square[at] + 0.001 * own * own;
            weights[at] -= rate * (mean[at] / fresh[0]) / ((square[at] / fresh[1]).sqrt() + 1e-8);
        }
    }
    weights[31] = margin.map_or(f32::MIN, |margin| weights[31] + margin);
    weights
}

/// Adds the gradient of the cross-entropy of one page.
fn add_gradient(choice: &Choice, weights: &[f32; 32], always: bool, gradient: &mut [f32; 32]) {
    const NOBODY: u32 = 1 << 31;
    let mut options = choice.sources.clone();
    if !always {
        options.push(NOBODY);
    } else if choice.right.is_none() {
        return;
    }
    let right = choice.right.unwrap_or(options.len() - 1);
    let bits = |sources: u32| (0..32).filter(move |bit| sources >> bit & 1 == 1);
    let sums: Vec<f32> = options
        .iter()
        .map(|sources| bits(*sources).map(|bit| weights[bit]).sum())
        .collect();
    let top = sums.iter().copied().fold(f32::MIN, f32::max);
    let all: f32 = sums.iter().map(|sum| (sum - top).exp()).sum();
    for (at, (sources, sum)) in options.iter().zip(&sums).enumerate() {
        let error = (sum - top).exp() / all - f32::from(u8::from(at == right));
        for bit in bits(*sources) {
            gradient[bit] += error;
        }
    }
}
