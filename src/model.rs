//! The sequence network: from a table of features and the words of each line to a few numbers
//! for each line.
//!
//! Words are looked up in a small table of learned vectors (first word, last word, mean of all),
//! joined with the features, and sent through residual convolutions along the lines, each looking
//! farther than the one before; a gated running mean then carries what was seen over the
//! whole page, down and up. Weights are whole numbers of 8 bits with a scale for each matrix.
//! Additions happen in a fixed order and without fused operations, so that every machine gives
//! the same bits.

/// What the numbers of a stored network mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Features of a line.
    pub features: usize,
    /// Places in the table of words.
    pub slots: usize,
    /// Numbers for each place.
    pub embedding: usize,
    /// Distance between the taps of each convolution.
    pub dilations: Vec<usize>,
}

/// Rows of numbers with the zeros left out: most features and hidden numbers are zero, and what
/// is not there need not be multiplied.
#[derive(Default)]
pub struct Sparse {
    /// Places and values of the numbers, row after row.
    numbers: Vec<(u16, f32)>,
    /// Where each row ends in `numbers`.
    ends: Vec<usize>,
}

impl Sparse {
    /// Adds a row.
    pub fn push(&mut self, row: &[f32]) {
        let mut end = self.numbers.len();
        self.numbers.resize(end + row.len(), (0, 0.0));
        // Every number is written, and a zero is written over by the next: a jump for each would
        // cost more than the multiplications that it saves.
        for (place, value) in row.iter().enumerate() {
            if let Some(number) = self.numbers.get_mut(end) {
                *number = (place as u16, *value);
            }
            end += usize::from(*value != 0.0);
        }
        self.numbers.truncate(end);
        self.ends.push(end);
    }

    fn of<const W: usize>(rows: &[[f32; W]]) -> Self {
        let mut sparse = Self::default();
        for row in rows {
            sparse.push(row);
        }
        sparse
    }

    fn row(&self, row: usize) -> Option<&[(u16, f32)]> {
        let start = row
            .checked_sub(1)
            .map_or(Some(&0), |above| self.ends.get(above))?;
        self.numbers.get(*start..*self.ends.get(row)?)
    }
}

/// Vectors in, vectors of `O` numbers out.
struct Layer<const O: usize> {
    weights: Vec<[f32; O]>,
    bias: [f32; O],
}

impl<const O: usize> Layer<O> {
    /// Adds the product of `x` and the rows from `first` on to `sum`.
    fn add(&self, first: usize, x: &[(u16, f32)], sum: &mut [f32; O]) {
        let rows = self.weights.get(first..).unwrap_or_default();
        let mut lanes = *sum; // a copy that stays in registers
        for (place, value) in x {
            if let Some(row) = rows.get(usize::from(*place)) {
                for (lane, weight) in lanes.iter_mut().zip(row) {
                    *lane += value * weight;
                }
            }
        }
        *sum = lanes;
    }

    /// The same for a vector without gaps.
    fn add_all(&self, first: usize, x: &[f32], sum: &mut [f32; O]) {
        let rows = self.weights.get(first..).unwrap_or_default();
        for (value, row) in x.iter().zip(rows) {
            for (s, w) in sum.iter_mut().zip(row) {
                *s += value * w;
            }
        }
    }

    fn apply(&self, x: &[(u16, f32)]) -> [f32; O] {
        let mut sum = self.bias;
        self.add(0, x, &mut sum);
        sum
    }
}

/// Gates and values of a running mean in one direction.
struct Scan<const S: usize> {
    gate: Layer<S>,
    value: Layer<S>,
}

/// A network of width `W`, with running means of width `S` and `O` numbers out for each line.
pub struct Network<const W: usize, const S: usize, const O: usize> {
    shape: Shape,
    words: Vec<f32>,
    entry: Layer<W>,
    convs: Vec<Layer<W>>,
    down: Scan<S>,
    up: Scan<S>,
    heads: Layer<O>,
}

/// Some lines as a network reads them.
#[derive(Default)]
pub struct Window<'a> {
    /// Features of each line.
    pub features: Sparse,
    /// Hashes of each line's words.
    pub words: Vec<&'a [u32]>,
}

