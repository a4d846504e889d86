//! The sequence network: from a table of features of each line to a few numbers for each line.
//!
//! The features are sent through residual convolutions along the lines, each looking farther than
//! the one before; gated running means then carry what was seen over the whole page, down and up,
//! and a gated mean of all lines tells what page it is; a last layer puts together what was seen near
//! and far.

mod layer;

use layer::{Heads, Lanes, Layer, NO_SUMS, QUADS, Quad, Row, WIDTH, ZERO, all, each_quad, lanes};

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

/// What a mean of lines is made with: how far each line opens the gate of each number, and what it says.
struct Gated {
    gates: Layer,
    values: Layer,
}

/// A network with `O` numbers out for each line.
pub struct Network<const O: usize> {
    shape: Shape,
    entry: Layer,
    convs: Vec<Layer>,
    /// Means of lines: running ones down and up, and one of all lines.
    down: Gated,
    up: Gated,
    pool: Gated,
    mix: Layer,
    heads: Heads<O>,
}

/// Some lines as a network reads them.
#[derive(Default)]
pub struct Window {
    /// Features of each line: a few rows for each.
    features: Vec<Row>,
    lines: usize,
}

impl Window {
    /// Adds a line. All lines have the same number of features.
    pub fn push(&mut self, features: &[f32]) {
        let rows = features.chunks(WIDTH).map(|some| Row::of(&lanes(some)));
        self.features.extend(rows);
        self.lines += 1;
    }

    /// The features of each line.
    fn lines(&self) -> impl Iterator<Item = &[Row]> {
        let rows = self.features.len() / self.lines.max(1);
        self.features.chunks(rows.max(1))
    }
}

/// Numbers of a learned vector.
pub const VECTOR: usize = 4;

/// A table of learned vectors, one for each of some hashed words.
pub struct Vectors(Vec<Quad>);

impl Vectors {
    /// Reads a table of `slots` vectors, a power of two, and gives back what follows it.
    #[must_use]
    pub fn read(bytes: &[u8], slots: usize) -> Option<(Self, &[u8])> {
        let mut reader = Reader { bytes };
        let numbers = reader.matrix(slots * VECTOR)?;
        let (vectors, _) = numbers.as_chunks();
        let vectors = vectors.iter().map(|vector| Quad::new(*vector)).collect();
        Some((Self(vectors), reader.bytes))
    }

    /// The mean of the vectors of some words: zeros for none.
    #[must_use]
    pub fn mean(&self, words: &[u32]) -> [f32; VECTOR] {
        let share = 1.0 / words.len().max(1) as f32;
        let share = Quad::new([share; VECTOR]);
        let mut mean = ZERO;
        for word in words {
            if let Some(vector) = self.0.get(slot(*word, self.0.len())) {
                mean += share * *vector;
            }
        }
        mean.to_array()
    }
}

/// The place of a word in a table of `slots` places, a power of two.
#[must_use]
pub fn slot(hash: u32, slots: usize) -> usize {
    (hash.wrapping_mul(0x9e37_79b1) >> 8) as usize & slots.saturating_sub(1)
}

impl<const O: usize> Network<O> {
    /// Reads a stored network, and gives back what follows it. None when it is wider than [`WIDTH`], has an odd
    /// width or another number of outputs, or ends too soon.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let mut reader = Reader { bytes };
        let sizes = reader.sizes(7)?;
        let &[width, scan, pool, mix, outputs, features, convolutions] = sizes.as_slice() else {
            return None;
        };
        let even = (width | scan | pool).is_multiple_of(2);
        if width.max(scan).max(pool).max(mix) > WIDTH || outputs != O || !even {
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
            down: reader.gated(width, scan)?,
            up: reader.gated(width, scan)?,
            pool: reader.gated(width, pool)?,
            mix: reader.layer(2 * width + 2 * scan + pool, mix)?,
            heads: reader.heads(mix)?,
            shape,
        };
        Some((network, reader.bytes))
    }

    /// How many features it was trained on.
    #[must_use]
    pub fn features(&self) -> usize {
        self.shape.features
    }

    /// Runs over some lines. Linear in the lines.
    #[must_use]
    pub fn run(&self, window: &Window) -> Vec<[f32; O]> {
        let entered: Vec<Row> = window.lines().map(|line| self.enter(line)).collect();
        let mut hidden = entered.clone();
        for (conv, dilation) in self.convs.iter().zip(&self.shape.dilations) {
            hidden = convolve(conv, self.shape.width, *dilation, &hidden);
        }
        let down = running_means(&self.down, hidden.iter());
        let mut up = running_means(&self.up, hidden.iter().rev());
        up.reverse();
        let (width, scan) = (self.shape.width, self.shape.scan);
        let mut page = NO_SUMS;
        if self.shape.pool > 0 {
            let mean = mean(&self.pool, &hidden);
            self.mix.add(2 * width + 2 * scan, &mean, &mut page);
        }
        let rows = hidden.iter().zip(&entered).zip(down.iter().zip(&up));
        rows.map(|((hidden, entered), (down, up))| {
            let mut sum = page;
            self.mix.add(0, hidden, &mut sum);
            self.mix.add(width, entered, &mut sum);
            self.mix.add(2 * width, down, &mut sum);
            self.mix.add(2 * width + scan, up, &mut sum);
            self.heads.apply(&self.mix.above_zero(&sum))
        })
        .collect()
    }

    fn enter(&self, features: &[Row]) -> Row {
        let mut sum = NO_SUMS;
        for (at, row) in features.iter().enumerate() {
            self.entry.add(WIDTH * at, row, &mut sum);
        }
        Row::of(&self.entry.above_zero(&sum))
    }
}

