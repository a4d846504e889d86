//! The coding of the model's file: an adaptive binary range coder, as LZMA has one. Every bit is
//! coded with the share of ones seen so far in its context, so sorted keys, weights and class
//! numbers come out near their entropy.

/// Bits of precision of a probability.
const PRECISION: u32 = 12;
/// How fast a probability follows what is seen.
const SHIFT: u32 = 5;
const TOP: u32 = 1 << 24;

/// Probabilities of ones by context.
#[derive(Clone, Debug, Default)]
struct Contexts(Vec<Vec<u16>>);

impl Contexts {
    /// The share of zeros in a context, out of `1 << PRECISION`.
    fn zero(&mut self, group: u32, context: u32) -> &mut u16 {
        let (group, context) = (group as usize, context as usize);
        if self.0.len() <= group {
            self.0.resize(group + 1, Vec::new());
        }
        let group = &mut self.0[group];
        if group.len() <= context {
            group.resize(context + 1, 1 << (PRECISION - 1));
        }
        &mut group[context]
    }

    fn learn(probability: &mut u16, bit: bool) {
        if bit {
            *probability -= *probability >> SHIFT;
        } else {
            *probability += ((1 << PRECISION) - *probability) >> SHIFT;
        }
    }
}

/// Reads what [`Encoder`] wrote. Past the end it reads zeros, so damage gives wrong values but
/// never an endless loop.
#[derive(Debug)]
pub struct Decoder<'b> {
    bytes: &'b [u8],
    at: usize,
    range: u32,
    code: u32,
    contexts: Contexts,
}

impl<'b> Decoder<'b> {
    /// Starts to read `bytes`.
    #[must_use]
    pub fn new(bytes: &'b [u8]) -> Self {
        let mut decoder = Self {
            bytes,
            at: 0,
            range: u32::MAX,
            code: 0,
            contexts: Contexts::default(),
        };
        for _ in 0..5 {
            decoder.code = (decoder.code << 8) | decoder.byte();
        }
        decoder
    }

    fn byte(&mut self) -> u32 {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        u32::from(byte)
    }

    /// One bit of a context.
    pub fn bit(&mut self, group: u32, context: u32) -> bool {
        let probability = self.contexts.zero(group, context);
        let bound = (self.range >> PRECISION) * u32::from(*probability);
        let bit = self.code >= bound;
        Contexts::learn(probability, bit);
        if bit {
            self.code -= bound;
            self.range -= bound;
        } else {
            self.range = bound;
        }
        while self.range < TOP {
            self.range <<= 8;
            self.code = (self.code << 8) | self.byte();
        }
        bit
    }

    /// A number of `bits` bits, highest first, each in the context of those before it.
    pub fn symbol(&mut self, group: u32, bits: u32) -> u32 {
        let mut node = 1;
        for _ in 0..bits {
            node = (node << 1) | u32::from(self.bit(group, node));
        }
        node - (1 << bits)
    }

    /// Any number: its length in bits, then its bits.
    pub fn number(&mut self, group: u32) -> u32 {
        let bits = self.symbol(group, 5);
        let mut value = 1u32;
        for i in 0..bits {
            let context = if i < 3 { 32 + bits * 8 + value } else { 0 };
            value = (value << 1) | u32::from(self.bit(group, context));
        }
        value - 1
    }

    /// A count, `None` when it cannot be one of a file of this length.
    pub fn count(&mut self) -> Option<u32> {
        let count = self.number(6);
        (count as usize <= self.bytes.len().saturating_mul(16)).then_some(count)
    }

    /// Ascending keys of [`KEY_BITS`](super::table::KEY_BITS) bits as hashes; `each` reads what stands with a key.
    pub fn keys(&mut self, each: &mut dyn FnMut(&mut Self, u32)) -> Option<()> {
        let count = self.count()?;
        let mut key = 0u32;
        for i in 0..count {
            key = key
                .wrapping_add(self.number(7))
                .wrapping_add(u32::from(i > 0));
            if key >> super::table::KEY_BITS != 0 {
                return None;
            }
            each(self, key << (32 - super::table::KEY_BITS));
        }
        Some(())
    }
}

