//! Counts of hashes.

/// Counts hashes in a table of fixed size. Different hashes may share a place, which is rare and
/// harmless here: the counts are only features.
pub(crate) struct Counter {
    counts: Vec<u32>,
}

impl Counter {
    pub(crate) fn new(items: usize) -> Self {
        Self {
            counts: vec![0; (items * 4).next_power_of_two().clamp(64, 1 << 20)],
        }
    }

    fn place(&self, hash: u32) -> usize {
        (hash.wrapping_mul(0x9e37_79b1) >> 7) as usize & (self.counts.len() - 1)
    }

    pub(crate) fn add(&mut self, hash: u32) {
        self.add_many(hash, 1);
    }

    pub(crate) fn add_many(&mut self, hash: u32, more: u32) {
        let place = self.place(hash);
        if let Some(count) = self.counts.get_mut(place) {
            *count = count.saturating_add(more);
        }
    }

    pub(crate) fn get(&self, hash: u32) -> u32 {
        self.counts.get(self.place(hash)).copied().unwrap_or(0)
    }
}
