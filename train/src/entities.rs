//! Trains and scores the entity model.

mod board;
mod cluster;
mod crf;
mod data;
mod gloss;
mod kind;
mod languages;
mod lexicon;
mod neural;
mod pack;
mod score;
mod sources;

use std::path::{Path, PathBuf};

use copydesk::entities::agree::agree;
use copydesk::entities::code::Encoder;
use copydesk::entities::document::Document;
use copydesk::entities::lexicon::Lexicon;
use copydesk::entities::model::{KINDS, Model, Tagged, sections};
use crf::{Index, Sentence, Settings, Trainer};
use data::{Article, Labelled};
use score::Tally;

/// Settings from the command line: `--name value`.
pub struct Arguments(Vec<String>);

impl Arguments {
    /// Takes what stands behind the command's name.
    pub fn new(arguments: Vec<String>) -> Self {
        Self(arguments)
    }

    fn text(&self, name: &str) -> Option<&str> {
        let at = self.0.iter().rposition(|a| a == name)?;
        self.0.get(at + 1).map(String::as_str)
    }

    fn number(&self, name: &str, default: f32) -> f32 {
        self.text(name)
            .and_then(|t| t.parse().ok())
            .unwrap_or(default)
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|a| a == name)
    }
}

type Failure = Box<dyn std::error::Error>;

/// Sets of marked text and how much each counts: news the most, verse and songs the least.
const SETS: [(&str, f32); 8] = [
    ("redocred", 1.0),
    ("wikigold", 1.0),
    ("ewt", 1.0),
    ("pud", 1.0),
    ("crosspol", 1.0),
    ("cross_science", 0.5),
    ("cross_literature", 0.3),
    ("cross_music", 0.5),
];

/// The list of words of other languages.
const GLOSSES: &str = "data/lexicon/glosses.txt";
/// The list of countries and their peoples.
const PEOPLES: &str = "data/lexicon/peoples.txt";

/// Runs `train entities`: `--score MODEL` prints the scoreboard, `--errors MODEL` lists what goes
/// wrong, `--languages MODEL` scores other languages, `--with-glosses MODEL` puts their word list
/// into a model, `--tagger neural` trains the network to compare with, `--make-lexicon` makes the
/// lexicon first, and otherwise a model is trained to `--out`.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let data = PathBuf::from(
        arguments
            .text("--data")
            .unwrap_or("../shared/data/entities"),
    );
    if let Some(path) = arguments.text("--with-glosses") {
        let bytes = std::fs::read(path)?;
        let [lexicon, .., weights] = sections(&bytes).ok_or("not a model")?;
        let bytes = pack::join(
            lexicon,
            &gloss::read(GLOSSES)?,
            &std::fs::read(PEOPLES)?,
            weights,
        );
        return Ok(std::fs::write(path, bytes)?);
    }
    if let Some(path) = arguments.text("--errors") {
        return errors(path, &world(&data)?);
    }
    if let Some(path) = arguments.text("--score") {
        return board::run(path, arguments);
    }
    if let Some(path) = arguments.text("--languages") {
        return languages::run(path, arguments);
    }
    train(&data, arguments)
}

/// Trains a model, or the network to compare with.
fn train(data: &Path, arguments: &Arguments) -> Result<(), Failure> {
    let (mut train, test) = articles(data, arguments)?;
    let path = PathBuf::from(
        arguments
            .text("--lexicon")
            .unwrap_or("data/lexicon/lexicon.bin"),
    );
    if arguments.has("--make-lexicon") {
        let mut encoder = Encoder::new();
        lexicon::build(arguments, &train)?.write(&mut encoder);
        std::fs::write(&path, encoder.finish())?;
    }
    if let Some(teacher) = arguments.text("--teacher") {
        train.extend(taught(teacher, data, arguments)?);
    }
    let lexicon = lexicon::read(&path)?;
    println!("lexicon {} bytes", lexicon.1.len());
    if arguments.text("--tagger") == Some("neural") {
        neural::run(&train, &lexicon.0, &world(data)?, arguments);
        return Ok(());
    }
    let settings = settings(arguments);
    let (index, sentences) = prepare(&train, &lexicon.0, settings.least);
    let mut trainer = Trainer::new(index.keys.len(), settings);
    for epoch in 1..=settings.epochs {
        let loss = trainer.epoch(&sentences);
        println!("epoch {epoch} loss {loss:.4}");
    }
    for least in arguments.text("--prune").unwrap_or("0.05").split(',') {
        let packed = pack::pack(&trainer, &index, least.parse()?);
        let bytes = pack::join(
            &lexicon.1,
            &gloss::read(GLOSSES)?,
            &std::fs::read(PEOPLES)?,
            &pack::write(&packed),
        );
        report(&bytes, &packed, &test, &world(data)?)?;
        let out = arguments.text("--out").unwrap_or("models/entities.bin");
        std::fs::write(out.replace("{}", least), &bytes)?;
    }
    Ok(())
}

