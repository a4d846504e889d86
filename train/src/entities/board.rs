//! The scoreboard: our figures beside those of others, and what goes wrong on the seeds.

use std::collections::HashMap;
use std::path::Path;

use copydesk::{Entity, EntityKind, EntityModel, Options};
use serde_json::Value;

use super::{Arguments, Failure};

/// Figures of others on the same articles with the same scorer: strict F1 over people, bodies
/// and places, and the size of what a browser would load.
const PEERS: [(&str, f64, &str); 4] = [
    ("compromise 14", 0.450, "129 KB"),
    ("spaCy 3 en_core_web_sm", 0.650, "15 MB"),
    ("spaCy 3 en_core_web_md", 0.670, "33 MB"),
    (
        "MiniLM, 22 M parameters, fine-tuned on newswire",
        0.844,
        "80 MB",
    ),
];

/// Prints the scoreboard of a model's file; with `--out`, writes its predictions for the scorer.
pub fn run(path: &str, arguments: &Arguments) -> Result<(), Failure> {
    let bytes = std::fs::read(path)?;
    let model = EntityModel::from_bytes(&bytes)?;
    let data = Path::new(
        arguments
            .text("--data")
            .unwrap_or("../shared/data/entities"),
    );
    let gold = std::fs::read_to_string(data.join("evaluation/worldwide-dev.jsonl"))?;
    let mut tally: HashMap<&str, [u32; 3]> = HashMap::new();
    let mut lines = String::new();
    let mut tokens = 0;
    let mut seconds = 0.0;
    for line in gold.lines() {
        let value: Value = serde_json::from_str(line)?;
        let text = value["text"].as_str().unwrap_or_default();
        let started = std::time::Instant::now();
        let entities = model.find(text, &Options::default())?.entities;
        seconds += started.elapsed().as_secs_f64();
        tokens += copydesk::entities::token::tokenize(text).len();
        let spans = spans(text, &entities);
        let ents: Vec<Value> = spans
            .iter()
            .map(|(s, e, k)| serde_json::json!([s, e, k]))
            .collect();
        let line = serde_json::json!({"id": value["id"], "ents": ents});
        lines += &line.to_string();
        lines.push('\n');
        count(text, &value, &spans, &mut tally);
    }
    if let Some(out) = arguments.text("--out") {
        std::fs::write(out, lines)?;
    }
    print(&tally, bytes.len(), tokens as f64 / seconds);
    seeds(
        &model,
        &data.join("../../seeds"),
        arguments.has("--verbose"),
    )
}

fn print(tally: &HashMap<&str, [u32; 3]>, size: usize, speed: f64) {
    let sum = |kinds: &[&str]| {
        let cells = kinds.iter().filter_map(|k| tally.get(k));
        cells.fold([0; 3], |s, c| [s[0] + c[0], s[1] + c[1], s[2] + c[2]])
    };
    let f1 = |c: [u32; 3]| f64::from(2 * c[0]) / f64::from(c[1] + c[2]).max(1.0);
    println!("| | strict F1 | size |\n|---|---|---|");
    for (name, f1, size) in PEERS {
        println!("| {name} | {f1:.3} | {size} |");
    }
    println!(
        "| Copydesk | {:.3} | {} KB |\n",
        f1(sum(&["PER", "ORG", "LOC"])),
        size / 1000
    );
    println!("| kind | precision | recall | F1 |\n|---|---|---|---|");
    for kind in ["PER", "ORG", "LOC", "NORP", "MISC", "DATE", "MONEY"] {
        let c = sum(&[kind]);
        println!(
            "| {kind} | {:.3} | {:.3} | {:.3} |",
            f64::from(c[0]) / f64::from(c[1]).max(1.0),
            f64::from(c[0]) / f64::from(c[2]).max(1.0),
            f1(c)
        );
    }
    println!("\n{speed:.0} tokens per second");
}

/// The scorer's name of a kind.
fn coarse(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "PER",
        EntityKind::Organization => "ORG",
        EntityKind::Place => "LOC",
        EntityKind::Group => "NORP",
        EntityKind::Date | EntityKind::Time => "DATE",
        EntityKind::Money => "MONEY",
        EntityKind::Percent => "PERCENT",
        EntityKind::Quantity => "QUANTITY",
        _ => "MISC",
    }
}

/// Mentions in code points with their kinds.
fn spans(text: &str, entities: &[Entity]) -> Vec<(usize, usize, &'static str)> {
    let points = |at: usize| text[..at].chars().count();
    let mut spans: Vec<_> = entities
        .iter()
        .flat_map(|e| {
            e.mentions
                .iter()
                .map(move |m| (m.start, m.end, coarse(e.kind)))
        })
        .map(|(s, e, k)| (points(s), points(e), k))
        .collect();
    spans.sort_unstable();
    spans
}