/// A stored matrix, its numbers row after row.
pub struct Matrix {
    /// The numbers.
    pub numbers: Vec<f32>,
}

impl Matrix {
    /// Reads a matrix of so many numbers, and gives back what follows it.
    #[must_use]
    pub fn read(bytes: &[u8], count: usize) -> Option<(Self, &[u8])> {
        let mut reader = Reader { bytes };
        let numbers = reader.matrix(count)?;
        Some((Self { numbers }, reader.bytes))
    }
}

/// The place of a word in a table of `slots` places.
#[must_use]
pub fn slot(hash: u32, slots: usize) -> usize {
    (hash.wrapping_mul(0x9e37_79b1) >> 8) as usize % slots.max(1)
}

impl<const W: usize, const S: usize, const O: usize> Network<W, S, O> {
    /// Reads a stored network. None when it has another shape than `W`, `S` and `O` say, or
    /// ends too soon or too late.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader { bytes };
        if reader.sizes(3)? != [W, S, O] {
            return None;
        }
        let sizes = reader.sizes(4)?;
        let &[features, slots, embedding, convolutions] = sizes.as_slice() else {
            return None;
        };
        let shape = Shape {
            features,
            slots,
            embedding,
            dilations: reader.sizes(convolutions)?,
        };
        let network = Self {
            words: reader.matrix(slots * embedding)?,
            entry: reader.layer(features + 3 * embedding)?,
            convs: (0..convolutions)
                .map(|_| reader.layer(3 * W))
                .collect::<Option<_>>()?,
            down: reader.scan(W)?,
            up: reader.scan(W)?,
            heads: reader.layer(2 * W + 2 * S)?,
            shape,
        };
        reader.bytes.is_empty().then_some(network)
    }

    /// How many features it was trained on.
    #[must_use]
    pub fn features(&self) -> usize {
        self.shape.features
    }

    /// Runs over some lines. Linear in the lines and their words.
    #[must_use]
    pub fn run(&self, window: &Window) -> Vec<[f32; O]> {
        let first: Vec<[f32; W]> = (0..window.words.len())
            .map(|line| self.enter(window, line))
            .collect();
        let entered = Sparse::of(&first);
        let mut hidden = first;
        for (conv, dilation) in self.convs.iter().zip(&self.shape.dilations) {
            hidden = convolve(conv, *dilation, hidden);
        }
        let hidden = Sparse::of(&hidden);
        let lines = window.words.len();
        let down = self.down.run(&hidden, 0..lines);
        let mut up = self.up.run(&hidden, (0..lines).rev());
        up.reverse();
        let out = |(line, (down, up)): (usize, (&[f32; S], &[f32; S]))| {
            let mut sum = self.heads.apply(hidden.row(line).unwrap_or_default());
            self.heads
                .add(W, entered.row(line).unwrap_or_default(), &mut sum);
            self.heads.add_all(2 * W, down, &mut sum);
            self.heads.add_all(2 * W + S, up, &mut sum);
            sum
        };
        down.iter().zip(&up).enumerate().map(out).collect()
    }

    /// The first layer: features, and the vectors of the mean, the first and the last word.
    fn enter(&self, window: &Window, line: usize) -> [f32; W] {
        let mut sum = self
            .entry
            .apply(window.features.row(line).unwrap_or_default());
        let mut vectors = Vec::with_capacity(3 * self.shape.embedding);
        self.embed(
            window.words.get(line).copied().unwrap_or_default(),
            &mut vectors,
        );
        self.entry.add_all(self.shape.features, &vectors, &mut sum);
        relu(sum)
    }

    fn vector(&self, hash: u32) -> &[f32] {
        let size = self.shape.embedding;
        let at = slot(hash, self.shape.slots) * size;
        self.words.get(at..at + size).unwrap_or_default()
    }

    /// Appends the mean of all words' vectors, the first word's and the last word's.
    fn embed(&self, words: &[u32], input: &mut Vec<f32>) {
        let size = self.shape.embedding;
        let start = input.len();
        input.resize(start + 3 * size, 0.0);
        let scale = 1.0 / words.len().max(1) as f32;
        let Some((mean, ends)) = input
            .get_mut(start..)
            .and_then(|i| i.split_at_mut_checked(size))
        else {
            return;
        };
        for hash in words {
            for (m, v) in mean.iter_mut().zip(self.vector(*hash)) {
                *m += scale * v;
            }
        }
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return;
        };
        let vectors = self.vector(*first).iter().chain(self.vector(*last));
        ends.iter_mut().zip(vectors).for_each(|(e, v)| *e = *v);
    }
}

