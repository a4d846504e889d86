//! Pasted pages of our own writing, each with the whole article that is expected of it.
//!
//! `UPDATE_FIXTURES=1 cargo test --test fixtures` writes the expected articles anew; what changed
//! is then read in the difference before it is committed. A fixture without one fails.

#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

fn file(name: &str, extension: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures"))
        .join(format!("{name}.{extension}"))
}

/// The first difference between what is expected of a fixture and what comes out.
fn check(name: &str) -> Result<(), String> {
    let input = fs::read_to_string(file(name, "txt")).map_err(|error| error.to_string())?;
    let found = common::article(&input);
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        let text = serde_json::to_string_pretty(&found).map_err(|error| error.to_string())?;
        return fs::write(file(name, "json"), text + "\n").map_err(|error| error.to_string());
    }
    let expected = fs::read_to_string(file(name, "json"))
        .map_err(|error| format!("no expected article ({error})"))?;
    let expected: Value = serde_json::from_str(&expected).map_err(|error| error.to_string())?;
    common::first_difference(&expected, &found).map_or(Ok(()), Err)
}

#[test]
fn every_fixture_gives_the_expected_article() {
    let failures: Vec<_> = common::NAMES
        .iter()
        .filter_map(|name| Some(format!("{name} {}", check(name).err()?)))
        .collect();
    assert!(failures.is_empty(), "\n{}\n", failures.join("\n"));
}

#[test]
fn every_file_is_in_the_list() {
    let folder = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures")).unwrap();
    let mut names: Vec<_> = folder
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, common::NAMES);
}

#[test]
fn a_difference_is_found_and_named() {
    let one = serde_json::json!({"title": "A", "blocks": [{"text": "x"}, {"text": "y"}]});
    let mut other = one.clone();
    assert_eq!(common::first_difference(&one, &other), None);
    other["blocks"][1]["text"] = "z".into();
    let found = common::first_difference(&one, &other).unwrap();
    assert_eq!(found, "/blocks/1/text:\n  expected \"y\"\n  found    \"z\"");
    other["blocks"][1] = Value::Null;
    other["blocks"].as_array_mut().unwrap().pop();
    let found = common::first_difference(&one, &other).unwrap();
    assert_eq!(found, "/blocks: expected 2 items, found 1");
}
