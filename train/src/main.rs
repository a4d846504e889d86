//! Trains and scores Copydesk's models.

mod data;
mod entities;
mod net;
mod score;
mod tape;
mod text;

use std::path::Path;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    if args.get(1).is_some_and(|a| a == "entities") {
        let arguments = entities::Arguments::new(args.into_iter().skip(2).collect());
        entities::run(&arguments).unwrap_or_else(|failure| {
            eprintln!("{failure}");
            std::process::exit(1);
        });
        return;
    }
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
        title_weight: get("--title", 0.3),
    };
    let pages = data::pasted_pages(Path::new("../shared/data/paste")).unwrap();
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
