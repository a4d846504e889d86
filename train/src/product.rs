//! Products of vectors and matrices, written so that sums stay in registers.

/// The rows of a matrix as columns.
pub fn transpose(matrix: &[f32], cols: usize) -> Vec<f32> {
    let column = |c| matrix.iter().skip(c).step_by(cols).copied();
    (0..cols).flat_map(column).collect()
}

/// Calls a function for the columns of a matrix, so many at once that the compiler knows how many
/// and keeps them in registers.
macro_rules! for_columns {
    ($cols:expr, $function:ident($($argument:expr),*)) => {
        let (cols, mut from) = ($cols, 0);
        while from < cols {
            from += match cols - from {
                32.. => $function::<32>($($argument,)* cols, from),
                8.. => $function::<8>($($argument,)* cols, from),
                _ => $function::<1>($($argument,)* cols, from),
            };
        }
    };
}

/// Adds the product of a vector and a matrix to `out`.
pub fn add_product(x: &[f32], matrix: &[f32], out: &mut [f32]) {
    for_columns!(out.len(), add_product_at(x, matrix, out));
}

fn add_product_at<const N: usize>(
    x: &[f32],
    matrix: &[f32],
    out: &mut [f32],
    cols: usize,
    from: usize,
) -> usize {
    let out = &mut out[from..].as_chunks_mut::<N>().0[0];
    let mut sum = *out;
    for (a, row) in x.iter().zip(matrix.chunks_exact(cols)) {
        let row = &row[from..].as_chunks::<N>().0[0];
        for (s, w) in sum.iter_mut().zip(row) {
            *s = fused(*a, *w, *s);
        }
    }
    *out = sum;
    N
}

/// Adds the outer products of the rows of `y` and the rows of `x` that are `offset` away to a matrix of
/// those sizes: the columns of `x` and those of `y`.
pub fn add_outer(x: &[f32], y: &[f32], offset: isize, matrix: &mut [f32], sizes: (usize, usize)) {
    for_columns!(sizes.1, add_outer_at(x, y, offset, matrix));
}

fn add_outer_at<const N: usize>(
    x: &[f32],
    y: &[f32],
    offset: isize,
    matrix: &mut [f32],
    cols: usize,
    at: usize,
) -> usize {
    // Four rows of the matrix at a time, so that they stay in registers.
    const ROWS: usize = 4;
    let inputs = matrix.len() / cols;
    let rows = y.len() / cols;
    let mut first = 0;
    while first < inputs {
        let own = ROWS.min(inputs - first);
        let mut sums = [[0.0; N]; ROWS];
        for (row, from) in overlap(rows, offset) {
            let y = &y[row * cols + at..].as_chunks::<N>().0[0];
            let mut four = [0.0; ROWS];
            four[..own].copy_from_slice(&x[from * inputs + first..][..own]);
            for (sum, a) in sums.iter_mut().zip(four) {
                for (s, b) in sum.iter_mut().zip(y) {
                    *s = fused(a, *b, *s);
                }
            }
        }
        for (k, sum) in sums.iter().enumerate().take(own) {
            let row = &mut matrix[(first + k) * cols + at..][..N];
            row.iter_mut().zip(sum).for_each(|(m, s)| *m += s);
        }
        first += ROWS;
    }
    N
}

/// `a b + c`, rounded once where the machine can do that.
fn fused(a: f32, b: f32, c: f32) -> f32 {
    if cfg!(target_feature = "fma") {
        a.mul_add(b, c)
    } else {
        a * b + c
    }
}

/// The rows that have a row `offset` away, with that row.
pub fn overlap(rows: usize, offset: isize) -> impl Iterator<Item = (usize, usize)> {
    (0..rows).filter_map(move |row| {
        let from = row.checked_add_signed(offset)?;
        (from < rows).then_some((row, from))
    })
}
