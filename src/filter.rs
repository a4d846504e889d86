//! Sets of hashes as bits: small in the wasm, quick to ask, and wrong now and then when they say yes.

/// Bits of the filter of given names, as a power of two.
pub const NAMES_BITS: u32 = 18;

/// The place of a hash in a filter of `1 << bits` bits: which 64 of them, and which of these.
#[must_use]
pub const fn place(key: u32, bits: u32) -> (usize, u64) {
    let bit = key >> (32 - bits);
    ((bit >> 6) as usize, 1 << (bit & 63))
}
