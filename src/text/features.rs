//! Lines to numbers: the table of named features that the model reads.
//!
//! Every feature lies roughly between -1 and 1. The order of [`FEATURES`] is part of a trained model.

use crate::cues::Cue;

use super::counter::Counter;
use super::facts::{Closing, Facts, Opening};
use super::posts::Posts;
use super::topics::Topics;

/// Headings that open a section which is seldom part of an article.
pub const SECTIONS: [Cue; 6] = [
    Cue::Comment,
    Cue::Related,
    Cue::Bio,
    Cue::Legal,
    Cue::Subscribe,
    Cue::Share,
];

/// The lines of a page, with what is known of each and of the page as a whole.
pub struct Page {
    /// One for each line.
    pub facts: Vec<Facts>,
    /// Hashes of all words of the page, line after line.
    pub hashes: Vec<u32>,
    /// Blank lines before each line.
    pub gaps: Vec<u8>,
    /// Where prose is densest: first line, and one past the last.
    pub prose: (usize, usize),
    /// Characters before each line, and at the end all of the page's.
    pub chars_before: Vec<u32>,
    /// How many lines of the page are equal to each.
    pub copies: Vec<u32>,
    /// The same for the first two words, and for the last one.
    pub same_start: Vec<u32>,
    /// Lines with the same last word.
    pub same_end: Vec<u32>,
    /// Share of each line's words of substance that the densest prose has elsewhere too.
    pub topical: Vec<f32>,
    /// Words of substance of each line that the densest prose has elsewhere too.
    pub known: Vec<u32>,
    /// The same for the first words of that prose alone, as a share.
    pub opening: Vec<f32>,
    /// Equal lines above and below each.
    pub copies_above: Vec<u32>,
    /// For each line and each kind of [`SECTIONS`], lines since such a heading stood above it, in
    /// or below the densest prose.
    pub since: Vec<[Option<u32>; SECTIONS.len()]>,
    /// Dated lines, and lines with a comment's cue, up to each line: for counts around a line.
    pub dated_before: Vec<u32>,
    /// The same for cues of comments.
    pub comments_before: Vec<u32>,
    /// Neighbouring lines, itself included, that are short as well.
    pub short_run: Vec<u32>,
    /// Where readers post.
    pub posts: Posts,
    /// What its lines are about.
    pub topics: Topics,
}

impl Page {
    /// Looks at the page as a whole. Linear in its words.
    #[must_use]
    pub fn new(facts: Vec<Facts>, hashes: Vec<u32>, gaps: Vec<u8>) -> Self {
        let mut page = Self {
            chars_before: running(&facts, |f| f.chars),
            prose: densest_prose(&facts),
            copies: Vec::new(),
            same_start: Vec::new(),
            same_end: Vec::new(),
            topical: Vec::new(),
            known: Vec::new(),
            opening: Vec::new(),
            copies_above: Vec::new(),
            since: Vec::new(),
            dated_before: running(&facts, |f| u32::from(f.dated && f.words <= 14)),
            comments_before: running(&facts, |f| u32::from(has(f.cues, Cue::Comment))),
            short_run: short_runs(&facts),
            posts: Posts::new(&facts),
            topics: Topics::new(&facts, &hashes),
            facts,
            hashes,
            gaps,
        };
        page.copies = page.count_equal(|_, f| f.hash);
        page.same_start = page.count_equal(|page, f| {
            let words = page.words_of(f);
            let first = words.first().copied().unwrap_or(0);
            first.rotate_left(7) ^ words.get(1).copied().unwrap_or(0)
        });
        page.same_end = page.count_equal(|page, f| page.words_of(f).last().copied().unwrap_or(1));
        page.since = page.since_headings();
        page.copies_above = page.count_above();
        let (from, to) = page.prose;
        page.topical = page.topics.shares(|line| (from..to).contains(&line));
        page.known = page
            .topical
            .iter()
            .zip(&page.facts)
            .map(|(t, f)| (t * (f.words + 1) as f32) as u32)
            .collect();
        let opening = page.opening_end();
        page.opening = page.topics.shares(|line| (from..opening).contains(&line));
        page
    }

    /// The word hashes of a line.
    #[must_use]
    pub fn words_of(&self, facts: &Facts) -> &[u32] {
        facts.words_of(&self.hashes)
    }

