//! The sequence network as it is trained: the same computation as the core's, on a tape.

use copydesk::page::models::LISTS;

use crate::tape::{Param, Tape, Var};

/// What a network is built like.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Numeric features of a line.
    pub features: usize,
    /// Width of the trunk.
    pub width: usize,
    /// One residual convolution for each, with that distance between taps.
    pub dilations: Vec<usize>,
    /// Width of the gated scan in each direction.
    pub scan: usize,
    /// Width of the gated mean of all lines.
    pub pool: usize,
    /// Width of the layer behind the scan.
    pub mix: usize,
    /// Outputs that only training asks for.
    pub aux: usize,
    /// Largest whole number of a stored weight: 7 is 4 bits with the sign, 15 is 5, 31 is 6.
    pub levels: f32,
    /// Slots of the table of marks, the words of class and id, and numbers for each; none for text.
    pub marks: (usize, usize),
    /// The same for the table of words.
    pub words: (usize, usize),
}

impl Shape {
    /// Numbers that the tables add to the features.
    pub fn learned(&self) -> usize {
        LISTS * self.marks.1 + 3 * self.words.1
    }
}

/// A document for the network.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// Features, line after line.
    pub features: Vec<f32>,
    /// Slots of the words of each line. Empty where the network has no table of words.
    pub words: Vec<Vec<u32>>,
    /// Slots of the words of class and id: of the nearest elements, of those around, of the page. Empty for text.
    pub marks: Vec<[Vec<u32>; LISTS]>,
}

impl Input {
    /// A document of features alone.
    pub fn plain(features: Vec<f32>) -> Self {
        Self {
            features,
            ..Self::default()
        }
    }

    /// Its lines, of that many features each.
    pub fn lines(&self, features: usize) -> usize {
        self.features.len() / features
    }
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
    /// Gate and value of the mean of all lines.
    pub pool: [(Param, Param); 2],
    /// The layer that joins trunk, scans and that mean.
    pub mix: (Param, Param),
    pub heads: (Param, Param),
    /// The outputs of training alone.
    pub aux: (Param, Param),
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
        let words = a.take(shape.words.0, shape.words.1);
        let entry = a.layer(shape.features + shape.learned(), width);
        let convs = shape
            .dilations
            .iter()
            .map(|_| a.layer(3 * width, width))
            .collect();
        let gates = (0..4).map(|_| a.layer(width, scan)).collect();
        let pool = [(); 2].map(|()| a.layer(width, shape.pool));
        let mix = a.layer(2 * width + 2 * scan + shape.pool, shape.mix);
        let heads = a.layer(shape.mix, 1);
        let aux = a.layer(shape.mix, shape.aux);
        Self {
            marks,
            words,
            entry,
            convs,
            gates,
            pool,
            mix,
            heads,
            aux,
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
        let means = self.gates.iter().chain(&self.pool);
        means.for_each(|g| fill(g.0, he(g.0, 0.7)));
        fill(self.heads.0, he(self.heads.0, 0.5));
        fill(self.mix.0, he(self.mix.0, 1.0));
        fill(self.aux.0, he(self.aux.0, 0.5));
        params
    }

    /// The layers that are stored, in their order: weights and biases.
    pub fn layers(&self) -> impl Iterator<Item = (Param, Param)> {
        let means = self.gates.iter().chain(&self.pool);
        let layers = [&self.entry].into_iter().chain(&self.convs).chain(means);
        layers.chain([&self.mix, &self.heads]).copied()
    }

    /// The matrices of weights that are stored, without biases.
    pub fn weights(&self) -> impl Iterator<Item = Param> {
        let tables = [self.marks, self.words].into_iter();
        tables.chain(self.layers().map(|(weights, _)| weights))
    }

    /// Matrices that are worth decaying.
    pub fn is_weight(&self) -> Vec<bool> {
        let mut mask = vec![true; self.size];
        let layers = self.layers().chain([self.aux]);
        layers.for_each(|(_, bias)| mask[bias.range()].fill(false));
        mask
    }

    /// Runs the network over one document: an output for each line and, in training, with numbers
    /// dropped, those of training alone beside it.
    pub fn forward(&self, tape: &mut Tape, input: &Input, drop: Option<(&mut Random, f32)>) -> Var {
        let layer = |tape: &mut Tape, x: Var, (w, b): (Param, Param)| tape.conv(x, w, b, &[0]);
        let mut drop = drop;
        let mut parts = vec![tape.input(input.features.clone())];
        if self.shape.marks.1 > 0 {
            for list in 0..LISTS {
                let lists = input.marks.iter().map(|m| m[list].clone()).collect();
                parts.push(tape.embed(self.marks, lists));
            }
        }
        if self.shape.words.1 > 0 {
            let end = |word: Option<&u32>| word.into_iter().copied().collect();
            let firsts = input.words.iter().map(|words| end(words.first())).collect();
            let lasts = input.words.iter().map(|words| end(words.last())).collect();
            for lists in [input.words.clone(), firsts, lasts] {
                parts.push(tape.embed(self.words, lists));
            }
        }
        let x = tape.join(&parts);
        let entry = layer(tape, x, self.entry);
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
        let mut parts = vec![h, first];
        for (gates, up) in self.gates.chunks(2).zip([false, true]) {
            let (z, v) = (layer(tape, h, gates[0]), layer(tape, h, gates[1]));
            let (z, v) = (tape.gate(z), tape.relu(v));
            parts.push(tape.scan(z, v, up));
        }
        if self.shape.pool > 0 {
            let [z, v] = self.pool.map(|p| layer(tape, h, p));
            let (z, v) = (tape.gate(z), tape.relu(v));
            parts.push(tape.pool(z, v));
        }
        let mut h = tape.join(&parts);
        if let Some((random, rate)) = &mut drop {
            let mask = random.mask(tape.value(h).len(), *rate);
            h = tape.mask(h, mask);
        }
        let mix = layer(tape, h, self.mix);
        let mix = tape.relu(mix);
        let out = layer(tape, mix, self.heads);
        if drop.is_none() || self.shape.aux == 0 {
            return out;
        }
        let aux = layer(tape, mix, self.aux);
        tape.join(&[out, aux])
    }
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
        // Sixteen random bits for each number, four numbers from a draw, and no jumps.
        let (limit, scale) = ((rate * 65536.0) as u64, 1.0 / (1.0 - rate));
        let mut mask = vec![0.0; size];
        for four in mask.chunks_mut(4) {
            let mut bits = self.next();
            for m in four {
                *m = scale * f32::from(u8::from(bits & 0xffff >= limit));
                bits >>= 16;
            }
        }
        mask
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
