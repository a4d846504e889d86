//! The sequence network: from a table of features of each line to a few numbers for each line.
//!
//! The features are sent through residual convolutions along the lines, each looking farther than
//! the one before; gated running means then carry what was seen over the whole page, down and up,
//! and a gated mean of all lines tells what page it is; a last layer puts together what was seen near
//! and far. Weights are whole numbers of 7 bits with a scale for each matrix.
//! Additions happen in a fixed order and without fused operations, so that every machine gives
//! the same bits.

use wide::f32x4;

/// What the numbers of a stored network mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Hidden numbers of a line.
    pub width: usize,
    /// Features of a line.
    pub features: usize,
    /// Distance between the taps of each convolution.
    pub dilations: Vec<usize>,
    /// Numbers of the running means in each direction.
    pub scan: usize,
    /// Numbers of the mean of all lines.
    pub pool: usize,
}

/// Four numbers that are worked on at once.
pub type Quad = f32x4;

/// Quads of a row of hidden numbers.
const QUADS: usize = 8;

/// The greatest width of a network, and of its running means: widths below are filled up with zeros.
pub const WIDTH: usize = 4 * QUADS;
/// The same for its means.
pub const SCAN: usize = WIDTH / 2;

type Lanes = [Quad; QUADS];

/// A row of hidden numbers. Many are zero, and what is zero need not be multiplied.
#[derive(Clone, Copy)]
struct Row {
    quads: Lanes,
    /// A bit for each number that is not zero.
    filled: u32,
}

impl Row {
    fn new(quads: Lanes) -> Self {
        let filled = filled(&quads);
        Self { quads, filled }
    }
}

