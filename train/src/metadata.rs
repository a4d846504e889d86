//! The weights of the sources of metadata: learned from labelled pages, cross-validated by site, stored.

mod learn;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;

use copydesk::metadata::{self, Field, Metadata, Named, Weights};
use copydesk::snapshot::Snapshot;
use copydesk::{Limits, Options, html};
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use crate::{data, store};

/// Folds of the cross-validation.
const FOLDS: usize = 10;

/// The fields with their names in the truth, and by how much a candidate must outdo nobody: so chosen that few are given falsely.
const FIELDS: [(Field, &str, Option<f32>); 3] = [
    (Field::Title, "title", None),
    (Field::Authors, "author", Some(1.4)),
    (Field::Published, "publish_date", Some(0.8)),
];

struct Page {
    id: String,
    url: Option<String>,
    site: String,
    truth: Value,
    snapshot: Snapshot,
}

impl Page {
    fn truth(&self, field: &str) -> Option<&str> {
        self.truth[field].as_str().filter(|text| !text.is_empty())
    }

    fn read(&self, weights: &Weights) -> (Metadata, [Named; 3]) {
        let options = Options {
            url: self.url.clone(),
            ..Options::default()
        };
        metadata::read_by(&self.snapshot, &options, weights)
    }
}

/// Reads the article pages in a folder, cross-validates the weights, prints a table, and stores predictions or the weights.
pub fn run(folder: &Path, predictions: Option<&Path>, keep: bool) -> Result<(), String> {
    let pages = pages(folder)?;
    let folds = data::folds(pages.iter().map(|p| p.site.as_str()), FOLDS);
    let mut found: Vec<Metadata> = vec![Metadata::default(); pages.len()];
    for fold in 0..FOLDS {
        let others = pages.iter().zip(&folds).filter(|(_, f)| **f != fold);
        let weights = learned(&others.map(|(page, _)| page).collect::<Vec<_>>());
        for ((page, found), _) in pages
            .iter()
            .zip(&mut found)
            .zip(&folds)
            .filter(|(_, f)| **f == fold)
        {
            *found = page.read(&weights).0;
        }
    }
    let table = table(&pages, &found);
    println!("{table}");
    if let Some(file) = predictions {
        let lines: String = pages
            .iter()
            .zip(&found)
            .map(|(page, found)| line(page, found))
            .collect();
        store::write(file, lines.as_bytes())?;
    }
    if keep {
        let weights = learned(&pages.iter().collect::<Vec<_>>());
        let numbers = weights.0.as_flattened().iter();
        let bytes: Vec<u8> = numbers.flat_map(|n| n.to_le_bytes()).collect();
        store::write(Path::new("models/metadata.bin"), &bytes)?;
        store::write(
            Path::new("models/metadata.md"),
            card(&table, bytes.len()).as_bytes(),
        )?;
    }
    Ok(())
}

/// Weights from some pages: for the headline first, since authors and dates are looked for around it.
fn learned(pages: &[&Page]) -> Weights {
    let mut weights = Weights([[0.0; 32]; 3]);
    for fields in [&FIELDS[..1], &FIELDS[1..]] {
        let named: Vec<[Named; 3]> = pages.iter().map(|page| page.read(&weights).1).collect();
        for (field, name, margin) in fields {
            let at = *field as usize;
            let choices = pages.iter().zip(&named);
            let choices =
                choices.filter_map(|(page, named)| choice(&named[at], page.truth(name), name));
            weights.0[at] = learn::weights(&choices.collect::<Vec<_>>(), *margin);
        }
    }
    weights
}

/// The candidates of a page and which of them is right; none where the right one is not among them.
fn choice(named: &Named, truth: Option<&str>, field: &str) -> Option<learn::Choice> {
    let right = match truth {
        None => None,
        Some(truth) => {
            let wanted = form(field, truth);
            Some(
                named
                    .iter()
                    .position(|(text, _)| form(field, text) == wanted)?,
            )
        }
    };
    let sources = named.iter().map(|(_, sources)| *sources).collect();
    Some(learn::Choice { sources, right })
}

fn table(pages: &[Page], found: &[Metadata]) -> String {
    let mut table =
        String::from("| | pages | right | pages without | given there |\n|---|---|---|---|---|\n");
    for (name, field) in [
        ("headline", "title"),
        ("authors", "author"),
        ("published", "publish_date"),
    ] {
        let (has, right, lacks, given) = figures(pages, found, field);
        let share = |part: usize, all: usize| part as f32 / all.max(1) as f32;
        let _ = writeln!(
            table,
            "| {name} | {has} | {:.3} | {lacks} | {:.3} |",
            share(right, has),
            share(given, lacks)
        );
    }
    table
}

