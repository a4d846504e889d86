//! Tables that are filled once, with keys of 22 bits.

/// Bits of a key that are kept.
pub const KEY_BITS: u32 = 22;

/// A hash table with linear probing. Two words whose keys agree share an entry.
#[derive(Clone, Debug)]
pub struct Table<V> {
    slots: Vec<Option<(u32, V)>>,
    mask: u32,
}

impl<V> Default for Table<V> {
    fn default() -> Self {
        Self {
            slots: Vec::new(),
            mask: 0,
        }
    }
}

impl<V: Copy> Table<V> {
    /// A table of these entries; the first of two with the same key wins.
    #[must_use]
    pub fn new(entries: &[(u32, V)]) -> Self {
        let size = (entries.len() * 2).next_power_of_two().max(4);
        let mut table = Self {
            slots: vec![None; size],
            mask: size as u32 - 1,
        };
        for &(key, value) in entries {
            table.insert(key >> (32 - KEY_BITS), value);
        }
        table
    }

    fn insert(&mut self, key: u32, value: V) {
        let mut at = key & self.mask;
        while let Some(slot) = self.slots.get_mut(at as usize) {
            match slot {
                Some((held, _)) if *held == key => return,
                Some(_) => at = (at + 1) & self.mask,
                None => {
                    *slot = Some((key, value));
                    return;
                }
            }
        }
    }

    /// The value of the upper bits of `hash`.
    #[must_use]
    pub fn get(&self, hash: u32) -> Option<V> {
        let key = hash >> (32 - KEY_BITS);
        let mut at = key & self.mask;
        while let Some(Some((held, value))) = self.slots.get(at as usize) {
            if *held == key {
                return Some(*value);
            }
            at = (at + 1) & self.mask;
        }
        None
    }
}

/// The ranks of many keys: a bit for every possible key, and how many keys stand before each
/// 64 bits. Most features that are asked for are not there, and the bits, half a megabyte, stay
/// near the processor.
#[derive(Clone, Debug, Default)]
pub struct Ranks {
    bits: Vec<u64>,
    before: Vec<u32>,
}

impl Ranks {
    /// The ranks of these keys, the upper bits of each number, ascending.
    #[must_use]
    pub fn new(keys: impl Iterator<Item = u32>) -> Self {
        let mut bits = vec![0u64; 1 << (KEY_BITS - 6)];
        for key in keys.map(|key| key >> (32 - KEY_BITS)) {
            if let Some(word) = bits.get_mut((key >> 6) as usize) {
                *word |= 1 << (key & 63);
            }
        }
        let mut before = Vec::with_capacity(bits.len());
        let mut sum = 0;
        for word in &bits {
            before.push(sum);
            sum += word.count_ones();
        }
        Self { bits, before }
    }

    /// The rank of the upper bits of `hash` among the keys, if it is one.
    #[must_use]
    pub fn get(&self, hash: u32) -> Option<usize> {
        let key = hash >> (32 - KEY_BITS);
        let place = (key >> 6) as usize;
        let bit = 1 << (key & 63);
        let word = self.bits.get(place)?;
        if word & bit == 0 {
            return None;
        }
        let inside = (word & (bit - 1)).count_ones();
        Some((self.before.get(place)? + inside) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_their_ranks() {
        let keys = [0, 1, 63, 64, 65, 4000, (1 << KEY_BITS) - 1].map(|key| key << (32 - KEY_BITS));
        let ranks = Ranks::new(keys.into_iter());
        for (rank, key) in keys.into_iter().enumerate() {
            assert_eq!(ranks.get(key), Some(rank));
        }
        assert_eq!(ranks.get(2 << (32 - KEY_BITS)), None);
        assert_eq!(Ranks::default().get(0), None);
    }
}