fn settings(arguments: &Arguments) -> Settings {
    Settings {
        epochs: arguments.number("--epochs", 4.0) as usize,
        alpha: arguments.number("--alpha", 0.02),
        beta: arguments.number("--beta", 1.0),
        l1: arguments.number("--l1", 1.5),
        l2: arguments.number("--l2", 0.0),
        least: arguments.number("--least", 2.0) as u32,
        dropout: arguments.number("--dropout", 0.0),
    }
}

/// Peoples of the lists whose names mean something else as well.
const AMBIGUOUS: [&str; 13] = [
    "Roma",
    "Black",
    "Left",
    "Right",
    "Karen",
    "Dane",
    "Pole",
    "Latin",
    "Democratic",
    "Naga",
    "Moro",
    "Roman",
    "Galician",
];

/// An article and how much it counts.
type Weighted = (Article, f32);

/// Articles with their weights; with `--held-out`, an eighth of the news apart, for measuring.
fn articles(data: &Path, arguments: &Arguments) -> Result<(Vec<Weighted>, Vec<Article>), Failure> {
    let mut voa = data::read_conll(&data.join("train/voa.conll"))?;
    data::trim_compounds(&mut voa);
    data::mark_compounds(&mut voa);
    let mut groups = data::groups_of(&voa);
    groups.extend(sources::list(Path::new("data/lexicon/demonyms.txt"))?);
    groups.retain(|group| !AMBIGUOUS.contains(&group.as_str()));
    let weight = arguments.number("--voa", 2.0);
    let (mut train, mut test) = (Vec::new(), Vec::new());
    for (i, article) in data::join_neighbours(voa).into_iter().enumerate() {
        if arguments.has("--held-out") && i % 8 == 3 {
            test.push(article);
        } else {
            train.push((article, weight));
        }
    }
    for (name, weight) in SETS {
        let mut articles = data::read_conll(&data.join(format!("train/{name}.conll")))?;
        data::trim_compounds(&mut articles);
        data::mark_groups(&mut articles, &groups);
        let weight = arguments.number(&format!("--{name}"), weight);
        train.extend(articles.into_iter().map(|a| (a, weight)));
    }
    Ok((train, test))
}

/// Unmarked articles, marked by an earlier model.
fn taught(
    teacher: &str,
    data: &Path,
    arguments: &Arguments,
) -> Result<Vec<(Article, f32)>, Failure> {
    let model = Model::from_bytes(&std::fs::read(teacher)?).ok_or("the teacher is no model")?;
    let marked = data::read_conll(&data.join("train/voa.conll"))?;
    let weight = arguments.number("--self-weight", 0.3);
    let unlabelled = data::read_unlabelled(data, &marked)?;
    Ok(unlabelled
        .into_iter()
        .map(|a| (mark_with(&model, a), weight))
        .collect())
}

fn report(
    bytes: &[u8],
    packed: &pack::Packed,
    test: &[Article],
    world: &[Article],
) -> Result<(), Failure> {
    let model = Model::from_bytes(bytes).ok_or("the model cannot be read back")?;
    println!("{} rows, {} bytes", packed.rows.len(), bytes.len());
    if !test.is_empty() {
        println!("  held out {}", score(&model, test, false).line());
    }
    println!("  measured {}", score(&model, world, true).line());
    Ok(())
}

/// Marks an article with a model's own names.
fn mark_with(model: &Model, mut article: Article) -> Article {
    let document = Document::new(&article.text, &model.lexicon);
    let mut tagged = model.tag(&document);
    agree(&document, &mut tagged);
    let span = |t: &Tagged| {
        (
            document.tokens[t.start].start as usize,
            document.tokens[t.end - 1].end as usize,
            t.kind,
        )
    };
    article.names = tagged.iter().map(span).collect();
    article
}

/// Labelled sentences with numbered features.
fn prepare(train: &[(Article, f32)], lexicon: &Lexicon, least: u32) -> (Index, Vec<Sentence>) {
    let mut sentences = Vec::new();
    for (article, weight) in train {
        let Labelled { document, labels } = data::label(article, lexicon);
        crf::features_of(&document, lexicon, &mut |range, features, ends| {
            sentences.push(Sentence {
                features,
                ends,
                labels: labels[range].to_vec(),
                weight: *weight,
            });
        });
    }
    let index = Index::build(&mut sentences, least);
    (index, sentences)
}

