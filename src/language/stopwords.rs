//! The most frequent words of each language, from `data/stopwords/`.

use std::sync::OnceLock;

use crate::words;

macro_rules! lists {
    ($($tag:literal)*) => {
        /// Tags of the languages with a list; a language's number is its place here.
        pub(super) const TAGS: &[&str] = &[$($tag),*];
        const LISTS: &[&str] = &[$(include_str!(concat!("../../data/stopwords/", $tag, ".txt"))),*];
    };
}

lists! {
    "en" "fr" "de" "es" "pt" "it" "nl" "sv" "da" "no" "fi" "is" "pl" "cs" "sk" "ro" "hu" "tr" "az"
    "id" "vi" "ca" "gl" "hr" "sl" "sq" "et" "lv" "lt" "ru" "uk" "be" "bg" "sr" "mk" "el" "ar" "fa"
    "ur" "he" "hi" "mr" "zh" "ja" "ko"
}

const FILTER_BITS: usize = 1 << 15;

struct Table {
    /// One bit for each slot that some hash falls into: most words end here.
    filter: Vec<u64>,
    /// Sorted by hash.
    hashes: Vec<u32>,
    /// For each hash, a bit for every language that has the word.
    languages: Vec<u64>,
}

/// True when the word is among the most frequent of any language. A few nanoseconds.
#[must_use]
pub fn stop_word(hash: u32) -> bool {
    stop_languages(hash) != 0
}

/// The languages that count a word among their most frequent: a bit for each, in the order of
/// the lists.
pub(super) fn stop_languages(hash: u32) -> u64 {
    let table = table();
    let slot = hash as usize % FILTER_BITS;
    if table
        .filter
        .get(slot / 64)
        .is_none_or(|bits| bits >> (slot % 64) & 1 == 0)
    {
        return 0;
    }
    let found = table.hashes.binary_search(&hash).ok();
    found
        .and_then(|at| table.languages.get(at).copied())
        .unwrap_or(0)
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(build)
}

fn build() -> Table {
    let mut entries: Vec<(u32, u64)> = Vec::with_capacity(3000);
    let mut found = Vec::new();
    for (number, list) in LISTS.iter().enumerate() {
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            found.clear();
            words::split(line, &mut found);
            entries.extend(found.iter().map(|word| (word.hash, 1 << number)));
        }
    }
    entries.sort_unstable();
    entries.dedup_by(|later, kept| {
        let same = later.0 == kept.0;
        kept.1 |= if same { later.1 } else { 0 };
        same
    });
    let mut filter = vec![0u64; FILTER_BITS / 64];
    for (hash, _) in &entries {
        let slot = *hash as usize % FILTER_BITS;
        if let Some(bits) = filter.get_mut(slot / 64) {
            *bits |= 1 << (slot % 64);
        }
    }
    let (hashes, languages) = entries.into_iter().unzip();
    Table {
        filter,
        hashes,
        languages,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::hash;

    #[test]
    fn every_list_fits_the_bits_and_has_words_of_one_piece() {
        assert!(TAGS.len() <= 64);
        for (tag, list) in TAGS.iter().zip(LISTS) {
            let lines = list.lines().filter(|line| !line.starts_with('#'));
            for word in lines.flat_map(str::split_whitespace) {
                let mut found = Vec::new();
                words::split(word, &mut found);
                assert_eq!(found.len(), 1, "{word} in {tag}");
            }
        }
    }

    #[test]
    fn knows_frequent_words_whatever_their_case() {
        for word in [
            "the", "The", "UND", "için", "на", "от", "的", "है", "في", "של",
        ] {
            assert!(stop_word(hash(word)), "{word}");
        }
        for word in ["ceasefire", "Armenia", "Waffenruhe", "2024", ""] {
            assert!(!stop_word(hash(word)), "{word}");
        }
    }
}
