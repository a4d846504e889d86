//! Time to clean pasted text, beside one pass over its words: `cargo bench --bench text`.

use std::hint::black_box;

use copydesk::{Options, clean_text};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use unicode_segmentation::UnicodeSegmentation;

mod input;

fn text(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("text");
    for kilobytes in [4, 100, 1000] {
        let text = input::pages(kilobytes * 1000);
        group.throughput(Throughput::Bytes(text.len() as u64));
        let id = |name| BenchmarkId::new(name, format!("{kilobytes} KB"));
        group.bench_with_input(id("clean_text"), &text, |b, text| {
            b.iter(|| clean_text(black_box(text), &Options::default()));
        });
        group.bench_with_input(id("unicode_words"), &text, |b, text| {
            b.iter(|| black_box(text).unicode_words().count());
        });
    }
    group.finish();
}

criterion_group!(benches, text);
criterion_main!(benches);
