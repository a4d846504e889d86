//! What lines are about: their words of substance, and which of those come again elsewhere.

use super::counter;
use super::facts::Facts;
use crate::language::stop_word;
use crate::words::NUMBER;

/// The words of substance of a page, line after line.
pub struct Topics {
    /// The place of each in a table of counts.
    places: Vec<u32>,
    /// Where those of each line end.
    ends: Vec<usize>,
    /// Places of the table, a power of two.
    slots: usize,
}

/// Whether a word is no number and not among the most frequent of a language.
pub(super) fn is_substance(hash: u32) -> bool {
    hash != NUMBER && !stop_word(hash)
}

impl Topics {
    /// Finds them; `hashes` are the words of all lines.
    pub(super) fn new(facts: &[Facts], hashes: &[u32]) -> Self {
        let slots = counter::slots(hashes.len());
        let mut topics = Self {
            places: Vec::with_capacity(hashes.len()),
            ends: Vec::with_capacity(facts.len()),
            slots,
        };
        for line in facts {
            let words = line.words_of(hashes).iter();
            let own = words.filter(|hash| is_substance(**hash));
            let place = |hash: &u32| counter::place(*hash, slots) as u32;
            topics.places.extend(own.map(place));
            topics.ends.push(topics.places.len());
        }
        topics
    }

    fn lines(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        let places = |(from, to): (&usize, &usize)| self.places.get(*from..*to);
        starts
            .zip(&self.ends)
            .map(move |ends| places(ends).unwrap_or_default())
    }

    /// Share of each line's words of substance that lines `inside` have elsewhere too. Linear in the words.
    pub(super) fn shares(&self, inside: impl Fn(usize) -> bool) -> Vec<f32> {
        // More than once is enough to know.
        let mut counts = vec![0_u8; self.slots];
        let lines = self.lines().enumerate();
        for place in lines.filter(|(line, _)| inside(*line)).flat_map(|(_, p)| p) {
            if let Some(count) = counts.get_mut(*place as usize) {
                *count = count.saturating_add(1);
            }
        }
        let share = |(line, places): (usize, &[u32])| {
            let own = u8::from(inside(line));
            let count = |place: &u32| counts.get(*place as usize).copied().unwrap_or(0);
            let known = places
                .iter()
                .map(|p| u32::from(count(p) > own))
                .sum::<u32>();
            known as f32 / (places.len() + 1) as f32
        };
        self.lines().enumerate().map(share).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_stand_inside_are_known_elsewhere() {
        let lines = [
            "The ferry left Osterby",
            "A ferry for Osterby",
            "The weather",
        ];
        let (mut facts, mut hashes) = (Vec::new(), Vec::new());
        for line in lines {
            let mut words = Vec::new();
            crate::words::split(line, &mut words);
            facts.push(Facts {
                words: words.len() as u32,
                first_word: hashes.len() as u32,
                ..Facts::default()
            });
            hashes.extend(words.iter().map(|word| word.hash));
        }
        let topics = Topics::new(&facts, &hashes);
        let shares = topics.shares(|line| line == 0);
        // Its own words are known in the first line only where they come again inside.
        let expected = [0.0, 2.0 / 3.0, 0.0];
        let bits = |shares: &[f32]| shares.iter().map(|n| n.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&shares), bits(&expected));
    }
}
