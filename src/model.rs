//! The sequence network: from a table of features and the words of each line to a few numbers
//! for each line.
//!
//! Words are looked up in a small table of learned vectors (first word, last word, mean of all),
//! joined with the features, and sent through residual convolutions along the lines, each looking
//! farther than the one before; a gated running mean then carries what was seen over the
//! whole page, down and up. Weights are whole numbers of 8 bits with a scale for each matrix.
//! Additions happen in a fixed order and without fused operations, so that every machine gives
//! the same bits.

use wide::f32x4;

/// What the numbers of a stored network mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Features of a line.
    pub features: usize,
    /// Places in the table of words, a power of two.
    pub slots: usize,
    /// Numbers for each place, a multiple of four.
    pub embedding: usize,
    /// Distance between the taps of each convolution.
    pub dilations: Vec<usize>,
}

/// Four numbers that are worked on at once.
pub type Quad = f32x4;

/// Quads whose places fit one set of bits.
const CHUNK: usize = 16;

/// A row of hidden numbers. Most are zero, and what is zero need not be multiplied.
#[derive(Clone, Copy)]
struct Row<const V: usize> {
    quads: [Quad; V],
    /// A bit for each number that is not zero.
    filled: u64,
}

impl<const V: usize> Row<V> {
    fn new(quads: [Quad; V]) -> Self {
        let filled = filled(&quads);
        Self { quads, filled }
    }
}

/// A bit for each number that is not zero, for [`CHUNK`] quads at most.
fn filled(quads: &[Quad]) -> u64 {
    let bits = |q: &Quad| u64::from(q.simd_ne(Quad::ZERO).to_bitmask());
    quads.iter().rev().fold(0, |all, q| all << 4 | bits(q))
}

/// Numbers as quads, the last filled up with zeros.
fn quads(numbers: &[f32]) -> impl Iterator<Item = Quad> {
    let (whole, rest) = numbers.as_chunks::<4>();
    let mut last = [0.0; 4];
    last.iter_mut().zip(rest).for_each(|(l, r)| *l = *r);
    let last = (!rest.is_empty()).then_some(last);
    whole.iter().copied().chain(last).map(Quad::new)
}

/// Vectors in, vectors of `V` quads out.
struct Layer<const V: usize> {
    weights: Vec<[Quad; V]>,
    bias: [Quad; V],
}

impl<const V: usize> Layer<V> {
    /// Adds the product of a chunk of numbers and the rows from `first` on to `sum`.
    fn add(&self, first: usize, x: &[Quad], mut filled: u64, sum: &mut [Quad; V]) {
        let rows = self.weights.get(first..).unwrap_or_default();
        let mut lanes = *sum; // a copy that stays in registers
        while filled != 0 {
            let place = filled.trailing_zeros() as usize;
            filled &= filled - 1;
            let (Some(quad), Some(row)) = (x.get(place / 4), rows.get(place)) else {
                break;
            };
            let value = Quad::splat(quad.as_array()[place % 4]);
            for (lane, weight) in lanes.iter_mut().zip(row) {
                *lane += value * *weight;
            }
        }
        *sum = lanes;
    }

    /// The same for any number of quads.
    fn add_all(&self, first: usize, x: &[Quad], sum: &mut [Quad; V]) {
        for (chunk, x) in x.chunks(CHUNK).enumerate() {
            self.add(first + 4 * CHUNK * chunk, x, filled(x), sum);
        }
    }

    fn apply<const I: usize>(&self, x: &Row<I>) -> [Quad; V] {
        let mut sum = self.bias;
        self.add(0, &x.quads, x.filled, &mut sum);
        sum
    }
}

/// Gates and values of a running mean in one direction.
struct Scan<const S: usize> {
    gate: Layer<S>,
    value: Layer<S>,
}

/// Numbers out: for each a row of weights over all that is known of a line.
struct Heads<const O: usize> {
    weights: [Vec<Quad>; O],
    bias: [f32; O],
}

