//! The headline: its own words, and its repeats elsewhere on the page.

use crate::words::{self, Case, Word};

/// Marks that stand between a headline and the site's name.
const SEPARATORS: [&str; 8] = [" | ", " - ", " – ", " — ", " :: ", " • ", " · ", " » "];

/// What stands before a mail's headline.
const SUBJECT: [&str; 12] = [
    "Subject",
    "Betreff",
    "Objet",
    "Asunto",
    "Assunto",
    "Oggetto",
    "Onderwerp",
    "Ämne",
    "Konu",
    "Temat",
    "Тема",
    "Θέμα",
];

/// A headline without separators at its ends and without the site's name. `is_site` says whether
/// some words are known to be the site's name.
#[must_use]
pub fn clean(line: &str, is_site: impl Fn(&str) -> bool) -> (String, Option<String>) {
    let bare = trim(without_label(line));
    let cut = SEPARATORS
        .iter()
        .filter_map(|s| Some((bare.rfind(s)?, s.len())))
        .max();
    let Some((at, length)) = cut else {
        return (bare.to_owned(), None);
    };
    let (head, tail) = (
        bare.get(..at).unwrap_or(bare),
        bare.get(at + length..).unwrap_or(""),
    );
    let words = |text: &str| count(text);
    if words(head) >= 3 && (1..=5).contains(&words(tail)) && is_site(tail) {
        (trim(head).to_owned(), Some(trim(tail).to_owned()))
    } else {
        (bare.to_owned(), None)
    }
}

/// A mail's headline without the word that announces it.
fn without_label(line: &str) -> &str {
    match line.split_once([':', '：']) {
        Some((label, rest)) if !rest.is_empty() && SUBJECT.contains(&label.trim_end()) => rest,
        _ => line,
    }
}

fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '|' | '-' | '–' | '—' | '»' | '·' | '•')
    })
}

fn count(text: &str) -> usize {
    split(text).len()
}

fn split(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    words::split(text, &mut found);
    found
}

/// The words of a headline, to find its repeats by.
pub struct Words {
    /// Bytes of the headline.
    length: usize,
    all: usize,
    /// Hashes of its words without numbers.
    solid: Vec<u32>,
}

impl Words {
    /// Takes a headline's words.
    #[must_use]
    pub fn new(title: &str) -> Self {
        let words = split(title);
        Self {
            length: title.len(),
            all: words.len(),
            solid: solid(&words),
        }
    }

    /// Whether a line says the headline again: the same words, give or take a number or two words at
    /// its end (a counter, the site's name).
    #[must_use]
    pub fn repeated_by(&self, line: &str) -> bool {
        // Most lines differ in length, which is cheap to see.
        if line.len() > 2 * self.length + 40 || line.len() * 3 < self.length * 2 {
            return false;
        }
        let words = split(line);
        let (a, b) = (&self.solid, solid(&words));
        if a.len() < 3 {
            return !a.is_empty() && *a == b && self.all == words.len();
        }
        let longer = b.starts_with(a) && b.len() <= a.len() + 2;
        longer || (a.starts_with(&b) && b.len() >= 4 && b.len() + 2 >= a.len())
    }
}

fn solid(words: &[Word]) -> Vec<u32> {
    words
        .iter()
        .filter(|w| w.case != Case::Number)
        .map(|w| w.hash)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_and_the_sites_name_go() {
        let site = |s: &str| s == "Harbour Times";
        assert_eq!(
            clean("Ferry sinks “slowly” –", site).0,
            "Ferry sinks “slowly”"
        );
        let (title, name) = clean("Ferry sinks off the coast | Harbour Times", site);
        assert_eq!(
            (title.as_str(), name.as_deref()),
            ("Ferry sinks off the coast", Some("Harbour Times"))
        );
        assert_eq!(clean("Subject: Ferry sinks", site).0, "Ferry sinks");
        assert_eq!(
            clean("Ferry sinks - crew saved by fishermen", site).0,
            "Ferry sinks - crew saved by fishermen"
        );
    }

    #[test]
    fn repeats_are_told_from_other_lines() {
        let title = Words::new("Ferry sinks off the coast of Norland");
        assert!(title.repeated_by("FERRY SINKS OFF THE COAST OF NORLAND 2"));
        assert!(title.repeated_by("Ferry sinks off the coast of Norland - Harbour Times"));
        assert!(
            !title.repeated_by("Ferry sinks off the coast, and the crew is saved by a fisherman")
        );
        assert!(!Words::new("News").repeated_by("News of the day"));
    }
}
