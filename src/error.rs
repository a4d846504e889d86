//! The one error type, with codes that stay the same from version to version.

use std::fmt;

/// What went wrong, as a stable code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorCode {
    /// Nothing but white space came in.
    EmptyInput,
    /// The input has more bytes than [`Limits::bytes`](crate::Limits::bytes).
    TooManyBytes,
    /// The document has more nodes than [`Limits::nodes`](crate::Limits::nodes).
    TooManyNodes,
    /// What was given as a snapshot is not one.
    InvalidSnapshot,
    /// The input is not text: too many NULs and control characters.
    NotText,
    /// The caller ended the work.
    Cancelled,
    /// An option has a value that it cannot have.
    InvalidOption,
    /// What was given to a renderer is not an article.
    InvalidArticle,
    /// The bytes given as a model are not one of this version.
    InvalidModel,
}

impl ErrorCode {
    /// The code as JavaScript and JSON see it, such as `too-many-bytes`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::EmptyInput => "empty-input",
            Self::TooManyBytes => "too-many-bytes",
            Self::TooManyNodes => "too-many-nodes",
            Self::InvalidSnapshot => "invalid-snapshot",
            Self::NotText => "not-text",
            Self::Cancelled => "cancelled",
            Self::InvalidOption => "invalid-option",
            Self::InvalidModel => "invalid-model",
            Self::InvalidArticle => "invalid-article",
        }
    }
}

/// A failure that the caller can act on: a stable code, and a message that says what was wrong
/// and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    code: ErrorCode,
    message: String,
}

impl Error {
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        self.code
    }

    /// A sentence or two for people.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
