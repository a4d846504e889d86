//! Compiles the cue lists in `data/cues` into the table that `src/cues.rs` searches.

use std::collections::BTreeMap;
use std::fmt::{Debug, Write as _};
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

use kind::{AT_START, BUCKET_BITS, CUE, FILTER_WORDS};

/// What `src/cues.rs` searches.
struct Table {
    /// Beginnings of all phrases: of two words or more, or the single word.
    at_start: Vec<u64>,
    /// The same of the phrases that may stand inside a line.
    inside: Vec<u64>,
    /// By bucket, rest of the hash and number of words: cues and flags.
    entries: BTreeMap<(usize, u16, u8), Vec<u8>>,
}

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
    let mut table = Table::default();
    for path in lists(folder).map_err(|e| format!("{}: {e}", folder.display()))? {
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let entries = source::parse(&text).map_err(|errors| report(&path, &errors))?;
        for entry in &entries {
            table.add(entry);
        }
    }
    let out = env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?;
    let out = Path::new(&out).join("cues.rs");
    fs::write(&out, table.rust()).map_err(|e| format!("{}: {e}", out.display()))
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

impl Default for Table {
    fn default() -> Self {
        let filter = vec![0; FILTER_WORDS];
        Self {
            at_start: filter.clone(),
            inside: filter,
            entries: BTreeMap::new(),
        }
    }
}

impl Table {
    /// Adds every spelling of a phrase, unless another list has it at least as loosely for the same cue.
    fn add(&mut self, entry: &source::Entry) {
        for words in source::keys(entry) {
            for length in words.len().min(2)..=words.len() {
                let (at, bit) = kind::filter_place(source::key(&words[..length]));
                self.at_start[at] |= bit;
                if entry.info & AT_START == 0 {
                    self.inside[at] |= bit;
                }
            }
            let key = source::key(&words);
            let place = (kind::bucket(key), kind::rest(key), words.len() as u8);
            let infos = self.entries.entry(place).or_default();
            let covers = |a: u8, b: u8| a & CUE == b & CUE && source::covers(a & !CUE, b & !CUE);
            if !infos.iter().any(|&old| covers(old, entry.info)) {
                infos.retain(|&old| !covers(entry.info, old));
                infos.push(entry.info);
                infos.sort_unstable_by_key(|info| (info & CUE, *info));
            }
        }
    }

    fn rust(&self) -> String {
        let mut starts = vec![0_u16; (1 << BUCKET_BITS) + 1];
        let (mut rests, mut lengths, mut infos) = (Vec::new(), Vec::new(), Vec::new());
        for (&(bucket, rest, length), entries) in &self.entries {
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
        array(&mut code, "AT_LINE_START", "u64", &self.at_start);
        array(&mut code, "INSIDE", "u64", &self.inside);
        array(&mut code, "STARTS", "u16", &starts);
        array(&mut code, "RESTS", "u16", &rests);
        array(&mut code, "LENGTHS", "u8", &lengths);
        array(&mut code, "INFOS", "u8", &infos);
        code
    }
}

fn array<T: Debug>(code: &mut String, name: &str, kind: &str, values: &[T]) {
    let length = values.len();
    let _ = writeln!(code, "#[allow(clippy::unreadable_literal)]");
    let _ = writeln!(code, "static {name}: [{kind}; {length}] = {values:?};");
}
