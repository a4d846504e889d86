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

/// Names of `meta` elements for the day of publication, with the weight of each school.
const PUBLISHED: [(&[&str], f32); 5] = [
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

/// The same for the day of the last change, all of one weight.
const MODIFIED: [&str; 5] = [
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
];

/// What speaks for days of publication and of change.
struct Weighing {
    evidence: Evidence,
    published: Vec<Candidate>,
    modified: Vec<Candidate>,
}

/// Published and changed. `shown` are the dates in the lines around the headline.
pub fn find(
    page: &Page<'_>,
    title: Option<usize>,
    url: Option<&str>,
    shown: [Option<&Value>; 2],
    language: Option<&str>,
) -> [Option<String>; 2] {
    let mut weighing = Weighing {
        evidence: Evidence::new(language),
        published: Vec::new(),
        modified: Vec::new(),
    };
    weighing.machines(page);
    weighing.items(page);
    for (value, changed) in shown.into_iter().zip([false, true]) {
        let iso = value.and_then(Value::iso);
        weighing.add(changed, iso.as_deref().unwrap_or_default(), 2.4);
    }
    for (value, spot, changed) in near(page, title) {
        weighing.add(changed, value.unwrap_or(&spot.text), 1.6);
    }
    if let Some(day) = url.and_then(in_address) {
        weighing.add(false, &day.to_string(), 1.6);
    }
    let modified = best(&weighing.modified, LEAST);
    let agreed = || best(&weighing.modified, AGREED);
    [best(&weighing.published, LEAST).or_else(agreed), modified]
}

impl Weighing {
    fn add(&mut self, changed: bool, text: &str, weight: f32) {
        if let Some((text, day)) = read(text, &self.evidence) {
            let to = if changed {
                &mut self.modified
            } else {
                &mut self.published
            };
            to.push(Candidate { text, day, weight });
        }
    }

    /// JSON-LD and `meta` elements.
    fn machines(&mut self, page: &Page<'_>) {
        let linked = &page.linked;
        for text in linked.published.iter().take(3) {
            self.add(false, text, 3.0);
        }
        for text in linked.page_published.iter().take(1) {
            self.add(false, text, 1.4);
        }
        for text in linked.modified.iter().chain(&linked.page_modified).take(3) {
            self.add(true, text, 1.5);
        }
        for (names, weight) in PUBLISHED {
            for text in super::meta(page, names).take(1) {
                self.add(false, text, weight);
            }
        }
        for text in super::meta(page, &MODIFIED).take(2) {
            self.add(true, text, 1.5);
        }
    }

    /// Microdata.
    fn items(&mut self, page: &Page<'_>) {
        for (words, value, spot) in page.items.iter().filter(|(_, _, spot)| !spot.aside) {
            let changed = words.eq_ignore_ascii_case("datemodified");
            if changed || has_word(words, &["published", "created", "issued"]) {
                self.add(changed, value.unwrap_or(&spot.text), 1.8);
            }
        }
    }
}

/// The first of the elements around the headline that are called dates, and the first of those that are called dates of
/// changes.
fn near<'a>(
    page: &'a Page<'a>,
    title: Option<usize>,
) -> impl Iterator<Item = (Option<&'a str>, &'a Spot, bool)> {
    let title = title.unwrap_or(0);
    let mut seen = [false; 2];
    let close = move |node: usize| node + BEFORE > title && node < title + BEHIND;
    let spots = page
        .times
        .iter()
        .filter(move |(_, spot, _)| !spot.aside && close(spot.node) && spot.text.len() <= 80);
    let dated =
        spots.filter(|(value, spot, _)| !dates::find(value.unwrap_or(&spot.text)).is_empty());
    dated.filter_map(move |(value, spot, changed)| {
        let seen = seen.get_mut(usize::from(*changed))?;
        let first = !std::mem::replace(seen, true);
        first.then_some((*value, spot, *changed))
    })
}

/// Less than this is a day that only machines have heard of.
const LEAST: f32 = 1.5;

/// From this on, readers and machines agree on a day of change: it stands in where no other day is given.
const AGREED: f32 = 3.5;

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

fn best(all: &[Candidate], least: f32) -> Option<String> {
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
    best.filter(|(_, weight)| *weight >= least)
        .map(|(candidate, _)| candidate.text.clone())
}