    fn count_equal(&self, key: impl Fn(&Self, &Facts) -> u32) -> Vec<u32> {
        let mut counts = Counter::new(self.facts.len());
        let keys: Vec<u32> = self.facts.iter().map(|f| key(self, f)).collect();
        for &k in &keys {
            counts.add(k);
        }
        keys.iter().map(|&k| counts.get(k)).collect()
    }

    fn since_headings(&self) -> Vec<[Option<u32>; SECTIONS.len()]> {
        let mut since = [None; SECTIONS.len()];
        let step = |(line, f): (usize, &Facts)| {
            for (since, cue) in since.iter_mut().zip(SECTIONS) {
                let heading = f.words <= 10
                    && f.closing != Closing::Stop
                    && has(f.whole_cues | f.first_cues, cue);
                *since = match *since {
                    _ if heading && line > self.prose.0 => Some(0),
                    Some(lines) => Some(lines + 1),
                    None => None,
                };
            }
            since
        };
        self.facts.iter().enumerate().map(step).collect()
    }

    /// Share of the lines up to eight away that were counted.
    fn around(before: &[u32], line: usize) -> f32 {
        let to = (line + 9).min(before.len() - 1);
        let from = line.saturating_sub(8).min(to);
        let count = |i: usize| before.get(i).copied().unwrap_or(0);
        share(count(to) - count(from), (to - from) as u32)
    }

    fn since(&self, line: usize, section: usize) -> f32 {
        let since = self.since.get(line).and_then(|s| *s.get(section)?);
        since.map_or(0.0, |lines| 1.2 - log2(lines as f32) / 8.0)
    }

    /// Whether a line is made of cues, or is the site's own name: either looks like a headline to the
    /// network at times.
    pub(crate) fn is_no_headline(&self, line: usize) -> bool {
        let made_of_cues = |f: &Facts| f.whole_cues != 0 || 2 * f.cue_words > f.words;
        self.facts.get(line).is_none_or(made_of_cues) || self.is_site_name(line)
    }

    /// Whether a line says no more than the name beside a sign of copyright elsewhere.
    fn is_site_name(&self, line: usize) -> bool {
        let own = self.facts.get(line).filter(|f| (1..=5).contains(&f.words));
        own.is_some_and(|own| {
            let name = self.words_of(own);
            let says = |f: &Facts| {
                self.words_of(f)
                    .windows(name.len())
                    .any(|words| words == name)
            };
            let longer = |f: &&Facts| f.words <= 25 && f.words > own.words;
            self.facts
                .iter()
                .filter(longer)
                .any(|f| f.copyright && says(f))
        })
    }

    fn count_above(&self) -> Vec<u32> {
        let mut counts = Counter::new(self.facts.len());
        self.facts
            .iter()
            .map(|f| {
                counts.add(f.hash);
                counts.get(f.hash) - 1
            })
            .collect()
    }

    /// Where the first hundred words of the densest prose end.
    fn opening_end(&self) -> usize {
        let (from, to) = self.prose;
        let mut words = 0;
        let lines = self.facts.iter().take(to).skip(from);
        from + lines
            .take_while(|f| {
                let more = words < 100;
                words += f.words;
                more
            })
            .count()
    }
}

/// The sum of what `counts` says of the lines above each, and at the end of all of them.
pub(super) fn running(facts: &[Facts], counts: impl Fn(&Facts) -> u32) -> Vec<u32> {
    let mut total = 0;
    let mut above = vec![0];
    above.extend(facts.iter().map(|f| {
        total += counts(f);
        total
    }));
    above
}

/// Whether a line is made of sentences.
pub(super) fn is_prose(f: &Facts) -> bool {
    f.sentences > 0 && f.words >= 6
}

/// How much a line looks like prose: positive for sentences, negative for short bits.
fn prose_score(f: &Facts) -> f32 {
    let words = f.words as f32;
    let flow = f.stop_words as f32 / (words + 1.0);
    match (is_prose(f), f.words) {
        (true, _) if flow > 0.2 => words.min(120.0),
        (true, _) => 0.4 * words.min(60.0),
        (false, 0..=3) => -8.0,
        (false, _) => -6.0 + 0.2 * words.min(30.0),
    }
}

