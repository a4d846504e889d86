//! A small table from hashes of words to what is known of them, made once at run time.

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

    /// Where `key` is, or would be.
    fn slot(&self, key: u32) -> Option<usize> {
        let slots = self.keys.len();
        (0..slots)
            .map(|step| (key as usize + step) & (slots - 1))
            .find(|at| self.keys.get(*at).is_some_and(|k| *k == key || *k == 0))
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
