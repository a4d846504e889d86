//! Real pastes with an editor's verdict on every line, where the folder `../shared` is there.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::PathBuf;

use copydesk::{Article, Options, Reason, Role, clean_text};
use serde::Deserialize;

#[derive(Deserialize)]
struct Gold {
    line: usize,
    label: String,
    kind: Option<String>,
}

fn seeds() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/seeds"))
}

/// Where the line of a number, from 1, stands in the text, without the white space around it.
fn line_range(text: &str, number: usize) -> Range<usize> {
    let line = text.lines().nth(number - 1).unwrap();
    let start = line.as_ptr() as usize - text.as_ptr() as usize;
    let begin = start + line.len() - line.trim_start().len();
    begin..begin + line.trim().len()
}

/// What became of a stretch of the input.
#[derive(Debug, PartialEq)]
enum Fate {
    Kept,
    Part(Role),
    Removed(Reason),
    Lost,
}

fn fate(article: &Article, range: &Range<usize>) -> Fate {
    let holds = |start, end| start <= range.start && range.end <= end;
    let removed = article.removed.iter().find(|r| holds(r.start, r.end));
    let part = article.parts.iter().find(|p| holds(p.start, p.end));
    if article.blocks.iter().any(|b| holds(b.start, b.end)) {
        Fate::Kept
    } else if let Some(part) = part {
        Fate::Part(part.role)
    } else {
        removed.map_or(Fate::Lost, |r| Fate::Removed(r.reason))
    }
}

/// Whether a line's fate is one that the editor accepts.
fn fits(gold: &Gold, fate: &Fate) -> bool {
    let reasons: &[Reason] = match (gold.label.as_str(), gold.kind.as_deref()) {
        ("title", _) => return *fate == Fate::Part(Role::Title),
        ("body" | "heading", _) => return *fate == Fate::Kept,
        ("date", _) => return *fate == Fate::Part(Role::Date),
        ("deck", _) => return *fate == Fate::Part(Role::Deck),
        ("byline" | "dateline", _) => return *fate != Fate::Lost,
        ("caption", _) => &[Reason::Caption, Reason::Credit],
        (_, Some("ad")) => &[Reason::Ad],
        (_, Some("comment")) => &[Reason::Comment],
        (_, Some("duplicate")) => &[Reason::Duplicate],
        (_, Some("legal")) => &[Reason::Legal],
        (_, Some("related")) => &[Reason::Related],
        (_, Some("share")) => &[Reason::Share],
        (_, Some("source")) => &[Reason::Credit, Reason::Metadata],
        _ => &[Reason::Metadata, Reason::Navigation],
    };
    matches!(fate, Fate::Removed(reason) if reasons.contains(reason))
}

fn check(name: &str, gold: &[Gold]) -> Vec<String> {
    let text = fs::read_to_string(seeds().join(name)).unwrap();
    let article = clean_text(&text, &Options::default()).unwrap();
    let mut wrong = Vec::new();
    for line in gold {
        let range = line_range(&text, line.line);
        let fate = fate(&article, &range);
        if !fits(line, &fate) {
            let label = line.kind.as_deref().unwrap_or(&line.label);
            let shown: String = text[range].chars().take(60).collect();
            wrong.push(format!("{name}:{} {label} is {fate:?}: {shown}", line.line));
        }
    }
    wrong
}

#[test]
fn every_line_has_the_fate_that_an_editor_gave_it() {
    let Ok(json) = fs::read_to_string(seeds().join("gold-lines.json")) else {
        println!("skipped: ../shared/seeds is not there");
        return;
    };
    let gold: BTreeMap<String, Vec<Gold>> = serde_json::from_str(&json).unwrap();
    assert!(!gold.is_empty());
    let wrong: Vec<_> = gold
        .iter()
        .flat_map(|(name, lines)| check(name, lines))
        .collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}
