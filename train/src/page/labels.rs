//! Which pieces of a page its article by hand holds: alignment by runs of four words.

use std::collections::{HashMap, HashSet};

use super::data;

/// Words of a run.
const RUN: usize = 4;

fn hash(words: &[u64]) -> u64 {
    words.iter().fold(words.len() as u64, |h, w| {
        (h.rotate_left(11) ^ w).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}

/// For each piece, given its words, the share of them that the truth holds in its place.
pub fn align(pieces: &[Vec<u64>], truth: &str) -> Vec<f32> {
    let own = data::words(truth);
    let runs: HashSet<u64> = own.windows(RUN).map(hash).collect();
    let mut lines: HashMap<u64, usize> = HashMap::new();
    for line in truth.lines() {
        *lines.entry(hash(&data::words(line))).or_default() += 1;
    }
    let all: Vec<u64> = pieces.iter().flatten().copied().collect();
    let mut covered = vec![false; all.len()];
    for (at, run) in all.windows(RUN).enumerate() {
        if runs.contains(&hash(run)) {
            covered[at..at + RUN].fill(true);
        }
    }
    let mut at = 0;
    let mut shares: Vec<f32> = pieces
        .iter()
        .map(|words| {
            let count = covered[at..at + words.len()].iter().filter(|c| **c).count();
            at += words.len();
            let whole = lines.contains_key(&hash(words));
            if whole {
                1.0
            } else {
                count as f32 / words.len().max(1) as f32
            }
        })
        .collect();
    drop_copies(pieces, &own, &mut shares);
    shares
}

/// Of pieces with the same words, only as many count as the truth has, those in the best company first.
fn drop_copies(pieces: &[Vec<u64>], truth: &[u64], shares: &mut [f32]) {
    let mut groups: HashMap<u64, Vec<usize>> = HashMap::new();
    for (i, words) in pieces.iter().enumerate() {
        if !words.is_empty() && shares[i] > 0.5 {
            groups.entry(hash(words)).or_default().push(i);
        }
    }
    let company = |i: usize| {
        let around = i.saturating_sub(4)..(i + 5).min(pieces.len());
        let others = around.filter(|j| *j != i);
        others
            .map(|j| shares[j] * (pieces[j].len() as f32).sqrt())
            .sum::<f32>()
    };
    let mut dropped = Vec::new();
    for mut group in groups.into_values().filter(|g| g.len() > 1) {
        let words = &pieces[group[0]];
        let count = truth
            .windows(words.len())
            .filter(|w| w == words)
            .count()
            .max(1);
        group.sort_by(|a, b| company(*b).total_cmp(&company(*a)).then(a.cmp(b)));
        dropped.extend(group.into_iter().skip(count));
    }
    for i in dropped {
        shares[i] = 0.0;
    }
}
