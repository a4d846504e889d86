//! Names of authors in a byline: `By JANE DOEPublished: May 14, 2021` has Jane Doe.
//!
//! A line is first loosened: dates become bars, words glued together are parted. Each piece
//! between bars is read on its own: one that begins with "by" gives names, one that begins with
//! "photo by" none, and of the rest the first that looks like a person does.

mod case;
mod piece;
mod vocabulary;

use crate::dates;
use crate::words::{self, Case};
use piece::{Lead, Piece};
pub(crate) use vocabulary::is_given_name;
use vocabulary::{BY, CREDIT, ROLE, UNTIL, vocabulary};

/// What a line says about authors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Byline {
    /// The names, without "By", offices, places and dates.
    pub names: Vec<String>,
    /// Whether a word such as "by" says that they are authors.
    pub cued: bool,
    /// Whether the first begins with a given name.
    pub given: bool,
    /// Whether the line ends with such a word, and the names should come on the next.
    pub open: bool,
}

/// More bytes than any byline has; the rest of a line is not read.
const LONGEST: usize = 300;

/// The names of authors in a line that is known to be a byline. Never empty strings.
#[must_use]
pub fn names(line: &str) -> Vec<String> {
    read(line).names
}

/// Reads a line that may be a byline. Its cost has a bound.
#[must_use]
pub fn read(line: &str) -> Byline {
    let line = line
        .get(..line.floor_char_boundary(LONGEST))
        .unwrap_or(line);
    let loose = loosened(line);
    let mut byline = Byline::default();
    let mut plain = None;
    for text in loose.split(BARS) {
        let piece = Piece::new(text);
        match piece.lead() {
            Lead::Authors(start) if start >= piece.len() => byline.open = byline.names.is_empty(),
            Lead::Authors(start) => extend(&mut byline, piece.names(start)),
            Lead::None if plain.is_none() && (piece.is_person() || piece.is_desk()) => {
                plain = Some(piece);
            }
            Lead::None | Lead::Others => {}
        }
    }
    if let Some(piece) = plain.filter(|_| byline.names.is_empty() && !byline.open) {
        byline.names = piece.names(0);
        byline.given = piece.is_given();
    }
    byline
}

fn extend(byline: &mut Byline, names: Vec<String>) {
    for name in names {
        byline.cued = true;
        byline.open = false;
        if !byline.names.contains(&name) {
            byline.names.push(name);
        }
    }
}

/// Whether a line is nothing but the name of a person, by its form: two to four words with
/// capitals, none of which belongs to menus.
#[must_use]
pub fn looks_like_name(line: &str) -> bool {
    let line = line.trim();
    line.len() <= 60 && !line.ends_with([':', '?', '!', ',']) && Piece::new(line).is_only_person()
}

/// Whether a line names an office, such as "Senior editor": what stands below a name.
pub(crate) fn is_office(line: &str) -> bool {
    line.len() <= 80 && Piece::new(line).is_office()
}

/// What divides the parts of a byline.
const BARS: [char; 16] = [
    '|', '•', '·', '●', '⋅', '∙', '‧', '—', '–', ';', '»', '›', '\t', '\n', '/', '－',
];

/// The line with bars for dates and between glued words, and "by" parted from its name.
fn loosened(line: &str) -> String {
    let mut loose = String::with_capacity(line.len() + 16);
    let mut at = 0;
    for found in dates::find(line) {
        loosen(line.get(at..found.start).unwrap_or(""), &mut loose);
        loose.push('|');
        at = found.end;
    }
    loosen(line.get(at..).unwrap_or(""), &mut loose);
    if loose.contains(" - ") || loose.contains(" -- ") {
        loose = loose.replace(" - ", "|").replace(" -- ", "|");
    }
    loose
}

fn loosen(text: &str, loose: &mut String) {
    let mut found = Vec::new();
    words::split(text, &mut found);
    let mut end = 0;
    for word in found {
        let (start, stop) = (word.start as usize, word.end as usize);
        let token = text.get(start..stop).unwrap_or("");
        // A sentence ends here: "… growth. By Ann Lee".
        let sentence = token == "By" && text.get(..start).is_some_and(|t| t.ends_with(". "));
        let cut = glued(token, word.case).map(|(at, bar)| (start + at, bar));
        let Some((at, bar)) = cut.or(sentence.then_some((start, '|'))) else {
            continue;
        };
        loose.push_str(text.get(end..at).unwrap_or(""));
        loose.push(bar);
        end = at;
    }
    loose.push_str(text.get(end..).unwrap_or(""));
}

/// Where two words are glued: `ByNina`, `HabernyFounder`, `MILLERPUBLISHED`, `readWritten`.
fn glued(token: &str, case: Case) -> Option<(usize, char)> {
    const ENDS: [&str; 3] = ["PUBLISHED", "UPDATED", "POSTED"];
    if case == Case::Upper {
        let rest = ENDS.iter().find_map(|end| token.strip_suffix(end))?;
        return (rest.len() > 1).then_some((rest.len(), '|'));
    }
    if case != Case::Mixed {
        return None;
    }
    let mut before = ' ';
    for (at, c) in token.char_indices() {
        if before.is_lowercase() && c.is_uppercase() {
            let (left, right) = token.split_at_checked(at)?;
            if flags(words::hash(left)) & BY != 0 {
                return Some((at, ' '));
            }
            let right = words::hash(right);
            if flags(right) & (BY | ROLE | CREDIT | UNTIL) != 0 || dates::is_month(right) {
                return Some((at, '|'));
            }
        }
        before = c;
    }
    None
}

fn flags(hash: u32) -> u16 {
    vocabulary().word(hash).unwrap_or(0)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
