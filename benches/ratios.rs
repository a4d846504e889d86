//! The speed budgets, as ratios within one run: `cargo bench --bench ratios`.
//!
//! Prints one line for each, and fails when one is over its budget. Where the environment names a
//! file in `COPYDESK_PAGES`, the text is written there, for the wasm to be timed on the same.

use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use copydesk::{Options, clean_text};
use unicode_segmentation::UnicodeSegmentation;

mod input;

/// The shortest of several runs: what else the machine does can only make a run longer.
fn shortest(runs: usize, mut work: impl FnMut()) -> Duration {
    let once = |()| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    std::iter::repeat_n((), runs)
        .map(once)
        .min()
        .unwrap_or_default()
}

fn clean(text: &str) {
    let _ = black_box(clean_text(black_box(text), &Options::default()));
}

/// Seconds for one cleaning, per byte.
fn per_byte(text: &str, runs: usize) -> f64 {
    shortest(runs, || clean(text)).as_secs_f64() / text.len() as f64
}

/// Prints a ratio beside its budget, and says whether it is within.
fn within(name: &str, ratio: f64, budget: f64) -> bool {
    let verdict = if ratio <= budget { "ok" } else { "OVER" };
    println!("{name:<44}{ratio:>8.2}  budget {budget:.2}  {verdict}");
    ratio <= budget
}

fn main() -> ExitCode {
    let text = input::pages(100_000);
    if let Some(path) = std::env::var_os("COPYDESK_PAGES")
        && let Err(error) = std::fs::write(&path, &text)
    {
        eprintln!("{}: {error}", path.display());
        return ExitCode::FAILURE;
    }
    let words = shortest(200, || {
        black_box(black_box(text.as_str()).unicode_words().count());
    });
    let cleaning = shortest(200, || clean(&text));
    let small = per_byte(&input::pages(10_000), 400);
    let large = per_byte(&input::pages(10_000_000), 3);
    let speed = text.len() as f64 / 1e6 / cleaning.as_secs_f64();
    println!(
        "clean_text, 100 KB: {} us, {speed:.1} MB/s",
        cleaning.as_micros()
    );
    let words = cleaning.as_secs_f64() / words.as_secs_f64();
    let all = [
        within("clean_text / unicode_words", words, 4.0),
        within("per byte, 10 MB / 10 KB", large / small, 1.5),
    ];
    if all.iter().all(|ok| *ok) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
