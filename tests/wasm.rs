//! The core compiled to wasm, in a browser: the same bytes as natively.
//!
//! `wasm-pack test --headless --chrome -- --test wasm`, or `--firefox`; `npm test -- wasm` does
//! both and finds the drivers.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use copydesk::{ErrorCode, Limits, Options, clean_text};
use serde_json::Value;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn every_fixture_gives_the_native_article() {
    assert!(!common::EMBEDDED.is_empty());
    for (name, input, expected) in common::EMBEDDED {
        let expected: Value = serde_json::from_str(expected).unwrap();
        let difference = common::first_difference(&expected, &common::article(input));
        assert_eq!(difference, None, "{name}");
    }
}

#[wasm_bindgen_test]
fn a_fixture_repeated_to_a_megabyte_is_cleaned() {
    let (_, input, _) = common::EMBEDDED[0];
    let long = input.repeat((1 << 20) / input.len() + 1);
    let article = clean_text(&long, &Options::default()).unwrap();
    let kept: usize = article
        .blocks
        .iter()
        .map(|block| block.end - block.start)
        .sum();
    let cut: usize = article
        .removed
        .iter()
        .map(|piece| piece.end - piece.start)
        .sum();
    assert!(kept + cut > long.len() / 2 && kept + cut <= long.len());
}

#[wasm_bindgen_test]
fn errors_are_the_native_ones() {
    let code = |input: &str, bytes| {
        let limits = Limits {
            bytes,
            ..Limits::default()
        };
        let options = Options {
            limits,
            ..Options::default()
        };
        clean_text(input, &options).map_err(|error| error.code())
    };
    assert_eq!(code(" \n ", 100).unwrap_err(), ErrorCode::EmptyInput);
    assert_eq!(
        code("Ten bytes and more", 10).unwrap_err(),
        ErrorCode::TooManyBytes
    );
}
