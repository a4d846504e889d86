//! Reverse-mode differentiation over matrices: just the operations that our sequence networks use.
//!
//! A [`Tape`] records a forward pass over one document; [`Tape::backward`] adds the gradients of
//! the parameters to a flat vector laid out like the parameters themselves.

use crate::product::{add_outer, add_product, overlap, transpose};

/// A matrix of parameters: where it stands in the flat vector, and its shape.
#[derive(Clone, Copy, Debug)]
pub struct Param {
    /// Index of its first number.
    pub at: usize,
    /// Rows.
    pub rows: usize,
    /// Columns.
    pub cols: usize,
}

impl Param {
    /// The stretch of the flat vector that it takes.
    pub fn range(self) -> std::ops::Range<usize> {
        self.at..self.at + self.rows * self.cols
    }
}

/// A value on the tape.
#[derive(Clone, Copy, Debug)]
pub struct Var(usize);

enum Op {
    Input,
    /// Rows of `weights` chosen by index and averaged, one list of indices for each row.
    Embed {
        table: Param,
        lists: Vec<Vec<u32>>,
    },
    /// `x` shifted by each tap's offset, times that tap's matrix, plus a bias: a matrix product
    /// when the only offset is 0.
    Conv {
        x: Var,
        weights: Param,
        bias: Param,
        offsets: Vec<isize>,
    },
    Relu(Var),
    /// `0.2 x + 0.5`, held between 0 and 1.
    Gate(Var),
    Add(Var, Var),
    /// `h = (1 - z) h_before + z v`, down the rows or up.
    Scan {
        z: Var,
        v: Var,
        up: bool,
    },
    /// The mean of `v` over all rows, weighted by `z`, on every row.
    Pool {
        z: Var,
        v: Var,
    },
    Join(Vec<Var>),
    Mask {
        x: Var,
        mask: Vec<f32>,
    },
}

struct Node {
    op: Op,
    cols: usize,
    value: Vec<f32>,
    grad: Vec<f32>,
}

/// A recorded forward pass.
pub struct Tape<'p> {
    params: &'p [f32],
    rows: usize,
    nodes: Vec<Node>,
}

impl<'p> Tape<'p> {
    /// A tape for a document of `rows` lines.
    pub fn new(params: &'p [f32], rows: usize) -> Self {
        Self {
            params,
            rows,
            nodes: Vec::new(),
        }
    }

    fn push(&mut self, op: Op, cols: usize, value: Vec<f32>) -> Var {
        let grad = vec![0.0; value.len()];
        self.nodes.push(Node {
            op,
            cols,
            value,
            grad,
        });
        Var(self.nodes.len() - 1)
    }

    /// The numbers of a value, row after row.
    pub fn value(&self, var: Var) -> &[f32] {
        &self.nodes[var.0].value
    }

    fn cols(&self, var: Var) -> usize {
        self.nodes[var.0].cols
    }

    /// A matrix from outside.
    pub fn input(&mut self, value: Vec<f32>) -> Var {
        let cols = value.len() / self.rows.max(1);
        self.push(Op::Input, cols, value)
    }

    /// Mean of the embeddings of each row's words; zero for a row without words.
    pub fn embed(&mut self, table: Param, lists: Vec<Vec<u32>>) -> Var {
        let d = table.cols;
        let mut value = vec![0.0; self.rows * d];
        for (out, list) in value.chunks_exact_mut(d).zip(&lists) {
            let scale = 1.0 / list.len().max(1) as f32;
            for &i in list {
                let row = &self.params[table.at + i as usize * d..][..d];
                out.iter_mut().zip(row).for_each(|(o, w)| *o += scale * w);
            }
        }
        self.push(Op::Embed { table, lists }, d, value)
    }

