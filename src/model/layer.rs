//! Rows of hidden numbers and the layers that make them: all the arithmetic of a network.
//!
//! Weights are small whole numbers with a scale for each matrix, and what they are multiplied with is rounded to
//! whole steps: processors multiply and add eight such numbers at once. The rest is done in a fixed order and without
//! fused operations, so that every machine gives the same bits.

use wide::{f32x4, i16x8, i32x4, i32x8};

/// Four numbers that are worked on at once.
pub(super) type Quad = f32x4;

/// Quads of a row of hidden numbers.
pub(super) const QUADS: usize = 6;

/// The greatest width of a network, and of its means: widths below are filled up with zeros.
pub(super) const WIDTH: usize = 4 * QUADS;

/// The width that four quads hold.
const NARROW: usize = 16;

pub(super) type Lanes = [Quad; QUADS];
/// Sums of whole products, one for each number of [`Lanes`].
type Sums = [i32x4; QUADS];

/// What is multiplied is rounded to whole steps, so many of them to one; what is 32 or more is cut short.
const STEPS: f32 = 1024.0;

/// Lanes of one number. A constant: computed where it is used, it is a loop when the compiler aims at size.
pub(super) const fn all(number: f32) -> Quad {
    Quad::new([number; 4])
}

pub(super) const ZERO: Quad = all(0.0);
pub(super) const NO_SUMS: Sums = [i32x4::ZERO; QUADS];

/// An array of what is computed for each quad; no loop, for the same reason.
macro_rules! each_quad {
    ($at:ident => $value:expr) => {
        each_quad!($at => $value; 0 1 2 3 4 5)
    };
    ($at:ident => $value:expr; $($place:literal)*) => {
        [$({
            const $at: usize = $place;
            $value
        }),*]
    };
}
pub(super) use each_quad;

/// A row of hidden numbers, in whole steps. Many are zero, and what is zero need not be multiplied.
#[derive(Clone, Copy)]
pub(super) struct Row {
    whole: [i16x8; WIDTH / 8],
    /// A bit for each pair of numbers that are not both zero.
    filled: u32,
}

impl Row {
    const NONE: Self = Self {
        whole: [i16x8::ZERO; WIDTH / 8],
        filled: 0,
    };

    /// A row of these numbers added to another row.
    pub(super) fn new(numbers: &Lanes, other: &Self) -> Self {
        const FOUR: Quad = all(STEPS);
        let steps = each_quad!(AT => (numbers[AT] * FOUR).round_int());
        let eight = |low: i32x4, high: i32x4, own: i16x8| {
            let steps: i32x8 = bytemuck::cast([low, high]);
            own.saturating_add(i16x8::from_i32x8_saturate(steps))
        };
        let [a, b, c] = other.whole;
        let whole = [
            eight(steps[0], steps[1], a),
            eight(steps[2], steps[3], b),
            eight(steps[4], steps[5], c),
        ];
        let filled = |eight: i16x8| {
            let pairs: i32x4 = bytemuck::cast(eight);
            pairs.simd_ne(i32x4::ZERO).to_bitmask()
        };
        Self {
            whole,
            filled: filled(whole[0]) | filled(whole[1]) << 4 | filled(whole[2]) << 8,
        }
    }

    pub(super) fn of(numbers: &Lanes) -> Self {
        Self::new(numbers, &Self::NONE)
    }
}

/// At most [`WIDTH`] numbers, filled up with zeros.
pub(super) fn lanes(numbers: &[f32]) -> Lanes {
    let mut lanes = [0.0; WIDTH];
    lanes.iter_mut().zip(numbers).for_each(|(l, n)| *l = *n);
    bytemuck::cast(lanes)
}

/// Vectors of any width in, rows out.
pub(super) struct Layer {
    /// For each pair of numbers in: for each number out the two weights, side by side.
    weights: Vec<[i16x8; QUADS]>,
    /// What a whole product is worth.
    scale: Quad,
    bias: Lanes,
    /// Whether only the first [`NARROW`] numbers out can be other than zero.
    narrow: bool,
}