/// The run of lines with the greatest sum of prose scores (Kadane's algorithm).
fn densest_prose(facts: &[Facts]) -> (usize, usize) {
    let (mut best, mut best_sum) = ((0, 0), 0.0);
    let (mut start, mut sum) = (0, 0.0);
    for (i, f) in facts.iter().enumerate() {
        if sum <= 0.0 {
            (start, sum) = (i, 0.0);
        }
        sum += prose_score(f);
        if sum > best_sum {
            (best, best_sum) = ((start, i + 1), sum);
        }
    }
    best
}

fn short_runs(facts: &[Facts]) -> Vec<u32> {
    let mut runs = vec![0; facts.len()];
    let mut start = 0;
    while start < facts.len() {
        let short = |f: &&Facts| f.words <= 5;
        let length = facts.iter().skip(start).take_while(short).count();
        runs.iter_mut()
            .skip(start)
            .take(length)
            .for_each(|r| *r = length as u32);
        start += length + 1;
    }
    runs
}

pub(crate) fn share(part: u32, whole: u32) -> f32 {
    part as f32 / (whole as f32).max(1.0)
}

/// A logarithm to base 2, near enough for a feature and the same on every machine: the bits of
/// the number, with a straight line between powers of two.
pub(crate) fn log2(x: f32) -> f32 {
    let bits = (x + 1.0).to_bits();
    (bits as f32) / (1 << 23) as f32 - 127.0
}

fn has(bits: u32, cue: Cue) -> bool {
    Facts::has(bits, cue)
}

fn cue(bits: u32, cue: Cue) -> f32 {
    flag(has(bits, cue))
}

pub(crate) fn flag(on: bool) -> f32 {
    f32::from(u8::from(on))
}

/// Signed distance in lines, squeezed by a logarithm.
pub(super) fn distance(from: usize, to: usize) -> f32 {
    let d = to as f32 - from as f32;
    log2(d.abs()) * d.signum() / 8.0
}

macro_rules! features {
    ($($name:literal: |$page:ident, $i:ident, $f:ident| $value:expr;)*) => {
        /// The names of the features, in the model's order.
        pub const FEATURES: &[&str] = &[$($name,)*];

        impl Page {
            /// The features of a line.
            #[must_use]
            pub fn features(&self, line: usize) -> [f32; FEATURES.len()] {
                let Some(facts) = self.facts.get(line) else { return [0.0; FEATURES.len()] };
                [$({
                    let ($page, $i, $f) = (self, line, facts);
                    let _ = ($page, $i, $f);
                    $value
                },)*]
            }
        }
    };
}

