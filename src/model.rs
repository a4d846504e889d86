//! The sequence network: from a table of features and the words of each line to a few numbers
//! for each line.
//!
//! Words are looked up in a small table of learned vectors (first word, last word, mean of all),
//! joined with the features, and sent through residual convolutions along the lines, each looking
//! farther than the one before; a gated running mean then carries what was seen over the
//! whole page, down and up. Weights are whole numbers of 8 bits with a scale for each matrix.
//! Additions happen in a fixed order and without fused operations, so that every machine gives
//! the same bits.

/// Lines that are looked at together, and how far windows overlap. Longer inputs are cut into
/// windows, so that memory has a bound.
const WINDOW: usize = 8192;
const OVERLAP: usize = 256;

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

/// Vectors in, vectors of `O` numbers out.
struct Layer<const O: usize> {
    weights: Vec<[f32; O]>,
    bias: [f32; O],
}

impl<const O: usize> Layer<O> {
    /// Adds the product of `x` and the rows from `first` on to `sum`. Zeros, which are frequent,
    /// cost nothing.
    fn add(&self, first: usize, x: &[f32], sum: &mut [f32; O]) {
        let rows = self.weights.get(first..).unwrap_or_default();
        for (value, row) in x.iter().zip(rows) {
            if *value != 0.0 {
                for (s, w) in sum.iter_mut().zip(row) {
                    *s += value * w;
                }
            }
        }
    }

    fn apply(&self, x: &[f32]) -> [f32; O] {
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

/// Where a network reads its lines from.
pub trait Source {
    /// How many lines there are.
    fn lines(&self) -> usize;
    /// Appends the features of a line.
    fn features(&self, line: usize, to: &mut Vec<f32>);
    /// The hashes of a line's words.
    fn words(&self, line: usize) -> &[u32];
}

/// The place of a word in a table of `slots` places.
#[must_use]
pub fn slot(hash: u32, slots: usize) -> usize {
    (hash.wrapping_mul(0x9e37_79b1) >> 8) as usize % slots.max(1)
}

impl<const W: usize, const S: usize, const O: usize> Network<W, S, O> {
    /// Reads a stored network; the bytes behind it come with it. None when it has another shape
    /// than `W`, `S` and `O` say, or ends too soon.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<(Self, &[u8])> {
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
        Some((network, reader.bytes))
    }

    /// How many features it was trained on.
    #[must_use]
    pub fn features(&self) -> usize {
        self.shape.features
    }

    /// Runs over all lines. `progress` hears the share that is done, and stops the run by
    /// returning false; the result is then shorter. Linear in the lines and their words.
    pub fn run(
        &self,
        source: &impl Source,
        progress: &mut dyn FnMut(f32) -> bool,
    ) -> Vec<[f32; O]> {
        let lines = source.lines();
        let mut out = Vec::with_capacity(lines);
        while out.len() < lines {
            let first = out.len();
            let from = first.saturating_sub(OVERLAP);
            let to = lines.min(first + WINDOW);
            let seen = lines.min(to + OVERLAP);
            let window = self.run_window(source, from, seen);
            out.extend(window.into_iter().skip(first - from).take(to - first));
            if !progress(out.len() as f32 / lines as f32) {
                break;
            }
        }
        out
    }

    fn run_window(&self, source: &impl Source, from: usize, to: usize) -> Vec<[f32; O]> {
        let mut input = Vec::new();
        let first: Vec<[f32; W]> = (from..to)
            .map(|line| {
                input.clear();
                source.features(line, &mut input);
                self.embed(source.words(line), &mut input);
                relu(self.entry.apply(&input))
            })
            .collect();
        let mut hidden = first.clone();
        for (conv, dilation) in self.convs.iter().zip(&self.shape.dilations) {
            hidden = convolve(conv, *dilation, &hidden);
        }
        let down = self.down.run(hidden.iter());
        let mut up = self.up.run(hidden.iter().rev());
        up.reverse();
        let parts = hidden.iter().zip(&first).zip(down.iter().zip(&up));
        parts
            .map(|((hidden, first), (down, up))| {
                let mut sum = self.heads.apply(hidden);
                self.heads.add(W, first, &mut sum);
                self.heads.add(2 * W, down, &mut sum);
                self.heads.add(2 * W + S, up, &mut sum);
                sum
            })
            .collect()
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
fn convolve<const W: usize>(layer: &Layer<W>, dilation: usize, x: &[[f32; W]]) -> Vec<[f32; W]> {
    let tap = |line: Option<usize>, first: usize, sum: &mut [f32; W]| {
        if let Some(row) = line.and_then(|line| x.get(line)) {
            layer.add(first, row, sum);
        }
    };
    x.iter()
        .enumerate()
        .map(|(line, own)| {
            let mut sum = layer.bias;
            tap(line.checked_sub(dilation), 0, &mut sum);
            tap(Some(line), W, &mut sum);
            tap(line.checked_add(dilation), 2 * W, &mut sum);
            let mut out = relu(sum);
            out.iter_mut().zip(own).for_each(|(o, x)| *o += x);
            out
        })
        .collect()
}

impl<const S: usize> Scan<S> {
    /// The running mean after each line, in the order in which they are given.
    fn run<'a, const W: usize>(&self, lines: impl Iterator<Item = &'a [f32; W]>) -> Vec<[f32; S]> {
        let mut mean = [0.0; S];
        lines
            .map(|line| {
                let gate = self.gate.apply(line);
                let value = relu(self.value.apply(line));
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
