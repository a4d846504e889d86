//! Labelled HTML pages, as they lie in the data folder.

use std::collections::HashMap;
use std::io::Read;
use std::path::Path;

use serde::Deserialize;

/// A page with what an extractor should make of it.
pub struct LabelledPage {
    pub id: String,
    pub kind: String,
    /// Whether the truth was written without the help of a tool.
    pub raw: bool,
    pub url: String,
    pub html: String,
    pub truth: String,
    pub with: Vec<String>,
    pub without: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    url: String,
    #[serde(rename = "_internal")]
    internal: Internal,
    ground_truth: Truth,
}

#[derive(Deserialize)]
struct Internal {
    page_type: PageType,
    source: Option<String>,
}

#[derive(Deserialize)]
struct PageType {
    primary: String,
}

#[derive(Deserialize)]
struct Truth {
    main_content: Option<String>,
    with: Option<Vec<String>>,
    without: Option<Vec<String>>,
}

/// Reads all pages of a folder with `ground-truth/ID.json` and `html/ID.html.gz`.
pub fn read(folder: &Path) -> Result<Vec<LabelledPage>, String> {
    let list = folder.join("ground-truth");
    let fail = |path: &Path, e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    let mut names = Vec::new();
    for file in std::fs::read_dir(&list).map_err(|e| fail(&list, &e))? {
        let path = file.map_err(|e| fail(&list, &e))?.path();
        names.extend(path.file_stem().map(|s| s.to_string_lossy().into_owned()));
    }
    names.sort();
    let page = |id: String| {
        let path = list.join(format!("{id}.json"));
        let text = std::fs::read_to_string(&path).map_err(|e| fail(&path, &e))?;
        let file: File = serde_json::from_str(&text).map_err(|e| fail(&path, &e))?;
        let path = folder.join("html").join(format!("{id}.html.gz"));
        let packed = std::fs::File::open(&path).map_err(|e| fail(&path, &e))?;
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(packed)
            .read_to_end(&mut bytes)
            .map_err(|e| fail(&path, &e))?;
        let truth = file.ground_truth;
        Ok(LabelledPage {
            id,
            kind: file.internal.page_type.primary,
            raw: file.internal.source.is_none(),
            url: file.url,
            html: copydesk::html::decode(&bytes),
            truth: truth.main_content.unwrap_or_default(),
            with: truth.with.unwrap_or_default(),
            without: truth.without.unwrap_or_default(),
        })
    };
    names.into_iter().map(page).collect()
}

/// Hashes of the words of a text, as the scorer of the data counts them: runs of letters, digits and `_` in small letters.
pub fn words(text: &str) -> Vec<u64> {
    let mut words = Vec::new();
    let mut hash: Option<u64> = None;
    for c in text.chars().flat_map(char::to_lowercase).chain([' ']) {
        if c.is_alphanumeric() || c == '_' {
            let old = hash.unwrap_or(0xcbf2_9ce4_8422_2325);
            hash = Some((old ^ u64::from(c as u32)).wrapping_mul(0x0100_0000_01b3));
        } else {
            words.extend(hash.take());
        }
    }
    words
}

/// A bag of words.
pub type Bag = HashMap<u64, i64>;

/// Counts words.
pub fn bag(words: &[u64]) -> Bag {
    let mut bag = Bag::new();
    for word in words {
        *bag.entry(*word).or_default() += 1;
    }
    bag
}