impl<const O: usize> Heads<O> {
    fn apply<'a>(&self, x: impl Iterator<Item = &'a Quad> + Clone) -> [f32; O] {
        let mut out = self.bias;
        for (out, weights) in out.iter_mut().zip(&self.weights) {
            let products = x.clone().zip(weights).map(|(x, w)| *x * *w);
            let [a, b, c, d] = products.fold(Quad::ZERO, |sum, p| sum + p).to_array();
            *out += (a + b) + (c + d);
        }
        out
    }
}

/// A network of width `W`, with running means of width `S`, both in quads, and `O` numbers out for
/// each line.
pub struct Network<const W: usize, const S: usize, const O: usize> {
    shape: Shape,
    words: Vec<Quad>,
    entry: Layer<W>,
    convs: Vec<Layer<W>>,
    down: Scan<S>,
    up: Scan<S>,
    heads: Heads<O>,
}

/// Some lines as a network reads them.
#[derive(Default)]
pub struct Window<'a> {
    /// Features of each line, row after row.
    features: Vec<Quad>,
    /// Hashes of each line's words.
    words: Vec<&'a [u32]>,
}

impl<'a> Window<'a> {
    /// Adds a line. All lines have the same number of features.
    pub fn push(&mut self, features: &[f32], words: &'a [u32]) {
        self.features.extend(quads(features));
        self.words.push(words);
    }

    fn features(&self, line: usize) -> &[Quad] {
        let width = self.features.len() / self.words.len().max(1);
        let row = self.features.get(line * width..(line + 1) * width);
        row.unwrap_or_default()
    }
}

/// The place of a word in a table of `slots` places, a power of two.
#[must_use]
pub fn slot(hash: u32, slots: usize) -> usize {
    (hash.wrapping_mul(0x9e37_79b1) >> 8) as usize & slots.saturating_sub(1)
}

impl<const W: usize, const S: usize, const O: usize> Network<W, S, O> {
    /// Reads a stored network. None when it has another shape than `W`, `S` and `O` say, or
    /// ends too soon or too late.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader { bytes };
        if reader.sizes(3)? != [4 * W, 4 * S, O] {
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
            words: quads(&reader.matrix(slots * embedding)?).collect(),
            entry: reader.layer(features + 3 * embedding)?,
            convs: (0..convolutions)
                .map(|_| reader.layer(12 * W))
                .collect::<Option<_>>()?,
            down: reader.scan(4 * W)?,
            up: reader.scan(4 * W)?,
            heads: reader.heads(8 * W + 8 * S)?,
            shape,
        };
        let whole = embedding % 4 == 0 && (slots == 0 || slots.is_power_of_two());
        (reader.bytes.is_empty() && whole).then_some(network)
    }

    /// How many features it was trained on.
    #[must_use]
    pub fn features(&self) -> usize {
        self.shape.features
    }

    /// Runs over some lines. Linear in the lines and their words.
    #[must_use]
    pub fn run(&self, window: &Window) -> Vec<[f32; O]> {
        let lines = window.words.len();
        let entered: Vec<Row<W>> = (0..lines).map(|line| self.enter(window, line)).collect();
        let mut hidden = entered.clone();
        for (conv, dilation) in self.convs.iter().zip(&self.shape.dilations) {
            hidden = convolve(conv, *dilation, &hidden);
        }
        let down = self.down.run(hidden.iter());
        let mut up = self.up.run(hidden.iter().rev());
        up.reverse();
        let rows = hidden.iter().zip(&entered).zip(down.iter().zip(&up));
        rows.map(|((hidden, entered), (down, up))| {
            let trunk = hidden.quads.iter().chain(&entered.quads);
            self.heads.apply(trunk.chain(down).chain(up))
        })
        .collect()
    }

    /// The first layer: features, and the vectors of the mean, the first and the last word.
    fn enter(&self, window: &Window, line: usize) -> Row<W> {
        let mut sum = self.entry.bias;
        self.entry.add_all(0, window.features(line), &mut sum);
        let words = window.words.get(line).copied().unwrap_or_default();
        let mut mean = [Quad::ZERO; CHUNK];
        for hash in words {
            for (m, v) in mean.iter_mut().zip(self.vector(*hash)) {
                *m += *v;
            }
        }
        let scale = Quad::splat(1.0 / words.len().max(1) as f32);
        mean.iter_mut().for_each(|m| *m *= scale);
        let size = self.shape.embedding;
        let mean = mean.get(..size / 4).unwrap_or_default();
        let ends = [words.first(), words.last()];
        let [first, last] = ends.map(|word| word.map_or(&[][..], |w| self.vector(*w)));
        for (part, vector) in [mean, first, last].into_iter().enumerate() {
            let at = self.shape.features + part * size;
            self.entry.add_all(at, vector, &mut sum);
        }
        Row::new(relu(sum))
    }

    fn vector(&self, hash: u32) -> &[Quad] {
        let size = self.shape.embedding / 4;
        let at = slot(hash, self.shape.slots) * size;
        self.words.get(at..at + size).unwrap_or_default()
    }
}

