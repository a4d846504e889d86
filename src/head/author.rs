//! The authors.

use super::{Page, cues_in, is_metadata};
use crate::byline::{self, Byline};
use crate::cues::Cue;

/// Below this, a name is as likely somebody else's.
const LEAST: f32 = 1.2;

struct Candidate {
    names: Vec<String>,
    lines: Vec<usize>,
    score: f32,
}

/// The names of the authors and the lines that hold them.
pub(super) fn find(page: &Page<'_>) -> (Vec<String>, Vec<usize>) {
    let candidates = page
        .top()
        .chain(page.bottom())
        .filter_map(|at| candidate(page, at));
    let best = candidates.reduce(|best, next| if next.score > best.score { next } else { best });
    match best.filter(|best| best.score >= LEAST) {
        Some(best) => with_others(page, best),
        None => site_of_a_person(page).unwrap_or_default(),
    }
}

/// A page that begins with a person's name is that person's own.
fn site_of_a_person(page: &Page<'_>) -> Option<(Vec<String>, Vec<usize>)> {
    let first = page.lines.iter().position(|line| !line.trim().is_empty())?;
    let line = page.line(first);
    let byline = byline::read(line);
    let person = byline.given && !byline.cued && byline::looks_like_name(line);
    (person && Some(first) != page.title).then(|| (byline.names, vec![first]))
}

fn candidate(page: &Page<'_>, at: usize) -> Option<Candidate> {
    let line = page.line(at);
    let inside = page.body.contains(&at);
    if line.is_empty() || Some(at) == page.title || (inside && line.len() > 160) {
        return None;
    }
    let byline = byline::read(line);
    if byline.open && line.len() <= 40 {
        return below(page, at);
    }
    let score = weight(page, at, &byline, line)?;
    Some(Candidate {
        names: byline.names,
        lines: vec![at],
        score,
    })
}

/// "By" on a line of its own, and the name below, past lines of marks and dates.
fn below(page: &Page<'_>, at: usize) -> Option<Candidate> {
    let named = |next: &usize| {
        let line = page.line(*next);
        line.contains(char::is_alphabetic) && !is_metadata(line)
    };
    let next = (at + 1..at + 4).find(named)?;
    let line = page.line(next);
    let byline = byline::read(&format!("By: {line}"));
    // "Author" is as often the heading of something else.
    let sure = byline::read(page.line(at)).cued || byline::read(line).names == byline.names;
    if !byline.cued || line.len() > 80 {
        return None;
    }
    Some(Candidate {
        names: byline.names,
        lines: vec![at, next],
        score: if sure { 2.0 } else { 1.6 } + place(page, next),
    })
}

/// How much speaks for the names of a line; none when it has none.
fn weight(page: &Page<'_>, at: usize, byline: &Byline, line: &str) -> Option<f32> {
    let name = byline.names.first()?;
    if byline.cued {
        return Some(2.0 + place(page, at));
    }
    let alone = line.len() <= name.len() + 2;
    let dated = !alone && is_metadata(line);
    let office = !alone && cues_in(line).contains(&Cue::Author);
    if !alone && !dated && !office && line.len() > 80 {
        return None;
    }
    let mut score = place(page, at) + about(page, at, name);
    score += if byline.given { 0.6 } else { -0.2 };
    // One word is a name only beside something else that says so.
    score -= if name.contains(' ') { 0.0 } else { 0.5 };
    if dated || beside(at).any(|at| is_metadata(page.line(at))) {
        score += 0.7;
    }
    if office || byline::is_office(page.line(at + 1)) {
        score += 0.5;
    }
    if is_repeated(page, at, name) {
        score += 0.3;
    }
    Some(score)
}

/// Lines near enough to belong to one byline.
fn beside(at: usize) -> impl Iterator<Item = usize> {
    (at.saturating_sub(2)..at + 4).filter(move |near| *near != at)
}

/// Whether another line, in the next hundreds, begins with the name too.
fn is_repeated(page: &Page<'_>, at: usize, name: &str) -> bool {
    let lines = page
        .lines
        .iter()
        .enumerate()
        .skip(at.saturating_sub(100))
        .take(500);
    lines
        .filter(|(other, line)| *other != at && line.len() < 400)
        .any(|(_, line)| line.trim_start().starts_with(name))
}

/// What it is worth that the lines around speak of that person: "About the author", "Ann is a
/// reporter".
fn about(page: &Page<'_>, at: usize, name: &str) -> f32 {
    let first = name.split(' ').next().unwrap_or(name);
    let bio = |at: usize| cues_in(page.line(at)).contains(&Cue::Bio);
    let told = |at: usize| {
        let line = page.line(at);
        line.len() > 40 && line.starts_with(first)
    };
    let announced = bio(at + 1) || at > 0 && bio(at - 1);
    let described = told(at + 1) || told(at + 2);
    0.6 * (f32::from(announced) + f32::from(described))
}

/// What the place of a line says about it being the byline.
fn place(page: &Page<'_>, at: usize) -> f32 {
    if at >= page.body.end {
        0.3 - 0.1 * (at - page.body.end) as f32
    } else if at > page.body.start + 1 {
        page.nearness(at) - 0.3
    } else {
        page.nearness(at)
    }
}

/// Adds the names that follow on lines of their own: "and", "Bob Ross".
fn with_others(page: &Page<'_>, best: Candidate) -> (Vec<String>, Vec<usize>) {
    let (mut names, mut lines) = (best.names, best.lines);
    while let Some(last) = lines.last().copied() {
        let joined = matches!(
            page.line(last + 1),
            "and" | "&" | "," | "And" | "et" | "und" | "y"
        );
        if !joined || !byline::looks_like_name(page.line(last + 2)) || names.len() > 10 {
            break;
        }
        names.extend(byline::names(page.line(last + 2)));
        lines.extend([last + 1, last + 2]);
    }
    (names, lines)
}
