//! Files and standard input, and their text.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use copydesk::ErrorCode;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// Why a file gave no article: a stable code, and a sentence for people.
pub struct Failure {
    pub code: &'static str,
    pub message: String,
}

impl Failure {
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { code, message }
    }
}

impl From<copydesk::Error> for Failure {
    fn from(error: copydesk::Error) -> Self {
        Self::new(error.code().as_str(), error.message())
    }
}

/// Reads a file, or standard input for `-`. Takes at most `limit` bytes and a few more,
/// so that something endless comes out as too long.
pub fn read(path: &Path, limit: usize) -> Result<Vec<u8>, Failure> {
    // UTF-16 takes up to twice the bytes of UTF-8.
    let most = (limit as u64).saturating_mul(2).saturating_add(4);
    let mut bytes = Vec::new();
    let result = if path == Path::new("-") {
        io::stdin().take(most).read_to_end(&mut bytes)
    } else if path.is_dir() {
        let message = format!("It is a folder. Name the files in it: {}/*", path.display());
        return Err(Failure::new("not-a-file", message));
    } else {
        File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes))
    };
    let read = result.map_err(|error| unreadable(&error))?;
    if read as u64 == most {
        let message = format!("It has more bytes than the limit of {limit}.");
        return Err(Failure::new(ErrorCode::TooManyBytes.as_str(), message));
    }
    Ok(bytes)
}

fn unreadable(error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::NotFound {
        Failure::new("not-found", "There is no such file.")
    } else {
        Failure::new("unreadable", format!("It cannot be read: {error}."))
    }
}

/// The text in UTF-8 or, with a byte-order mark or by the look of it, in UTF-16.
pub fn text(bytes: &[u8]) -> Result<String, Failure> {
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some(found) => found,
        None => (guess(bytes), 0),
    };
    let body = bytes.get(mark..).unwrap_or_default();
    if encoding == encoding_rs::UTF_8 {
        return match std::str::from_utf8(body) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => Err(not_utf8(mark + error.valid_up_to())),
        };
    }
    encoding
        .decode_without_bom_handling_and_without_replacement(body)
        .map(std::borrow::Cow::into_owned)
        .ok_or_else(|| Failure::new("not-text", format!("It is not valid {}.", encoding.name())))
}

/// Western text in UTF-16 has a zero in most pairs of bytes; text in UTF-8 has none.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let start = bytes.get(..bytes.len().min(1024) & !1).unwrap_or_default();
    let zeros = |odd: usize| {
        start
            .iter()
            .skip(odd)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let most = |these: usize, others: usize| these > start.len() / 4 && others * 4 < these;
    match (zeros(0), zeros(1)) {
        (even, odd) if most(odd, even) => UTF_16LE,
        (even, odd) if most(even, odd) => UTF_16BE,
        _ => encoding_rs::UTF_8,
    }
}

fn not_utf8(at: usize) -> Failure {
    let message = format!(
        "It is not text in UTF-8 or UTF-16: byte {at} is wrong. Convert it first, for instance with iconv."
    );
    Failure::new("not-text", message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Result<String, &'static str> {
        text(bytes).map_err(|failure| failure.code)
    }

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn utf8_with_and_without_a_mark() {
        assert_eq!(decoded("né".as_bytes()).as_deref(), Ok("né"));
        assert_eq!(decoded("\u{feff}né".as_bytes()).as_deref(), Ok("né"));
        assert_eq!(decoded(b"").as_deref(), Ok(""));
    }

    #[test]
    fn utf16_with_and_without_a_mark() {
        for to_bytes in [u16::to_le_bytes as fn(u16) -> _, u16::to_be_bytes] {
            for text in ["Crème 😀", "\u{feff}Crème 😀", "\u{feff}国際"] {
                let plain = text.trim_start_matches('\u{feff}');
                assert_eq!(decoded(&utf16(text, to_bytes)).as_deref(), Ok(plain));
            }
        }
    }

    #[test]
    fn other_bytes_are_not_text() {
        assert_eq!(decoded(b"caf\xe9"), Err("not-text"));
        assert_eq!(decoded(b"\xff\xfea\0b"), Err("not-text"));
        assert_eq!(decoded(b"\x89PNG\r\n\x1a\n\0\0\0\r"), Err("not-text"));
    }
}
