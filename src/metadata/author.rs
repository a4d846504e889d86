//! The authors.

use super::page::{Page, has_word};
use super::title::{Site, key};
use super::vote::{Ballot, bits};
use crate::byline;

/// Names that name nobody.
const NOBODY: [&str; 28] = [
    "admin",
    "administrator",
    "author",
    "authors",
    "editor",
    "staff",
    "guest",
    "user",
    "webmaster",
    "root",
    "super user",
    "wordpress",
    "wpadmin",
    "anonymous",
    "unknown",
    "none",
    "null",
    "undefined",
    "website",
    "web",
    "marketing",
    "blog",
    "siteadmin",
    "site admin",
    "default",
    "na",
    "n a",
    "test",
];

/// The names in a text that is known to name authors.
pub fn split(text: &str) -> Vec<String> {
    let mut text = text.trim();
    if is_address(text) {
        return Vec::new();
    }
    for lead in [
        "written by",
        "posted by",
        "published by",
        "by",
        "author:",
        "author",
        "authors:",
    ] {
        let head = text
            .get(..lead.len())
            .filter(|head| head.eq_ignore_ascii_case(lead));
        let rest = text.get(lead.len()..).unwrap_or("");
        if head.is_some() && rest.starts_with([' ', ':', '\u{a0}']) {
            text = rest.trim_start_matches([' ', ':', '\u{a0}']);
            break;
        }
    }
    let parts = text.split([',', ';', '|', '&', '/', '\n']);
    let names = parts.flat_map(|part| part.split(" and ")).map(|name| {
        let name = name
            .trim()
            .trim_start_matches("and ")
            .trim_start_matches('@');
        name.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    names.filter(|name| !name.is_empty()).collect()
}

fn is_address(text: &str) -> bool {
    ["://", "@", "www.", ".com"]
        .iter()
        .any(|mark| text.contains(mark))
}

/// Whether a name may be that of an author.
fn is_name(name: &str) -> bool {
    let own = key(name);
    let letters = own.chars().any(char::is_alphabetic);
    letters && own.split(' ').count() <= 6 && !is_address(name) && !NOBODY.contains(&own.as_str())
}

/// A source of names, as its place among the weights.
mod source {
    pub const LINKED: u32 = 0;
    pub const LINKED_LATER: u32 = 1;
    pub const LINKED_OTHER: u32 = 2;
    pub const META: u32 = 3;
    pub const LABEL: u32 = 9;
    pub const ITEM: u32 = 10;
    pub const SPOT: u32 = 11;
    pub const SHOWN: u32 = 15;
    /// What the names themselves are like.
    pub const SITE: u32 = 16;
    pub const LIKE: u32 = 17;
    pub const SINGLE: u32 = 18;
    pub const MANY: u32 = 19;
    pub const SMALL: u32 = 20;
    /// The page shows them: once, more often, behind "by".
    pub const SEEN: u32 = 21;
    pub const SEEN_AGAIN: u32 = 22;
    pub const SEEN_CUED: u32 = 23;
}

/// Names of `meta` elements for authors, by school.
const METAS: [&[&str]; 6] = [
    &["author"],
    &["article:author", "og:article:author"],
    &[
        "parsely-author",
        "sailthru.author",
        "cxenseparse:author",
        "bt:author",
    ],
    &["dc.creator", "dcterms.creator", "dc.contributor"],
    &["byl", "byline"],
    &["citation_author", "citation_authors"],
];

/// The authors whom sources name. `shown` are those that the lines around the headline name.
pub fn find(page: &Page<'_>, site: &Site, shown: &[String]) -> Ballot<Vec<String>> {
    let mut ballot = Ballot::default();
    let mut add = |names: Vec<String>, source: u32| enter(&mut ballot, names, source, site);
    for (at, (names, persons)) in page.linked.authors.iter().take(4).enumerate() {
        let names = names.iter().flat_map(|name| split(name)).collect();
        let source = match (persons, at) {
            (true, 0) => source::LINKED,
            (true, _) => source::LINKED_LATER,
            _ => source::LINKED_OTHER,
        };
        add(names, source);
    }
    for (school, names) in METAS.iter().enumerate() {
        let names = super::meta(page, names).take(20).flat_map(split);
        add(names.collect(), source::META + school as u32);
    }
    let mut labels = super::meta(page, &["twitter:label1"]);
    if labels.any(|label| label.eq_ignore_ascii_case("written by")) {
        let names = super::meta(page, &["twitter:data1"]).take(1);
        add(names.flat_map(split).collect(), source::LABEL);
    }
    let items = page
        .items
        .iter()
        .filter(|(words, _, spot)| has_word(words, &["author", "creator"]) && !spot.aside);
    for (_, value, spot) in items.take(20) {
        add(split(value.unwrap_or(&spot.text)), source::ITEM);
    }
    // One inside the other, they say the same thing several times.
    let mut said: Vec<Vec<String>> = Vec::new();
    for spot in page.authors.iter().filter(|spot| !spot.aside).take(8) {
        let names = byline::names(&spot.text);
        if !said.contains(&names) {
            add(names.clone(), source::SPOT + said.len().min(3) as u32);
            said.push(names);
        }
    }
    add(shown.to_vec(), source::SHOWN);
    for candidate in &mut ballot.candidates {
        candidate.sources |= seen(page, &candidate.value);
    }
    ballot
}

/// How often the reader sees some names, and whether as those of authors. Costs a search of the lines for each.
fn seen(page: &Page<'_>, names: &[String]) -> u32 {
    let lines = page.lines.iter().filter(|line| line.text.len() <= 200);
    let lines: Vec<&str> = lines.take(400).map(|line| line.text.as_str()).collect();
    let (mut least, mut cued) = (usize::MAX, false);
    for name in names.iter().take(4) {
        let mut count = 0;
        let mut above = "";
        for line in &lines {
            if let Some((before, _)) = line.split_once(name.as_str()) {
                count += 1;
                cued |= is_cue(if before.is_empty() { above } else { before });
            }
            above = line;
        }
        least = least.min(count);
    }
    bits(&[
        (source::SEEN, least > 0),
        (source::SEEN_AGAIN, least > 1),
        (source::SEEN_CUED, cued),
    ])
}

/// Whether a text ends with "by" or "author".
fn is_cue(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let last = text.rsplit(|c: char| !c.is_alphanumeric()).next();
    let cues = ["by", "author"];
    last.is_some_and(|last| cues.iter().any(|cue| last.eq_ignore_ascii_case(cue)))
}

/// Counts the vote for a list of names, if any of them may be an author's.
fn enter(ballot: &mut Ballot<Vec<String>>, names: Vec<String>, source: u32, site: &Site) {
    let mut seen = Vec::new();
    let fresh = |name: &String| {
        let own = key(name);
        let fresh = is_name(name) && !seen.contains(&own);
        seen.push(own);
        fresh
    };
    let names: Vec<String> = names.into_iter().filter(fresh).collect();
    if names.is_empty() || names.len() > 40 {
        return;
    }
    let own = |name: &String| site.is_named(name) && !byline::looks_like_name(name);
    let traits = bits(&[
        (source::SITE, names.iter().any(own)),
        (
            source::LIKE,
            names.iter().all(|name| byline::looks_like_name(name)),
        ),
        (source::SINGLE, names.iter().any(|name| !name.contains(' '))),
        (
            source::SMALL,
            names.iter().any(|name| !name.contains(char::is_uppercase)),
        ),
        (source::MANY, names.len() > 1),
    ]);
    let mut keys: Vec<String> = names.iter().map(|name| key(name)).collect();
    keys.sort();
    ballot.add(keys.join(","), names, 1 << source | traits);
}
