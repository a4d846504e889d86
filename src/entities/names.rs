//! Brings the mentions of one entity together and gives it the fullest name.
//!
//! Precision goes first: a surname that two people share stays by itself, and so does an acronym
//! of two bodies. Every rule asks for exactly one candidate.

use std::collections::HashMap;

use super::document::Document;
use super::find::Spot;
use super::lexicon::mark;
use super::peoples;
use super::roles;
use crate::{Entity, EntityKind, Mention, order};

/// Entities under construction: one for every distinct name, then joined.
struct Cluster {
    kind: EntityKind,
    /// Folded words, without dots and small words at the edges.
    words: Vec<String>,
    /// Index of the spot with the name in full.
    best: usize,
    spots: Vec<usize>,
    value: Option<String>,
}

/// Makes the entities, in the order of their first mentions. Nearly linear in the names.
#[must_use]
pub fn entities(document: &Document, spots: &[Spot], peoples: &str) -> Vec<Entity> {
    let mut clusters = distinct(document, spots);
    let brackets = bracketed(document, spots, &clusters);
    let index = Index::new(&clusters);
    let mut parents: Vec<usize> = (0..clusters.len()).collect();
    for (from, parent) in parents.iter_mut().enumerate() {
        let found = brackets
            .get(&from)
            .copied()
            .or_else(|| index.longer(document, spots, &clusters, from));
        if let Some(to) = found.filter(|&to| to != from) {
            *parent = to;
        }
    }
    for from in 0..clusters.len() {
        let to = root(&parents, from);
        if to != from {
            let spots = std::mem::take(&mut clusters[from].spots);
            clusters[to].spots.extend(spots);
        }
    }
    let mut entities = finish(document, spots, clusters);
    peoples::relate(&mut entities, peoples);
    entities
}

/// Follows parents, for a few steps at most: names only get longer.
fn root(parents: &[usize], from: usize) -> usize {
    let mut at = from;
    for _ in 0..8 {
        match parents.get(at) {
            Some(&up) if up != at => at = up,
            _ => return at,
        }
    }
    at
}

/// The words of a name for comparing: folded, without dots, hyphens apart, no marks.
fn words_of(document: &Document, spot: &Spot) -> Vec<String> {
    (spot.start..spot.end)
        .map(|i| document.tokens.get(i).map_or("", |t| t.text(document.text)))
        .map(|text| {
            text.chars()
                .filter(|c| c.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect::<String>()
        })
        .filter(|word| !word.is_empty())
        .collect()
}

fn is_name(kind: EntityKind) -> bool {
    !matches!(
        kind,
        EntityKind::Date
            | EntityKind::Time
            | EntityKind::Money
            | EntityKind::Percent
            | EntityKind::Quantity
    )
}

fn distinct(document: &Document, spots: &[Spot]) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut known: HashMap<(EntityKind, Vec<String>, Option<String>), usize> = HashMap::new();
    for (i, spot) in spots.iter().enumerate() {
        let mut words = words_of(document, spot);
        if spot.kind == EntityKind::Group {
            singular(&mut words);
        }
        let value = spot.value.clone();
        // A date with a value is the same date however it is written.
        let key_words = if value.is_some() {
            Vec::new()
        } else {
            words.clone()
        };
        let next = clusters.len();
        let at = *known
            .entry((spot.kind, key_words, value.clone()))
            .or_insert(next);
        if at == next {
            clusters.push(Cluster {
                kind: spot.kind,
                words,
                best: i,
                spots: Vec::new(),
                value,
            });
        }
        let cluster = &mut clusters[at];
        cluster.spots.push(i);
        if better(document, spots, i, cluster.best) {
            cluster.best = i;
        }
    }
    clusters
}

/// "Armenians" are "Armenian"; "Swiss" and "Chinese" stay.
fn singular(words: &mut [String]) {
    if let Some(last) = words.last_mut()
        && last.len() > 4
        && last.ends_with('s')
        && !last.ends_with("ss")
        && !last.ends_with("us")
    {
        last.pop();
    }
}

/// Of two ways to write one name, not the one in capitals, and of a people the singular.
fn better(document: &Document, spots: &[Spot], new: usize, old: usize) -> bool {
    let text = |i: usize| spots.get(i).map_or("", |s| slice(document, s));
    let shouted = |t: &str| t.len() > 4 && !t.contains(char::is_lowercase);
    let (new_text, old_text) = (text(new), text(old));
    let group = spots.get(new).is_some_and(|s| s.kind == EntityKind::Group);
    (shouted(old_text) && !shouted(new_text)) || (group && new_text.len() < old_text.len())
}

