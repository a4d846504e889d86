//! Writes the glosses of other languages.

use std::collections::BTreeMap;

use copydesk::entities::code::Encoder;
use copydesk::entities::gloss::{CAPITAL, LANGUAGES};
use copydesk::entities::lexicon::word_hash;
use copydesk::entities::table::KEY_BITS;

use super::Failure;

/// Reads a list of glosses and gives its part of the model's file.
pub fn read(path: &str) -> Result<Vec<u8>, Failure> {
    let list = std::fs::read_to_string(path)?;
    let mut english: Vec<&str> = Vec::new();
    let mut tables: Vec<BTreeMap<u32, u32>> = vec![BTreeMap::new(); LANGUAGES.len()];
    for line in list.lines().filter(|l| !l.starts_with('#')) {
        let (gloss, columns) = line
            .split_once(": ")
            .ok_or_else(|| format!("no gloss: {line}"))?;
        let columns: Vec<&str> = columns.split(" / ").collect();
        if columns.len() != LANGUAGES.len() || !gloss.is_ascii() {
            return Err(format!("not {} columns: {line}", LANGUAGES.len()).into());
        }
        let number = english.iter().position(|e| *e == gloss).unwrap_or_else(|| {
            english.push(gloss);
            english.len() - 1
        });
        for ((table, words), language) in tables.iter_mut().zip(columns).zip(LANGUAGES) {
            for word in words.split(' ').filter(|w| *w != "-") {
                let capital = language == "de" && word.starts_with(char::is_uppercase);
                let mark = if capital { CAPITAL } else { 0 };
                let key = (word_hash(word) ^ mark) >> (32 - KEY_BITS);
                table.entry(key).or_insert(number as u32);
            }
        }
    }
    Ok(write(&english, &tables))
}

fn write(english: &[&str], tables: &[BTreeMap<u32, u32>]) -> Vec<u8> {
    let mut encoder = Encoder::new();
    encoder.count(english.len());
    for word in english {
        encoder.symbol(20, 5, word.len() as u32);
        word.bytes()
            .for_each(|b| encoder.symbol(21, 7, u32::from(b)));
    }
    for table in tables {
        encoder.count(table.len());
        let mut before = None;
        for (&key, &number) in table {
            encoder.key(before, key);
            before = Some(key);
            encoder.symbol(22, 10, number);
        }
    }
    encoder.finish()
}
