//! Trains and scores Copydesk's models.

mod card;
mod data;
mod entities;
mod fit;
mod lexicon;
mod metadata;
mod net;
mod page;
mod product;
mod score;
mod store;
mod tape;
mod text;

use std::path::{Path, PathBuf};

const USAGE: &str = "\
usage: train text --data FOLDER [--folds A..B] [--score-only] [--predictions FILE]
       train metadata --data FOLDER [--score-only] [--predictions FILE]
       train page --data FOLDER [--folds A..B] [--score-only] [--predictions FILE]
       train entities --data FOLDER [--score MODEL [--verbose] [--out FILE]] [--make-lexicon] [--out MODEL]";

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let Err(message) = run(&args) {
        eprintln!("{message}");
        std::process::exit(1);
    }
}

fn run(args: &[String]) -> Result<(), String> {
    let value = |name: &str| {
        let at = args.iter().position(|a| a == name)?;
        args.get(at + 1).cloned()
    };
    match args.first().map(String::as_str) {
        Some("text") => {
            let folder = PathBuf::from(value("--data").ok_or(USAGE)?);
            let pages = data::pasted_pages(&folder)?;
            let folds = value("--folds").map_or(Ok(0..5), |text| parse_folds(&text))?;
            let start = std::time::Instant::now();
            let prepared: Vec<_> = pages.iter().map(text::Prepared::new).collect();
            let found = text::cross_validate(&prepared, folds);
            let figures = text::figures(&pages, &found.predictions);
            println!(
                "{}\nTrained and scored in {:.0} s.",
                card::scoreboard(&figures),
                start.elapsed().as_secs_f32()
            );
            if let Some(file) = value("--predictions") {
                store::predictions(&pages, &found.predictions, Path::new(&file))?;
            }
            if !args.iter().any(|a| a == "--score-only") {
                store::text(&prepared, &found.bodies, &figures, Path::new("models"))?;
            }
            Ok(())
        }
        Some("metadata") => {
            let folder = PathBuf::from(value("--data").ok_or(USAGE)?);
            let predictions = value("--predictions").map(PathBuf::from);
            let store = !args.iter().any(|a| a == "--score-only");
            metadata::run(&folder, predictions.as_deref(), store)
        }
        Some("page") => {
            let folder = PathBuf::from(value("--data").ok_or(USAGE)?);
            let folds = value("--folds").map_or(Ok(0..5), |text| parse_folds(&text))?;
            let predictions = value("--predictions").map(PathBuf::from);
            let store = !args.iter().any(|a| a == "--score-only");
            page::run(&folder, folds, predictions.as_deref(), store)
        }
        Some("entities") => {
            let arguments = entities::Arguments::new(args[1..].to_vec());
            entities::run(&arguments).map_err(|failure| failure.to_string())
        }
        _ => Err(USAGE.to_owned()),
    }
}

fn parse_folds(text: &str) -> Result<std::ops::Range<usize>, String> {
    let (from, to) = text.split_once("..").ok_or(USAGE)?;
    let number = |t: &str| t.parse().map_err(|_| USAGE.to_owned());
    Ok(number(from)?..number(to)?)
}
