//! What a model's card and the scoreboard say.

use std::fmt::Write;

use crate::lexicon::SLOTS;
use crate::text::{Figures, NETWORKS, TITLES, body_recipe, title_recipe};

/// Word F1 over all pages and over articles, and headlines right, of what else there is: measured on
/// the same pages with the same scorer, learned ones by cross-validation with folds by site.
const PEERS: [(&str, &str, &str, &str); 7] = [
    ("keep everything", "0.746", "0.820", "–"),
    ("jusText's rules on lines, tuned", "0.800", "0.869", "–"),
    (
        "best run of lines by a maximum-sum segment",
        "0.816",
        "0.887",
        "–",
    ),
    (
        "logistic regression on line and neighbour features",
        "0.862",
        "0.939",
        "–",
    ),
    (
        "boosted trees on the same features",
        "0.872",
        "0.946",
        "0.84",
    ),
    (
        "convolutions over the sequence of lines",
        "0.880",
        "0.953",
        "–",
    ),
    (
        "trafilatura, when it is given the HTML",
        "0.857",
        "0.945",
        "–",
    ),
];

/// The scoreboard: our figures beside the others'.
pub fn scoreboard(figures: &Figures) -> String {
    let mut out = String::from(
        "| | all pages | articles | headline right on articles |\n|---|---|---|---|\n",
    );
    for (name, all, articles, title) in PEERS {
        let _ = writeln!(out, "| {name} | {all} | {articles} | {title} |");
    }
    let _ = writeln!(
        out,
        "| **Copydesk** ({} pages, of them {} articles) | {:.3} | {:.3} | {:.3} ({:.3} on all pages) |",
        figures.pages,
        figures.article_pages,
        figures.all,
        figures.articles,
        figures.article_title,
        figures.title
    );
    out
}

/// The card of the networks for pasted text.
pub fn text(figures: &Figures, sizes: [usize; 3]) -> String {
    format!(
        "# The networks for pasted text

`words.bin` ({} bytes) is a table of {SLOTS} hashed words and what each says of its line; `text.bin` ({} bytes), the mean
of {NETWORKS} networks, says of each line how likely it is part of the article; `title.bin` ({} bytes), the mean of {TITLES} more, says
which line is the headline. All read the features of `src/text/features.rs`, the first ones the lexicon's scores
besides, the last what the first ones said; `src/model.rs` runs them.

- **Made by** `cargo run --release -p train -- text --data ../shared/data/paste`, from all pages.
- **Data:** 1,347 labelled pages of the development half of WCXB (Web Content Extraction Benchmark), pasted as
  plain text. Copyright 2026 Murrough Foley, CC BY 4.0. Nearly all pages are English; other languages are reached
  through features that are not words, and through the cue lists. The first networks learned from mixtures of
  these pages too, the article of one in what stands around that of another.
- **Licence:** MIT OR Apache-2.0, as the rest of Copydesk, with the attribution above.
- **Weights:** 4 bits in `text.bin`, 5 in `title.bin`, 6 in `words.bin`, a scale for each matrix; biases 32 bits.

## Scores

Word F1 and headlines, by cross-validation with five folds by site: every page is scored by networks that
saw no page of its site, and the last networks learn from such scores of the first ones. The other rows were measured on the same pages.

{}
## Recipes

```
{:#?}
{:#?}
```
",
        sizes[0],
        sizes[1],
        sizes[2],
        scoreboard(figures),
        body_recipe(),
        title_recipe()
    )
}
