//! Elections: sources say who wrote an article, or when, and what they say together is weighed.
//!
//! Each source has a weight, learned from labelled pages (`models/metadata.bin`). A candidate has the sum of the weights of the
//! sources that name it, each counted once, and must come to more than nobody does.

/// Sources of one field, at most. The last place holds what nobody comes to.
const SOURCES: usize = 32;

/// What is voted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The headline.
    Title,
    /// The list of authors.
    Authors,
    /// The day of publication.
    Published,
}

/// The weights of all sources.
#[derive(Clone, Debug)]
pub struct Weights(pub [[f32; SOURCES]; 3]);

impl Weights {
    /// Those that were learned.
    #[must_use]
    pub fn stored() -> Self {
        let (numbers, _) = include_bytes!("../../models/metadata.bin").as_chunks();
        let mut numbers = numbers.iter().map(|n| f32::from_le_bytes(*n));
        let mut weights = [[0.0; SOURCES]; 3];
        for weight in weights.as_flattened_mut() {
            *weight = numbers.next().unwrap_or(0.0);
        }
        Self(weights)
    }
}

/// Something that may be right.
#[derive(Clone, Debug)]
pub struct Candidate<T> {
    /// What is compared: candidates with the same key are one.
    pub key: String,
    /// What the first source says.
    pub value: T,
    /// A bit for each source.
    pub sources: u32,
}

/// What the sources say.
#[derive(Clone, Debug)]
pub struct Ballot<T> {
    /// In the order in which they came up.
    pub candidates: Vec<Candidate<T>>,
}

impl<T> Default for Ballot<T> {
    fn default() -> Self {
        let candidates = Vec::new();
        Self { candidates }
    }
}

impl<T> Ballot<T> {
    /// Counts the vote of some sources.
    pub fn add(&mut self, key: String, value: T, sources: u32) {
        match self.candidates.iter_mut().find(|c| c.key == key) {
            Some(same) => same.sources |= sources,
            None => self.candidates.push(Candidate {
                key,
                value,
                sources,
            }),
        }
    }

    /// Who is elected: the first of those with the most, if that is enough.
    pub fn elect(&self, field: Field, weights: &Weights) -> Option<&T> {
        let weights = weights.0.get(field as usize)?;
        let (nobody, weights) = weights.split_last()?;
        let mut best = (*nobody, None);
        for candidate in &self.candidates {
            let named = weights.iter().enumerate();
            let named = named.filter(|(source, _)| candidate.sources >> source & 1 == 1);
            let sum: f32 = named.map(|(_, weight)| weight).sum();
            if sum > best.0 {
                best = (sum, Some(&candidate.value));
            }
        }
        best.1
    }
}

/// The bits of what is so.
pub fn bits(traits: &[(u32, bool)]) -> u32 {
    let bits = traits.iter().map(|(bit, is)| u32::from(*is) << bit);
    bits.fold(0, |all, bit| all | bit)
}
