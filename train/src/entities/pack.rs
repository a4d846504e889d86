//! Rounds trained weights to a few levels and writes the model's file.

use copydesk::entities::code::Encoder;
use copydesk::entities::model::{LABELS, LEVEL_BITS, MAGIC, Row, label_group};
use copydesk::entities::table::KEY_BITS;

use super::crf::{Index, Trainer};

/// Units of a weight of 1.
const UNIT: f32 = 512.0;

/// Weights ready for the file.
pub struct Packed {
    /// Values that a weight can have.
    pub levels: Vec<i16>,
    /// Features with their weights, ascending.
    pub rows: Vec<Row>,
    /// Weights from label to label.
    pub transitions: [[i32; LABELS]; LABELS],
}

/// Rounds the weights; those below `least` are dropped.
pub fn pack(trainer: &Trainer, index: &Index, least: f32) -> Packed {
    let kept = |w: &&f32| w.abs() >= least;
    let mut values: Vec<f32> = trainer
        .weights
        .iter()
        .flatten()
        .filter(kept)
        .copied()
        .collect();
    values.sort_unstable_by(f32::total_cmp);
    let levels = choose_levels(&values, 1 << LEVEL_BITS);
    let rounded: Vec<i16> = levels
        .iter()
        .map(|l| (l * UNIT).round().clamp(-32768.0, 32767.0) as i16)
        .collect();
    let nearest = |w: f32| {
        let at = levels.partition_point(|&l| l < w).min(levels.len() - 1);
        let lower = at.saturating_sub(1);
        if (w - levels[lower]).abs() <= (levels[at] - w).abs() {
            rounded[lower]
        } else {
            rounded[at]
        }
    };
    let mut rows = Vec::new();
    for (number, weights) in trainer.weights.iter().enumerate() {
        let row: Vec<(u8, i16)> = weights[..LABELS]
            .iter()
            .enumerate()
            .filter(|(_, w)| kept(w))
            .map(|(label, &w)| (label as u8, nearest(w)))
            .collect();
        if !row.is_empty() {
            rows.push((index.keys[number] << (32 - KEY_BITS), row));
        }
    }
    let transitions = trainer
        .transitions
        .map(|row| row.map(|t| (t * UNIT).round().clamp(-32768.0, 32767.0) as i32));
    Packed {
        levels: rounded,
        rows,
        transitions,
    }
}

/// Levels by Lloyd's method on the square root scale, where small weights are told apart finely.
fn choose_levels(sorted: &[f32], count: usize) -> Vec<f32> {
    if sorted.is_empty() {
        return vec![0.0; count];
    }
    let mut levels: Vec<f32> = (0..count)
        .map(|i| sorted[i * (sorted.len() - 1) / (count - 1)])
        .collect();
    levels[0] = sorted[0] * 0.8;
    for _ in 0..60 {
        let mut start = 0;
        let mut next = levels.clone();
        for i in 0..count {
            let edge = if i + 1 < count {
                f32::midpoint(levels[i], levels[i + 1])
            } else {
                f32::MAX
            };
            let end = start + sorted[start..].partition_point(|&v| v < edge);
            if end > start {
                next[i] = sorted[start..end].iter().sum::<f32>() / (end - start) as f32;
            }
            start = end;
        }
        levels = next;
    }
    levels.sort_unstable_by(f32::total_cmp);
    levels
}

/// Writes the weights.
pub fn write(packed: &Packed) -> Vec<u8> {
    let mut encoder = Encoder::new();
    for level in &packed.levels {
        encoder.symbol(10, 16, u32::from(*level as u16));
    }
    for cell in packed.transitions.iter().flatten() {
        encoder.symbol(10, 16, u32::from(*cell as i16 as u16));
    }
    encoder.count(packed.rows.len());
    let mut before = None;
    for (key, row) in &packed.rows {
        let key = key >> (32 - KEY_BITS);
        encoder.key(before, key);
        before = Some(key);
        let mut seen = 0;
        for label in 0..LABELS as u32 {
            let weight = row.iter().find(|(l, _)| u32::from(*l) == label);
            encoder.bit(11, label * 4 + seen.min(3), weight.is_some());
            if let Some((_, weight)) = weight {
                let level = packed.levels.iter().position(|l| l == weight).unwrap_or(0);
                encoder.symbol(12 + label_group(label), LEVEL_BITS, level as u32);
                seen += 1;
            }
        }
    }
    encoder.finish()
}

/// Puts the parts of the file together.
pub fn join(lexicon: &[u8], glosses: &[u8], peoples: &[u8], weights: &[u8]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    for section in [lexicon, glosses, peoples] {
        bytes.extend((section.len() as u32).to_le_bytes());
        bytes.extend(section);
    }
    bytes.extend(weights);
    bytes
}