fn relu<const W: usize>(mut x: [f32; W]) -> [f32; W] {
    for v in &mut x {
        *v = v.max(0.0);
    }
    x
}

/// A convolution with three taps, added to its own input.
fn convolve<const W: usize>(
    layer: &Layer<W>,
    dilation: usize,
    mut x: Vec<[f32; W]>,
) -> Vec<[f32; W]> {
    let seen = Sparse::of(&x);
    for (line, own) in x.iter_mut().enumerate() {
        let mut sum = layer.bias;
        let taps = [
            line.checked_sub(dilation),
            Some(line),
            line.checked_add(dilation),
        ];
        for (tap, from) in taps.into_iter().enumerate() {
            if let Some(row) = from.and_then(|from| seen.row(from)) {
                layer.add(tap * W, row, &mut sum);
            }
        }
        for (own, sum) in own.iter_mut().zip(relu(sum)) {
            *own += sum;
        }
    }
    x
}

impl<const S: usize> Scan<S> {
    /// The running mean after each line, in the order in which they are given.
    fn run(&self, hidden: &Sparse, lines: impl Iterator<Item = usize>) -> Vec<[f32; S]> {
        let mut mean = [0.0; S];
        lines
            .map(|line| {
                let row = hidden.row(line).unwrap_or_default();
                let (gate, value) = (self.gate.apply(row), relu(self.value.apply(row)));
                for ((m, g), v) in mean.iter_mut().zip(gate).zip(value) {
                    let open = (0.2 * g + 0.5).clamp(0.0, 1.0);
                    *m += open * (v - *m);
                }
                mean
            })
            .collect()
    }
}

/// Reads a stored network: sizes of 16 bits, then for each matrix a scale and its
/// whole numbers, and the biases as they are.
struct Reader<'a> {
    bytes: &'a [u8],
}

impl Reader<'_> {
    fn take(&mut self, count: usize) -> Option<&[u8]> {
        let (head, tail) = self.bytes.split_at_checked(count)?;
        self.bytes = tail;
        Some(head)
    }

    fn sizes(&mut self, count: usize) -> Option<Vec<usize>> {
        let bytes = self.take(2 * count)?;
        let size = |pair: &[u8]| pair.iter().rev().fold(0, |n, b| n << 8 | usize::from(*b));
        Some(bytes.chunks_exact(2).map(size).collect())
    }

    fn matrix(&mut self, count: usize) -> Option<Vec<f32>> {
        let scale = f32::from_le_bytes(self.take(4)?.try_into().ok()?);
        let numbers = self.take(count)?;
        Some(
            numbers
                .iter()
                .map(|b| f32::from(b.cast_signed()) * scale)
                .collect(),
        )
    }

    fn layer<const O: usize>(&mut self, inputs: usize) -> Option<Layer<O>> {
        let weights = self.matrix(inputs * O)?;
        let (rows, _) = weights.as_chunks();
        let bias = self
            .take(4 * O)?
            .as_chunks()
            .0
            .iter()
            .map(|b| f32::from_le_bytes(*b));
        let bias = bias.collect::<Vec<_>>().try_into().ok()?;
        Some(Layer {
            weights: rows.to_vec(),
            bias,
        })
    }

    fn scan<const S: usize>(&mut self, inputs: usize) -> Option<Scan<S>> {
        Some(Scan {
            gate: self.layer(inputs)?,
            value: self.layer(inputs)?,
        })
    }
}

/// `1 / (1 + e^-x)`, from the same library of functions on every machine.
#[must_use]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-x))
}
