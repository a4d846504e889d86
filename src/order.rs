//! One sort for everything that has to be put in order: each further type that is sorted would bring
//! its own copy of the algorithm into the wasm.

/// The numbers below `count`, ordered by their keys; equal keys, and all those above [`u32::MAX`], stay in
/// the order of their numbers.
pub(crate) fn by_key(count: usize, key: impl Fn(usize) -> usize) -> Vec<usize> {
    let mut pairs: Vec<u64> = (0..count)
        .map(|i| (key(i).min(u32::MAX as usize) as u64) << 32 | i as u64)
        .collect();
    pairs.sort_unstable();
    pairs
        .into_iter()
        .map(|pair| (pair & u64::from(u32::MAX)) as usize)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_by_key_and_keeps_equal_ones_as_they_were() {
        let keys = [3, 1, 3, 0, 1];
        assert_eq!(by_key(keys.len(), |i| keys[i]), [3, 1, 4, 0, 2]);
    }
}
