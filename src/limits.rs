//! What a caller may set: limits on the input, and the reader's own verdicts.

use serde::{Deserialize, Serialize};

use crate::{EntityKind, Error, ErrorCode};

/// How much input is taken. Going over a limit is an error that names the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Limits {
    /// Most bytes of UTF-8 in one input. Default: 32 MiB.
    pub bytes: usize,
    /// Most nodes of one document: elements and texts. Default: 2^21, about two million.
    pub nodes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 32 << 20,
            nodes: 2 << 20,
        }
    }
}

impl Limits {
    /// Fails when an input has more bytes than are taken.
    pub(crate) fn check(self, bytes: usize) -> Result<(), Error> {
        if bytes <= self.bytes {
            return Ok(());
        }
        Err(Error::new(
            ErrorCode::TooManyBytes,
            format!(
                "The text has more bytes than the limit of {} (limits.bytes). Paste one article at a time, or raise the limit.",
                self.bytes
            ),
        ))
    }

    /// Fails when a document has more nodes than are taken.
    pub(crate) fn check_nodes(self, nodes: usize) -> Result<(), Error> {
        if nodes <= self.nodes {
            return Ok(());
        }
        Err(Error::new(
            ErrorCode::TooManyNodes,
            format!(
                "The document has more nodes than the limit of {} (limits.nodes). Clean a part of it, or raise the limit.",
                self.nodes
            ),
        ))
    }
}

/// The reader's own decision on a stretch of the input, which stands above the model's.
///
/// It takes effect on every block that overlaps `start..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Verdict {
    /// First byte in Rust; first UTF-16 code unit in JavaScript and JSON.
    pub start: usize,
    /// One past the last, in the same unit.
    pub end: usize,
    /// True to keep the stretch, false to cut it.
    pub keep: bool,
}

/// A name of the reader's own: to mark, or not to mark.
///
/// It is found as whole words, in a text of any language. Where it is written with a capital,
/// case counts, but all in capitals it is found too; written without, it is found in any case. A
/// longer name around it stays as it is: "Washington" leaves "Washington Post" alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Term {
    /// The name.
    pub text: String,
    /// What it is; none, in JSON `"none"`, when it shall not be marked.
    #[serde(with = "kind_or_none")]
    pub kind: Option<EntityKind>,
}

/// `null` is easily an accident, so no kind is a word of its own in JSON.
mod kind_or_none {
    use serde::de::IntoDeserializer;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::EntityKind;

    const NONE: &str = "none";

    // The signature is serde's.
    #[allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref)]
    pub fn serialize<S: Serializer>(kind: &Option<EntityKind>, to: S) -> Result<S::Ok, S::Error> {
        match kind {
            Some(kind) => kind.serialize(to),
            None => to.serialize_str(NONE),
        }
    }

    pub fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Option<EntityKind>, D::Error> {
        let name = String::deserialize(from)?;
        if name == NONE {
            return Ok(None);
        }
        EntityKind::deserialize(name.into_deserializer()).map(Some)
    }
}

/// Settings of one cleaning, or of one search for entities. `Options::default()` is right for nearly every use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Options {
    /// Where the page came from, if the caller knows; it is copied to the result.
    pub url: Option<String>,
    /// When the text was published, ISO 8601, if the caller knows: gives "Friday" its date.
    pub published: Option<String>,
    /// BCP 47 tag of the language whose names and dates are looked for. Default: what the text
    /// is written in.
    pub language: Option<String>,
    /// The reader's own words, which stand above the model's findings.
    pub lexicon: Vec<Term>,
    /// Kinds of entities that are wanted. Default: all.
    pub kinds: Vec<EntityKind>,
    /// Limits on the input.
    pub limits: Limits,
    /// The reader's decisions so far.
    pub verdicts: Vec<Verdict>,
}