/// A bit for each number that is not zero, for [`QUADS`] quads at most.
fn filled(quads: &[Quad]) -> u32 {
    let bits = |q: &Quad| q.simd_ne(Quad::ZERO).to_bitmask();
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

/// At most [`WIDTH`] numbers, filled up with zeros.
fn lanes(numbers: &[f32]) -> Lanes {
    let mut lanes = [Quad::ZERO; QUADS];
    lanes
        .iter_mut()
        .zip(quads(numbers))
        .for_each(|(l, q)| *l = q);
    lanes
}

/// Vectors of any width in, rows out.
struct Layer {
    weights: Vec<Lanes>,
    bias: Lanes,
    /// Whether only the first half of the rows out can be other than zero.
    narrow: bool,
}

/// Adds products of numbers and rows of weights to the quads of a sum that are named, each with its place.
///
/// One name for each register: the compiler keeps the sums there only so when it aims at size.
macro_rules! add_products {
    ($rows:expr, $x:expr, $filled:expr, $sum:expr, $($name:ident $at:literal),*) => {{
        let [$(mut $name,)* ..] = *$sum;
        let mut filled = $filled;
        while filled != 0 {
            let place = filled.trailing_zeros() as usize;
            filled &= filled - 1;
            let (Some(quad), Some(row)) = ($x.get(place / 4), $rows.get(place)) else {
                break;
            };
            let x = quad.as_array()[place % 4];
            let value = Quad::new([x, x, x, x]);
            $($name += value * row[$at];)*
        }
        $($sum[$at] = $name;)*
    }};
}

impl Layer {
    #[allow(clippy::many_single_char_names, reason = "one for each register")]
    /// Adds the product of the numbers of `x` that are `filled` and the weights from row `first` on to `sum`.
    fn add(&self, first: usize, x: &[Quad], filled: u32, sum: &mut Lanes) {
        let rows = self.weights.get(first..).unwrap_or_default();
        if self.narrow {
            add_products!(rows, x, filled, sum, a 0, b 1, c 2, d 3);
        } else {
            add_products!(rows, x, filled, sum, a 0, b 1, c 2, d 3, e 4, f 5, g 6, h 7);
        }
    }

    /// The same for any number of quads.
    fn add_all(&self, first: usize, x: &[Quad], sum: &mut Lanes) {
        for (chunk, x) in x.chunks(QUADS).enumerate() {
            self.add(first + WIDTH * chunk, x, filled(x), sum);
        }
    }
}

/// Numbers out: for each a row of weights.
struct Heads<const O: usize> {
    weights: [Lanes; O],
    bias: [f32; O],
}

impl<const O: usize> Heads<O> {
    fn apply(&self, x: &Lanes) -> [f32; O] {
        let mut out = self.bias;
        for (out, weights) in out.iter_mut().zip(&self.weights) {
            let products = x.iter().zip(weights).map(|(x, w)| *x * *w);
            let sums = products.fold(Quad::ZERO, |sum, p| sum + p).to_array();
            *out += (sums[0] + sums[1]) + (sums[2] + sums[3]);
        }
        out
    }
}

/// A network with `O` numbers out for each line.
pub struct Network<const O: usize> {
    shape: Shape,
    entry: Layer,
    convs: Vec<Layer>,
    /// Means of lines: gates in the lower half of a row, values in the upper. Running ones down the lines and up, and one
    /// of all lines.
    down: Layer,
    up: Layer,
    pool: Layer,
    mix: Layer,
    heads: Heads<O>,
}

/// Some lines as a network reads them.
#[derive(Default)]
pub struct Window {
    /// Features of each line, row after row.
    features: Vec<Quad>,
    lines: usize,
}

impl Window {
    /// Adds a line. All lines have the same number of features.
    pub fn push(&mut self, features: &[f32]) {
        self.features.extend(quads(features));
        self.lines += 1;
    }

    fn features(&self, line: usize) -> &[Quad] {
        let width = self.features.len() / self.lines.max(1);
        let row = self.features.get(line * width..(line + 1) * width);
        row.unwrap_or_default()
    }
}

/// A table of learned vectors, one for each of some hashed words.
pub struct Vectors {
    numbers: Vec<f32>,
    slots: usize,
    size: usize,
}

impl Vectors {
    /// Reads a table of `slots` vectors, a power of two, of `size` numbers, and gives back what follows it.
    #[must_use]
    pub fn read(bytes: &[u8], slots: usize, size: usize) -> Option<(Self, &[u8])> {
        let mut reader = Reader { bytes };
        let numbers = reader.matrix(slots * size)?;
        let vectors = Self {
            numbers,
            slots,
            size,
        };
        Some((vectors, reader.bytes))
    }

    /// Appends the mean of the vectors of some words: zeros for none.
    pub fn embed(&self, words: &[u32], row: &mut Vec<f32>) {
        let start = row.len();
        row.resize(start + self.size, 0.0);
        let scale = 1.0 / words.len().max(1) as f32;
        for word in words {
            let at = slot(*word, self.slots) * self.size;
            let vector = self.numbers.get(at..at + self.size).unwrap_or_default();
            let mean = row.get_mut(start..).unwrap_or_default();
            for (mean, number) in mean.iter_mut().zip(vector) {
                *mean += scale * number;
            }
        }
    }
}

/// The place of a word in a table of `slots` places, a power of two.
#[must_use]
pub fn slot(hash: u32, slots: usize) -> usize {
    (hash.wrapping_mul(0x9e37_79b1) >> 8) as usize & slots.saturating_sub(1)
}

impl<const O: usize> Network<O> {
    /// Reads a stored network. None when it is wider than [`WIDTH`] and [`SCAN`], has another number
    /// of outputs, or ends too soon or too late.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader { bytes };
        let sizes = reader.sizes(7)?;
        let &[width, scan, pool, mix, outputs, features, convolutions] = sizes.as_slice() else {
            return None;
        };
        if width > WIDTH || scan.max(pool) > SCAN || mix > WIDTH || outputs != O {
            return None;
        }
        let shape = Shape {
            width,
            scan,
            pool,
            features,
            dilations: reader.sizes(convolutions)?,
        };
        let network = Self {
            entry: reader.layer(features, width)?,
            convs: (0..convolutions)
                .map(|_| reader.layer(3 * width, width))
                .collect::<Option<_>>()?,
            down: reader.scan(width, scan)?,
            up: reader.scan(width, scan)?,
            pool: reader.scan(width, pool)?,
            mix: reader.layer(2 * width + 2 * scan + pool, mix)?,
            heads: reader.heads(mix)?,
            shape,
        };
        reader.bytes.is_empty().then_some(network)
    }

    /// How many features it was trained on.
    #[must_use]
    pub fn features(&self) -> usize {
        self.shape.features
    }

    /// Runs over some lines. Linear in the lines.
    #[must_use]
    pub fn run(&self, window: &Window) -> Vec<[f32; O]> {
        let entered: Vec<Row> = (0..window.lines)
            .map(|line| self.enter(window, line))
            .collect();
        let mut hidden = entered.clone();
        for (conv, dilation) in self.convs.iter().zip(&self.shape.dilations) {
            hidden = convolve(conv, self.shape.width, *dilation, &hidden);
        }
        let down = running_means(&self.down, hidden.iter());
        let mut up = running_means(&self.up, hidden.iter().rev());
        up.reverse();
        let (width, scan) = (self.shape.width, self.shape.scan);
        let mut page = self.mix.bias;
        if self.shape.pool > 0 {
            let mean = mean(&self.pool, &hidden);
            self.mix.add_all(2 * width + 2 * scan, &mean, &mut page);
        }
        let rows = hidden.iter().zip(&entered).zip(down.iter().zip(&up));
        rows.map(|((hidden, entered), (down, up))| {
            let mut sum = page;
            self.mix.add(0, &hidden.quads, hidden.filled, &mut sum);
            self.mix
                .add(width, &entered.quads, entered.filled, &mut sum);
            self.mix.add_all(2 * width, down, &mut sum);
            self.mix.add_all(2 * width + scan, up, &mut sum);
            self.heads.apply(&sum.map(relu))
        })
        .collect()
    }

    fn enter(&self, window: &Window, line: usize) -> Row {
        let mut sum = self.entry.bias;
        self.entry.add_all(0, window.features(line), &mut sum);
        Row::new(sum.map(relu))
    }
}