features! {
    "log words": |_p, _i, f| log2(f.words as f32) / 6.0;
    "log characters": |_p, _i, f| log2(f.chars as f32) / 8.0;
    "one word": |_p, _i, f| flag(f.words <= 1);
    "two or three words": |_p, _i, f| flag((2..=3).contains(&f.words));
    "four to seven words": |_p, _i, f| flag((4..=7).contains(&f.words));
    "eight to fifteen words": |_p, _i, f| flag((8..=15).contains(&f.words));
    "over forty words": |_p, _i, f| flag(f.words > 40);
    "mean word length": |_p, _i, f| (share(f.chars, f.words) / 10.0).min(2.0);
    "share capitalised": |_p, _i, f| share(f.capitalised, f.words);
    "share in capitals": |_p, _i, f| share(f.upper, f.words);
    "share in lower case": |_p, _i, f| share(f.lower, f.words);
    "share numbers": |_p, _i, f| share(f.numbers, f.words);
    "glued words": |_p, _i, f| (f.glued as f32 / 3.0).min(1.0);
    "share stop words": |_p, _i, f| share(f.stop_words, f.words);
    "no stop word": |_p, _i, f| flag(f.stop_words == 0);
    "sentences": |_p, _i, f| log2(f.sentences as f32) / 3.0;
    "words for each sentence": |_p, _i, f| log2(share(f.words, f.sentences.max(1))) / 6.0;
    "commas for each word": |_p, _i, f| (share(f.commas, f.words) * 5.0).min(1.0);
    "commas": |_p, _i, f| log2(f.commas as f32) / 4.0;
    "separators for each word": |_p, _i, f| (share(f.separators, f.words) * 2.0).min(1.0);
    "share digits": |_p, _i, f| share(f.digits, f.chars);
    "quotes": |_p, _i, f| (f.quotes as f32 / 4.0).min(1.0);
    "brackets": |_p, _i, f| (f.brackets as f32 / 4.0).min(1.0);
    "symbols": |_p, _i, f| (share(f.symbols, f.chars) * 4.0).min(1.0);
    "no letters": |_p, _i, f| flag(f.words == f.numbers);
    "begins lower": |_p, _i, f| flag(f.opening == Opening::Lower);
    "begins with digit": |_p, _i, f| flag(f.opening == Opening::Digit);
    "begins with quote": |_p, _i, f| flag(f.opening == Opening::Quote);
    "begins with bullet": |_p, _i, f| flag(f.opening == Opening::Bullet);
    "ends with stop": |_p, _i, f| flag(f.closing == Closing::Stop);
    "ends with question": |_p, _i, f| flag(f.closing == Closing::Question);
    "ends with colon": |_p, _i, f| flag(f.closing == Closing::Colon);
    "ends with dots": |_p, _i, f| flag(f.closing == Closing::Ellipsis);
    "ends with comma": |_p, _i, f| flag(f.closing == Closing::Comma);
    "address": |_p, _i, f| flag(f.address);
    "copyright": |_p, _i, f| flag(f.copyright);
    "currency": |_p, _i, f| flag(f.currency);
    "dated": |_p, _i, f| flag(f.dated);
    "gap before": |p, i, _f| f32::from(p.gaps.get(i).copied().unwrap_or(0).min(4)) / 4.0;
    "gap after": |p, i, _f| f32::from(p.gaps.get(i + 1).copied().unwrap_or(4).min(4)) / 4.0;
    "copies": |p, i, _f| log2(p.copies.get(i).copied().unwrap_or(1) as f32 - 1.0) / 3.0;
    "lines that begin alike": |p, i, _f| log2(p.same_start.get(i).copied().unwrap_or(1) as f32 - 1.0) / 4.0;
    "lines that end alike": |p, i, _f| log2(p.same_end.get(i).copied().unwrap_or(1) as f32 - 1.0) / 4.0;
    "run of short lines": |p, i, _f| log2(p.short_run.get(i).copied().unwrap_or(0) as f32) / 5.0;
    "place by lines": |p, i, _f| i as f32 / p.facts.len() as f32;
    "place by characters": |p, i, _f| p.place(i);
    "lines before": |_p, i, _f| log2(i as f32) / 8.0;
    "lines after": |p, i, _f| log2((p.facts.len() - i) as f32) / 8.0;
    "lines of the page": |p, _i, _f| log2(p.facts.len() as f32) / 10.0;
    "characters of the page": |p, _i, _f| log2(p.chars_before.last().copied().unwrap_or(0) as f32) / 16.0;
    "in densest prose": |p, i, _f| flag(i >= p.prose.0 && i < p.prose.1);
    "distance to prose start": |p, i, _f| distance(p.prose.0, i);
    "distance to prose end": |p, i, _f| distance(p.prose.1, i);
    "prose share of page": |p, _i, _f| p.prose_share();
    "topical": |p, i, _f| p.topical.get(i).copied().unwrap_or(0.0);
    "cue ad": |_p, _i, f| cue(f.cues, Cue::Ad);
    "cue navigation": |_p, _i, f| cue(f.cues, Cue::Navigation);
    "cue related": |_p, _i, f| cue(f.cues, Cue::Related);
    "cue share": |_p, _i, f| cue(f.cues, Cue::Share);
    "cue subscribe": |_p, _i, f| cue(f.cues, Cue::Subscribe);
    "cue comment": |_p, _i, f| cue(f.cues, Cue::Comment);
    "cue legal": |_p, _i, f| cue(f.cues, Cue::Legal);
    "cue consent": |_p, _i, f| cue(f.cues, Cue::Consent);
    "cue caption": |_p, _i, f| cue(f.cues, Cue::Caption);
    "cue credit": |_p, _i, f| cue(f.cues, Cue::Credit);
    "cue metadata": |_p, _i, f| cue(f.cues, Cue::Metadata);
    "cue bio": |_p, _i, f| cue(f.cues, Cue::Bio);
    "cue byline": |_p, _i, f| cue(f.cues, Cue::Byline);
    "cue author": |_p, _i, f| cue(f.cues, Cue::Author);
    "cue published": |_p, _i, f| cue(f.cues, Cue::Published);
    "cue updated": |_p, _i, f| cue(f.cues, Cue::Updated);
    "cue agency": |_p, _i, f| cue(f.cues, Cue::Agency);
    "cue ad alone": |_p, _i, f| cue(f.whole_cues, Cue::Ad);
    "cue navigation alone": |_p, _i, f| cue(f.whole_cues, Cue::Navigation);
    "cue related alone": |_p, _i, f| cue(f.whole_cues, Cue::Related);
    "cue share alone": |_p, _i, f| cue(f.whole_cues, Cue::Share);
    "cue subscribe alone": |_p, _i, f| cue(f.whole_cues, Cue::Subscribe);
    "cue comment alone": |_p, _i, f| cue(f.whole_cues, Cue::Comment);
    "cue legal alone": |_p, _i, f| cue(f.whole_cues, Cue::Legal);
    "cue consent alone": |_p, _i, f| cue(f.whole_cues, Cue::Consent);
    "cue caption alone": |_p, _i, f| cue(f.whole_cues, Cue::Caption);
    "cue credit alone": |_p, _i, f| cue(f.whole_cues, Cue::Credit);
    "cue metadata alone": |_p, _i, f| cue(f.whole_cues, Cue::Metadata);
    "cue bio alone": |_p, _i, f| cue(f.whole_cues, Cue::Bio);
    "cue byline alone": |_p, _i, f| cue(f.whole_cues, Cue::Byline);
    "cue author alone": |_p, _i, f| cue(f.whole_cues, Cue::Author);
    "cue published alone": |_p, _i, f| cue(f.whole_cues, Cue::Published);
    "cue updated alone": |_p, _i, f| cue(f.whole_cues, Cue::Updated);
    "cue agency alone": |_p, _i, f| cue(f.whole_cues, Cue::Agency);
    "share in cues": |_p, _i, f| share(f.cue_words, f.words);
    "known words": |p, i, _f| log2(p.known.get(i).copied().unwrap_or(0) as f32) / 4.0;
    "in opening": |p, i, _f| p.opening.get(i).copied().unwrap_or(0.0);
    "copy above": |p, i, _f| flag(p.copies_above.get(i).copied().unwrap_or(0) > 0);
    "copy below": |p, i, _f| flag(p.copies.get(i) > p.copies_above.get(i).map(|c| c + 1).as_ref());
    "longest around": |p, i, f| p.rank_around(i, f);
    "just above prose": |p, i, _f| flag((1..=6).contains(&(p.prose.0 as isize - i as isize)));
    "dated around": |p, i, _f| Page::around(&p.dated_before, i);
    "comments around": |p, i, _f| Page::around(&p.comments_before, i);
    "since heading comment": |p, i, _f| p.since(i, 0);
    "since heading related": |p, i, _f| p.since(i, 1);
    "since heading bio": |p, i, _f| p.since(i, 2);
    "since heading legal": |p, i, _f| p.since(i, 3);
    "since heading subscribe": |p, i, _f| p.since(i, 4);
    "since heading share": |p, i, _f| p.since(i, 5);
    "stamps above": |p, i, _f| p.posts.stamps.above(i);
    "stamps below": |p, i, _f| p.posts.stamps.below(i);
    "words since stamp": |p, i, _f| p.posts.since(i);
    "words until stamp": |p, i, _f| p.posts.until(i);
    "among posts": |p, i, _f| p.posts.among(i);
    "prose above posts": |p, i, _f| p.posts.prose_above(i);
    "size of posts": |p, i, _f| p.posts.size(i);
    "replies above": |p, i, _f| p.posts.replies.above(i);
    "replies below": |p, i, _f| p.posts.replies.below(i);
    "posts ahead": |p, i, _f| p.posts.ahead(i);
    "prose score": |_p, _i, f| prose_score(f) / 60.0;
}

impl Page {
    /// Words against the most words of a line without sentences among the neighbours.
    fn rank_around(&self, line: usize, own: &Facts) -> f32 {
        let from = line.saturating_sub(6);
        let around = self.facts.iter().take(line + 7).skip(from);
        let most = around
            .filter(|f| f.sentences == 0 && f.words <= 25)
            .map(|f| f.words)
            .max();
        (share(own.words, most.unwrap_or(1).max(1))).min(2.0) / 2.0
    }

    fn place(&self, line: usize) -> f32 {
        let before = self.chars_before.get(line).copied().unwrap_or(0);
        share(before, self.chars_before.last().copied().unwrap_or(1))
    }

    fn prose_share(&self) -> f32 {
        self.place(self.prose.1) - self.place(self.prose.0)
    }
}