fn count(
    text: &str,
    gold: &Value,
    spans: &[(usize, usize, &'static str)],
    tally: &mut HashMap<&'static str, [u32; 3]>,
) {
    let offsets: Vec<usize> = text
        .char_indices()
        .map(|(i, _)| i)
        .chain([text.len()])
        .collect();
    let trimmed = |s: usize, e: usize| super::trim(text, (offsets[s], offsets[e]));
    let mut wanted = std::collections::HashSet::new();
    for entity in gold["ents"].as_array().into_iter().flatten() {
        let at = |i: usize| entity[i].as_u64().unwrap_or(0) as usize;
        let kind = match entity[2].as_str().unwrap_or_default() {
            "Person" => "PER",
            "Organization" => "ORG",
            "Location" | "Facility" => "LOC",
            "NORP" => "NORP",
            "Date" => "DATE",
            "Money" => "MONEY",
            _ => "MISC",
        };
        if wanted.insert((trimmed(at(0), at(1)), kind)) {
            tally.entry(kind).or_default()[2] += 1;
        }
    }
    for &(s, e, kind) in spans {
        let cell = tally.entry(kind).or_default();
        cell[1] += 1;
        cell[0] += u32::from(wanted.contains(&(trimmed(s, e), kind)));
    }
}

/// What is right and wrong on the seeds.
#[derive(Default)]
struct Seeds {
    listed: u32,
    found: u32,
    mentions: u32,
    hit: u32,
    ours: u32,
    wrong: u32,
    people: u32,
    named: u32,
}

/// How well the seeds' entities are found, named and told apart.
fn seeds(model: &EntityModel, folder: &Path, verbose: bool) -> Result<(), Failure> {
    let gold = std::fs::read_to_string(folder.join("gold-entities.json"))?;
    let gold: Value = serde_json::from_str(&gold)?;
    let mut total = Seeds::default();
    for article in gold.as_array().into_iter().flatten() {
        let file = folder.join(article["file"].as_str().unwrap_or_default());
        let text = std::fs::read_to_string(file)?;
        let at = |name: &str| article[name].as_u64().unwrap_or(0) as usize;
        let (from, to) = (at("body_start"), at("body_end"));
        let body: String = text.chars().skip(from).take(to - from).collect();
        let entities = model.find(&body, &Options::default())?.entities;
        total.add_mentions(article, from, &body, &spans(&body, &entities), verbose);
        total.add_entities(article, &body, &entities, verbose);
    }
    let Seeds {
        listed,
        found,
        mentions,
        hit,
        ours,
        wrong,
        people,
        named,
    } = total;
    println!(
        "\nseeds: {found} of {listed} entities, {hit} of {mentions} mentions, {wrong} of {ours} of ours wrong, {named} of {people} people named"
    );
    Ok(())
}

impl Seeds {
    fn add_mentions(
        &mut self,
        article: &Value,
        from: usize,
        body: &str,
        spans: &[(usize, usize, &str)],
        verbose: bool,
    ) {
        let number = |v: &Value| v.as_u64().unwrap_or(0) as usize;
        let mentions = article["mentions"].as_array().into_iter().flatten();
        let wanted: Vec<(usize, usize, &str)> = mentions
            .map(|m| {
                (
                    number(&m[0]) - from,
                    number(&m[1]) - from,
                    m[2].as_str().unwrap_or_default(),
                )
            })
            .collect();
        let shown = |(s, e, k): (usize, usize, &str)| {
            format!(
                "{k} {}",
                body.chars().skip(s).take(e - s).collect::<String>()
            )
        };
        for w in &wanted {
            self.mentions += 1;
            self.hit += u32::from(spans.contains(w));
            if verbose && !spans.contains(w) {
                println!("missed {}", shown(*w));
            }
        }
        let excluded = article["excluded"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str);
        let excluded: Vec<(usize, usize)> = excluded
            .filter_map(|e| {
                let at = body.find(e).map(|b| body[..b].chars().count())?;
                Some((at, at + e.chars().count()))
            })
            .collect();
        let judged = |s: &&(usize, usize, &str)| {
            !excluded.iter().any(|e| e.0 <= s.0 && s.1 <= e.1)
                && !matches!(s.2, "PERCENT" | "QUANTITY")
        };
        for s in spans.iter().filter(judged) {
            self.ours += 1;
            self.wrong += u32::from(!wanted.contains(s));
            if verbose && !wanted.contains(s) {
                println!("wrong {}", shown(*s));
            }
        }
    }

    fn add_entities(&mut self, article: &Value, body: &str, entities: &[Entity], verbose: bool) {
        for entity in article["entities"].as_array().into_iter().flatten() {
            let kind = entity["type"].as_str().unwrap_or_default();
            let name = entity["canonical"].as_str().unwrap_or_default();
            let surfaces = entity["surfaces"].as_object().into_iter().flatten();
            let surfaces: Vec<&str> = surfaces.map(|(k, _)| k.as_str()).collect();
            let fits = |e: &&Entity| {
                coarse(e.kind) == kind
                    && e.mentions
                        .iter()
                        .any(|m| surfaces.contains(&&body[m.start..m.end]))
            };
            let our: Vec<&Entity> = entities.iter().filter(fits).collect();
            self.listed += 1;
            self.found += u32::from(!our.is_empty());
            if kind == "PER" {
                let right = our.len() == 1 && our.iter().all(|e| e.name == name);
                self.people += 1;
                self.named += u32::from(right);
                if verbose && !right {
                    println!("name {name}: {our:?}");
                }
            }
        }
    }
}
