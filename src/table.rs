//! A small table from hashes of words to what is known of them, made once at run time.

use crate::words::Word;

/// Open addressing in a fixed number of slots, at most half of which should be filled.
pub(crate) struct Table<V> {
    /// 0 for an empty slot.
    keys: Vec<u32>,
    values: Vec<V>,
}

impl<V: Copy + Default> Table<V> {
    /// An empty table with `slots` places, a power of two.
    pub(crate) fn new(slots: usize) -> Self {
        Self {
            keys: vec![0; slots],
            values: vec![V::default(); slots],
        }
    }

    /// What is known of `key`.
    pub(crate) fn get(&self, key: u32) -> Option<V> {
        let at = self.slot(key)?;
        if self.keys.get(at) == Some(&key) && key != 0 {
            self.values.get(at).copied()
        } else {
            None
        }
    }

    /// The value of `key`, to be changed; a new one begins with the default. None when full.
    pub(crate) fn entry(&mut self, key: u32) -> Option<&mut V> {
        let at = self.slot(key)?;
        *self.keys.get_mut(at)? = key;
        self.values.get_mut(at)
    }

    /// Where `key` is, or would be. A plain loop: this is called for every word.
    fn slot(&self, key: u32) -> Option<usize> {
        let last = self.keys.len().wrapping_sub(1);
        let mut at = key as usize & last;
        for _ in 0..self.keys.len() {
            let found = *self.keys.get(at)?;
            if found == key || found == 0 {
                return Some(at);
            }
            at = (at + 1) & last;
        }
        None
    }
}

/// The most words of a phrase in [`Phrases`].
pub(crate) const MAX_WORDS: usize = 4;

#[derive(Clone, Copy, Default)]
struct Entry<V> {
    value: Option<V>,
    /// Whether a phrase of several words begins so.
    begins: bool,
}

/// What words and phrases of up to [`MAX_WORDS`] words mean.
pub(crate) struct Phrases<V>(Table<Entry<V>>);

impl<V: Copy + Default> Phrases<V> {
    /// An empty list with that many slots, a power of two.
    pub(crate) fn new(slots: usize) -> Self {
        Self(Table::new(slots))
    }

    /// Adds a phrase; `merge` changes what is known of it already.
    pub(crate) fn add(&mut self, phrase: &[Word], merge: impl FnOnce(&mut V)) {
        if let Some(entry) = self.0.entry(key(phrase.iter().map(|word| word.hash))) {
            merge(entry.value.get_or_insert_default());
        }
        if let [first, _, ..] = phrase
            && let Some(entry) = self.0.entry(first.hash)
        {
            entry.begins = true;
        }
    }

    /// What one word means.
    pub(crate) fn word(&self, hash: u32) -> Option<V> {
        self.0.get(hash).and_then(|entry| entry.value)
    }

    /// The longest phrase that these words begin with, and its number of words.
    pub(crate) fn longest(&self, hashes: impl Iterator<Item = u32>) -> Option<(V, usize)> {
        let (mut best, mut key) = (None, 0);
        for (index, hash) in hashes.take(MAX_WORDS).enumerate() {
            key = extend(key, hash);
            let entry = self.0.get(key).unwrap_or_default();
            if let Some(value) = entry.value {
                best = Some((value, index + 1));
            }
            if index == 0 && !entry.begins {
                break;
            }
        }
        best
    }
}

/// The hash of a phrase; of one word, the word's own.
pub(crate) fn key(hashes: impl Iterator<Item = u32>) -> u32 {
    hashes.fold(0, extend)
}

fn extend(key: u32, hash: u32) -> u32 {
    if key == 0 {
        hash
    } else {
        key.rotate_left(7).wrapping_mul(0x9e37_79b1) ^ hash
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_apart_what_falls_into_one_slot() {
        let mut table: Table<u32> = Table::new(8);
        for key in [1, 9, 17] {
            *table.entry(key).unwrap() += key;
            *table.entry(key).unwrap() += 1;
        }
        assert_eq!(
            [1, 9, 17, 25].map(|k| table.get(k)),
            [Some(2), Some(10), Some(18), None]
        );
        assert_eq!(table.get(0), None);
    }

    #[test]
    fn a_full_table_takes_no_more_and_ends() {
        let mut table: Table<u32> = Table::new(2);
        assert!(table.entry(1).is_some() && table.entry(2).is_some());
        assert!(table.entry(3).is_none());
        assert_eq!(table.get(3), None);
    }
}
