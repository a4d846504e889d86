//! A small hash table that is filled once: keys of 22 bits, looked up by linear probing.

/// Bits of a key that are kept.
pub const KEY_BITS: u32 = 22;

/// A table from 22-bit keys to values. Two words whose keys agree share an entry.
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
