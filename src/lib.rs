//! Copydesk takes an article as people really get it and gives back the article itself:
//! headline, byline, date and body, with everything else marked as removed and why.
//!
//! The way of the data: pasted text → lines → blocks → features → model → decode →
//! [`Article`]. Everything here is plain Rust without I/O; only `wasm.rs` knows the browser.

mod article;
#[doc(hidden)]
pub mod byline;
pub mod cues;
#[doc(hidden)]
pub mod dates;
#[cfg(feature = "entities")]
pub mod entities;
mod error;
mod filter;
#[doc(hidden)]
pub mod head;
#[cfg(feature = "html")]
#[doc(hidden)]
pub mod html;
#[doc(hidden)]
pub mod language;
mod limits;
#[doc(hidden)]
pub mod metadata;
#[doc(hidden)]
pub mod model;
mod order;
#[doc(hidden)]
pub mod page;
pub mod render;
pub mod snapshot;
mod table;
#[doc(hidden)]
pub mod text;
mod utf16;
#[cfg(any(test, target_arch = "wasm32"))]
mod warm;
#[cfg(target_arch = "wasm32")]
mod wasm;
pub mod words;

pub use article::{
    Article, Block, BlockKind, Entity, EntityKind, Found, Mention, Nesting, PAGE_KINDS, PageKind,
    Part, Reason, Removed, Role, Searched, Span, SpanKind,
};
#[cfg(feature = "entities")]
pub use entities::EntityModel;
#[cfg(feature = "entity-model")]
pub use entities::find_entities;
pub use error::{Error, ErrorCode};
pub use limits::{Limits, Options, Term, Verdict};
#[cfg(feature = "html")]
pub use page::clean_html;
pub use page::clean_snapshot;
pub use snapshot::Snapshot;
pub use text::{clean_text, clean_text_with_progress};
