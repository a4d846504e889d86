//! Prints the snapshots of HTML files as lines of JSON, to compare them with those of browsers.

use copydesk::{Limits, html};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args_os().skip(1) {
        let page = html::decode(&std::fs::read(path)?);
        let snapshot = html::parse(&page, Limits::default()).map_err(|e| e.to_string())?;
        let (nodes, strings, text) = snapshot.to_parts();
        println!(
            "{}",
            serde_json::json!({ "nodes": nodes, "strings": strings, "text": text })
        );
    }
    Ok(())
}
