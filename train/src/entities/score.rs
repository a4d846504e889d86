//! Strict F1 by kind.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

/// True positives, predicted and gold by kind.
#[derive(Clone, Debug, Default)]
pub struct Tally(pub BTreeMap<String, [u32; 3]>);

impl Tally {
    /// Counts one document.
    pub fn add<T: std::hash::Hash + Eq + Copy>(
        &mut self,
        gold: &[(T, usize)],
        predicted: &[(T, usize)],
        kinds: &[&str],
    ) {
        let gold_set: HashSet<_> = gold.iter().collect();
        for (_, kind) in gold {
            self.0.entry(kinds[*kind].to_owned()).or_default()[2] += 1;
        }
        for p in predicted {
            let cell = self.0.entry(kinds[p.1].to_owned()).or_default();
            cell[1] += 1;
            cell[0] += u32::from(gold_set.contains(p));
        }
    }

    /// F1 over some kinds.
    pub fn f1(&self, kinds: &[&str]) -> f64 {
        let mut sum = [0u32; 3];
        for (kind, cell) in &self.0 {
            if kinds.contains(&kind.as_str()) {
                (0..3).for_each(|i| sum[i] += cell[i]);
            }
        }
        f64::from(2 * sum[0]) / f64::from(sum[1] + sum[2]).max(1.0)
    }

    /// Precision, recall and F1 over some kinds.
    pub fn cells(&self, kinds: &[&str]) -> [f64; 3] {
        let cells = self
            .0
            .iter()
            .filter(|(kind, _)| kinds.contains(&kind.as_str()));
        let sum = cells.fold([0.0; 3], |sum, (_, cell)| {
            std::array::from_fn(|i| sum[i] + f64::from(cell[i]))
        });
        let [hit, predicted, gold] = sum;
        [
            hit / predicted.max(1.0),
            hit / gold.max(1.0),
            2.0 * hit / (predicted + gold).max(1.0),
        ]
    }

    /// One line with all figures.
    pub fn line(&self) -> String {
        let mut line = format!(
            "three {:.4} all {:.4} |",
            self.f1(&["PER", "ORG", "LOC"]),
            self.f1(&["PER", "ORG", "LOC", "NORP", "MISC"])
        );
        for (kind, [hit, predicted, gold]) in &self.0 {
            let (p, r) = (
                f64::from(*hit) / f64::from(*predicted).max(1.0),
                f64::from(*hit) / f64::from(*gold).max(1.0),
            );
            // Writing to a string never fails.
            let _ = write!(line, " {kind} {p:.3}/{r:.3}");
        }
        line
    }
}