    /// A convolution along the rows; `weights` has one matrix for each offset, one below the other.
    pub fn conv(&mut self, x: Var, weights: Param, bias: Param, offsets: &[isize]) -> Var {
        let (inputs, outputs) = (self.cols(x), weights.cols);
        let mut value = Vec::with_capacity(self.rows * outputs);
        let b = &self.params[bias.range()];
        (0..self.rows).for_each(|_| value.extend_from_slice(b));
        for (tap, &offset) in offsets.iter().enumerate() {
            let w = &self.params[weights.at + tap * inputs * outputs..][..inputs * outputs];
            for (row, from) in overlap(self.rows, offset) {
                let xs = &self.nodes[x.0].value[from * inputs..][..inputs];
                add_product(xs, w, &mut value[row * outputs..][..outputs]);
            }
        }
        let offsets = offsets.to_vec();
        self.push(
            Op::Conv {
                x,
                weights,
                bias,
                offsets,
            },
            outputs,
            value,
        )
    }

    /// Negative numbers to zero.
    pub fn relu(&mut self, x: Var) -> Var {
        let value = self.value(x).iter().map(|v| v.max(0.0)).collect();
        self.push(Op::Relu(x), self.cols(x), value)
    }

    /// A gate between 0 and 1, made of straight lines.
    pub fn gate(&mut self, x: Var) -> Var {
        let value = self
            .value(x)
            .iter()
            .map(|v| (0.2 * v + 0.5).clamp(0.0, 1.0))
            .collect();
        self.push(Op::Gate(x), self.cols(x), value)
    }

    /// The sum of two matrices of one shape.
    pub fn add(&mut self, a: Var, b: Var) -> Var {
        let value = self
            .value(a)
            .iter()
            .zip(self.value(b))
            .map(|(a, b)| a + b)
            .collect();
        self.push(Op::Add(a, b), self.cols(a), value)
    }

    /// A gated running mean of `v`, down the rows or `up`.
    pub fn scan(&mut self, z: Var, v: Var, up: bool) -> Var {
        let cols = self.cols(v);
        let mut value = vec![0.0; self.rows * cols];
        let mut h = vec![0.0; cols];
        for row in order(self.rows, up) {
            for c in 0..cols {
                let (z, v) = (self.value(z)[row * cols + c], self.value(v)[row * cols + c]);
                h[c] += z * (v - h[c]);
                value[row * cols + c] = h[c];
            }
        }
        self.push(Op::Scan { z, v, up }, cols, value)
    }

    /// The gated mean of `v` over all rows, on every row.
    pub fn pool(&mut self, z: Var, v: Var) -> Var {
        let cols = self.cols(v);
        let mut mean = vec![0.0; cols];
        for (at, (z, v)) in self.value(z).iter().zip(self.value(v)).enumerate() {
            mean[at % cols] += z * v;
        }
        let weights = weights(self.value(z), cols);
        mean.iter_mut().zip(&weights).for_each(|(m, w)| *m /= w);
        let value = mean.repeat(self.rows);
        self.push(Op::Pool { z, v }, cols, value)
    }

    /// Matrices side by side.
    pub fn join(&mut self, parts: &[Var]) -> Var {
        let cols: usize = parts.iter().map(|p| self.cols(*p)).sum();
        let mut value = Vec::with_capacity(self.rows * cols);
        for row in 0..self.rows {
            for &p in parts {
                let c = self.cols(p);
                value.extend_from_slice(&self.value(p)[row * c..][..c]);
            }
        }
        self.push(Op::Join(parts.to_vec()), cols, value)
    }

    /// Element-wise product with numbers from outside: dropout.
    pub fn mask(&mut self, x: Var, mask: Vec<f32>) -> Var {
        let value = self
            .value(x)
            .iter()
            .zip(&mask)
            .map(|(a, b)| a * b)
            .collect();
        self.push(Op::Mask { x, mask }, self.cols(x), value)
    }

    /// Given the gradient of the loss by `output`, adds the parameters' gradients to `grads`.
    pub fn backward(mut self, output: Var, gradient: &[f32], grads: &mut [f32]) {
        self.nodes[output.0].grad.copy_from_slice(gradient);
        for index in (0..self.nodes.len()).rev() {
            let (before, rest) = self.nodes.split_at_mut(index);
            step_back(&rest[0], before, self.params, grads, self.rows);
        }
    }
}