/// A convolution with three taps, added to its own input.
fn convolve(layer: &Layer, width: usize, dilation: usize, x: &[Row]) -> Vec<Row> {
    let one = |(line, own): (usize, &Row)| {
        let mut sum = NO_SUMS;
        let above = line.checked_sub(dilation).and_then(|above| x.get(above));
        if let Some(above) = above {
            layer.add(0, above, &mut sum);
        }
        layer.add(width, own, &mut sum);
        if let Some(below) = x.get(line + dilation) {
            layer.add(2 * width, below, &mut sum);
        }
        Row::new(&layer.above_zero(&sum), own)
    };
    x.iter().enumerate().map(one).collect()
}

impl Gated {
    /// Numbers of a line as a mean takes them: how far each gate is open, and the values.
    fn apply(&self, row: &Row) -> (Lanes, Lanes) {
        const FIFTH: Quad = all(0.2);
        const HALF: Quad = all(0.5);
        const ONE: Quad = all(1.0);
        let gates = self.gates.out(&self.gates.sums(row));
        let open = each_quad!(AT => (FIFTH * gates[AT] + HALF).fast_max(ZERO).fast_min(ONE));
        (open, self.values.above_zero(&self.values.sums(row)))
    }
}

/// The gated running mean after each line, in the order in which they are given.
fn running_means<'a>(gated: &Gated, lines: impl Iterator<Item = &'a Row>) -> Vec<Row> {
    let mut mean = [ZERO; QUADS];
    lines
        .map(|row| {
            let (open, values) = gated.apply(row);
            mean = each_quad!(AT => mean[AT] + open[AT] * (values[AT] - mean[AT]));
            Row::of(&mean)
        })
        .collect()
}

/// The gated mean of all lines. A little is added to what it is divided by, so that closed gates give zero.
fn mean(gated: &Gated, lines: &[Row]) -> Row {
    let mut sum = [ZERO; QUADS];
    let mut weight = [all(1e-3); QUADS];
    for row in lines {
        let (open, values) = gated.apply(row);
        sum = each_quad!(AT => sum[AT] + open[AT] * values[AT]);
        weight = each_quad!(AT => weight[AT] + open[AT]);
    }
    Row::of(&each_quad!(AT => sum[AT] / weight[AT]))
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

    /// A scale and whole numbers.
    fn whole(&mut self, count: usize) -> Option<(f32, Vec<i8>)> {
        let scale = f32::from_le_bytes(self.take(4)?.try_into().ok()?);
        let numbers = self.take(count)?;
        Some((scale, numbers.iter().map(|b| b.cast_signed()).collect()))
    }

    fn matrix(&mut self, count: usize) -> Option<Vec<f32>> {
        let (scale, numbers) = self.whole(count)?;
        Some(numbers.into_iter().map(|n| f32::from(n) * scale).collect())
    }

    fn biases(&mut self, count: usize) -> Option<Vec<f32>> {
        let (numbers, _) = self.take(4 * count)?.as_chunks();
        Some(numbers.iter().map(|b| f32::from_le_bytes(*b)).collect())
    }

    fn layer(&mut self, inputs: usize, outputs: usize) -> Option<Layer> {
        let (scale, weights) = self.whole(inputs * outputs)?;
        Some(Layer::new(&weights, scale, &self.biases(outputs)?))
    }

    fn gated(&mut self, inputs: usize, outputs: usize) -> Option<Gated> {
        Some(Gated {
            gates: self.layer(inputs, outputs)?,
            values: self.layer(inputs, outputs)?,
        })
    }

    fn heads<const O: usize>(&mut self, inputs: usize) -> Option<Heads<O>> {
        let numbers = self.matrix(inputs * O)?;
        Heads::new(&numbers, &self.biases(O)?)
    }
}

/// `1 / (1 + e^-x)`, from the same library of functions on every machine.
#[must_use]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-x))
}