fn relu<const V: usize>(x: [Quad; V]) -> [Quad; V] {
    x.map(|v| v.fast_max(Quad::ZERO))
}

/// A convolution with three taps, added to its own input.
fn convolve<const V: usize>(layer: &Layer<V>, dilation: usize, x: &[Row<V>]) -> Vec<Row<V>> {
    let one = |(line, own): (usize, &Row<V>)| {
        let mut sum = layer.bias;
        let above = line.checked_sub(dilation).and_then(|above| x.get(above));
        let taps = [above, Some(own), x.get(line + dilation)];
        for (tap, row) in taps.into_iter().enumerate() {
            if let Some(row) = row {
                layer.add(tap * 4 * V, &row.quads, row.filled, &mut sum);
            }
        }
        let mut quads = relu(sum);
        quads.iter_mut().zip(own.quads).for_each(|(q, own)| *q += own);
        Row::new(quads)
    };
    x.iter().enumerate().map(one).collect()
}

impl<const S: usize> Scan<S> {
    /// The running mean after each line, in the order in which they are given.
    fn run<'a, const W: usize>(&self, lines: impl Iterator<Item = &'a Row<W>>) -> Vec<[Quad; S]> {
        let (fifth, half, one) = (Quad::splat(0.2), Quad::splat(0.5), Quad::splat(1.0));
        let mut mean = [Quad::ZERO; S];
        lines
            .map(|row| {
                let (gate, value) = (self.gate.apply(row), relu(self.value.apply(row)));
                for ((m, g), v) in mean.iter_mut().zip(gate).zip(value) {
                    let open = (fifth * g + half).fast_max(Quad::ZERO).fast_min(one);
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

    fn biases(&mut self, count: usize) -> Option<Vec<f32>> {
        let (numbers, _) = self.take(4 * count)?.as_chunks();
        Some(numbers.iter().map(|b| f32::from_le_bytes(*b)).collect())
    }

    fn layer<const V: usize>(&mut self, inputs: usize) -> Option<Layer<V>> {
        let weights: Vec<Quad> = quads(&self.matrix(inputs * 4 * V)?).collect();
        let bias: Vec<Quad> = quads(&self.biases(4 * V)?).collect();
        Some(Layer {
            weights: weights.as_chunks().0.to_vec(),
            bias: bias.try_into().ok()?,
        })
    }

    fn scan<const S: usize>(&mut self, inputs: usize) -> Option<Scan<S>> {
        Some(Scan {
            gate: self.layer(inputs)?,
            value: self.layer(inputs)?,
        })
    }

    fn heads<const O: usize>(&mut self, inputs: usize) -> Option<Heads<O>> {
        let weights = self.matrix(inputs * O)?;
        let bias = self.biases(O)?.try_into().ok()?;
        let of = |out: usize| -> Vec<f32> { weights.iter().skip(out).step_by(O).copied().collect() };
        let weights = std::array::from_fn(|out| quads(&of(out)).collect());
        Some(Heads { weights, bias })
    }
}

/// `1 / (1 + e^-x)`, from the same library of functions on every machine.
#[must_use]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-x))
}
