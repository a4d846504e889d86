//! Compiles the cue lists in `data/cues` into the table that `src/cues.rs` searches.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

#[allow(dead_code, reason = "the library uses the rest")]
#[path = "src/cues/kind.rs"]
mod kind;
#[path = "src/cues/source.rs"]
mod source;
#[allow(dead_code, reason = "the library uses the rest")]
#[path = "src/words.rs"]
mod words;

use kind::{BUCKET_BITS, CUE, FILTER_BITS};

/// Entries by bucket, rest of the hash and number of words: their cues and flags.
type Table = BTreeMap<(usize, u16, u8), Vec<u8>>;

fn main() -> ExitCode {
    match compile(Path::new("data/cues")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn compile(folder: &Path) -> Result<(), String> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut filter = vec![0_u64; 1 << (FILTER_BITS - 6)];
    let mut table = Table::new();
    for path in lists(folder).map_err(|e| format!("{}: {e}", folder.display()))? {
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let entries = source::parse(&text).map_err(|errors| report(&path, &errors))?;
        for entry in &entries {
            add(entry, &mut filter, &mut table);
        }
    }
    let out = env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?;
    let out = Path::new(&out).join("cues.rs");
    fs::write(&out, rust(&filter, &table)).map_err(|e| format!("{}: {e}", out.display()))
}

fn report(path: &Path, errors: &[(usize, String)]) -> String {
    let line = |(line, what): &(usize, String)| format!("{}:{line}: {what}", path.display());
    errors.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn lists(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        if path.extension().is_some_and(|e| e == "txt") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Adds every spelling of a phrase, unless another list has it at least as loosely for the same cue.
fn add(entry: &source::Entry, filter: &mut [u64], table: &mut Table) {
    for words in source::keys(entry) {
        for length in 1..=words.len() {
            let (at, bit) = kind::filter_place(source::key(&words[..length]));
            filter[at] |= bit;
        }
        let key = source::key(&words);
        let place = (kind::bucket(key), kind::rest(key), words.len() as u8);
        let infos = table.entry(place).or_default();
        let covers = |a: u8, b: u8| a & CUE == b & CUE && source::covers(a & !CUE, b & !CUE);
        if !infos.iter().any(|&old| covers(old, entry.info)) {
            infos.retain(|&old| !covers(entry.info, old));
            infos.push(entry.info);
            infos.sort_unstable_by_key(|info| (info & CUE, *info));
        }
    }
}

fn rust(filter: &[u64], table: &Table) -> String {
    let mut starts = vec![0_u16; (1 << BUCKET_BITS) + 1];
    let (mut rests, mut lengths, mut infos) = (Vec::new(), Vec::new(), Vec::new());
    for (&(bucket, rest, length), entries) in table {
        for &info in entries {
            starts[bucket + 1] += 1;
            rests.push(rest);
            lengths.push(length);
            infos.push(info);
        }
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut code = String::new();
    array(&mut code, "FILTER", "u64", filter);
    array(&mut code, "STARTS", "u16", &starts);
    array(&mut code, "RESTS", "u16", &rests);
    array(&mut code, "LENGTHS", "u8", &lengths);
    array(&mut code, "INFOS", "u8", &infos);
    code
}

fn array<T: std::fmt::Debug>(code: &mut String, name: &str, kind: &str, values: &[T]) {
    let _ = writeln!(
        code,
        "static {name}: [{kind}; {}] = {values:?};",
        values.len()
    );
}
