//! Writes trained networks as the core reads them.

use std::fs;
use std::path::Path;

use crate::card;
use crate::data::PastedPage;
use crate::net::{Layout, MARKS};
use crate::score::Prediction;
use crate::tape::Param;
use crate::text::{self, Figures};

/// Largest whole number of a weight.
const LEVELS: f32 = 127.0;

/// A network as the core stores it: sizes, then whole numbers with a scale for each matrix.
pub fn network((layout, params): &(Layout, Vec<f32>)) -> Vec<u8> {
    let shape = &layout.shape;
    let mut bytes = Vec::new();
    let sizes = [
        shape.width,
        shape.scan,
        1,
        shape.features + MARKS * shape.marks.1,
        shape.slots,
        shape.embedding,
        shape.dilations.len(),
    ];
    for size in sizes.iter().chain(&shape.dilations) {
        bytes.extend_from_slice(&(*size as u16).to_le_bytes());
    }
    matrix(layout.words, params, &mut bytes);
    let layers = [layout.entry]
        .into_iter()
        .chain(layout.convs.iter().copied());
    for (weights, bias) in layers
        .chain(layout.gates.iter().copied())
        .chain([layout.heads])
    {
        matrix(weights, params, &mut bytes);
        params[bias.range()]
            .iter()
            .for_each(|b| bytes.extend_from_slice(&b.to_le_bytes()));
    }
    bytes
}

/// The network for documents: its table of marks, then the network.
pub fn page(trained: &(Layout, Vec<f32>)) -> Vec<u8> {
    let mut bytes = Vec::new();
    matrix(trained.0.marks, &trained.1, &mut bytes);
    bytes.extend(network(trained));
    bytes
}

fn matrix(param: Param, params: &[f32], bytes: &mut Vec<u8>) {
    let weights = &params[param.range()];
    let scale = weights
        .iter()
        .fold(0.0_f32, |m, w| m.max(w.abs()))
        .max(1e-9)
        / LEVELS;
    bytes.extend_from_slice(&scale.to_le_bytes());
    bytes.extend(
        weights
            .iter()
            .map(|w| ((w / scale).round() as i8).cast_unsigned()),
    );
}

/// Trains on all pages; writes the networks and their card, which shows the figures.
pub fn text(pages: &[PastedPage], figures: &Figures, folder: &Path) -> Result<(), String> {
    let trained = text::train(&pages.iter().collect::<Vec<_>>(), 1);
    let (body, title) = (network(&trained.body), network(&trained.title));
    let card = card::text(figures, [body.len(), title.len()]);
    write(&folder.join("text.bin"), &body)?;
    write(&folder.join("title.bin"), &title)?;
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
