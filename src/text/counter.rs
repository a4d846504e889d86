//! Counts of hashes.

/// Places of a table that counts so many hashes: a power of two.
pub(crate) fn slots(items: usize) -> usize {
    (items * 4).next_power_of_two().clamp(64, 1 << 20)
}

/// The place of a hash in a table of so many. Different hashes may share a place, which is rare and
/// harmless here: the counts are only features.
pub(crate) fn place(hash: u32, slots: usize) -> usize {
    (hash.wrapping_mul(0x9e37_79b1) >> 7) as usize & (slots - 1)
}

/// Counts hashes in a table of fixed size.
pub(crate) struct Counter {
    counts: Vec<u32>,
}

impl Counter {
    pub(crate) fn new(items: usize) -> Self {
        Self {
            counts: vec![0; slots(items)],
        }
    }

    pub(crate) fn add(&mut self, hash: u32) {
        self.add_many(hash, 1);
    }

    pub(crate) fn add_many(&mut self, hash: u32, more: u32) {
        let place = place(hash, self.counts.len());
        if let Some(count) = self.counts.get_mut(place) {
            *count = count.saturating_add(more);
        }
    }

    pub(crate) fn get(&self, hash: u32) -> u32 {
        let place = place(hash, self.counts.len());
        self.counts.get(place).copied().unwrap_or(0)
    }
}
