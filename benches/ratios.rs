//! The speed budgets, as ratios within one run: `cargo bench --bench ratios`.
//!
//! Prints one line for each, and fails when one is over its budget. With `--beside FILE` it writes
//! the text there instead, and for each line that comes in cleans it once and answers with the
//! microseconds: so the wasm is timed on the same text, turn by turn.

use std::hint::black_box;
use std::io::{BufRead, Write, stdin, stdout};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use copydesk::{Options, clean_text};
use unicode_segmentation::UnicodeSegmentation;

mod input;

/// Least time of a batch of runs, and how many batches there are.
const BATCH: Duration = Duration::from_millis(150);
const BATCHES: u32 = 8;

/// Time that this thread has had a processor, so that what else the machine does counts little;
/// where Linux does not tell, time by the clock.
fn now(began: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let first = told.and_then(|line| line.split(' ').next()?.parse().ok());
    first.map_or_else(|| began.elapsed(), Duration::from_nanos)
}

/// Processor time of so many runs.
fn batch(work: &mut dyn FnMut(), runs: u32) -> Duration {
    let began = Instant::now();
    let start = now(began);
    (0..runs).for_each(|_| work());
    now(began).saturating_sub(start)
}

/// Seconds for one run of each: the least of several batches, each long enough for the clock of [`now`], which ticks
/// every few milliseconds. They take turns, so that a machine that is slow for a while is so for both.
fn seconds(mut both: [&mut dyn FnMut(); 2]) -> [f64; 2] {
    let runs = both.each_mut().map(|work| {
        let mut runs = 1;
        while batch(work, runs) < BATCH {
            runs *= 2;
        }
        runs
    });
    let mut least = [f64::INFINITY; 2];
    for _ in 0..BATCHES {
        for ((least, work), runs) in least.iter_mut().zip(&mut both).zip(runs) {
            *least = least.min(batch(work, runs).as_secs_f64() / f64::from(runs));
        }
    }
    least
}

fn clean(text: &str) {
    let article = clean_text(black_box(text), &Options::default());
    assert!(black_box(article).is_ok(), "the text was refused");
}

/// Prints a ratio beside its budget, and says whether it is within.
fn within(name: &str, ratio: f64, budget: f64) -> bool {
    let verdict = if ratio <= budget { "ok" } else { "OVER" };
    println!("{name:<44}{ratio:>8.2}  budget {budget:.2}  {verdict}");
    ratio <= budget
}

/// Writes the text to a file, then cleans it once for each line of the standard input and answers
/// with the microseconds that it took, by the clock.
fn answer(path: &str, text: &str) -> std::io::Result<()> {
    std::fs::write(path, text)?;
    for line in stdin().lock().lines() {
        line?;
        let began = Instant::now();
        clean(text);
        println!("{:.0}", began.elapsed().as_secs_f64() * 1e6);
        stdout().flush()?;
    }
    Ok(())
}

fn main() -> ExitCode {
    let text = input::pages(100_000);
    let arguments: Vec<String> = std::env::args().collect();
    let beside = arguments.iter().position(|a| a == "--beside");
    if let Some(path) = beside.and_then(|at| arguments.get(at + 1)) {
        return match answer(path, &text) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{path}: {error}");
                ExitCode::FAILURE
            }
        };
    }
    let [words, cleaning] = seconds([
        &mut || {
            black_box(black_box(text.as_str()).unicode_words().count());
        },
        &mut || clean(&text),
    ]);
    let sizes = [10_000, 10_000_000].map(input::pages);
    let [small, large] = &sizes;
    let times = seconds([&mut || clean(small), &mut || clean(large)]);
    let [small, large] = [times[0] / small.len() as f64, times[1] / large.len() as f64];
    let speed = text.len() as f64 / 1e6 / cleaning;
    println!(
        "clean_text, 100 KB: {:.0} us, {speed:.1} MB/s",
        cleaning * 1e6
    );
    let all = [
        within("clean_text / unicode_words", cleaning / words, 4.0),
        within("per byte, 10 MB / 10 KB", large / small, 1.5),
    ];
    if all.iter().all(|ok| *ok) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
