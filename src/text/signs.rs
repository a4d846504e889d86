//! Signs of a headline: what the second network is told of the lines near the body's beginning, beside
//! their features and the outline of the body.
//!
//! A headline is known by where it stands (a little above the body, below the menus), by its words
//! (the body has them too), and by what stands around it (the byline, the date, its own repeats).

use std::sync::OnceLock;

use super::counter::Counter;
use super::facts::{Closing, Facts, Opening};
use super::features::{Page, flag, log2, share};
use super::topics::is_substance;
use crate::byline::is_given_name;
use crate::cues::Cue;

/// How far above the body's beginning, and below it, a headline is looked for, in lines.
const ABOVE: usize = 250;
const BELOW: usize = 30;

/// The longest headline, in words.
const LONGEST: u32 = 40;

/// Lines and words of a page that are looked at for repeats.
const SEEN_LINES: usize = 800;
const SEEN_WORDS: usize = 6000;
/// Copyright notices that are looked at for the site's name.
const NOTICES: usize = 16;

/// A page as it is seen when its headline is looked for. Looking at the candidates costs no more than a fixed number
/// of steps, however long the page is.
pub struct View<'a> {
    page: &'a Page,
    keep: &'a [f32],
    /// Share of the body's words above each line.
    above: Vec<f32>,
    /// The first line of the body.
    start: usize,
    /// How often the body has each word.
    known: Counter,
    /// First and last word of each line.
    ends: Vec<(u32, u32)>,
    /// Lines with a sign of copyright, which name the site.
    notices: Vec<&'a [u32]>,
}

impl<'a> View<'a> {
    /// Looks at the page as a whole. Linear in its lines.
    #[must_use]
    pub fn new(page: &'a Page, keep: &'a [f32]) -> Self {
        let expected = |(f, p): (&Facts, &f32)| f.words as f32 * if *p > 0.5 { *p } else { 0.0 };
        let total: f32 = page.facts.iter().zip(keep).map(expected).sum();
        let mut sum = 0.0;
        let step = |line| {
            let before = sum;
            sum += expected(line);
            before / total.max(1.0)
        };
        let above: Vec<f32> = page.facts.iter().zip(keep).map(step).collect();
        // The first line with a share in the body that is more than a slip.
        let start = above.iter().position(|s| *s > 0.01).unwrap_or(above.len());
        let start = (0..start).rev().find(|l| keep.get(*l) > Some(&0.5));
        let ends = page.facts.iter().take(SEEN_LINES).map(|f| {
            let words = page.words_of(f);
            let end = |word: Option<&u32>| word.copied().unwrap_or(0);
            (end(words.first()), end(words.last()))
        });
        let notices = page.facts.iter().filter(|f| f.copyright && f.words <= 25);
        Self {
            notices: notices.map(|f| page.words_of(f)).take(NOTICES).collect(),
            page,
            keep,
            start: start.unwrap_or(0),
            known: words_of_body(page, keep),
            ends: ends.collect(),
            above,
        }
    }

    /// Appends what speaks for and against a line: zeros where it is no candidate.
    pub fn tell(&self, line: usize, row: &mut Vec<f32>) {
        let facts = self.facts(line);
        let near = line + ABOVE >= self.start && line < self.start + BELOW;
        if near && (1..=LONGEST).contains(&facts.words) {
            let repeats = Repeats::of(self, line);
            row.extend(self.signs(line, facts, &repeats));
        } else {
            row.extend([0.0; SIZE]);
        }
    }

    /// Of equal lines above the body the last: those above it are breadcrumbs and what floats over the page.
    #[must_use]
    pub fn last_copy(&self, line: usize) -> usize {
        let same = |other: &usize| {
            let (own, other) = (self.facts(line), self.facts(*other));
            self.page.words_of(own) == self.page.words_of(other)
        };
        (line + 1..=self.start).rev().find(same).unwrap_or(line)
    }

