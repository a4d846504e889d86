//! Compiles the cue lists in `data/cues` into the table that `src/cues.rs` searches, and the given names
//! into a filter for `src/byline`.

use std::collections::BTreeMap;
use std::fmt::{Debug, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

#[path = "src/filter.rs"]
mod filter;
#[allow(dead_code, reason = "the library uses the rest")]
#[path = "src/cues/kind.rs"]
mod kind;
#[path = "src/cues/source.rs"]
mod source;
#[allow(dead_code, reason = "the library uses the rest")]
#[path = "src/words.rs"]
mod words;

use kind::{AT_START, BUCKETS, CUE, FILTER_DEPTH, FILTER_WORDS, MAX_START_WORDS, WHOLE};

/// What `src/cues.rs` searches.
struct Table {
    /// Beginnings of the phrases that stand inside a line, and of long ones: of two and three words, or the single word.
    filter: Vec<u64>,
    /// By bucket and rest of the hash: cues and flags.
    entries: BTreeMap<(usize, u16), Vec<u8>>,
}

fn main() -> ExitCode {
    let done = compile(Path::new("data/cues"))
        .and_then(|()| compile_names(Path::new("data/given-names.txt")));
    match done {
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
        let language = path.file_stem().unwrap_or_default().to_string_lossy();
        for entry in &entries {
            table.add(entry, &language);
        }
    }
    write("cues.rs", &table.rust())
}

/// Sets the bit of every given name.
fn compile_names(list: &Path) -> Result<(), String> {
    println!("cargo::rerun-if-changed={}", list.display());
    let text = fs::read_to_string(list).map_err(|e| format!("{}: {e}", list.display()))?;
    let mut bits = vec![0_u64; 1 << (filter::NAMES_BITS - 6)];
    let mut names = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        words::split(line, &mut names);
    }
    for name in names {
        let (at, bit) = filter::place(name.hash, filter::NAMES_BITS);
        bits[at] |= bit;
    }
    let mut code = String::new();
    array(&mut code, "GIVEN_NAMES", "u64", &bits);
    write("names.rs", &code)
}

fn write(name: &str, code: &str) -> Result<(), String> {
    let out = env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?;
    let out = Path::new(&out).join(name);
    fs::write(&out, code).map_err(|e| format!("{}: {e}", out.display()))
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
        Self {
            filter: vec![0; FILTER_WORDS],
            entries: BTreeMap::new(),
        }
    }
}

impl Table {
    /// Adds every spelling of a phrase, unless another list has it at least as loosely for the same cue.
    fn add(&mut self, entry: &source::Entry, language: &str) {
        for words in keys(entry, language) {
            let whole = entry.info & WHOLE == WHOLE;
            if entry.info & AT_START == 0 || !whole && words.len() > MAX_START_WORDS {
                for length in words.len().min(2)..=words.len().min(FILTER_DEPTH) {
                    let (at, bit) = filter::place(key(&words[..length]), kind::FILTER_BITS);
                    self.filter[at] |= bit;
                }
            }
            let key = key(&words);
            let place = (kind::bucket(key), kind::rest(key));
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
        let mut counts = vec![0_u8; BUCKETS];
        let (mut rests, mut infos) = (Vec::new(), Vec::new());
        // Sorted by what they say within a bucket, entries take less space when packed.
        let mut entries: Vec<(usize, u8, u16)> = Vec::new();
        for (&(bucket, rest), infos) in &self.entries {
            entries.extend(infos.iter().map(|&info| (bucket, info, rest)));
        }
        entries.sort_unstable();
        for (bucket, info, rest) in entries {
            counts[bucket] += 1;
            rests.push(rest);
            infos.push(info);
        }
        let mut code = String::new();
        array(&mut code, "FILTER", "u64", &self.filter);
        array(&mut code, "COUNTS", "u8", &counts);
        array(&mut code, "RESTS", "u16", &rests);
        array(&mut code, "INFOS", "u8", &infos);
        code
    }
}

/// The words of all different spellings of an entry.
fn keys(entry: &source::Entry, language: &str) -> Vec<Vec<u32>> {
    let mut keys = vec![entry.words.clone()];
    for spelling in source::spellings(&entry.text, language) {
        let words = source::word_hashes(&spelling, entry.info & WHOLE).unwrap_or_default();
        if !words.is_empty() && !keys.contains(&words) {
            keys.push(words);
        }
    }
    keys
}

/// The hash of a phrase.
fn key(words: &[u32]) -> u32 {
    words.iter().fold(0, |key, &word| kind::extend(key, word))
}

fn array<T: Debug>(code: &mut String, name: &str, kind: &str, values: &[T]) {
    let length = values.len();
    let _ = writeln!(code, "#[allow(clippy::unreadable_literal)]");
    let _ = writeln!(code, "static {name}: [{kind}; {length}] = {values:?};");
}
