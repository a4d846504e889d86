//! Scores metadata on labelled pages: how often headline, authors and date are right, and how often they are given
//! on pages that have none. Sites are in two halves by a hash of their name: rules are chosen on the first alone.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;

use copydesk::metadata::{self, Metadata};
use copydesk::{Limits, Options, html};
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use crate::data;

struct Page {
    id: String,
    url: Option<String>,
    site: String,
    truth: Value,
    found: Metadata,
}

/// Reads the article pages in a folder, scores them, prints a table, and writes predictions.
pub fn run(folder: &Path, predictions: Option<&Path>) -> Result<(), String> {
    let pages = pages(folder)?;
    let halves = data::folds(pages.iter().map(|p| p.site.as_str()), 2);
    let mut table = format!(
        "{:8}{:>6}  title          author         date\n",
        "", "pages"
    );
    for (name, half) in [("chosen", Some(0)), ("aside", Some(1)), ("all", None)] {
        let own = pages
            .iter()
            .zip(&halves)
            .filter(|(_, h)| half.is_none_or(|half| **h == half));
        let own: Vec<&Page> = own.map(|(page, _)| page).collect();
        let _ = write!(table, "{name:8}{:6}", own.len());
        for field in ["title", "author", "publish_date"] {
            let (right, wrong) = figures(&own, field);
            let _ = write!(table, "  {right:.3} / {wrong:.3}");
        }
        table.push('\n');
    }
    println!("{table}Shares that are right, and shares given falsely where there is none.");
    let Some(file) = predictions else {
        return Ok(());
    };
    let lines: String = pages
        .iter()
        .zip(&halves)
        .map(|(page, half)| line(page, *half))
        .collect();
    std::fs::write(file, lines).map_err(|e| format!("{}: {e}", file.display()))
}

fn line(page: &Page, half: usize) -> String {
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
    } = &page.found;
    let all = json!({
        "id": page.id, "title": title, "author": byline, "date": published, "text": "", "half": half, "modified": modified,
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
        let options = Options {
            url: url.clone(),
            ..Options::default()
        };
        let site = url
            .as_deref()
            .and_then(|u| u.split('/').nth(2))
            .unwrap_or(&id)
            .to_owned();
        let found = metadata::read(&snapshot, &options);
        pages.push(Page {
            id,
            url,
            site,
            truth: truth["ground_truth"].clone(),
            found,
        });
    }
    Ok(pages)
}

/// The share that is right of those that have a field, and the share given of those that have not.
fn figures(pages: &[&Page], field: &str) -> (f32, f32) {
    let (mut has, mut right, mut lacks, mut given) = (0, 0, 0, 0);
    for page in pages {
        let truth = page.truth[field].as_str().filter(|t| !t.is_empty());
        let found = match field {
            "title" => page.found.title.clone(),
            "author" => Some(page.found.byline.join(", ")).filter(|names| !names.is_empty()),
            _ => page.found.published.clone(),
        };
        if let Some(truth) = truth {
            has += 1;
            let same = found.is_some_and(|found| form(field, &found) == form(field, truth));
            right += usize::from(same);
        } else {
            lacks += 1;
            given += usize::from(found.is_some());
        }
    }
    (
        right as f32 / has.max(1) as f32,
        given as f32 / lacks.max(1) as f32,
    )
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