    fn facts(&self, line: usize) -> &'a Facts {
        static NOTHING: OnceLock<Facts> = OnceLock::new();
        let facts = self.page.facts.get(line);
        facts.unwrap_or_else(|| NOTHING.get_or_init(Facts::default))
    }

    /// The first line of the body.
    #[must_use]
    pub fn start(&self) -> usize {
        self.start
    }

    /// Lines from the candidate down to the body's first: below zero for those inside the body.
    fn distance(&self, line: usize) -> i32 {
        self.start as i32 - line as i32
    }

    /// Whether one of the lines right below looks like what stands below headlines.
    fn followed_by(&self, line: usize, test: impl Fn(&Facts) -> bool) -> f32 {
        let found = (line + 1..line + 5).position(|below| test(self.facts(below)));
        found.map_or(0.0, |lines| 1.0 - 0.2 * lines as f32)
    }

    /// How many lines between the candidate and the body pass a test.
    fn between(&self, line: usize, test: impl Fn(&Facts) -> bool) -> f32 {
        let lines = (line + 1..self.start).take(64);
        log2(lines.filter(|l| test(self.facts(*l))).count() as f32) / 5.0
    }

    /// Words against the mean of the lines from `from` to `to` away.
    fn against(&self, line: usize, from: isize, to: isize) -> f32 {
        let around = (from..=to).filter_map(|step| line.checked_add_signed(step));
        let (words, lines) = around.fold((0, 0), |(w, l), at| (w + self.facts(at).words, l + 1));
        let mean = words as f32 / lines.max(1) as f32;
        (log2(self.facts(line).words as f32) - log2(mean)) / 4.0
    }

    /// Whether a line says no more than the name beside a sign of copyright elsewhere.
    fn is_site_name(&self, line: usize) -> bool {
        let name = self.page.words_of(self.facts(line));
        let says = |notice: &&[u32]| {
            notice.len() > name.len() && notice.windows(name.len()).any(|words| words == name)
        };
        (1..=5).contains(&name.len()) && self.notices.iter().any(says)
    }

    fn words(&self, line: usize) -> impl Iterator<Item = u32> {
        let words = self.page.words_of(self.facts(line)).iter().copied();
        words.filter(|hash| is_substance(*hash))
    }

    /// Share of the words of substance that the body has at least `times`.
    fn known(&self, line: usize, times: u32) -> f32 {
        let own = u32::from(self.keep.get(line) > Some(&0.5));
        let (known, all) = self.words(line).fold((0, 0), |(known, all), hash| {
            (
                known + u32::from(self.known.get(hash) >= times + own),
                all + 1,
            )
        });
        known as f32 / (all + 1) as f32
    }
}

fn words_of_body(page: &Page, keep: &[f32]) -> Counter {
    let mut known = Counter::new(SEEN_WORDS);
    let body = page.facts.iter().zip(keep).filter(|(_, p)| **p > 0.5);
    let words = body.flat_map(|(f, _)| page.words_of(f));
    for hash in words.take(SEEN_WORDS) {
        known.add(*hash);
    }
    known
}

/// How a candidate's words come again in other lines.
#[derive(Default)]
struct Repeats {
    /// Lines that end with them, as breadcrumbs do, and lines that begin with them.
    ending: u32,
    beginning: u32,
    /// Whether it ends with another line, or begins with one: then that may be the headline.
    ends_so: bool,
    begins_so: bool,
}

impl Repeats {
    fn of(view: &View, line: usize) -> Self {
        let mut repeats = Self::default();
        let own = view.page.words_of(view.facts(line));
        let (Some(first), Some(last)) = (own.first(), own.last()) else {
            return repeats;
        };
        for (other, (begin, end)) in view.ends.iter().enumerate() {
            if (begin != first && end != last) || other == line {
                continue;
            }
            let words = view.page.words_of(view.facts(other));
            if words.len() > own.len() && own.len() > 1 {
                repeats.ending += u32::from(words.ends_with(own));
                repeats.beginning += u32::from(words.starts_with(own));
            } else if words.len() < own.len() && words.len() > 1 {
                repeats.ends_so |= own.ends_with(words);
                repeats.begins_so |= own.starts_with(words);
            }
        }
        repeats
    }
}

/// How many numbers a line's signs are.
pub const SIZE: usize = SIGNS.len();

macro_rules! signs {
    ($($name:literal: |$v:ident, $l:ident, $f:ident, $r:ident| $value:expr;)*) => {
        /// The names of the signs, in the order in which the network was trained.
        pub const SIGNS: &[&str] = &[$($name,)*];

        impl View<'_> {
            /// The signs of a candidate.
            fn signs(&self, line: usize, facts: &Facts, repeats: &Repeats) -> [f32; SIZE] {
                [$({
                    let ($v, $l, $f, $r) = (self, line, facts, repeats);
                    let _ = ($v, $l, $f, $r);
                    $value
                },)*]
            }
        }
    };
}

fn near(distance: i32, from: i32, to: i32) -> f32 {
    flag((from..=to).contains(&distance))
}