fn step_back(node: &Node, nodes: &mut [Node], params: &[f32], grads: &mut [f32], rows: usize) {
    match &node.op {
        Op::Input => {}
        Op::Embed { table, lists } => embed_back(node, *table, lists, grads),
        Op::Conv {
            x,
            weights,
            bias,
            offsets,
        } => {
            conv_back(
                node,
                &mut nodes[x.0],
                (*weights, *bias),
                offsets,
                params,
                grads,
                rows,
            );
        }
        Op::Relu(x) => {
            let outs = node.value.iter().zip(&node.grad);
            for (gx, (v, g)) in nodes[x.0].grad.iter_mut().zip(outs) {
                *gx += if *v > 0.0 { *g } else { 0.0 };
            }
        }
        Op::Gate(x) => {
            let outs = node.value.iter().zip(&node.grad);
            for (gx, (v, g)) in nodes[x.0].grad.iter_mut().zip(outs) {
                *gx += if *v > 0.0 && *v < 1.0 { 0.2 * g } else { 0.0 };
            }
        }
        Op::Add(a, b) => {
            for x in [a, b] {
                nodes[x.0]
                    .grad
                    .iter_mut()
                    .zip(&node.grad)
                    .for_each(|(gx, g)| *gx += g);
            }
        }
        Op::Scan { z, v, up } => scan_back(node, nodes, (*z, *v), *up, rows),
        Op::Pool { z, v } => pool_back(node, nodes, (*z, *v)),
        Op::Join(parts) => join_back(node, nodes, parts, rows),
        Op::Mask { x, mask } => {
            let outs = mask.iter().zip(&node.grad);
            nodes[x.0]
                .grad
                .iter_mut()
                .zip(outs)
                .for_each(|(gx, (m, g))| *gx += m * g);
        }
    }
}

fn embed_back(node: &Node, table: Param, lists: &[Vec<u32>], grads: &mut [f32]) {
    for (g, list) in node.grad.chunks_exact(table.cols).zip(lists) {
        let scale = 1.0 / list.len().max(1) as f32;
        for &i in list {
            let out = &mut grads[table.at + i as usize * table.cols..][..table.cols];
            out.iter_mut().zip(g).for_each(|(o, g)| *o += scale * g);
        }
    }
}

fn join_back(node: &Node, nodes: &mut [Node], parts: &[Var], rows: usize) {
    let mut from = 0;
    for p in parts {
        let part = &mut nodes[p.0];
        for row in 0..rows {
            let g = &node.grad[row * node.cols + from..][..part.cols];
            let out = &mut part.grad[row * part.cols..][..part.cols];
            out.iter_mut().zip(g).for_each(|(o, g)| *o += g);
        }
        from += part.cols;
    }
}

fn conv_back(
    node: &Node,
    x: &mut Node,
    (weights, bias): (Param, Param),
    offsets: &[isize],
    params: &[f32],
    grads: &mut [f32],
    rows: usize,
) {
    let (inputs, outputs) = (x.cols, node.cols);
    for g in node.grad.chunks_exact(outputs) {
        grads[bias.range()]
            .iter_mut()
            .zip(g)
            .for_each(|(b, g)| *b += g);
    }
    let is_input = matches!(x.op, Op::Input);
    for (tap, &offset) in offsets.iter().enumerate() {
        let at = weights.at + tap * inputs * outputs;
        let (w, gw) = (
            &params[at..][..inputs * outputs],
            &mut grads[at..][..inputs * outputs],
        );
        let turned = transpose(w, outputs);
        add_outer(&x.value, &node.grad, offset, gw, (inputs, outputs));
        for (row, from) in overlap(rows, offset).filter(|_| !is_input) {
            let g = &node.grad[row * outputs..][..outputs];
            add_product(g, &turned, &mut x.grad[from * inputs..][..inputs]);
        }
    }
}