/// Writes numbers for [`Decoder`].
#[derive(Debug, Default)]
pub struct Encoder {
    low: u64,
    range: u32,
    cache: u8,
    pending: u64,
    bytes: Vec<u8>,
    contexts: Contexts,
}

impl Encoder {
    /// Starts an empty file.
    #[must_use]
    pub fn new() -> Self {
        Self {
            range: u32::MAX,
            pending: 1,
            ..Self::default()
        }
    }

    fn shift(&mut self) {
        if self.low < 0xff00_0000 || self.low > u64::from(u32::MAX) {
            let carry = (self.low >> 32) as u8;
            let mut byte = self.cache;
            while self.pending > 0 {
                self.bytes.push(byte.wrapping_add(carry));
                byte = 0xff;
                self.pending -= 1;
            }
            self.cache = (self.low >> 24) as u8;
        }
        self.pending += 1;
        self.low = (self.low << 8) & 0xffff_ffff;
    }

    /// Writes one bit of a context.
    pub fn bit(&mut self, group: u32, context: u32, bit: bool) {
        let probability = self.contexts.zero(group, context);
        let bound = (self.range >> PRECISION) * u32::from(*probability);
        Contexts::learn(probability, bit);
        if bit {
            self.low += u64::from(bound);
            self.range -= bound;
        } else {
            self.range = bound;
        }
        while self.range < TOP {
            self.range <<= 8;
            self.shift();
        }
    }

    /// Writes a number of `bits` bits.
    pub fn symbol(&mut self, group: u32, bits: u32, value: u32) {
        let mut node = 1;
        for i in (0..bits).rev() {
            let bit = value >> i & 1;
            self.bit(group, node, bit == 1);
            node = (node << 1) | bit;
        }
    }

    /// Writes any number below `u32::MAX`.
    pub fn number(&mut self, group: u32, value: u32) {
        let value = value.saturating_add(1);
        let bits = value.ilog2();
        self.symbol(group, 5, bits);
        for i in 0..bits {
            let above = value >> (bits - i);
            let context = if i < 3 { 32 + bits * 8 + above } else { 0 };
            self.bit(group, context, value >> (bits - i - 1) & 1 == 1);
        }
    }

    /// Writes a count.
    pub fn count(&mut self, value: usize) {
        self.number(6, value as u32);
    }

    /// Writes the gap from the key before (`None` for the first) to `key`, both in so many bits.
    pub fn key(&mut self, before: Option<u32>, key: u32) {
        self.number(7, before.map_or(key, |b| key - b - 1));
    }

    /// The file's bytes.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        for _ in 0..5 {
            self.shift();
        }
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let numbers = [0u32, 1, 2, 7, 8, 1000, 65_535, 1 << 23, 3_000_000_000];
        let mut encoder = Encoder::new();
        for (i, &n) in numbers.iter().cycle().take(5000).enumerate() {
            encoder.number(7, n);
            encoder.symbol(2, 5, i as u32 % 32);
            encoder.bit(4, 1, i % 7 == 0);
        }
        let bytes = encoder.finish();
        let mut decoder = Decoder::new(&bytes);
        for (i, &n) in numbers.iter().cycle().take(5000).enumerate() {
            assert_eq!(decoder.number(7), n);
            assert_eq!(decoder.symbol(2, 5), i as u32 % 32);
            assert_eq!(decoder.bit(4, 1), i % 7 == 0);
        }
    }

    #[test]
    fn damage_ends() {
        let mut decoder = Decoder::new(&[0xff; 40]);
        for _ in 0..10_000 {
            decoder.number(7);
        }
    }
}
