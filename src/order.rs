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

/// Some items, ordered by their keys as by [`by_key`].
pub(crate) fn ordered<T>(items: Vec<T>, key: impl Fn(&T) -> usize) -> Vec<T> {
    let order = by_key(items.len(), |i| items.get(i).map_or(0, &key));
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    let mut take = |i: usize| items.get_mut(i).and_then(Option::take);
    order.into_iter().filter_map(&mut take).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_move_with_their_keys() {
        assert_eq!(
            ordered(vec!["cc", "a", "bb", "d"], |s| s.len()),
            ["a", "d", "cc", "bb"]
        );
    }

    #[test]
    fn orders_by_key_and_keeps_equal_ones_as_they_were() {
        let keys = [3, 1, 3, 0, 1];
        assert_eq!(by_key(keys.len(), |i| keys[i]), [3, 1, 4, 0, 2]);
    }
}
