//! The dates of publication and of the last change.

use super::{Page, Stamp, cues_in};
use crate::cues::Cue;
use crate::dates::{self, Evidence, Found, Value};

/// What the words around a date say it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Published,
    Updated,
    Unsaid,
}

struct Candidate {
    stamp: Stamp,
    kind: Kind,
    score: f32,
}

/// Below this, a date is as likely one of something else.
const LEAST: f32 = 0.5;

/// The dates of publication and of the last change, resolved by the other dates of the page.
pub(super) fn find(page: &Page<'_>, language: Option<&str>) -> (Option<Stamp>, Option<Stamp>) {
    let mut candidates = Vec::new();
    for at in page.top().chain(page.bottom()) {
        read_line(page, at, &mut candidates);
    }
    let best = |wanted: &dyn Fn(Kind) -> bool| {
        let fitting = candidates
            .iter()
            .filter(|c| wanted(c.kind) && c.score >= LEAST);
        // The first of several that are as good.
        fitting.reduce(|best, next| if next.score > best.score { next } else { best })
    };
    let mut published = best(&|kind| kind != Kind::Updated).map(|c| c.stamp);
    let mut modified = best(&|kind| kind == Kind::Updated).map(|c| c.stamp);
    if is_swapped(published, modified) {
        (published, modified) = (modified, published);
    }
    let open = |stamp: &Option<Stamp>| stamp.is_some_and(|s| s.value.date().is_none());
    if !open(&published) && !open(&modified) {
        return (published, modified);
    }
    let evidence = evidence(page, language);
    let resolve = |stamp: Stamp| Stamp {
        value: evidence.resolve(stamp.value),
        ..stamp
    };
    (published.map(resolve), modified.map(resolve))
}

/// Whether two dates of one line, with no word about which is which, stand the other way round:
/// nothing is changed before it is published.
fn is_swapped(published: Option<Stamp>, modified: Option<Stamp>) -> bool {
    let (Some(published), Some(modified)) = (published, modified) else {
        return false;
    };
    let together = published.line == modified.line && modified.start <= published.end + 3;
    together && modified.value.date() < published.value.date()
}

/// What all short lines of the page say about the order of day and month.
fn evidence(page: &Page<'_>, language: Option<&str>) -> Evidence {
    let mut evidence = Evidence::new(language);
    for line in page.lines.iter().filter(|line| line.len() <= 200) {
        for found in dates::find(line) {
            evidence.add(&found.value);
        }
    }
    evidence
}

fn read_line(page: &Page<'_>, at: usize, candidates: &mut Vec<Candidate>) {
    let Some(line) = page.lines.get(at) else {
        return;
    };
    let found = dates::find(line);
    let dated: usize = found.iter().map(|f| f.end - f.start).sum();
    let rest = line.trim().len().saturating_sub(dated);
    let mut end = 0;
    let mut before: Option<Kind> = None;
    for date in &found {
        let clause = line.get(end..date.start).unwrap_or("");
        end = date.end;
        if !has_day(&date.value) {
            continue;
        }
        let kind = match said(clause) {
            Kind::Unsaid if before.is_none() && !clause.contains(char::is_alphabetic) => {
                said_above(page, at)
            }
            // "May 14, 2021May 16, 2021": the second is that of the last change.
            Kind::Unsaid if before.is_some() && !clause.contains(char::is_alphanumeric) => {
                Kind::Updated
            }
            kind => kind,
        };
        before = Some(kind);
        candidates.push(Candidate {
            stamp: stamp(at, date),
            kind,
            score: score(page, at, kind, rest, weekday(line, date)),
        });
    }
}

fn stamp(line: usize, found: &Found) -> Stamp {
    Stamp {
        value: found.value,
        line,
        start: found.start,
        end: found.end,
    }
}

fn has_day(value: &Value) -> bool {
    match value {
        Value::Known { date, .. } => date.day.is_some(),
        Value::Ambiguous { .. } => true,
        Value::Relative => false,
    }
}

/// Whether the text before a date says that it is the day of publication.
pub(super) fn says_published(clause: &str) -> bool {
    said(clause) == Kind::Published
}

/// What the text before a date says.
fn said(clause: &str) -> Kind {
    let bare = clause.trim_end_matches(|c: char| !c.is_alphanumeric());
    // "MILLERPUBLISHED: " has no word that a list could know.
    let ends = |word: &str| {
        let at = bare.len().checked_sub(word.len());
        at.and_then(|at| bare.get(at..))
            .is_some_and(|end| end.eq_ignore_ascii_case(word))
    };
    let last = cues_in(clause)
        .into_iter()
        .rfind(|cue| matches!(cue, Cue::Published | Cue::Updated));
    match last {
        Some(Cue::Published) => Kind::Published,
        Some(_) => Kind::Updated,
        None if ends("published") || ends("posted") => Kind::Published,
        None if ends("updated") => Kind::Updated,
        None => Kind::Unsaid,
    }
}

/// What the line above says about a date that stands alone, past a line of marks.
fn said_above(page: &Page<'_>, at: usize) -> Kind {
    let marks = |line: &str| !line.is_empty() && !line.contains(char::is_alphanumeric);
    let step = 1 + usize::from(at > 0 && marks(page.line(at - 1)));
    let above = at.checked_sub(step).map_or("", |at| page.line(at));
    if above.len() <= 40 && dates::find(above).is_empty() {
        said(above)
    } else {
        Kind::Unsaid
    }
}

/// Whether the date begins with the name of a day, as today's date in a site's frame does.
fn weekday(line: &str, date: &Found) -> bool {
    let text = line.get(date.start..date.end).unwrap_or("");
    let timed = matches!(date.value, Value::Known { time: Some(_), .. });
    !timed && dates::begins_with_weekday(text)
}

fn score(page: &Page<'_>, at: usize, kind: Kind, rest: usize, weekday: bool) -> f32 {
    let mut score = page.nearness(at);
    score += match rest {
        0..=24 => 0.8,
        25..=80 => 0.4,
        81..=140 => -0.2,
        _ => -1.5,
    };
    if kind != Kind::Unsaid {
        score += 1.2;
    }
    if at >= page.body.end {
        // Behind the body only what says what it is.
        score = if kind == Kind::Unsaid || rest > 80 {
            0.0
        } else {
            0.6
        };
    } else if at > page.body.start {
        score -= 0.4;
    }
    let above = at < page.title.unwrap_or(page.body.start);
    if weekday && above && kind == Kind::Unsaid {
        score -= 1.5;
    }
    score
}