/// The measuring set, from raw text.
fn world(data: &Path) -> Result<Vec<Article>, Failure> {
    let file = std::fs::read_to_string(data.join("evaluation/worldwide-dev.jsonl"))?;
    let mut articles = Vec::new();
    for line in file.lines() {
        let value: serde_json::Value = serde_json::from_str(line)?;
        let text = value["text"].as_str().unwrap_or_default().to_owned();
        let offsets: Vec<usize> = text
            .char_indices()
            .map(|(i, _)| i)
            .chain([text.len()])
            .collect();
        let mut names = Vec::new();
        for entity in value["ents"].as_array().into_iter().flatten() {
            let at = |i: usize| {
                entity[i]
                    .as_u64()
                    .and_then(|o| offsets.get(o as usize))
                    .copied()
            };
            let kind = match entity[2].as_str().unwrap_or_default() {
                "Person" => 0,
                "Organization" => 1,
                "Location" | "Facility" => 2,
                "NORP" => 3,
                "Misc" | "Product" => 4,
                _ => continue,
            };
            if let (Some(start), Some(end)) = (at(0), at(1)) {
                names.push((start, end, kind));
            }
        }
        articles.push(Article {
            id: value["id"].as_str().unwrap_or_default().to_owned(),
            text,
            names,
        });
    }
    Ok(articles)
}

/// What the scorer forgives: quotes, a leading "the", a possessive ending.
fn trim(text: &str, (mut start, mut end): (usize, usize)) -> (usize, usize) {
    let quote = |c: char| " \t\n\r\u{a0}\"'“”‘’".contains(c);
    let piece = &text[start..end];
    start += piece.len() - piece.trim_start_matches(quote).len();
    let piece = &text[start..end];
    end -= piece.len() - piece.trim_end_matches(quote).len();
    let piece = &text[start..end];
    if piece
        .get(..4)
        .is_some_and(|p| p.eq_ignore_ascii_case("the "))
    {
        start += 4;
    }
    let piece = &text[start..end];
    for ending in ["'s", "’s"] {
        if piece.ends_with(ending) {
            end -= ending.len();
        }
    }
    (start, end)
}

fn score(model: &Model, articles: &[Article], agreed: bool) -> Tally {
    let mut tally = Tally::default();
    for article in articles {
        let document = Document::new(&article.text, &model.lexicon);
        let mut tagged = model.tag(&document);
        if agreed {
            agree(&document, &mut tagged);
        }
        let (gold, predicted) = compared(&document, article, &tagged);
        tally.add(&gold, &predicted, &KINDS);
    }
    tally
}

/// A name's bytes and its kind.
type Span = ((usize, usize), usize);

/// An article's names and those that were found, as the scorer compares them.
fn compared(document: &Document, article: &Article, tagged: &[Tagged]) -> (Vec<Span>, Vec<Span>) {
    let span = |t: &Tagged| {
        let start = document.tokens[t.start].start as usize;
        let end = document.tokens[t.end - 1].end as usize;
        (trim(&article.text, (start, end)), t.kind)
    };
    let gold = article.names.iter();
    let gold = gold.map(|&(s, e, k)| (trim(&article.text, (s, e)), k));
    (gold.collect(), tagged.iter().map(span).collect())
}

/// Lists what a model gets wrong, with its surroundings.
fn errors(path: &str, articles: &[Article]) -> Result<(), Failure> {
    let model = Model::from_bytes(&std::fs::read(path)?).ok_or("not a model")?;
    for article in articles {
        let document = Document::new(&article.text, &model.lexicon);
        let (gold, predicted) = compared(&document, article, &model.tag(&document));
        let show = |(s, e): (usize, usize)| {
            let from = article.text[..s]
                .char_indices()
                .rev()
                .nth(30)
                .map_or(0, |c| c.0);
            let to = article.text[e..]
                .char_indices()
                .nth(30)
                .map_or(article.text.len(), |c| c.0 + e);
            format!(
                "{}[[{}]]{}",
                &article.text[from..s],
                &article.text[s..e],
                &article.text[e..to]
            )
            .replace('\n', "\\n")
        };
        for p in predicted.iter().filter(|p| !gold.contains(p)) {
            let over: Vec<String> = gold
                .iter()
                .filter(|g| g.0.0 < p.0.1 && p.0.0 < g.0.1)
                .map(|g| format!("{}:{}", KINDS[g.1], &article.text[g.0.0..g.0.1]))
                .collect();
            println!("FP {} gold={:?} {}", KINDS[p.1], over, show(p.0));
        }
        for g in gold
            .iter()
            .filter(|g| !predicted.iter().any(|p| p.0.0 < g.0.1 && g.0.0 < p.0.1))
        {
            println!("FN {} {}", KINDS[g.1], show(g.0));
        }
    }
    Ok(())
}
