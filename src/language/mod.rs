//! Which language a text is written in: by its script where that is enough, else by its most
//! frequent words and by the letters that few languages share.

mod script;
mod stopwords;

pub use stopwords::stop_word;

use crate::words;
use script::Script;
use stopwords::{TAGS, stop_languages};

/// Bytes looked at, spread over the text in [`SAMPLES`] pieces.
const SAMPLE: usize = 6_000;
const SAMPLES: usize = 6;

/// The BCP 47 tag of the language that most of `text` is written in; none when unsure. Looks at
/// no more than 6,000 bytes, so its cost has a bound.
#[must_use]
pub fn detect(text: &str) -> Option<&'static str> {
    let pieces = sample(text);
    let script = script::main(&pieces)?;
    match script {
        Script::Only(tag) => Some(tag),
        Script::Latin | Script::Cyrillic | Script::Arabic | Script::Devanagari => {
            by_words(&pieces, script)
        }
    }
}

/// The whole text when it is short, else pieces of it at equal distances.
fn sample(text: &str) -> Vec<&str> {
    if text.len() <= SAMPLE {
        return vec![text];
    }
    let length = SAMPLE / SAMPLES;
    let step = (text.len() - length) / (SAMPLES - 1);
    (0..SAMPLES)
        .filter_map(|n| {
            let start = text.ceil_char_boundary(n * step);
            text.get(start..text.floor_char_boundary(start + length))
        })
        .collect()
}

/// Evidence for each language, in the order of [`TAGS`].
struct Scores([f32; 64]);

impl Scores {
    /// Adds evidence that speaks for each language in `languages`: the fewer, the more it says.
    fn add(&mut self, languages: u64, weight: f32) {
        if languages == 0 {
            return;
        }
        let share = weight / languages.count_ones() as f32;
        for number in bits(languages) {
            if let Some(score) = self.0.get_mut(number) {
                // What all share still counts, so that a language of shared words can win.
                *score += 0.3 * weight + 0.7 * share;
            }
        }
    }

    /// The best language, if it is clearly better than the next.
    fn winner(&self, words: f32) -> Option<&'static str> {
        let mut best = (0, 0.0);
        let mut second = 0.0;
        for (number, &score) in self.0.iter().enumerate() {
            if score > best.1 {
                second = best.1;
                best = (number, score);
            } else if score > second {
                second = score;
            }
        }
        let sure = best.1 >= 2.0 && best.1 >= 0.06 * words && best.1 > 1.08 * second;
        if sure {
            TAGS.get(best.0).copied()
        } else {
            None
        }
    }
}

fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = (set != 0).then(|| set.trailing_zeros() as usize)?;
        set &= set - 1;
        Some(lowest)
    })
}

fn by_words(pieces: &[&str], script: Script) -> Option<&'static str> {
    let among = script.languages();
    let mut scores = Scores([0.0; 64]);
    let mut found = Vec::new();
    for piece in pieces {
        let before = found.len();
        words::split(piece, &mut found);
        if !piece.is_ascii() {
            for c in piece.chars().filter(|c| !c.is_ascii()) {
                scores.add(script::languages_of(c) & among, 0.5);
            }
        }
        for word in found.iter().skip(before) {
            scores.add(stop_languages(word.hash) & among, 1.0);
        }
    }
    let count = found.len();
    scores.winner(count as f32)
}

#[cfg(test)]
mod tests;
