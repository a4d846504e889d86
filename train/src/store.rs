//! Writes trained networks as the core reads them.

use std::fs;
use std::path::Path;

use crate::card;
use crate::data::PastedPage;
use crate::lexicon::Table;
use crate::net::Layout;
use crate::score::Prediction;
use crate::text::{self, Figures, Prepared};

/// Largest whole number of a table's weight: 6 bits with the sign.
pub const TABLE_LEVELS: f32 = 31.0;

/// A network as the core stores it: sizes, then whole numbers with a scale for each matrix.
pub fn network((layout, params): &(Layout, Vec<f32>)) -> Vec<u8> {
    let shape = &layout.shape;
    let mut bytes = Vec::new();
    let sizes = [
        shape.width,
        shape.scan,
        shape.pool,
        shape.mix,
        1,
        shape.features + shape.learned(),
        shape.dilations.len(),
    ];
    for size in sizes.iter().chain(&shape.dilations) {
        bytes.extend_from_slice(&(*size as u16).to_le_bytes());
    }
    for (weights, bias) in layout.layers() {
        matrix(&params[weights.range()], shape.levels, &mut bytes);
        params[bias.range()]
            .iter()
            .for_each(|b| bytes.extend_from_slice(&b.to_le_bytes()));
    }
    bytes
}

/// The network for documents: its tables of marks and of words, then the network.
pub fn page(trained: &(Layout, Vec<f32>)) -> Vec<u8> {
    let (layout, params) = trained;
    let levels = layout.shape.levels;
    let mut bytes = Vec::new();
    matrix(&params[layout.marks.range()], levels, &mut bytes);
    matrix(&params[layout.words.range()], levels, &mut bytes);
    bytes.extend(network(trained));
    bytes
}

/// The lexicon as the core stores it: biases, then whole numbers with a scale.
fn lexicon(words: &Table) -> Vec<u8> {
    let mut bytes: Vec<u8> = words.bias.iter().flat_map(|b| b.to_le_bytes()).collect();
    matrix(words.weights.as_flattened(), TABLE_LEVELS, &mut bytes);
    bytes
}

/// Weights as a scale and whole numbers up to `levels`.
pub fn matrix(weights: &[f32], levels: f32, bytes: &mut Vec<u8>) {
    let scale = scale_of(weights, levels);
    bytes.extend_from_slice(&scale.to_le_bytes());
    let whole = |w: &f32| (whole(*w, scale, levels) as i8).cast_unsigned();
    bytes.extend(weights.iter().map(whole));
}

/// Makes weights what they will be when they are read again, so that scores are of what is stored.
pub fn round(weights: &mut [f32], levels: f32) {
    let scale = scale_of(weights, levels);
    for weight in weights {
        *weight = whole(*weight, scale, levels) * scale;
    }
}

fn whole(weight: f32, scale: f32, levels: f32) -> f32 {
    (weight / scale).round().clamp(-levels, levels)
}

/// What one step of the whole numbers is worth. The few largest weights may be cut short where that leaves the others
/// more exact.
fn scale_of(weights: &[f32], levels: f32) -> f32 {
    let largest = weights.iter().fold(1e-9_f32, |m, w| m.max(w.abs()));
    let error = |scale: &f32| -> f32 {
        let off = |w: &f32| (w - whole(*w, *scale, levels) * scale).powi(2);
        weights.iter().map(off).sum()
    };
    let scales = (6..=20).map(|n| largest / levels * n as f32 / 20.0);
    let scale = scales.min_by(|a, b| error(a).total_cmp(&error(b)));
    scale.unwrap_or(largest / levels)
}

/// Trains on all pages; writes the lexicon, the networks and their card, which shows the figures.
pub fn text(
    pages: &[Prepared],
    bodies: &[Vec<f32>],
    figures: &Figures,
    folder: &Path,
) -> Result<(), String> {
    let body = text::train_body(&pages.iter().collect::<Vec<_>>(), 1);
    let bodies = pages.iter().zip(bodies).map(|(p, b)| (p, &b[..]));
    let title = text::train_title(&bodies.collect::<Vec<_>>(), 1);
    let files = [
        ("words.bin", lexicon(&body.words)),
        ("text.bin", body.nets.iter().flat_map(network).collect()),
        ("title.bin", title.iter().flat_map(network).collect()),
    ];
    for (name, bytes) in &files {
        write(&folder.join(name), bytes)?;
    }
    let card = card::text(figures, files.map(|(_, bytes)| bytes.len()));
    write(&folder.join("text.md"), card.as_bytes())
}

/// Writes predictions as the scorer of the data reads them.
pub fn predictions(
    pages: &[PastedPage],
    predictions: &[(usize, Prediction)],
    file: &Path,
) -> Result<(), String> {
    let line = |(i, p): &(usize, Prediction)| {
        serde_json::json!({"id": pages[*i].id, "keep": p.keep, "title": p.title}).to_string()
    };
    let lines: Vec<String> = predictions.iter().map(line).collect();
    write(file, (lines.join("\n") + "\n").as_bytes())
}

pub fn write(file: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(file, bytes).map_err(|e| format!("{}: {e}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fit::{outputs, stored};
    use crate::net::{Input, Random};
    use copydesk::model::{Network, Window};

    #[test]
    fn the_core_says_what_training_says() {
        let mut shape = text::body_recipe().shape;
        (shape.features, shape.aux) = (37, 0);
        let layout = Layout::new(shape);
        let mut random = Random(7);
        let params = layout.init(&mut random);
        let params = stored(&layout, params);
        // Near zero for half of the features, as in use.
        let features: Vec<f32> = (0..50 * 37).map(|_| random.normal().max(0.0)).collect();
        let trained = (layout, params);
        let bytes = [network(&trained), vec![1, 2]].concat();
        let (core, rest) = Network::<1>::read(&bytes).unwrap();
        assert_eq!(rest, [1, 2]);
        let mut window = Window::default();
        features.chunks(37).for_each(|line| window.push(line));
        let expected = outputs(&trained, &Input::plain(features));
        let spread = expected.iter().fold(0.0_f32, |most, o| most.max(o.abs()));
        assert!(spread > 0.1, "the outputs say nothing: {spread}");
        for (line, ([own], expected)) in core.run(&window).iter().zip(&expected).enumerate() {
            let off = (own - expected).abs();
            assert!(off < 0.01 * spread, "line {line}: {own}, not {expected}");
        }
    }
}
