//! Where a page turns into what its readers post: short lines with dates that keep coming, each with a post below it.

use super::facts::Facts;
use super::features::{flag, is_prose, log2, running, share};
use crate::cues::Cue;

/// The most words of a line that says when something was posted.
const STAMP: u32 = 9;
/// The most words of a line that offers to answer, or counts the answers.
const REPLY: u32 = 8;
/// The most words from one stamp to the next for both to belong to a series.
const NEAR: u32 = 300;
/// Stamps that make a series.
const SERIES: usize = 3;

/// What is known of a page's posts.
pub struct Posts {
    /// Lines that say when something was posted.
    pub stamps: Counts,
    /// Short lines with a cue of comments.
    pub replies: Counts,
    /// Words from the last stamp above each line, or from the page's beginning.
    since: Vec<u32>,
    /// Words from each line to the next stamp, or to the page's end.
    until: Vec<u32>,
    /// Where the first series begins.
    series: Option<Series>,
}

/// How many lines of some sort there are above each line, and at the end how many in all.
pub struct Counts(Vec<u32>);

impl Counts {
    fn new(facts: &[Facts], is: impl Fn(&Facts) -> bool) -> Self {
        Self(running(facts, |f| u32::from(is(f))))
    }

    /// How many of them stand above a line.
    #[must_use]
    pub fn above(&self, line: usize) -> f32 {
        log2(at(&self.0, line) as f32) / 5.0
    }

    /// How many there are from a line on.
    #[must_use]
    pub fn below(&self, line: usize) -> f32 {
        log2(self.from(line) as f32) / 5.0
    }

    fn from(&self, line: usize) -> u32 {
        last(&self.0) - at(&self.0, line)
    }
}

#[derive(Clone, Copy)]
struct Series {
    /// The line of its first stamp.
    line: usize,
    /// Share of the page's prose above it.
    above: f32,
    /// Words of prose for each stamp from there on.
    size: f32,
}

fn is_stamp(f: &Facts) -> bool {
    f.dated && f.words <= STAMP
}

fn is_reply(f: &Facts) -> bool {
    f.words <= REPLY && Facts::has(f.whole_cues | f.first_cues, Cue::Comment)
}

impl Posts {
    /// Looks for them. Linear in the lines.
    #[must_use]
    pub fn new(facts: &[Facts]) -> Self {
        let stamps = Counts::new(facts, is_stamp);
        let words = running(facts, |f| f.words);
        let (since, until) = distances(facts, &words);
        Self {
            replies: Counts::new(facts, is_reply),
            series: first_series(facts, &words, &stamps),
            stamps,
            since,
            until,
        }
    }

    /// Words since the last stamp.
    #[must_use]
    pub fn since(&self, line: usize) -> f32 {
        log2(at(&self.since, line) as f32) / 10.0
    }

    /// Words until the next stamp.
    #[must_use]
    pub fn until(&self, line: usize) -> f32 {
        log2(at(&self.until, line) as f32) / 10.0
    }

    /// What `of` says of the series that a line is in: 0 without one. The line above the first stamp is in it, which
    /// mostly has the writer's name.
    fn inside(&self, line: usize, of: impl Fn(Series) -> f32) -> f32 {
        let series = self.series.filter(|series| line + 1 >= series.line);
        series.map_or(0.0, of)
    }

    /// Whether a line is among posts.
    #[must_use]
    pub fn among(&self, line: usize) -> f32 {
        self.inside(line, |_| 1.0)
    }

    /// For a line among posts, the share of the page's prose above the first of them: all of an article is there, and
    /// nothing of a forum's thread.
    #[must_use]
    pub fn prose_above(&self, line: usize) -> f32 {
        self.inside(line, |series| series.above)
    }

    /// For a line among posts, how long they are.
    #[must_use]
    pub fn size(&self, line: usize) -> f32 {
        self.inside(line, |series| log2(series.size) / 8.0)
    }