fn slice<'t>(document: &Document<'t>, spot: &Spot) -> &'t str {
    let start = document
        .tokens
        .get(spot.start)
        .map_or(0, |t| t.start as usize);
    let end = document
        .tokens
        .get(spot.end.wrapping_sub(1))
        .map_or(0, |t| t.end as usize);
    document.text.get(start..end).unwrap_or_default()
}

/// "International Atomic Energy Agency (IAEA)": the cluster of the acronym, and of the long form.
fn bracketed(document: &Document, spots: &[Spot], clusters: &[Cluster]) -> HashMap<usize, usize> {
    let mut of_spot = vec![0; spots.len()];
    for (c, cluster) in clusters.iter().enumerate() {
        cluster.spots.iter().for_each(|&s| of_spot[s] = c);
    }
    let text = |i: usize| document.tokens.get(i).map_or("", |t| t.text(document.text));
    let mut found = HashMap::new();
    for (i, pair) in spots.windows(2).enumerate() {
        let [long, short] = pair else { continue };
        let opens = short.start == long.end + 1 && text(long.end) == "(" && text(short.end) == ")";
        let (a, b) = (&clusters[of_spot[i]], &clusters[of_spot[i + 1]]);
        let initial = |c: &Cluster| c.words.first().and_then(|w| w.chars().next());
        if opens
            && is_acronym(slice(document, short))
            && a.words.len() > 1
            && a.kind == b.kind
            && initial(a) == initial(b)
        {
            found.insert(of_spot[i + 1], of_spot[i]);
        }
    }
    found
}

/// Two to seven capitals, perhaps with dots: "IAEA", "U.N.".
fn is_acronym(text: &str) -> bool {
    let letters = text.chars().filter(|c| *c != '.').count();
    (2..=7).contains(&letters) && text.chars().all(|c| c == '.' || c.is_uppercase())
}

/// Clusters by the words and initials that shorter names may be found by.
struct Index {
    by_word: HashMap<(EntityKind, String), Vec<usize>>,
    by_initials: HashMap<(EntityKind, String), Vec<usize>>,
}

/// More clusters than this with one word are not told apart; it bounds the work.
const MOST: usize = 32;

impl Index {
    fn new(clusters: &[Cluster]) -> Self {
        let mut index = Self {
            by_word: HashMap::new(),
            by_initials: HashMap::new(),
        };
        for (c, cluster) in clusters
            .iter()
            .enumerate()
            .filter(|(_, c)| is_name(c.kind) && c.words.len() > 1)
        {
            for word in &cluster.words {
                let list = index
                    .by_word
                    .entry((cluster.kind, word.clone()))
                    .or_default();
                if list.last() != Some(&c) && list.len() < MOST {
                    list.push(c);
                }
            }
            for initials in initials(&cluster.words) {
                let list = index
                    .by_initials
                    .entry((cluster.kind, initials))
                    .or_default();
                if list.last() != Some(&c) && list.len() < MOST {
                    list.push(c);
                }
            }
        }
        index
    }

    /// The one longer name that a cluster's name is short for.
    fn longer(
        &self,
        document: &Document,
        spots: &[Spot],
        clusters: &[Cluster],
        from: usize,
    ) -> Option<usize> {
        let own = clusters.get(from)?;
        let word = own.words.last()?.clone();
        let text = slice(document, spots.get(own.best)?);
        if own.words.len() == 1 && is_acronym(text) {
            let list = self.by_initials.get(&(own.kind, word.clone()));
            if let Some(found) = one(list.into_iter().flatten().copied().filter(|&c| c != from)) {
                return Some(found);
            }
        }
        let list = self.by_word.get(&(own.kind, word))?;
        if list.len() >= MOST {
            return None;
        }
        let others = || {
            list.iter()
                .copied()
                .filter(|&c| c != from && clusters[c].words.len() > own.words.len())
        };
        match own.kind {
            EntityKind::Person => person(clusters, own, &others().collect::<Vec<_>>(), list, from),
            EntityKind::Organization => {
                one(others().filter(|&c| is_short_for(document, spots, clusters, own, c)))
            }
            EntityKind::Place => {
                one(others().filter(|&c| is_hyphenated(document, spots, &clusters[c])))
            }
            _ => None,
        }
    }
}

/// The only item, or none.
fn one(mut items: impl Iterator<Item = usize>) -> Option<usize> {
    let first = items.next()?;
    items.all(|other| other == first).then_some(first)
}