/// Adds products of the pairs of a row and their weights to the sums that are named, each with its place.
///
/// One name for each register: the compiler keeps the sums there only so when it aims at size.
macro_rules! add_products {
    ($rows:expr, $x:expr, $sum:expr, $($name:ident $at:literal),*) => {{
        let [$(mut $name,)* ..] = *$sum;
        let pairs: &[i32; WIDTH / 2] = bytemuck::cast_ref(&$x.whole);
        let mut filled = $x.filled;
        while filled != 0 {
            let place = filled.trailing_zeros() as usize;
            filled &= filled - 1;
            let (Some(pair), Some(row)) = (pairs.get(place), $rows.get(place)) else {
                break;
            };
            let pair: i16x8 = bytemuck::cast(i32x4::new([*pair, *pair, *pair, *pair]));
            $($name += pair.dot(row[$at]);)*
        }
        $($sum[$at] = $name;)*
    }};
}

impl Layer {
    /// A layer with whole weights, for each number in those of all numbers out, and what one step of them is worth.
    pub(super) fn new(weights: &[i8], scale: f32, bias: &[f32]) -> Self {
        let inputs = weights.chunks_exact(bias.len().max(1));
        let mut rows = vec![[i16x8::ZERO; QUADS]; inputs.len().div_ceil(2)];
        for (input, weights) in inputs.enumerate() {
            let Some(row) = rows.get_mut(input / 2) else {
                break;
            };
            let row: &mut [i16; 2 * WIDTH] = bytemuck::cast_mut(row);
            let own = row.iter_mut().skip(input % 2).step_by(2);
            own.zip(weights).for_each(|(own, w)| *own = i16::from(*w));
        }
        Self {
            weights: rows,
            scale: all(scale / STEPS),
            bias: lanes(bias),
            narrow: bias.len() <= NARROW,
        }
    }

    /// Adds the products of a row and the weights from row `first` on, an even one, to `sum`.
    #[allow(clippy::many_single_char_names, reason = "one for each register")]
    pub(super) fn add(&self, first: usize, x: &Row, sum: &mut Sums) {
        let rows = self.weights.get(first / 2..).unwrap_or_default();
        if self.narrow {
            add_products!(rows, x, sum, a 0, b 1, c 2, d 3);
        } else {
            add_products!(rows, x, sum, a 0, b 1, c 2, d 3, e 4, f 5);
        }
    }

    /// The sums for a row.
    pub(super) fn sums(&self, x: &Row) -> Sums {
        let mut sums = NO_SUMS;
        self.add(0, x, &mut sums);
        sums
    }

    /// The numbers out for some sums.
    pub(super) fn out(&self, sums: &Sums) -> Lanes {
        each_quad!(AT => self.bias[AT] + sums[AT].round_float() * self.scale)
    }

    /// The same, with zero for what is below.
    pub(super) fn above_zero(&self, sums: &Sums) -> Lanes {
        let out = self.out(sums);
        each_quad!(AT => relu(out[AT]))
    }
}

/// Numbers out: for each a row of weights.
pub(super) struct Heads<const O: usize> {
    weights: [Lanes; O],
    bias: [f32; O],
}

impl<const O: usize> Heads<O> {
    /// Heads with these weights, for each number in those of all numbers out. None when there are not `O` biases.
    pub(super) fn new(numbers: &[f32], bias: &[f32]) -> Option<Self> {
        let mut weights = [[ZERO; QUADS]; O];
        for (out, weights) in weights.iter_mut().enumerate() {
            let column: Vec<f32> = numbers.iter().skip(out).step_by(O).copied().collect();
            *weights = lanes(&column);
        }
        let bias = bias.try_into().ok()?;
        Some(Self { weights, bias })
    }

    pub(super) fn apply(&self, x: &Lanes) -> [f32; O] {
        let mut out = self.bias;
        for (out, weights) in out.iter_mut().zip(&self.weights) {
            let products = each_quad!(AT => x[AT] * weights[AT]);
            let sums = products.iter().fold(ZERO, |sum, p| sum + *p);
            let sums = sums.to_array();
            *out += (sums[0] + sums[1]) + (sums[2] + sums[3]);
        }
        out
    }
}

fn relu(x: Quad) -> Quad {
    x.fast_max(ZERO)
}