    /// Whether posts come below a line.
    #[must_use]
    pub fn ahead(&self, line: usize) -> f32 {
        flag(self.series.is_some_and(|series| line + 1 < series.line))
    }
}

fn at(list: &[u32], line: usize) -> u32 {
    list.get(line).copied().unwrap_or(0)
}

fn last(list: &[u32]) -> u32 {
    list.last().copied().unwrap_or(0)
}

/// Words since the last stamp and until the next, for each line; `words` are those above each.
fn distances(facts: &[Facts], words: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut stamp = 0;
    let since = facts.iter().zip(words).map(|(f, above)| {
        let words = above - stamp;
        if is_stamp(f) {
            stamp = *above;
        }
        words
    });
    let since = since.collect();
    let mut stamp = last(words);
    let until = facts.iter().zip(words).rev().map(|(f, above)| {
        let words = stamp - above;
        if is_stamp(f) {
            stamp = *above;
        }
        words
    });
    let mut until: Vec<u32> = until.collect();
    until.reverse();
    (since, until)
}

/// The first stamps that follow each other closely, with prose between any two.
fn first_series(facts: &[Facts], words: &[u32], stamps: &Counts) -> Option<Series> {
    let told = running(facts, |f| if is_prose(f) { f.words } else { 0 });
    let lines = facts.iter().enumerate().filter(|(_, f)| is_stamp(f));
    let lines: Vec<usize> = lines.map(|(line, _)| line).collect();
    let between = |list: &[u32], from: usize, to: usize| at(list, to) - at(list, from);
    let is_post = |pair: &[usize]| match *pair {
        [from, to] => between(words, from, to) <= NEAR && between(&told, from, to) > 0,
        _ => false,
    };
    let is_series = |stamps: &&[usize]| stamps.windows(2).all(is_post);
    let line = *lines.windows(SERIES).find(is_series)?.first()?;
    let posted = last(&told) - at(&told, line);
    Some(Series {
        line,
        above: share(at(&told, line), last(&told)),
        size: share(posted, stamps.from(line)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posts(text: &str) -> Posts {
        let (_, page) = crate::text::read(text);
        Posts::new(&page.facts)
    }

    const POST: &str = "Ann\nMarch 4, 2024 at 8:17 pm\nThe bell was loud, and it was good to hear it.\n\
        Bert\nMarch 4, 2024 at 9:02 pm\nIt was lost for years, my father said.\n\
        Cleo\nMarch 5, 2024 at 7:40 am\nWe shall come again on Sunday, all of us.\n";

    #[test]
    fn posts_below_an_article_are_told_from_a_thread() {
        let article = "The bell rings again\nMarch 3, 2024\n".to_owned()
            + &"The bell of the ferry rang again on the quay, and people came from all over the town. "
                .repeat(20)
            + "\n";
        let below = posts(&format!("{article}{POST}"));
        let of = |line| (below.among(line), below.ahead(line));
        assert_eq!([of(0), of(2)], [(0.0, 1.0); 2]);
        assert_eq!([of(3), of(11)], [(1.0, 0.0); 2]);
        let thread = posts(&format!("Ferry forum\n{POST}"));
        assert!(thread.among(1) > 0.5);
        assert!(below.prose_above(5) > 0.7 && thread.prose_above(5) < 0.1);
        assert!(below.stamps.below(3) > below.stamps.below(10));
    }

    #[test]
    fn one_date_makes_no_posts() {
        let page =
            posts("A headline\nMarch 3, 2024\nThe bell rang again, and people came to hear it.\n");
        assert!((0..3).all(|line| page.among(line) + page.ahead(line) == 0.0));
    }

    #[test]
    fn nothing_has_no_posts() {
        let none = Posts::new(&[]);
        assert!(none.among(0) + none.since(0) + none.until(0) + none.stamps.below(0) == 0.0);
    }
}