fn scan_back(node: &Node, nodes: &mut [Node], (z, v): (Var, Var), up: bool, rows: usize) {
    let cols = node.cols;
    let mut gh = vec![0.0; cols];
    let forward: Vec<usize> = order(rows, up).collect();
    for (k, &row) in forward.iter().enumerate().rev() {
        for (c, gh) in gh.iter_mut().enumerate() {
            let at = row * cols + c;
            let before = if k == 0 {
                0.0
            } else {
                node.value[forward[k - 1] * cols + c]
            };
            let (zv, vv) = (nodes[z.0].value[at], nodes[v.0].value[at]);
            *gh += node.grad[at];
            nodes[z.0].grad[at] += *gh * (vv - before);
            nodes[v.0].grad[at] += *gh * zv;
            *gh *= 1.0 - zv;
        }
    }
}

/// What the means of [`Tape::pool`] are divided by: a little more than the sum of the gates, as in the core.
fn weights(gates: &[f32], cols: usize) -> Vec<f32> {
    let mut sums = vec![1e-3; cols];
    for (at, gate) in gates.iter().enumerate() {
        sums[at % cols] += gate;
    }
    sums
}

fn pool_back(node: &Node, nodes: &mut [Node], (z, v): (Var, Var)) {
    let cols = node.cols;
    let weights = weights(&nodes[z.0].value, cols);
    let mut grads = vec![0.0; cols];
    for (at, g) in node.grad.iter().enumerate() {
        grads[at % cols] += g / weights[at % cols];
    }
    for at in 0..node.value.len() {
        let (g, mean) = (grads[at % cols], node.value[at]);
        let (zv, vv) = (nodes[z.0].value[at], nodes[v.0].value[at]);
        nodes[z.0].grad[at] += g * (vv - mean);
        nodes[v.0].grad[at] += g * zv;
    }
}

fn order(rows: usize, up: bool) -> Box<dyn Iterator<Item = usize>> {
    if up {
        Box::new((0..rows).rev())
    } else {
        Box::new(0..rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small network that uses every operation; the sum of its outputs, weighted.
    #[allow(clippy::many_single_char_names, reason = "short names for a short sum")]
    fn loss(params: &[f32], grads: Option<&mut [f32]>) -> f32 {
        let table = Param {
            at: 24,
            rows: 3,
            cols: 2,
        };
        let (w, b) = (
            Param {
                at: 0,
                rows: 9,
                cols: 2,
            },
            Param {
                at: 18,
                rows: 1,
                cols: 2,
            },
        );
        let (v, c) = (
            Param {
                at: 20,
                rows: 1,
                cols: 2,
            },
            Param {
                at: 22,
                rows: 1,
                cols: 2,
            },
        );
        let mut t = Tape::new(params, 4);
        let x = t.input(vec![0.3, -0.2, 0.8, 0.5]);
        let e = t.conv(x, v, c, &[0]);
        let words = t.embed(table, vec![vec![0, 1], vec![], vec![2], vec![1, 1, 2]]);
        let e = t.add(e, words);
        let j = t.join(&[x, e]);
        let c = t.conv(j, w, b, &[-2, 0, 1]);
        let (r, z) = (t.relu(c), t.gate(c));
        let (down, up) = (t.scan(z, r, false), t.scan(z, c, true));
        let s = t.add(down, up);
        let p = t.pool(z, r);
        let s = t.add(s, p);
        let m = t.mask(s, vec![1.0, 0.0, 2.0, 1.0, 1.0, 0.5, 1.0, 1.0]);
        let weights: Vec<f32> = (0..8).map(|i| 0.5 - 0.2 * i as f32).collect();
        let total = t.value(m).iter().zip(&weights).map(|(a, b)| a * b).sum();
        if let Some(grads) = grads {
            t.backward(m, &weights, grads);
        }
        total
    }

    #[test]
    fn gradients_agree_with_finite_differences() {
        let params: Vec<f32> = (0..30)
            .map(|i| ((i * 37 % 17) as f32 - 8.0) / 10.0)
            .collect();
        let mut grads = vec![0.0; params.len()];
        loss(&params, Some(&mut grads));
        for i in 0..params.len() {
            let mut moved = params.clone();
            moved[i] += 1e-2;
            let above = loss(&moved, None);
            moved[i] -= 2e-2;
            let slope = (above - loss(&moved, None)) / 2e-2;
            assert!(
                (slope - grads[i]).abs() < 2e-2,
                "parameter {i}: {slope} against {}",
                grads[i]
            );
        }
    }
}
