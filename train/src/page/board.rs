//! How well documents are cleaned: the figures of the data's own scorer, beside those of other programs.

use std::fmt::Write;

use copydesk::page::{clean_by, models::probability};
use copydesk::{Limits, Options, html};

use super::data::{self, LabelledPage};
use crate::fit::Recipe;
use crate::score::mean;

/// Word F1 on articles, on the raw ones of them, and on all pages, and the share of furniture that stays, of other programs on the
/// same pages by the same scorer.
const PEERS: [(&str, &str, &str, &str, &str); 5] = [
    ("trafilatura 2.3", "0.937", "0.937", "–", "0.050"),
    ("rs-trafilatura 0.2", "0.934", "0.931", "0.847", "0.079"),
    ("Readability.js 0.6", "0.932", "0.935", "–", "0.051"),
    ("Defuddle 0.19", "0.932", "0.936", "–", "0.070"),
    ("dom_smoothie 0.19", "0.929", "0.931", "0.778", "0.051"),
];

/// The kinds of pages.
const KINDS: [&str; 7] = [
    "article",
    "documentation",
    "forum",
    "service",
    "product",
    "collection",
    "listing",
];

/// What came of a page.
pub struct Outcome {
    /// Its number.
    pub page: usize,
    /// The article's text.
    pub text: String,
    precision: f64,
    recall: f64,
    f1: f64,
    with: Option<f64>,
    leak: Option<f64>,
}

/// Cleans pages as the product does, by what networks say of their pieces.
pub fn outcomes(pages: &[LabelledPage], results: &[(usize, Vec<f32>)]) -> Vec<Outcome> {
    let half = results.len() / 2;
    let score = |results: &[(usize, Vec<f32>)]| -> Vec<Outcome> {
        let one = |(page, logits): &(usize, Vec<f32>)| Outcome::new(*page, &pages[*page], logits);
        results.iter().map(one).collect()
    };
    std::thread::scope(|scope| {
        let second = scope.spawn(|| score(&results[half..]));
        let mut all = score(&results[..half]);
        all.extend(second.join().unwrap_or_default());
        all
    })
}

impl Outcome {
    fn new(number: usize, page: &LabelledPage, logits: &[f32]) -> Self {
        let options = Options {
            url: Some(page.url.clone()).filter(|u| !u.is_empty()),
            ..Options::default()
        };
        let scores = || logits.iter().map(|l| probability(*l)).collect();
        let snapshot = html::parse(&page.html, Limits::default());
        let article = snapshot.and_then(|s| clean_by(&s, &options, |_| scores()));
        let text = article.map(|a| a.text).unwrap_or_default();
        let flat = squash(&text);
        let (precision, recall, f1) = word_f1(&text, &page.truth);
        Self {
            page: number,
            with: contained(&flat, &page.with),
            leak: contained(&flat, &page.without),
            text,
            precision,
            recall,
            f1,
        }
    }
}

/// Precision, recall and F1 of bags of words.
fn word_f1(text: &str, truth: &str) -> (f64, f64, f64) {
    let (own, wanted) = (data::words(text), data::words(truth));
    if own.is_empty() || wanted.is_empty() {
        let both = f64::from(u8::from(own.len() == wanted.len()));
        return (both, both, both);
    }
    let reference = data::bag(&wanted);
    let found = data::bag(&own);
    let common: i64 = found
        .iter()
        .map(|(w, n)| (*n).min(reference.get(w).copied().unwrap_or(0)))
        .sum();
    let (precision, recall) = (
        common as f64 / own.len() as f64,
        common as f64 / wanted.len() as f64,
    );
    let f1 = if common == 0 {
        0.0
    } else {
        2.0 * precision * recall / (precision + recall)
    };
    (precision, recall, f1)
}

fn squash(text: &str) -> String {
    text.to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn contained(text: &str, snippets: &[String]) -> Option<f64> {
    let count = snippets
        .iter()
        .filter(|s| text.contains(&squash(s)))
        .count();
    (!snippets.is_empty()).then(|| count as f64 / snippets.len() as f64)
}

/// The figures of kinds of pages, then ours beside others'.
pub fn table(pages: &[LabelledPage], outcomes: &[Outcome]) -> String {
    let of = |which: &dyn Fn(&LabelledPage) -> bool| -> Vec<&Outcome> {
        outcomes.iter().filter(|o| which(&pages[o.page])).collect()
    };
    let is_raw = |p: &LabelledPage| p.kind == "article" && p.raw;
    let mut out = String::from(
        "| | pages | F1 | P | R | >=.95 | with | leak |\n|---|---|---|---|---|---|---|---|\n",
    );
    let mut row = |name: &str, own: &[&Outcome]| {
        let good = mean(own.iter().map(|o| f64::from(u8::from(o.f1 >= 0.95))));
        let _ = writeln!(
            out,
            "| {name} | {} | {:.4} | {:.3} | {:.3} | {good:.3} | {:.3} | {:.3} |",
            own.len(),
            mean(own.iter().map(|o| o.f1)),
            mean(own.iter().map(|o| o.precision)),
            mean(own.iter().map(|o| o.recall)),
            mean(own.iter().filter_map(|o| o.with)),
            mean(own.iter().filter_map(|o| o.leak)),
        );
    };
    row("all", &of(&|_| true));
    row("raw articles", &of(&is_raw));
    for kind in KINDS {
        row(kind, &of(&|p| p.kind == kind));
    }
    out += "\n| word F1 | articles | of these, raw pages | all pages | leak on articles |\n|---|---|---|---|---|\n";
    for (name, articles, raw, all, leak) in PEERS {
        let _ = writeln!(out, "| {name} | {articles} | {raw} | {all} | {leak} |");
    }
    let f1 = |own: Vec<&Outcome>| mean(own.iter().map(|o| o.f1));
    let articles = of(&|p| p.kind == "article");
    let leak = mean(articles.iter().filter_map(|o| o.leak));
    let _ = writeln!(
        out,
        "| **Copydesk** | {:.3} | {:.3} | {:.3} | {leak:.3} |",
        f1(articles),
        f1(of(&is_raw)),
        f1(of(&|_| true)),
    );
    out
}

/// The card of the network for documents.
pub fn card([table, kinds]: [&str; 2], [size, weights]: [usize; 2], recipe: &Recipe) -> String {
    format!(
        "# The network for documents

`page.bin` ({size} bytes) says of each piece of a document how likely it is part of the article. It reads the features of
`src/text/features.rs` and `src/page/features.rs`, the words of the piece, and the words of class and id around it;
`src/page/models.rs` runs it. `kind.bin` ({weights} bytes) tells kinds of pages apart (`src/page/kind.rs`).

- **Made by** `cargo run --release -p train -- page --data ../shared/data/wcxb-dev`, from all pages.
- **Data:** 1,497 labelled HTML pages of the development half of WCXB (Web Content Extraction Benchmark). Copyright 2026 Murrough
  Foley, CC BY 4.0. Nearly all pages are English. A piece's label is the share of its words that the article by hand has
  in its place.
- **Licence:** MIT OR Apache-2.0, as the rest of Copydesk, with the attribution above.
- **Weights:** 6 bits, a scale for each matrix; biases 32 bits.

## Scores

By cross-validation with five folds by site: every page is cleaned, as the product cleans it, by a network that saw no page of
its site. The other programs were measured on the same pages by the same scorer; raw pages are those whose article was not
drafted with the help of one of them.

{table}
The kind of a page, by the same folds:

{kinds}
## Recipe

```
{recipe:#?}
```
"
    )
}
