//! The edge to JavaScript: the only file that knows wasm-bindgen and its companions.
