//! The sequence network as it is trained: the same computation as the core's, on a tape.

use crate::tape::{Param, Tape, Var};

/// Lists of marks for each line.
pub const MARKS: usize = copydesk::page::models::LISTS;

/// What a network is built like.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Numeric features of a line.
    pub features: usize,
    /// Slots of the word table.
    pub slots: usize,
    /// Numbers for each slot.
    pub embedding: usize,
    /// Slots of the table of marks, and numbers for each: words of class and id; none for text.
    pub marks: (usize, usize),
    /// Width of the trunk.
    pub width: usize,
    /// One residual convolution for each, with that distance between taps.
    pub dilations: Vec<usize>,
    /// Width of the gated scan in each direction; 0 for none.
    pub scan: usize,
}

/// Where each parameter stands.
#[derive(Clone, Debug)]
pub struct Layout {
    pub shape: Shape,
    pub marks: Param,
    pub words: Param,
    pub entry: (Param, Param),
    pub convs: Vec<(Param, Param)>,
    /// Gate and value down the lines, gate and value up.
    pub gates: Vec<(Param, Param)>,
    pub heads: (Param, Param),
    /// Numbers in all.
    pub size: usize,
}

struct Allocator(usize);

impl Allocator {
    fn take(&mut self, rows: usize, cols: usize) -> Param {
        let at = self.0;
        self.0 += rows * cols;
        Param { at, rows, cols }
    }

    fn layer(&mut self, inputs: usize, outputs: usize) -> (Param, Param) {
        (self.take(inputs, outputs), self.take(1, outputs))
    }
}

impl Layout {
    pub fn new(shape: Shape) -> Self {
        let mut a = Allocator(0);
        let (width, scan) = (shape.width, shape.scan);
        let marks = a.take(shape.marks.0, shape.marks.1);
        let words = a.take(shape.slots, shape.embedding);
        let inputs = shape.features + MARKS * shape.marks.1 + 3 * shape.embedding;
        let entry = a.layer(inputs, width);
        let convs = shape
            .dilations
            .iter()
            .map(|_| a.layer(3 * width, width))
            .collect();
        let gates = (0..if scan > 0 { 4 } else { 0 })
            .map(|_| a.layer(width, scan))
            .collect();
        let heads = a.layer(2 * width + 2 * scan, 1);
        Self {
            marks,
            words,
            entry,
            convs,
            gates,
            heads,
            size: a.0,
            shape,
        }
    }

    /// Random parameters to begin from.
    pub fn init(&self, random: &mut Random) -> Vec<f32> {
        let mut params = vec![0.0; self.size];
        let mut fill = |p: Param, scale: f32| {
            params[p.range()]
                .iter_mut()
                .for_each(|w| *w = random.normal() * scale);
        };
        fill(self.marks, 0.1);
        fill(self.words, 0.1);
        let he = |p: Param, gain: f32| gain * (2.0 / p.rows as f32).sqrt();
        fill(self.entry.0, he(self.entry.0, 1.0));
        self.convs.iter().for_each(|c| fill(c.0, he(c.0, 0.5)));
        self.gates.iter().for_each(|g| fill(g.0, he(g.0, 0.7)));
        fill(self.heads.0, he(self.heads.0, 0.5));
        params
    }

    /// Matrices that are worth decaying.
    pub fn is_weight(&self) -> Vec<bool> {
        let mut mask = vec![true; self.size];
        let layers = self
            .convs
            .iter()
            .chain(&self.gates)
            .chain([&self.entry, &self.heads]);
        layers.for_each(|(_, bias)| mask[bias.range()].fill(false));
        mask
    }

