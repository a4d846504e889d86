//! Mends what copying did to lines: parts two texts that lost the line end between them, as in
//! "…to be paid in butter.RELATED: How a cheese gets its holes".

use super::lines::Line;
use crate::cues::{self, Cue};
use crate::words;

/// What may stand behind a lost line end. Capitals inside a word are no proof, as in `McDonald`, so
/// a line is parted only before a phrase that is known to begin a line.
const BEGINNERS: [Cue; 7] = [
    Cue::Ad,
    Cue::Related,
    Cue::Share,
    Cue::Subscribe,
    Cue::Published,
    Cue::Updated,
    Cue::Comment,
];

/// Places looked at in one line, and bytes looked at behind each.
const PLACES: usize = 8;
const AHEAD: usize = 120;

/// Parts glued lines. Linear in the input.
pub fn part(input: &str, lines: Vec<Line>) -> Vec<Line> {
    let mut parted = Vec::with_capacity(lines.len());
    for line in lines {
        let mut start = line.start;
        for at in seams(line.text(input))
            .take(PLACES)
            .map(|at| line.start + at)
        {
            if input.get(at..line.end).is_some_and(begins_line) {
                let gap = if start == line.start { line.gap } else { 0 };
                parted.push(Line {
                    start,
                    end: at,
                    gap,
                });
                start = at;
            }
        }
        let gap = if start == line.start { line.gap } else { 0 };
        parted.push(Line {
            start,
            end: line.end,
            gap,
        });
    }
    parted
}

/// Bytes that are looked at together for a seam: few have one.
const STRETCH: usize = 64;

/// Where a capital follows a small letter or a full stop without a space.
fn seams(text: &str) -> impl Iterator<Item = usize> {
    let (left, right) = (
        text.as_bytes(),
        text.as_bytes().get(1..).unwrap_or_default(),
    );
    let stretches = left.chunks(STRETCH).zip(right.chunks(STRETCH));
    let some = |(left, right): &(&[u8], &[u8])| {
        let pairs = left.iter().zip(*right);
        pairs.fold(false, |any, (left, right)| any | is_seam(*left, *right))
    };
    let starts = (1..).step_by(STRETCH);
    let found = stretches.zip(starts).filter(move |(pair, _)| some(pair));
    found.flat_map(|((left, right), start)| {
        let pairs = left.iter().zip(right).zip(start..);
        pairs.filter_map(|((left, right), at)| is_seam(*left, *right).then_some(at))
    })
}

/// No jumps, so that many are looked at at once.
fn is_seam(left: u8, right: u8) -> bool {
    let ends = matches!(left, b'.' | b'!' | b'?' | b')');
    (left.is_ascii_lowercase() | ends) & right.is_ascii_uppercase()
}

/// Whether a text begins with a phrase that begins lines: two words or more, or a label such as
/// "RELATED:".
fn begins_line(text: &str) -> bool {
    let ahead = text.get(..text.floor_char_boundary(AHEAD)).unwrap_or(text);
    let label = ahead.split_once(':').map_or("", |(label, _)| label);
    let begins = |text: &str, whole: bool| {
        let (mut found, mut hits) = (Vec::new(), Vec::new());
        words::split(text, &mut found);
        cues::find(&found, &mut hits);
        let fits = |hit: &cues::Hit| hit.first == 0 && if whole { hit.whole } else { hit.len >= 2 };
        hits.iter()
            .any(|hit| fits(hit) && BEGINNERS.contains(&hit.cue))
    };
    begins(ahead, false) || (label.len() <= 24 && begins(label, true))
}

#[cfg(test)]
mod tests {
    use super::super::lines::split;
    use super::*;

    fn parted(input: &str) -> Vec<&str> {
        part(input, split(input))
            .iter()
            .map(|l| l.text(input))
            .collect()
    }

    #[test]
    fn a_known_beginning_behind_a_lost_line_end_parts_the_line() {
        let text = "They want to be paid in butter.RELATED: How a cheese gets its holes";
        assert_eq!(
            parted(text),
            [
                "They want to be paid in butter.",
                "RELATED: How a cheese gets its holes"
            ]
        );
    }

    #[test]
    fn capitals_inside_words_alone_do_not() {
        for text in [
            "The iPhone and YouTube came to McDonald",
            "Use getElementById.Then go on",
            "U.S.Army",
        ] {
            assert_eq!(parted(text), [text]);
        }
    }
}
