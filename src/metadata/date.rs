//! When the article was published, and when it was last changed.

use super::page::{Page, Spot, has_word};
use crate::dates::{self, Date, Evidence, Value};

/// A day with what speaks for it.
#[derive(Debug)]
struct Candidate {
    text: String,
    day: Date,
    weight: f32,
}

/// Reads a machine's or a person's date: ISO 8601 as it stands, else as it is read.
fn read(text: &str, evidence: &Evidence) -> Option<(String, Date)> {
    let text = text.trim();
    if text.len() >= 12 && text.len() <= 13 && text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let found = dates::find(text.get(..text.floor_char_boundary(200))?);
    let first = found.first()?;
    let value = evidence.resolve(first.value);
    let day = value.date().filter(|day| day.day.is_some())?;
    Some((value.iso()?, day))
}

/// Published and changed. `shown` are the dates in the lines around the headline.
pub fn find(
    page: &Page<'_>,
    title: Option<usize>,
    url: Option<&str>,
    shown: [Option<&Value>; 2],
    language: Option<&str>,
) -> [Option<String>; 2] {
    let evidence = Evidence::new(language);
    let mut published: Vec<Candidate> = Vec::new();
    let mut modified: Vec<Candidate> = Vec::new();
    let add = |to: &mut Vec<Candidate>, text: &str, weight: f32| {
        if let Some((text, day)) = read(text, &evidence) {
            to.push(Candidate { text, day, weight });
        }
    };
    for text in page.linked.published.iter().take(3) {
        add(&mut published, text, 3.0);
    }
    for text in page.linked.page_published.iter().take(1) {
        add(&mut published, text, 1.4);
    }
    for text in page
        .linked
        .modified
        .iter()
        .chain(&page.linked.page_modified)
        .take(3)
    {
        add(&mut modified, text, 1.5);
    }
    let metas: [(&[&str], f32); 5] = [
        (
            &[
                "article:published_time",
                "og:article:published_time",
                "article:published",
                "og:published_time",
            ],
            2.5,
        ),
        (
            &[
                "date",
                "pubdate",
                "publishdate",
                "publish-date",
                "publish_date",
                "datepublished",
                "originalpublicationdate",
                "pdate",
            ],
            2.0,
        ),
        (
            &[
                "parsely-pub-date",
                "sailthru.date",
                "cxenseparse:publishtime",
                "bt:pubdate",
                "article.published",
                "published_at",
            ],
            2.2,
        ),
        (
            &[
                "dc.date",
                "dcterms.date",
                "dc.date.issued",
                "dcterms.created",
                "dcterms.issued",
                "dc.date.created",
            ],
            1.8,
        ),
        (
            &[
                "citation_publication_date",
                "citation_online_date",
                "citation_date",
                "prism.publicationdate",
            ],
            2.2,
        ),
    ];
    for (names, weight) in metas {
        for text in super::meta(page, names).take(1) {
            add(&mut published, text, weight);
        }
    }
    for text in super::meta(
        page,
        &[
            "article:modified_time",
            "og:updated_time",
            "datemodified",
            "dcterms.modified",
            "last-modified",
        ],
    )
    .take(2)
    {
        add(&mut modified, text, 1.5);
    }
    for (words, value, spot) in page.items.iter().filter(|(_, _, spot)| !spot.aside) {
        let to = if has_word(words, &["published", "created", "issued"])
            || words.eq_ignore_ascii_case("datePublished")
        {
            &mut published
        } else if words.eq_ignore_ascii_case("dateModified") {
            &mut modified
        } else {
            continue;
        };
        add(to, value.unwrap_or(&spot.text), 1.8);
    }
    for (at, value) in shown.into_iter().enumerate() {
        let to = if at == 0 {
            &mut published
        } else {
            &mut modified
        };
        if let Some((text, day)) = value
            .and_then(|v| Some((v.iso()?, v.date()?)))
            .filter(|(_, day)| day.day.is_some())
        {
            to.push(Candidate {
                text,
                day,
                weight: 2.4,
            });
        }
    }
    for (value, spot, changed) in near(page, title) {
        let to = if changed { &mut modified } else { &mut published };
        add(to, value.unwrap_or(&spot.text), 1.6);
    }
    if let Some(day) = url.and_then(in_address) {
        published.push(Candidate {
            text: day.to_string(),
            day,
            weight: 1.6,
        });
    }
    if std::env::var_os("CDTRACE").is_some() { eprintln!("DATE {published:?} MOD {modified:?}"); }
    let modified = best(&modified);
    [best(&published), modified]
}

/// The first of the elements around the headline that are called dates, and the first of those that are called dates of
/// changes.
fn near<'a>(page: &'a Page<'a>, title: Option<usize>) -> impl Iterator<Item = (Option<&'a str>, &'a Spot, bool)> {
    let title = title.unwrap_or(0);
    let mut seen = [false; 2];
    let close = move |node: usize| node + BEFORE > title && node < title + BEHIND;
    let spots = page.times.iter().filter(move |(_, spot, _)| !spot.aside && close(spot.node) && spot.text.len() <= 80);
    let dated = spots.filter(|(value, spot, _)| !dates::find(value.unwrap_or(&spot.text)).is_empty());
    dated.filter_map(move |(value, spot, changed)| {
        let seen = seen.get_mut(usize::from(*changed))?;
        let first = !std::mem::replace(seen, true);
        first.then_some((*value, spot, *changed))
    })
}

/// Less than this is a day that only machines have heard of.
const LEAST: f32 = 1.5;

/// Nodes before and behind the headline where its date may stand.
const BEFORE: usize = 120;
const BEHIND: usize = 300;

/// The day in an address, such as `/2025/09/04/`.
fn in_address(url: &str) -> Option<Date> {
    let parts: Vec<&str> = url.split(['/', '?', '#']).skip(3).collect();
    parts.windows(3).find_map(|window| {
        let [year, month, day] = window else {
            return None;
        };
        let number = |text: &str, length: usize| {
            (text.len() <= length && text.bytes().all(|b| b.is_ascii_digit()))
                .then(|| text.parse::<u32>().ok())?
        };
        if year.len() != 4 {
            return None;
        }
        Date::new(number(year, 4)?, number(month, 2)?, Some(number(day, 2)?))
            .filter(|d| d.year >= 1995)
    })
}

fn best(all: &[Candidate]) -> Option<String> {
    let total = |own: &Candidate| -> f32 {
        all.iter()
            .map(|other| {
                if other.day == own.day {
                    other.weight
                } else {
                    0.0
                }
            })
            .sum()
    };
    let mut best: Option<(&Candidate, f32)> = None;
    for candidate in all {
        let own = total(candidate);
        if best.is_none_or(|(_, most)| own > most) {
            best = Some((candidate, own));
        }
    }
    best.filter(|(_, weight)| *weight >= LEAST)
        .map(|(candidate, _)| candidate.text.clone())
}
