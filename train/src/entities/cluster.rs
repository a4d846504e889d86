//! Groups vectors by Lloyd's k-means, from a fixed start.

/// Vectors of one length, one after the other.
#[derive(Clone, Debug, Default)]
pub struct Vectors {
    /// All numbers.
    pub data: Vec<f32>,
    /// Length of a vector.
    pub width: usize,
}

impl Vectors {
    /// How many vectors there are.
    pub fn len(&self) -> usize {
        self.data.len() / self.width.max(1)
    }

    /// One of them.
    pub fn row(&self, i: usize) -> &[f32] {
        &self.data[i * self.width..(i + 1) * self.width]
    }
}

/// The centre nearest to a vector; `norms` are halves of the centres' squared lengths.
fn nearest(row: &[f32], centres: &Vectors, norms: &[f32]) -> usize {
    let mut best = (f32::MIN, 0);
    for (c, norm) in norms.iter().enumerate() {
        let centre = centres.row(c);
        let mut lanes = [0.0f32; 8];
        let (a, b) = (row.chunks_exact(8), centre.chunks_exact(8));
        let tail: f32 = a
            .remainder()
            .iter()
            .zip(b.remainder())
            .map(|(x, y)| x * y)
            .sum();
        for (x, y) in a.zip(b) {
            for k in 0..8 {
                lanes[k] += x[k] * y[k];
            }
        }
        let score = lanes.iter().sum::<f32>() + tail - norm;
        if score > best.0 {
            best = (score, c);
        }
    }
    best.1
}

/// Groups `vectors` around `count` centres; gives the centres.
pub fn centres(vectors: &Vectors, weights: &[f32], count: usize, rounds: usize) -> Vectors {
    let n = vectors.len();
    let mut centres = Vectors {
        data: Vec::new(),
        width: vectors.width,
    };
    for c in 0..count {
        centres.data.extend_from_slice(vectors.row(c * n / count));
    }
    for _ in 0..rounds {
        let found = assign(vectors, &centres);
        let mut sums = vec![0.0f32; centres.data.len()];
        let mut totals = vec![0.0f32; count];
        for (i, &c) in found.iter().enumerate() {
            totals[c] += weights[i];
            let sum = &mut sums[c * vectors.width..(c + 1) * vectors.width];
            sum.iter_mut()
                .zip(vectors.row(i))
                .for_each(|(s, v)| *s += v * weights[i]);
        }
        for c in (0..count).filter(|&c| totals[c] > 0.0) {
            let row = c * vectors.width..(c + 1) * vectors.width;
            for (centre, sum) in centres.data[row.clone()].iter_mut().zip(&sums[row]) {
                *centre = sum / totals[c];
            }
        }
    }
    centres
}

/// The nearest centre of every vector.
pub fn assign(vectors: &Vectors, centres: &Vectors) -> Vec<usize> {
    let norms: Vec<f32> = (0..centres.len())
        .map(|c| centres.row(c).iter().map(|v| v * v).sum::<f32>() / 2.0)
        .collect();
    (0..vectors.len())
        .map(|i| nearest(vectors.row(i), centres, &norms))
        .collect()
}