fn relu(x: Quad) -> Quad {
    x.fast_max(Quad::ZERO)
}

/// A convolution with three taps, added to its own input.
fn convolve(layer: &Layer, width: usize, dilation: usize, x: &[Row]) -> Vec<Row> {
    let one = |(line, own): (usize, &Row)| {
        let mut sum = layer.bias;
        let above = line.checked_sub(dilation).and_then(|above| x.get(above));
        let taps = [above, Some(own), x.get(line + dilation)];
        for (tap, row) in taps.into_iter().enumerate() {
            if let Some(row) = row {
                layer.add(tap * width, &row.quads, row.filled, &mut sum);
            }
        }
        for (sum, own) in sum.iter_mut().zip(own.quads) {
            *sum = relu(*sum) + own;
        }
        Row::new(sum)
    };
    x.iter().enumerate().map(one).collect()
}

/// Numbers of a line as a mean takes them: how far each gate is open, and the values.
fn gated(layer: &Layer, row: &Row) -> ([Quad; QUADS / 2], [Quad; QUADS / 2]) {
    let (fifth, half, one) = (Quad::splat(0.2), Quad::splat(0.5), Quad::splat(1.0));
    let mut sum = layer.bias;
    layer.add(0, &row.quads, row.filled, &mut sum);
    let [a, b, c, d, values @ ..] = sum;
    let open = |gate: Quad| (fifth * gate + half).fast_max(Quad::ZERO).fast_min(one);
    ([a, b, c, d].map(open), values.map(relu))
}

/// The gated running mean after each line, in the order in which they are given.
fn running_means<'a>(
    layer: &Layer,
    lines: impl Iterator<Item = &'a Row>,
) -> Vec<[Quad; QUADS / 2]> {
    let mut mean = [Quad::ZERO; QUADS / 2];
    lines
        .map(|row| {
            let (open, values) = gated(layer, row);
            for ((mean, open), value) in mean.iter_mut().zip(open).zip(values) {
                *mean += open * (value - *mean);
            }
            mean
        })
        .collect()
}

/// The gated mean of all lines. A little is added to what it is divided by, so that closed gates give zero.
fn mean(layer: &Layer, lines: &[Row]) -> [Quad; QUADS / 2] {
    let mut sum = [Quad::ZERO; QUADS / 2];
    let mut weight = [Quad::splat(1e-3); QUADS / 2];
    for row in lines {
        let (open, values) = gated(layer, row);
        for at in 0..QUADS / 2 {
            sum[at] += open[at] * values[at];
            weight[at] += open[at];
        }
    }
    for (sum, weight) in sum.iter_mut().zip(weight) {
        *sum /= weight;
    }
    sum
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

    fn layer(&mut self, inputs: usize, outputs: usize) -> Option<Layer> {
        let weights = self.matrix(inputs * outputs)?;
        Some(Layer {
            weights: weights.chunks(outputs.max(1)).map(lanes).collect(),
            bias: lanes(&self.biases(outputs)?),
            narrow: outputs <= WIDTH / 2,
        })
    }

    /// A layer for the gates and one for the values, put into one.
    fn scan(&mut self, inputs: usize, outputs: usize) -> Option<Layer> {
        let gates = self.layer(inputs, outputs)?;
        let mut both = self.layer(inputs, outputs)?;
        both.narrow = false;
        let join = |gates: &Lanes, values: &mut Lanes| {
            values.copy_within(..QUADS / 2, QUADS / 2);
            values
                .iter_mut()
                .zip(gates)
                .take(QUADS / 2)
                .for_each(|(v, g)| *v = *g);
        };
        gates
            .weights
            .iter()
            .zip(&mut both.weights)
            .for_each(|(g, v)| join(g, v));
        join(&gates.bias, &mut both.bias);
        Some(both)
    }

    fn heads<const O: usize>(&mut self, inputs: usize) -> Option<Heads<O>> {
        let numbers = self.matrix(inputs * O)?;
        let mut weights = [[Quad::ZERO; QUADS]; O];
        for (out, weights) in weights.iter_mut().enumerate() {
            let column: Vec<f32> = numbers.iter().skip(out).step_by(O).copied().collect();
            *weights = lanes(&column);
        }
        let bias = self.biases(O)?.try_into().ok()?;
        Some(Heads { weights, bias })
    }
}

/// `1 / (1 + e^-x)`, from the same library of functions on every machine.
#[must_use]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-x))
}
