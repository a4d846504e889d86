//! Scores names in other languages, on the marked texts of the repository.

use copydesk::entities::gloss::LANGUAGES;
use copydesk::{EntityKind, EntityModel, Options};

use super::score::Tally;
use super::{Arguments, Failure};

const KINDS: [&str; 4] = ["PER", "ORG", "LOC", "NORP"];
/// The last article of each file was written after the lists.
const LAST: usize = 6;
const FOLDER: &str = "tests/fixtures/names";

/// Prints precision, recall and F1 for each language, apart for the articles that were looked at
/// while the lists were written and for the others; with `--verbose` also what is wrong.
pub fn run(path: &str, arguments: &Arguments) -> Result<(), Failure> {
    let model = EntityModel::from_bytes(&std::fs::read(path)?)?;
    println!("| | seen | | | unseen | | |\n|---|---|---|---|---|---|---|");
    for language in LANGUAGES {
        let file = std::fs::read_to_string(format!("{FOLDER}/{language}.txt"))?;
        let mut tallies = [Tally::default(), Tally::default()];
        for (i, article) in file.split("---\n").enumerate() {
            let (text, gold) = unmark(article);
            let predicted = predict(&model, &text, language)?;
            let unseen = i % 2 == 1 || i == LAST;
            tallies[usize::from(unseen)].add(&gold, &predicted, &KINDS);
            if arguments.has("--verbose") && !unseen {
                show(&text, &gold, &predicted);
            }
        }
        let cells = tallies
            .each_ref()
            .map(|t| t.cells(&KINDS).map(|c| format!("{c:.3}")).join(" | "));
        println!("| {language} | {} |", cells.join(" | "));
        if arguments.has("--verbose") {
            println!("{}\n{}", tallies[0].line(), tallies[1].line());
        }
    }
    Ok(())
}

type Span = ((usize, usize), usize);

/// The text without its marks, and the marks.
fn unmark(article: &str) -> (String, Vec<Span>) {
    let mut text = String::new();
    let mut gold = Vec::new();
    let mut pieces = article.split('{');
    text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (name, rest) = piece.split_once('}').unwrap_or((piece, ""));
        let (kind, name) = name.split_once(' ').unwrap_or(("", name));
        let kind = ["P", "O", "L", "G"].iter().position(|k| *k == kind);
        let start = text.len();
        text.push_str(name);
        gold.extend(kind.map(|kind| ((start, text.len()), kind)));
        text.push_str(rest);
    }
    (text, gold)
}

fn predict(model: &EntityModel, text: &str, language: &str) -> Result<Vec<Span>, Failure> {
    let options = Options {
        language: Some(language.to_owned()),
        ..Options::default()
    };
    let mut spans = Vec::new();
    for entity in model.find(text, &options)?.entities {
        let kind = match entity.kind {
            EntityKind::Person => 0,
            EntityKind::Organization => 1,
            EntityKind::Place => 2,
            EntityKind::Group => 3,
            _ => continue,
        };
        spans.extend(entity.mentions.iter().map(|m| ((m.start, m.end), kind)));
    }
    spans.sort_unstable();
    Ok(spans)
}

fn show(text: &str, gold: &[Span], predicted: &[Span]) {
    let name = |s: &Span| format!("{} {:?}", KINDS[s.1], &text[s.0.0..s.0.1]);
    for (word, list, other) in [("wrong", predicted, gold), ("missed", gold, predicted)] {
        for span in list.iter().filter(|s| !other.contains(s)) {
            println!("  {word} {}", name(span));
        }
    }
}
