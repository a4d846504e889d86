//! The labelled pages, as they lie in the data folder.

use std::{collections::BTreeMap, io::Read, path::Path};

use serde::Deserialize;

/// A page pasted as text, with a label for every line.
#[derive(Clone, Debug, Deserialize)]
pub struct PastedPage {
    /// Its number in the data.
    pub id: String,
    /// Kind of page, such as `article`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its site.
    pub domain: String,
    /// The lines that are not empty.
    pub lines: Vec<String>,
    /// Blank lines before each.
    pub gaps: Vec<usize>,
    /// What each line is.
    pub labels: Vec<Label>,
    /// Lines that are partly article.
    #[serde(default)]
    pub mixed: Vec<usize>,
    /// The article by hand.
    pub gt: String,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Label {
    /// Part of the article.
    Keep,
    /// Not part of it.
    Drop,
    /// The headline.
    Title,
}

impl PastedPage {
    /// From the first line of the article, its headline included, to one past its last.
    pub fn core(&self) -> std::ops::Range<usize> {
        let first = self
            .labels
            .iter()
            .position(|l| *l != Label::Drop)
            .unwrap_or(0);
        let last = self.labels.iter().rposition(|l| *l != Label::Drop);
        first..last.map_or(self.labels.len(), |l| l + 1)
    }

    /// This page's article in what stands around another's.
    pub fn inside(&self, other: &Self) -> Self {
        let mut made = Self {
            lines: Vec::new(),
            gaps: Vec::new(),
            labels: Vec::new(),
            mixed: Vec::new(),
            ..self.clone()
        };
        let around = other.core();
        let parts = [
            (other, 0..around.start),
            (self, self.core()),
            (other, around.end..other.lines.len()),
        ];
        for (page, lines) in parts {
            let shift = made.lines.len();
            let mixed = page.mixed.iter().filter(|line| lines.contains(line));
            made.mixed
                .extend(mixed.map(|line| line - lines.start + shift));
            made.lines.extend_from_slice(&page.lines[lines.clone()]);
            made.gaps.extend_from_slice(&page.gaps[lines.clone()]);
            made.labels.extend_from_slice(&page.labels[lines]);
        }
        made
    }

    /// The page as it was pasted.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (line, gap) in self.lines.iter().zip(&self.gaps) {
            if !text.is_empty() {
                text.push('\n');
            }
            text.extend(std::iter::repeat_n('\n', *gap));
            text.push_str(line);
        }
        text
    }
}

/// Reads `dev.jsonl.gz`.
pub fn pasted_pages(folder: &Path) -> Result<Vec<PastedPage>, String> {
    let path = folder.join("dev.jsonl.gz");
    let fail = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    let file = std::fs::File::open(&path).map_err(|e| fail(&e))?;
    let mut text = String::new();
    flate2::read::GzDecoder::new(file)
        .read_to_string(&mut text)
        .map_err(|e| fail(&e))?;
    text.lines()
        .map(|line| serde_json::from_str(line).map_err(|e| fail(&e)))
        .collect()
}

/// The site of an address, as somebody has registered it: `example.co.uk` of `https://blog.example.co.uk/`.
pub fn site(address: &str) -> &str {
    let host = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default();
    psl::domain_str(host).unwrap_or(host)
}

/// A fold for each site, so that no site is both learned from and tested on. Sites are spread over
/// the folds by a hash of their name.
pub fn folds<'a>(sites: impl Iterator<Item = &'a str>, count: usize) -> Vec<usize> {
    let mut known = BTreeMap::new();
    sites
        .map(|site| {
            *known.entry(site.to_owned()).or_insert_with(|| {
                let hash = site.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| {
                    (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
                });
                (hash >> 17) as usize % count
            })
        })
        .collect()
}
