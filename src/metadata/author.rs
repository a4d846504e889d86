//! The authors.

use super::page::{Page, has_word};
use super::title::{Site, key};
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

/// A list of authors with what speaks for it.
#[derive(Debug)]
pub struct Candidate {
    names: Vec<String>,
    keys: Vec<String>,
    weight: f32,
}

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

/// Names of `meta` elements for authors, with the weight of each school.
const METAS: [(&[&str], f32); 6] = [
    (&["author"], 2.0),
    (&["article:author", "og:article:author"], 1.5),
    (
        &[
            "parsely-author",
            "sailthru.author",
            "cxenseparse:author",
            "bt:author",
        ],
        2.2,
    ),
    (&["dc.creator", "dcterms.creator", "dc.contributor"], 1.5),
    (&["byl", "byline"], 2.5),
    (&["citation_author", "citation_authors"], 3.0),
];

/// What a site's own name weighs as an author's, beside another's.
const SITE: f32 = 0.39;

/// The authors. `shown` are those that the lines around the headline name.
pub fn find(page: &Page<'_>, site: &Site, shown: &[String]) -> Vec<String> {
    let mut all = Vec::new();
    let mut add = |names: Vec<String>, weight: f32| all.extend(candidate(names, weight, site));
    for (names, persons) in page.linked.authors.iter().take(4) {
        let names = names.iter().flat_map(|name| split(name)).collect();
        add(names, if *persons { 2.5 } else { 0.9 });
    }
    for (names, weight) in METAS {
        add(
            super::meta(page, names).take(20).flat_map(split).collect(),
            weight,
        );
    }
    let mut labels = super::meta(page, &["twitter:label1"]);
    if labels.any(|label| label.eq_ignore_ascii_case("written by")) {
        let names = super::meta(page, &["twitter:data1"]).take(1);
        add(names.flat_map(split).collect(), 1.2);
    }
    for (words, value, spot) in &page.items {
        if has_word(words, &["author", "creator"]) && !spot.aside {
            add(split(value.unwrap_or(&spot.text)), 1.5);
        }
    }
    // One inside the other, they say the same thing several times.
    let mut said: Vec<Vec<String>> = Vec::new();
    for spot in page.authors.iter().filter(|spot| !spot.aside).take(8) {
        let names = byline::names(&spot.text);
        if !said.contains(&names) {
            said.push(names.clone());
            add(names, 1.2 - 0.1 * said.len() as f32);
        }
    }
    add(shown.to_vec(), 2.0);
    best(all)
}

/// A list of names as a candidate, if any of them may be an author's.
fn candidate(names: Vec<String>, weight: f32, site: &Site) -> Option<Candidate> {
    let own = |name: &String| site.is_named(name) && !byline::looks_like_name(name);
    let weight = if names.iter().any(own) {
        weight * SITE
    } else {
        weight
    };
    let mut seen = Vec::new();
    let fresh = |name: &String| {
        let own = key(name);
        let fresh = is_name(name) && !seen.contains(&own);
        seen.push(own);
        fresh
    };
    let names: Vec<String> = names.into_iter().filter(fresh).collect();
    let mut keys: Vec<String> = names.iter().map(|name| key(name)).collect();
    keys.sort();
    let some = !names.is_empty() && names.len() <= 40;
    some.then_some(Candidate {
        names,
        keys,
        weight,
    })
}

fn best(all: Vec<Candidate>) -> Vec<String> {
    let total = |own: &Candidate| -> f32 {
        let votes = all.iter().map(|other| {
            if other.keys == own.keys {
                other.weight
            } else {
                0.0
            }
        });
        votes.sum()
    };
    let mut best: Option<(usize, f32)> = None;
    for (at, candidate) in all.iter().enumerate() {
        let own = total(candidate);
        if best.is_none_or(|(_, most)| own > most) {
            best = Some((at, own));
        }
    }
    match best {
        Some((at, weight)) if weight >= LEAST => {
            all.into_iter().nth(at).map(|c| c.names).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// Less than this speaks for nobody.
const LEAST: f32 = 1.0;
