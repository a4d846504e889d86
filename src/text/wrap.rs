//! Mends what copying did to lines: joins paragraphs that were wrapped at a fixed width.

use super::lines::Line;

/// Widths, in characters, that hard-wrapped text has.
const WIDTHS: std::ops::RangeInclusive<usize> = 45..=100;

/// Joins the lines of paragraphs that were wrapped at a fixed width, as in mail and plain-text
/// files. Nothing is joined unless most of the page's lines end just short of one width.
pub fn join(input: &str, lines: Vec<Line>) -> Vec<Line> {
    let widths: Vec<usize> = lines
        .iter()
        .map(|l| l.text(input).chars().count())
        .collect();
    let Some(width) = wrap_width(input, &lines, &widths) else {
        return lines;
    };
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    let mut above = 0;
    for (line, own) in lines.into_iter().zip(widths) {
        let fits = joined.last().is_some_and(|last| {
            line.gap == 0 && goes_on(last.text(input), above, line.text(input), width)
        });
        above = own;
        match joined.last_mut() {
            Some(last) if fits => last.end = line.end,
            _ => joined.push(line),
        }
    }
    joined
}

/// The width at which the text was wrapped, if it was: nearly no line is longer, and at least
/// three in five of the lines that are followed by another without a gap could not have taken
/// that line's first word.
fn wrap_width(input: &str, lines: &[Line], widths: &[usize]) -> Option<usize> {
    let width = *widths.iter().max()?;
    if !WIDTHS.contains(&width) {
        return None;
    }
    let (mut full, mut followed) = (0, 0);
    for (pair, own) in lines.windows(2).zip(widths) {
        let [line, next] = pair else { continue };
        let flows = next.gap == 0 && line.text(input).contains(' ');
        followed += usize::from(flows);
        full += usize::from(flows && is_full(*own, next.text(input), width));
    }
    (full >= 3 && full * 5 >= followed * 3).then_some(width)
}

fn is_full(own: usize, next: &str, width: usize) -> bool {
    let word = next
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .chars()
        .count();
    own + 1 + word > width
}

fn goes_on(above: &str, above_width: usize, below: &str, width: usize) -> bool {
    let item = below.starts_with(['-', '*', '•', '>', '#', '|']);
    // A line that ends a sentence early ends its paragraph too.
    let ends = above.ends_with(['.', '!', '?', ':']) && above_width + 12 < width;
    // Text that was wrapped by hand is not quite full.
    is_full(above_width + 6, below, width) && !item && !ends
}

#[cfg(test)]
mod tests {
    use super::super::lines::split;
    use super::*;

    fn joined(input: &str) -> Vec<&str> {
        join(input, split(input))
            .iter()
            .map(|l| l.text(input))
            .collect()
    }

    #[test]
    fn wrapped_paragraphs_are_joined() {
        let text = "The council met on Monday evening to speak about the old\n\
                    bridge over the river, which has been closed since last\n\
                    spring because its piers are cracked below the water.\n\n\
                    Repairs will cost more than the town has put aside, said\n\
                    the treasurer, who asked for patience and for more time\n\
                    to find a lender.";
        let starts: Vec<_> = joined(text).iter().map(|l| &l[..12]).collect();
        assert_eq!(starts, ["The council ", "Repairs will"]);
    }

    #[test]
    fn menus_and_long_paragraphs_stay_as_they_are() {
        let menu = "Home\nNews\nSport\nAbout the people who make this paper and the town\nWeather";
        assert_eq!(joined(menu).len(), 5);
        let long = format!("{}\nNext line\n{}", "word ".repeat(60), "word ".repeat(50));
        assert_eq!(joined(&long).len(), 3);
    }
}
