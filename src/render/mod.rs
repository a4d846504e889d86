//! An article written out: plain text, Markdown and HTML.
//!
//! All of them read byte offsets; an article that came from JavaScript or JSON goes through
//! [`Article::with_byte_spans`](crate::Article::with_byte_spans) first.

mod address;
mod html;
mod inline;
mod markdown;
mod markdown_inline;
#[cfg(feature = "entities")]
mod names;
mod parts;
mod text;

pub use address::safe_address;
pub use html::to_html;
pub use markdown::to_markdown;
#[cfg(feature = "entities")]
pub use names::{csv_cell, entities_to_csv, with_names_linked};
pub use text::to_text;

use crate::Article;

/// What stands between the names and the date in the line below the headline.
const DOT: &str = " · ";

/// The authors in one line, or nothing.
fn authors(article: &Article) -> Option<String> {
    let names: Vec<&str> = article.byline.iter().filter_map(|n| filled(n)).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The text without blanks around it, unless nothing is left.
fn filled(text: &str) -> Option<&str> {
    Some(text.trim_matches(inline::is_blank)).filter(|t| !t.is_empty())
}

/// The level at which a heading of the body is set, below the headline's 1.
fn level(level: u8) -> u8 {
    level.clamp(2, 6)
}