fn card(table: &str, size: usize) -> String {
    format!(
        "# The weights of the sources of metadata

`metadata.bin` ({size} bytes) says what each source of a headline, of authors and of a day of publication weighs: for each of the
three 31 weights and what nobody comes to, as 32-bit numbers. `src/metadata/vote.rs` reads it; the sources are named in
`title.rs`, `author.rs` and `date.rs` beside it.

- **Made by** `cargo run --release -p train -- metadata --data ../shared/data/wcxb-dev`, from all articles.
- **Data:** 793 labelled articles of the development half of WCXB (Web Content Extraction Benchmark). Copyright 2026 Murrough
  Foley, CC BY 4.0. Nearly all are English.
- **Licence:** MIT OR Apache-2.0, as the rest of Copydesk, with the attribution above.

## Scores

By cross-validation with ten folds by site: shares of the articles whose value is exactly right, and of those without one to
which one is given.

{table}"
    )
}

fn line(page: &Page, found: &Metadata) -> String {
    let Metadata {
        title,
        byline,
        published,
        modified,
        site,
        deck,
        language,
        image,
        url,
        ..
    } = found;
    let all = json!({
        "id": page.id, "title": title, "author": byline, "date": published, "text": "", "modified": modified,
        "site": site, "deck": deck, "language": language, "image": image, "url": url, "address": page.url,
    });
    format!("{all}\n")
}

fn pages(folder: &Path) -> Result<Vec<Page>, String> {
    let fail = |path: &Path, e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    let truths = folder.join("ground-truth");
    let mut paths: Vec<_> = std::fs::read_dir(&truths)
        .map_err(|e| fail(&truths, &e))?
        .filter_map(|e| Some(e.ok()?.path()))
        .collect();
    paths.sort();
    let mut pages = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).map_err(|e| fail(&path, &e))?;
        let truth: Value = serde_json::from_str(&text).map_err(|e| fail(&path, &e))?;
        if truth["_internal"]["page_type"]["primary"] != "article" {
            continue;
        }
        let id = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let url = truth["url"].as_str().map(str::to_owned);
        let source = folder.join("html").join(format!("{id}.html.gz"));
        let file = std::fs::File::open(&source).map_err(|e| fail(&source, &e))?;
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(file)
            .read_to_end(&mut bytes)
            .map_err(|e| fail(&source, &e))?;
        let snapshot =
            html::parse(&html::decode(&bytes), Limits::default()).map_err(|e| fail(&source, &e))?;
        let site = data::site(url.as_deref().unwrap_or(&id)).to_owned();
        pages.push(Page {
            id,
            url,
            site,
            truth: truth["ground_truth"].clone(),
            snapshot,
        });
    }
    Ok(pages)
}

/// Pages that have a field, those of them where it is right, pages that have none, and those of them that are given one.
fn figures(pages: &[Page], found: &[Metadata], field: &str) -> (usize, usize, usize, usize) {
    let (mut has, mut right, mut lacks, mut given) = (0, 0, 0, 0);
    for (page, found) in pages.iter().zip(found) {
        let found = match field {
            "title" => found.title.clone(),
            "author" => Some(found.byline.join(", ")).filter(|names| !names.is_empty()),
            _ => found.published.clone(),
        };
        if let Some(truth) = page.truth(field) {
            has += 1;
            let same = found.is_some_and(|found| form(field, &found) == form(field, truth));
            right += usize::from(same);
        } else {
            lacks += 1;
            given += usize::from(found.is_some());
        }
    }
    (has, right, lacks, given)
}

/// What counts of a value, as the scorer of whole pages has it.
fn form(field: &str, text: &str) -> BTreeSet<String> {
    let words = |text: &str| {
        let lower = text.nfkc().collect::<String>().to_lowercase();
        let words = lower
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .filter(|w| !w.is_empty());
        words.collect::<Vec<_>>().join(" ")
    };
    match field {
        "title" => BTreeSet::from([words(text)]),
        "author" => {
            let lower = text.to_lowercase();
            let leads = ["written by ", "posted by ", "by ", "author: "];
            let bare = leads
                .iter()
                .find_map(|lead| lower.strip_prefix(lead))
                .unwrap_or(&lower);
            let parts = bare
                .split([',', ';', '&', '|', '/', '\n'])
                .flat_map(|part| part.split(" and "));
            parts
                .map(|part| words(part.trim().trim_start_matches("and ")))
                .filter(|p| !p.is_empty())
                .collect()
        }
        _ => text.get(..10).map(str::to_owned).into_iter().collect(),
    }
}
