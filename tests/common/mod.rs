//! The fixtures, and how a result is compared with the expected one: natively and in browsers.

#![allow(dead_code, reason = "each test file uses its part of this")]
#![allow(clippy::panic, reason = "a test fails by panicking")]

use copydesk::{Options, clean_text};
use serde_json::Value;

/// Names the fixtures; compiled to wasm, which has no files, it takes in their text as well.
macro_rules! fixtures {
    ($($name:literal)*) => {
        /// `area--case` of every fixture; a test holds this list to the folder.
        pub const NAMES: &[&str] = &[$($name),*];

        /// Name, pasted text and expected article of every fixture.
        #[cfg(target_arch = "wasm32")]
        pub const EMBEDDED: &[(&str, &str, &str)] = &[$((
            $name,
            include_str!(concat!("../fixtures/", $name, ".txt")),
            include_str!(concat!("../fixtures/", $name, ".json")),
        )),*];
    };
}

fixtures! {
    "ad--notice-inside-body"
    "comment--french-form"
    "comment--names-and-dates-below"
    "consent--german-notice"
    "head--deck-and-repeat"
    "heading--lower-case"
    "lines--old-mac"
    "lines--windows"
    "lines--wrapped"
    "list--recipe"
    "metadata--two-dates-ambiguous"
    "related--see-also-inside"
    "script--arabic"
    "script--german-chrome"
    "script--japanese"
    "script--spanish-chrome"
    "script--turkish-chrome"
    "subscribe--wall-inside"
    "table--tabs"
}

/// The article of a pasted text, whole, as JavaScript and the command's JSON have it.
pub fn article(input: &str) -> Value {
    let found = clean_text(input, &Options::default());
    let article = found.unwrap_or_else(|error| panic!("{error}"));
    serde_json::to_value(article.into_utf16(input)).unwrap_or_else(|error| panic!("{error}"))
}

/// Where two results first differ, and in what; none when they are the same.
pub fn first_difference(expected: &Value, found: &Value) -> Option<String> {
    difference("", expected, found)
}

fn difference(path: &str, expected: &Value, found: &Value) -> Option<String> {
    match (expected, found) {
        (Value::Object(old), Value::Object(new)) => {
            let keys = old
                .keys()
                .chain(new.keys().filter(|key| !old.contains_key(*key)));
            keys.into_iter().find_map(|key| {
                let at = format!("{path}/{key}");
                difference(
                    &at,
                    old.get(key).unwrap_or(&Value::Null),
                    new.get(key).unwrap_or(&Value::Null),
                )
            })
        }
        (Value::Array(old), Value::Array(new)) => {
            let pairs = old.iter().zip(new).enumerate();
            let inside = pairs
                .into_iter()
                .find_map(|(i, (a, b))| difference(&format!("{path}/{i}"), a, b));
            let lengths = (old.len() != new.len())
                .then(|| format!("{path}: expected {} items, found {}", old.len(), new.len()));
            inside.or(lengths)
        }
        _ if expected == found => None,
        _ => Some(format!(
            "{path}:\n  expected {expected}\n  found    {found}"
        )),
    }
}
