//! Trains and scores Copydesk's models.

mod data;
mod net;
mod score;
mod tape;
mod text;

use std::path::Path;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let get = |name: &str, default: f32| {
        args.iter()
            .position(|a| a == name)
            .and_then(|i| args.get(i + 1))
            .map_or(default, |v| v.parse().unwrap())
    };
    let dil: Vec<usize> = args
        .iter()
        .position(|a| a == "--dil")
        .and_then(|i| args.get(i + 1))
        .map_or(vec![1, 2, 4, 8], |v| {
            v.split(',')
                .filter(|s| !s.is_empty())
                .map(|d| d.parse().unwrap())
                .collect()
        });
    let recipe = text::Recipe {
        shape: net::Shape {
            features: copydesk::text::features::FEATURES.len(),
            slots: get("--slots", 1024.0) as usize,
            embedding: get("--emb", 8.0) as usize,
            width: get("--width", 40.0) as usize,
            dilations: dil,
            scan: get("--scan", 16.0) as usize,
            outputs: 2,
        },
        epochs: get("--epochs", 12.0) as usize,
        rate: get("--rate", 0.004),
        decay: get("--decay", 0.02),
        dropout: get("--dropout", 0.15),
        length_power: get("--power", 0.8),
        batch: get("--batch", 8.0) as usize,
        title_weight: get("--title", 0.0),
        keep_weight: get("--keep", 1.0),
    };
    let pages = data::pasted_pages(Path::new("../shared/data/paste")).unwrap();
    if args.iter().any(|a| a == "--dump") {
        for (k, page) in pages.iter().enumerate() {
            let e = text::example(page, &recipe);
            let n = copydesk::text::features::FEATURES.len();
            for i in 0..e.labels.len() {
                let row: Vec<String> = e.input.features[i * n..][..n].iter().map(|v| format!("{v:.3}")).collect();
                println!("{k}\t{}\t{}\t{}", i, u8::from(e.labels[i] == data::Label::Title), row.join("\t"));
            }
        }
        return;
    }
    let start = std::time::Instant::now();
    text::cross_validate(
        &pages,
        &recipe,
        get("--folds", 5.0) as usize,
        get("--run", 2.0) as usize,
        get("--seeds", 1.0) as u64,
    );
    println!("{:?}", start.elapsed());
}
