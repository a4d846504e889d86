//! Names in capitals, written as names are.

use super::vocabulary::{PARTICLE, vocabulary};
use crate::words;

/// `KORIN MCGEE` as `Korin McGee`; names that are not all in capitals, and single words, which
/// are as often short for something, stay as they are.
pub(super) fn titled(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let shouted = words.len() > 1 && !name.chars().any(char::is_lowercase);
    if !shouted || !name.chars().any(char::is_uppercase) {
        return name.to_owned();
    }
    let turkish = name.contains(['İ', 'Ş', 'Ğ']);
    let last = words.len() - 1;
    let titled = words.iter().enumerate().map(|(at, word)| {
        let inner = at > 0 && at < last;
        if inner
            && vocabulary()
                .word(words::hash(word))
                .is_some_and(|f| f & PARTICLE != 0)
        {
            return lower(word, turkish);
        }
        word.split_inclusive(['-', '\'', '’', '.'])
            .map(|part| capital(part, turkish))
            .collect()
    });
    titled.collect::<Vec<String>>().join(" ")
}

fn capital(part: &str, turkish: bool) -> String {
    const NUMERALS: [&str; 5] = ["II", "III", "IV", "PJ", "TJ"];
    if NUMERALS.contains(&part) {
        return part.to_owned();
    }
    let mut chars = part.chars();
    let Some(first) = chars.next() else {
        return String::new();
    };
    if let Some(rest) = part.strip_prefix("MC").filter(|rest| rest.len() > 2) {
        return format!("Mc{}", capital(rest, turkish));
    }
    let mut text = String::from(first);
    text.push_str(&lower(chars.as_str(), turkish));
    text
}

fn lower(text: &str, turkish: bool) -> String {
    let lowered = text.chars().map(|c| match c {
        'I' if turkish => 'ı',
        'İ' => 'i',
        _ => c.to_lowercase().next().unwrap_or(c),
    });
    lowered.collect()
}
