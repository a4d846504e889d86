//! What the commands have in common on their way out.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::input::Failure;

/// The files that were named, or standard input.
pub fn files(named: &[PathBuf]) -> &[PathBuf] {
    static STANDARD_INPUT: LazyLock<[PathBuf; 1]> = LazyLock::new(|| [PathBuf::from("-")]);
    if named.is_empty() {
        STANDARD_INPUT.as_slice()
    } else {
        named
    }
}

/// A path as people read it.
pub fn shown(path: &Path) -> Cow<'_, str> {
    if path == Path::new("-") {
        "standard input".into()
    } else {
        path.to_string_lossy()
    }
}

/// Says on standard error what became of a file, behind all that was written so far.
pub fn report(out: &mut impl Write, path: &Path, failure: &Failure) -> io::Result<()> {
    out.flush()?;
    // Nobody is there to hear when this fails.
    let _ = writeln!(
        io::stderr(),
        "copydesk: {}: {}",
        shown(path),
        failure.message
    );
    Ok(())
}