fn has(facts: &Facts, cue: Cue) -> bool {
    Facts::has(facts.cues, cue)
}

fn is_byline(facts: &Facts) -> bool {
    facts.words <= 14 && (has(facts, Cue::Byline) || has(facts, Cue::Author))
}

fn is_dated(facts: &Facts) -> bool {
    facts.words <= 14 && facts.dated
}

/// Two to four capitalised words of which the first is a given name.
fn is_name(view: &View, facts: &Facts) -> bool {
    let first = view.page.words_of(facts).first();
    (2..=4).contains(&facts.words)
        && facts.capitalised + facts.upper == facts.words
        && first.is_some_and(|hash| is_given_name(*hash))
}

signs! {
    "at the body": |v, l, _f, _r| near(v.distance(l), 0, 0);
    "inside the body": |v, l, _f, _r| near(v.distance(l), i32::MIN, -1);
    "one above": |v, l, _f, _r| near(v.distance(l), 1, 1);
    "two above": |v, l, _f, _r| near(v.distance(l), 2, 2);
    "three or four above": |v, l, _f, _r| near(v.distance(l), 3, 4);
    "five to eight above": |v, l, _f, _r| near(v.distance(l), 5, 8);
    "nine to sixteen above": |v, l, _f, _r| near(v.distance(l), 9, 16);
    "far above": |v, l, _f, _r| near(v.distance(l), 17, i32::MAX);
    "lines above": |v, l, _f, _r| log2(v.distance(l).unsigned_abs() as f32) / 8.0;
    "body above": |v, l, _f, _r| v.above.get(l).copied().unwrap_or(0.0);
    "kept": |v, l, _f, _r| v.keep.get(l).copied().unwrap_or(0.0);
    "line below kept": |v, l, _f, _r| v.keep.get(l + 1).copied().unwrap_or(0.0);
    "line two below kept": |v, l, _f, _r| v.keep.get(l + 2).copied().unwrap_or(0.0);
    "line above kept": |v, l, _f, _r| l.checked_sub(1).and_then(|l| v.keep.get(l)).copied().unwrap_or(0.0);
    "first line": |_v, l, _f, _r| flag(l == 0);
    "place": |_v, l, _f, _r| log2(l as f32) / 8.0;
    "one word": |_v, _l, f, _r| flag(f.words == 1);
    "two or three words": |_v, _l, f, _r| flag((2..=3).contains(&f.words));
    "four to seven words": |_v, _l, f, _r| flag((4..=7).contains(&f.words));
    "eight to fourteen words": |_v, _l, f, _r| flag((8..=14).contains(&f.words));
    "over twenty words": |_v, _l, f, _r| flag(f.words > 20);
    "log words": |_v, _l, f, _r| log2(f.words as f32) / 5.0;
    "log characters": |_v, _l, f, _r| log2(f.chars as f32) / 7.0;
    "against lines above": |v, l, _f, _r| v.against(l, -5, -1);
    "against line above": |v, l, _f, _r| v.against(l, -1, -1);
    "against line below": |v, l, _f, _r| v.against(l, 1, 1);
    "against lines below": |v, l, _f, _r| v.against(l, 1, 5);
    "gap above": |v, l, _f, _r| f32::from(v.page.gaps.get(l).copied().unwrap_or(0).min(4)) / 4.0;
    "gap below": |v, l, _f, _r| f32::from(v.page.gaps.get(l + 1).copied().unwrap_or(0).min(4)) / 4.0;
    "share capitalised": |_v, _l, f, _r| share(f.capitalised, f.words);
    "share in capitals": |_v, _l, f, _r| share(f.upper, f.words);
    "share in lower case": |_v, _l, f, _r| share(f.lower, f.words);
    "share numbers": |_v, _l, f, _r| share(f.numbers, f.words);
    "share stop words": |_v, _l, f, _r| share(f.stop_words, f.words);
    "sentences": |_v, _l, f, _r| log2(f.sentences as f32) / 2.0;
    "ends with stop": |_v, _l, f, _r| flag(f.closing == Closing::Stop);
    "ends with question": |_v, _l, f, _r| flag(f.closing == Closing::Question);
    "ends with colon": |_v, _l, f, _r| flag(f.closing == Closing::Colon);
    "ends with dots": |_v, _l, f, _r| flag(f.closing == Closing::Ellipsis);
    "begins lower": |_v, _l, f, _r| flag(f.opening == Opening::Lower);
    "begins with bullet": |_v, _l, f, _r| flag(f.opening == Opening::Bullet);
    "begins with digit": |_v, _l, f, _r| flag(f.opening == Opening::Digit);
    "commas": |_v, _l, f, _r| log2(f.commas as f32) / 3.0;
    "separators": |_v, _l, f, _r| log2(f.separators as f32) / 2.0;
    "glued words": |_v, _l, f, _r| log2(f.glued as f32) / 2.0;
    "currency": |_v, _l, f, _r| flag(f.currency);
    "copyright": |_v, _l, f, _r| flag(f.copyright);
    "address": |_v, _l, f, _r| flag(f.address);
    "name of a person": |v, _l, f, _r| flag(is_name(v, f));
    "byline": |_v, _l, f, _r| flag(is_byline(f));
    "dated": |_v, _l, f, _r| flag(f.dated);
    "made of cues": |_v, _l, f, _r| flag(f.whole_cues != 0 || 2 * f.cue_words > f.words);
    "share in cues": |_v, _l, f, _r| share(f.cue_words, f.words);
    "navigation alone": |_v, _l, f, _r| flag(Facts::has(f.whole_cues, Cue::Navigation));
    "site's name": |v, l, _f, _r| flag(v.is_site_name(l));
    "related": |_v, _l, f, _r| flag(has(f, Cue::Related));
    "subscribe or ad": |_v, _l, f, _r| flag(has(f, Cue::Subscribe) || has(f, Cue::Ad));
    "caption or credit": |_v, _l, f, _r| flag(has(f, Cue::Caption) || has(f, Cue::Credit));
    "comment": |_v, _l, f, _r| flag(has(f, Cue::Comment));
    "known once": |v, l, _f, _r| v.known(l, 1);
    "known twice": |v, l, _f, _r| v.known(l, 2);
    "known four times": |v, l, _f, _r| v.known(l, 4);
    "in opening": |v, l, _f, _r| v.page.opening.get(l).copied().unwrap_or(0.0);
    "copies above": |v, l, _f, _r| log2(v.page.copies_above.get(l).copied().unwrap_or(0) as f32) / 2.0;
    "copies": |v, l, _f, _r| log2(v.page.copies.get(l).copied().unwrap_or(1) as f32 - 1.0) / 2.0;
    "last copy": |v, l, _f, _r| flag(v.page.copies.get(l).is_some_and(|c| *c > 1 && v.page.copies_above.get(l) == Some(&(c - 1))));
    "lines end so": |_v, _l, _f, r| log2(r.ending as f32) / 2.0;
    "lines begin so": |_v, _l, _f, r| log2(r.beginning as f32) / 2.0;
    "ends as a line": |_v, _l, _f, r| flag(r.ends_so);
    "begins as a line": |_v, _l, _f, r| flag(r.begins_so);
    "lines that begin alike": |v, l, _f, _r| log2(v.page.same_start.get(l).copied().unwrap_or(1) as f32 - 1.0) / 4.0;
    "run of short lines": |v, l, _f, _r| log2(v.page.short_run.get(l).copied().unwrap_or(0) as f32) / 5.0;
    "run of short lines above": |v, l, _f, _r| l.checked_sub(1).map_or(0.0, |l| log2(v.page.short_run.get(l).copied().unwrap_or(0) as f32) / 5.0);
    "byline below": |v, l, _f, _r| v.followed_by(l, is_byline);
    "name below": |v, l, _f, _r| v.followed_by(l, |f| is_name(v, f));
    "date below": |v, l, _f, _r| v.followed_by(l, is_dated);
    "share buttons below": |v, l, _f, _r| v.followed_by(l, |f| has(f, Cue::Share) && f.words <= 8);
    "price below": |v, l, _f, _r| v.followed_by(l, |f| f.currency && f.words <= 8);
    "prose below": |v, l, _f, _r| v.followed_by(l, |f| f.sentences > 0 && f.words >= 12);
    "date above": |v, l, _f, _r| l.checked_sub(1).map_or(0.0, |l| flag(is_dated(v.facts(l))));
    "titles between": |v, l, _f, _r| v.between(l, |f| (4..=20).contains(&f.words) && f.sentences == 0 && !f.dated);
    "prose between": |v, l, _f, _r| v.between(l, |f| f.words > 20);
    "short lines between": |v, l, _f, _r| v.between(l, |f| f.words <= 3);
    "longer between": |v, l, f, _r| { let own = f.words; v.between(l, move |f| (own..=25).contains(&f.words)) };
}