/// A surname, a part of a longer name, or a name with initials.
fn person(
    clusters: &[Cluster],
    own: &Cluster,
    longer: &[usize],
    all: &[usize],
    from: usize,
) -> Option<usize> {
    let ends = |c: &&usize| clusters[**c].words.ends_with(&own.words);
    let last: Vec<usize> = longer.iter().filter(ends).copied().collect();
    // "George Bush" and "George W. Bush" are one when nobody else is called so.
    if let Some(found) = one(merge_same(clusters, &last).into_iter()) {
        return Some(found);
    }
    if !last.is_empty() {
        return None;
    }
    if own.words.len() > 1 {
        let same = |c: &&usize| **c != from && same_person(&clusters[**c].words, &own.words);
        let found: Vec<usize> = all.iter().filter(same).copied().collect();
        let best = found
            .iter()
            .copied()
            .max_by_key(|&c| name_weight(&clusters[c].words))?;
        return (name_weight(&clusters[best].words) > name_weight(&own.words)).then_some(best);
    }
    one(merge_same(clusters, longer).into_iter())
}

/// Keeps one of the names that are of the same person: the fullest.
fn merge_same(clusters: &[Cluster], found: &[usize]) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::new();
    for &c in found {
        match kept
            .iter_mut()
            .find(|k| same_person(&clusters[**k].words, &clusters[c].words))
        {
            Some(k) if name_weight(&clusters[c].words) > name_weight(&clusters[*k].words) => *k = c,
            Some(_) => {}
            None => kept.push(c),
        }
    }
    kept
}

fn name_weight(words: &[String]) -> (usize, usize) {
    (words.len(), words.iter().map(String::len).sum())
}

/// Whether two names of two or more words can be one person's: the last words agree, and the
/// first are the same or one is the other's initial.
fn same_person(a: &[String], b: &[String]) -> bool {
    let (Some(first), Some(other)) = (a.first(), b.first()) else {
        return false;
    };
    let initial = |x: &str, y: &str| x.chars().count() == 1 && y.starts_with(x);
    a.len() > 1
        && b.len() > 1
        && a.last() == b.last()
        && (first == other || initial(first, other) || initial(other, first))
}

/// "State Department" for "U.S. State Department", "Pfizer" for "Pfizer Inc".
fn is_short_for(
    document: &Document,
    spots: &[Spot],
    clusters: &[Cluster],
    own: &Cluster,
    c: usize,
) -> bool {
    let long = &clusters[c].words;
    if own.words.len() > 1 {
        return long.ends_with(&own.words) || long.starts_with(&own.words);
    }
    let form = spots.get(own.best).and_then(|s| document.form(s.start));
    let common = form.is_none_or(|f| {
        f.entry.marks
            & (mark::BODY | mark::SITE | mark::COUNTRY | mark::DEMONYM | mark::REGION | mark::CITY)
            != 0
    });
    !common && long.starts_with(&own.words)
}

/// "Karabakh" for "Nagorno-Karabakh".
fn is_hyphenated(document: &Document, spots: &[Spot], cluster: &Cluster) -> bool {
    spots
        .get(cluster.best)
        .is_some_and(|s| slice(document, s).contains('-'))
        && cluster.words.len() == 2
}

/// First letters of a name's words, with and without the small words.
fn initials(words: &[String]) -> Vec<String> {
    const SMALL: [&str; 8] = ["of", "the", "and", "for", "de", "la", "du", "des"];
    let first = |w: &String| w.chars().next();
    let all: String = words.iter().filter_map(first).collect();
    let large: String = words
        .iter()
        .filter(|w| !SMALL.contains(&w.as_str()))
        .filter_map(first)
        .collect();
    let mut found = vec![all];
    if !found.contains(&large) && large.len() > 1 {
        found.push(large);
    }
    found
}

fn finish(document: &Document, spots: &[Spot], clusters: Vec<Cluster>) -> Vec<Entity> {
    let mut clusters: Vec<Cluster> = clusters
        .into_iter()
        .filter(|c| !c.spots.is_empty())
        .collect();
    for cluster in &mut clusters {
        cluster.spots = order::ordered(std::mem::take(&mut cluster.spots), |spot| *spot);
    }
    let clusters = order::ordered(clusters, |c| c.spots.first().copied().unwrap_or(0));
    clusters
        .iter()
        .zip(0..)
        .map(|(cluster, id)| {
            let name = spots.get(cluster.best).map_or("", |s| slice(document, s));
            let mention = |s: &Spot| Mention {
                start: document.tokens.get(s.start).map_or(0, |t| t.start as usize),
                end: document.tokens.get(s.end - 1).map_or(0, |t| t.end as usize),
            };
            let role = cluster
                .spots
                .iter()
                .filter(|_| cluster.kind == EntityKind::Person)
                .find_map(|&s| roles::before(document, spots.get(s)?.start));
            Entity {
                id,
                kind: cluster.kind,
                name: name.split_whitespace().collect::<Vec<_>>().join(" "),
                mentions: cluster
                    .spots
                    .iter()
                    .filter_map(|&s| spots.get(s))
                    .map(mention)
                    .collect(),
                value: cluster.value.clone(),
                role,
                related: None,
            }
        })
        .collect()
}
