//! Who wrote an article and when: the byline and the dates around its headline.
//!
//! A page names many people and days. What speaks for one being the author or the day of
//! publication is weighed: words such as "by" and "published", nearness to the headline, the
//! form of the line. Today's date in the site's frame, dates of teasers and of comments stay out.

mod author;
mod date;

use std::ops::Range;

use crate::dates::Value;
use crate::words;
use crate::{cues, dates};
use cues::Cue;

/// What is known of an article beside its headline and body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// Names of the authors.
    pub byline: Vec<String>,
    /// The lines that hold them, with a line before that says no more than "by".
    pub byline_lines: Vec<usize>,
    /// When it was published.
    pub published: Option<Stamp>,
    /// When it was last changed.
    pub modified: Option<Stamp>,
}

/// A date in a line of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// What it says, as far as the page makes it clear.
    pub value: Value,
    /// The number of the line.
    pub line: usize,
    /// First byte in the line.
    pub start: usize,
    /// One past the last byte in the line.
    pub end: usize,
}

impl Stamp {
    /// ISO 8601, or the date as it stands in its line when its order is open.
    #[must_use]
    pub fn text(&self, line: &str) -> String {
        let found = || line.get(self.start..self.end).unwrap_or("").to_owned();
        self.value.iso().unwrap_or_else(found)
    }
}

/// Where on the page to look.
pub(crate) struct Page<'a> {
    pub(crate) lines: &'a [&'a str],
    pub(crate) title: Option<usize>,
    pub(crate) body: Range<usize>,
}

/// Lines looked at before the headline, behind it, and behind the body.
const BEFORE: usize = 10;
const BEHIND: usize = 30;
const AFTER_BODY: usize = 8;

/// Finds authors and dates in a page's lines (those that are not blank), given where the headline
/// and the body are. `language` is the body's, when known. Reads a bounded number of lines around them, and short ones of the rest.
#[must_use]
pub fn find_head(
    lines: &[&str],
    title: Option<usize>,
    body: Range<usize>,
    language: Option<&str>,
) -> Head {
    let page = Page { lines, title, body };
    let (published, modified) = date::find(&page, language);
    let (byline, byline_lines) = author::find(&page);
    Head {
        byline,
        byline_lines,
        published,
        modified,
    }
}

/// Whether the text before a date says that it is the day of publication.
#[must_use]
pub fn says_published(clause: &str) -> bool {
    date::says_published(clause)
}

impl<'a> Page<'a> {
    pub(crate) fn line(&self, at: usize) -> &'a str {
        self.lines.get(at).map_or("", |line| line.trim())
    }

    /// The lines around the headline and down to the body's first lines.
    fn top(&self) -> Range<usize> {
        let anchor = self.title.unwrap_or(self.body.start);
        let end = (self.body.start + 8).max(anchor + 10).min(anchor + BEHIND);
        anchor.saturating_sub(BEFORE)..end.min(self.lines.len())
    }

    /// The lines behind the body.
    fn bottom(&self) -> Range<usize> {
        let start = self.body.end.max(self.top().end);
        start..(self.body.end + AFTER_BODY).clamp(start, self.lines.len().max(start))
    }

    /// What nearness to the headline is worth: at most 1, less the farther away.
    fn nearness(&self, at: usize) -> f32 {
        match self.title {
            Some(title) if at >= title => 1.0 - 0.08 * (at - title) as f32,
            Some(title) => 0.8 - 0.15 * (title - at) as f32,
            None => 0.7 - 0.1 * self.body.start.abs_diff(at) as f32,
        }
    }
}

/// The cues in a line, in order.
fn cues_in(text: &str) -> Vec<Cue> {
    let (mut found, mut hits) = (Vec::new(), Vec::new());
    words::split(text, &mut found);
    cues::find(&found, &mut hits);
    hits.iter().map(|hit| hit.cue).collect()
}

/// Whether a line tells of dates, of reading time, of views: what stands beside a byline.
fn is_metadata(line: &str) -> bool {
    if line.len() > 80 {
        return false;
    }
    let mut found = Vec::new();
    words::split(line, &mut found);
    let dated = found.len() <= 12 && dates::looks_dated(line, &found);
    dated || cues_in(line).contains(&Cue::Metadata)
}

#[cfg(test)]
mod tests;
