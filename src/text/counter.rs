//! Counts of hashes.

/// Counts hashes in a table of fixed size. Different hashes may share a place, which is rare and
/// harmless here: the counts are only features.
pub struct Counter {
    counts: Vec<u32>,
}

impl Counter {
    pub fn new(items: usize) -> Self {
        Self {
            counts: vec![0; (items * 4).next_power_of_two().clamp(64, 1 << 20)],
        }
    }

    fn place(&self, hash: u32) -> usize {
        (hash.wrapping_mul(0x9e37_79b1) >> 7) as usize & (self.counts.len() - 1)
    }

    pub fn add(&mut self, hash: u32) {
        let place = self.place(hash);
        if let Some(count) = self.counts.get_mut(place) {
            *count = count.saturating_add(1);
        }
    }

    pub fn get(&self, hash: u32) -> u32 {
        self.counts.get(self.place(hash)).copied().unwrap_or(0)
    }
}
