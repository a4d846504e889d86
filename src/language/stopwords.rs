//! The most frequent words of each language, from `data/stopwords/`.

use std::sync::OnceLock;

use crate::table::Table;
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

/// The lists have some 2,200 different words.
const SLOTS: usize = 1 << 13;

/// True when the word is among the most frequent of any language. A few nanoseconds.
#[must_use]
pub fn stop_word(hash: u32) -> bool {
    stop_languages(hash) != 0
}

/// The languages that count a word among their most frequent: a bit for each, in the order of
/// the lists.
pub(super) fn stop_languages(hash: u32) -> u64 {
    static TABLE: OnceLock<Table<u64>> = OnceLock::new();
    TABLE.get_or_init(read).get(hash).unwrap_or(0)
}

fn read() -> Table<u64> {
    let mut table = Table::new(SLOTS);
    let mut found = Vec::new();
    for (number, list) in LISTS.iter().enumerate() {
        // The first line names the language.
        let (_, list) = list.split_once('\n').unwrap_or_default();
        found.clear();
        words::split(list, &mut found);
        for word in &found {
            if let Some(languages) = table.entry(word.hash) {
                *languages |= 1 << number;
            }
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::hash;

    #[test]
    fn every_list_fits_the_bits_and_has_words_of_one_piece() {
        assert!(TAGS.len() <= 64);
        for (tag, list) in TAGS.iter().zip(LISTS) {
            let (name, list) = list.split_once('\n').unwrap();
            assert!(name.starts_with("# ") && !list.contains('#'), "{tag}");
            for word in list.split_whitespace() {
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