    /// Runs the network over one document.
    pub fn forward(&self, tape: &mut Tape, input: &Input, drop: Option<(&mut Random, f32)>) -> Var {
        let x = tape.input(input.features.clone());
        let mut lists: [Vec<Vec<u32>>; 3] = Default::default();
        for words in &input.words {
            lists[1].push(words.first().into_iter().copied().collect());
            lists[2].push(words.last().into_iter().copied().collect());
            lists[0].push(words.clone());
        }
        let mut drop = drop;
        let mut parts = vec![x];
        for list in (0..MARKS).filter(|_| self.shape.marks.1 > 0) {
            let lists = input.marks.iter().map(|m| m[list].clone()).collect();
            parts.push(tape.embed(self.marks, lists));
        }
        for list in lists.into_iter().filter(|_| self.shape.embedding > 0) {
            parts.push(tape.embed(self.words, list));
        }
        let joined = tape.join(&parts);
        let entry = tape.conv(joined, self.entry.0, self.entry.1, &[0]);
        let first = tape.relu(entry);
        let mut h = first;
        for ((w, b), &d) in self.convs.iter().zip(&self.shape.dilations) {
            let d = d as isize;
            let c = tape.conv(h, *w, *b, &[-d, 0, d]);
            let mut c = tape.relu(c);
            if let Some((random, rate)) = &mut drop {
                let mask = random.mask(tape.value(c).len(), *rate);
                c = tape.mask(c, mask);
            }
            h = tape.add(h, c);
        }
        if let [zd, vd, zu, vu] = self.gates[..] {
            let mut scan = |z: (Param, Param), v: (Param, Param), up| {
                let (z, v) = (tape.conv(h, z.0, z.1, &[0]), tape.conv(h, v.0, v.1, &[0]));
                let (z, v) = (tape.gate(z), tape.relu(v));
                tape.scan(z, v, up)
            };
            let (down, up) = (scan(zd, vd, false), scan(zu, vu, true));
            h = tape.join(&[h, first, down, up]);
        } else {
            h = tape.join(&[h, first]);
        }
        if let Some((random, rate)) = &mut drop {
            let mask = random.mask(tape.value(h).len(), *rate);
            h = tape.mask(h, mask);
        }
        tape.conv(h, self.heads.0, self.heads.1, &[0])
    }
}

/// One document for the network.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// Features, line after line.
    pub features: Vec<f32>,
    /// Slots of the words of each line.
    pub words: Vec<Vec<u32>>,
    /// Slots of the words of class and id: of the nearest elements, of those around, of the page. Empty for text.
    pub marks: Vec<[Vec<u32>; MARKS]>,
}

/// A small generator of random numbers (`SplitMix64`).
#[derive(Clone, Debug)]
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to 1.
    pub fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1 << 24) as f32
    }

    /// Near enough to the normal distribution.
    pub fn normal(&mut self) -> f32 {
        (0..12).map(|_| self.unit()).sum::<f32>() - 6.0
    }

    /// A mask that drops numbers at a rate and scales the others up.
    pub fn mask(&mut self, size: usize, rate: f32) -> Vec<f32> {
        (0..size)
            .map(|_| {
                if self.unit() < rate {
                    0.0
                } else {
                    1.0 / (1.0 - rate)
                }
            })
            .collect()
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, (self.next() % (i as u64 + 1)) as usize);
        }
    }
}

/// Adam with decoupled weight decay.
pub struct Adam {
    mean: Vec<f32>,
    square: Vec<f32>,
    step: i32,
}

impl Adam {
    pub fn new(size: usize) -> Self {
        Self {
            mean: vec![0.0; size],
            square: vec![0.0; size],
            step: 0,
        }
    }

    pub fn step(
        &mut self,
        params: &mut [f32],
        grads: &[f32],
        rate: f32,
        decay: f32,
        weights: &[bool],
    ) {
        self.step += 1;
        let (b1, b2) = (0.9_f32, 0.999_f32);
        let (c1, c2) = (1.0 - b1.powi(self.step), 1.0 - b2.powi(self.step));
        for i in 0..params.len() {
            let g = grads[i];
            self.mean[i] = b1 * self.mean[i] + (1.0 - b1) * g;
            self.square[i] = b2 * self.square[i] + (1.0 - b2) * g * g;
            let update = (self.mean[i] / c1) / ((self.square[i] / c2).sqrt() + 1e-8);
            let shrink = if weights[i] { decay * params[i] } else { 0.0 };
            params[i] -= rate * (update + shrink);
        }
    }
}
