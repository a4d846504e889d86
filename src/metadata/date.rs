//! When the article was published, and when it was last changed.

use super::page::{Page, has_word};
use super::vote::{Ballot, Candidate};
use crate::dates::{self, Date, Evidence, Value};

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

/// A source of days, as its place among the weights.
mod source {
    pub const LINKED: u32 = 0;
    pub const LINKED_LATER: u32 = 1;
    pub const LINKED_PAGE: u32 = 2;
    pub const LINKED_CHANGED: u32 = 3;
    pub const LINKED_PAGE_CHANGED: u32 = 4;
    pub const META: u32 = 5;
    pub const META_CHANGED: u32 = 10;
    pub const ITEM: u32 = 11;
    pub const ITEM_CHANGED: u32 = 12;
    pub const SHOWN: u32 = 13;
    pub const SHOWN_CHANGED: u32 = 14;
    pub const TIME: u32 = 15;
    pub const TIME_CHANGED: u32 = 16;
    pub const TIME_LATER: u32 = 17;
    pub const TIME_OF_MANY: u32 = 18;
    pub const ADDRESS: u32 = 19;
    pub const META_OTHER: u32 = 20;
    pub const CHANGED_UNSEEN: u32 = 21;
    pub const TIME_ASIDE: u32 = 22;
    pub const TIME_SAID: u32 = 23;
    pub const TIME_BESIDE: u32 = 24;
    pub const ALONE: u32 = 25;

    /// Those by which a reader sees the day.
    pub const SEEN: u32 = 1 << SHOWN
        | 1 << SHOWN_CHANGED
        | 1 << TIME
        | 1 << TIME_CHANGED
        | 1 << TIME_LATER
        | 1 << TIME_ASIDE
        | 1 << TIME_SAID;

    /// Those that tell of changes.
    pub const CHANGES: u32 = 1 << LINKED_CHANGED
        | 1 << LINKED_PAGE_CHANGED
        | 1 << META_CHANGED
        | 1 << ITEM_CHANGED
        | 1 << SHOWN_CHANGED
        | 1 << TIME_CHANGED;
}

/// Names of `meta` elements for the day of publication, by school.
const PUBLISHED: [&[&str]; 5] = [
    &[
        "article:published_time",
        "og:article:published_time",
        "article:published",
        "og:published_time",
    ],
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
    &[
        "parsely-pub-date",
        "sailthru.date",
        "cxenseparse:publishtime",
        "bt:pubdate",
        "article.published",
        "published_at",
        "published",
        "published-date",
        "published_date",
    ],
    &[
        "dc.date",
        "dcterms.date",
        "dc.date.issued",
        "dcterms.created",
        "dcterms.issued",
        "dc.date.created",
    ],
    &[
        "citation_publication_date",
        "citation_online_date",
        "citation_date",
        "prism.publicationdate",
    ],
];

/// The same for the day of the last change.
const MODIFIED: [&str; 5] = [
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
];

/// Days that the page names, with what they are named by.
pub struct Days {
    evidence: Evidence,
    /// The days.
    pub ballot: Ballot<String>,
}

/// All days that sources name. `shown` are the dates of publication and of change in the lines around the headline.
pub fn find(
    page: &Page<'_>,
    title: Option<usize>,
    url: Option<&str>,
    shown: [Option<&Value>; 2],
    language: Option<&str>,
) -> Days {
    let mut days = Days {
        evidence: Evidence::new(language),
        ballot: Ballot::default(),
    };
    days.machines(page);
    days.items(page);
    days.weigh_orders(page);
    for (value, source) in shown
        .into_iter()
        .zip([source::SHOWN, source::SHOWN_CHANGED])
    {
        let iso = value.and_then(|value| days.evidence.resolve(*value).iso());
        days.add(iso.as_deref().unwrap_or_default(), source);
    }
    days.times(page, title.unwrap_or(0));
    if let Some(day) = url.and_then(in_address) {
        days.add(&day.to_string(), source::ADDRESS);
    }
    days.compare();
    days
}

impl Days {
    fn add(&mut self, text: &str, source: u32) {
        if let Some((text, day)) = read(text, &self.evidence) {
            self.ballot.add(day.to_string(), text, 1 << source);
        }
    }

    /// JSON-LD and `meta` elements.
    fn machines(&mut self, page: &Page<'_>) {
        let linked = &page.linked;
        for (at, text) in linked.published.iter().take(3).enumerate() {
            self.add(
                text,
                if at == 0 {
                    source::LINKED
                } else {
                    source::LINKED_LATER
                },
            );
        }
        for (list, source) in [
            (&linked.page_published, source::LINKED_PAGE),
            (&linked.modified, source::LINKED_CHANGED),
            (&linked.page_modified, source::LINKED_PAGE_CHANGED),
        ] {
            for text in list.iter().take(1) {
                self.add(text, source);
            }
        }
        for (school, names) in PUBLISHED.iter().enumerate() {
            for text in super::meta(page, names).take(1) {
                self.add(text, source::META + school as u32);
            }
        }
        let other = |name: &str| {
            has_word(name, &["published", "pubdate"])
                && !has_word(name, &["modified", "updated", "time"])
        };
        for (_, text) in page.metas.iter().filter(|(name, _)| other(name)).take(1) {
            self.add(text, source::META_OTHER);
        }
        for text in super::meta(page, &MODIFIED).take(2) {
            self.add(text, source::META_CHANGED);
        }
    }

    /// Microdata.
    fn items(&mut self, page: &Page<'_>) {
        let changed = |words: &str| words.eq_ignore_ascii_case("datemodified");
        let items = page.items.iter().filter(|(words, _, spot)| {
            let dated = has_word(words, &["published", "created", "issued"]);
            (dated || changed(words)) && !spot.aside
        });
        for (words, value, spot) in items.take(20) {
            let source = if changed(words) {
                source::ITEM_CHANGED
            } else {
                source::ITEM
            };
            self.add(value.unwrap_or(&spot.text), source);
        }
    }

    /// What the days named so far, and all elements that are called dates, say about the order of day and month.
    fn weigh_orders(&mut self, page: &Page<'_>) {
        let named = self.ballot.candidates.iter().map(|c| c.value.as_str());
        let times = page
            .times
            .iter()
            .map(|(value, spot, _)| value.unwrap_or(&spot.text));
        for text in named.chain(times.filter(|text| text.len() <= LONG).take(MOST)) {
            for found in dates::find(text) {
                self.evidence.add(&found.value);
            }
        }
    }

    /// Elements that are called dates: those around the headline, and those anywhere that say what they are.
    fn times(&mut self, page: &Page<'_>, title: usize) {
        let mut dated = Vec::new();
        for (value, spot, changed) in &page.times {
            let text = value.unwrap_or(&spot.text);
            if read(text, &self.evidence).is_none() {
                continue;
            }
            let near = |before, behind| spot.node + before > title && spot.node < title + behind;
            if !*changed && (!spot.aside || spot.beside) && page.says_published(spot) {
                self.add(text, source::TIME_SAID);
            }
            match (spot.aside, near(BEFORE, BEHIND)) {
                _ if spot.text.len() > LONG => {}
                (false, true) => {
                    if near(BESIDE, BESIDE) && !changed {
                        self.add(text, source::TIME_BESIDE);
                    }
                    dated.push((text, *changed));
                }
                (true, _) if spot.beside && near(BESIDE, BESIDE) => {
                    self.add(text, source::TIME_ASIDE);
                }
                _ => {}
            }
        }
        let many = dated.len() >= MANY;
        let mut first = true;
        for (text, changed) in dated {
            let source = match (changed, first) {
                (true, _) => source::TIME_CHANGED,
                (false, true) => source::TIME,
                (false, false) => source::TIME_LATER,
            };
            first &= changed;
            self.add(text, source);
            if many {
                self.add(text, source::TIME_OF_MANY);
            }
        }
    }

    /// Notes of which days the page tells machines alone, and as days of change; and whether it names one day only.
    fn compare(&mut self) {
        let alone = self.ballot.candidates.len() == 1;
        for day in &mut self.ballot.candidates {
            let unseen = day.sources & !source::CHANGES == 0 && day.sources & source::SEEN == 0;
            day.sources |= u32::from(unseen) << source::CHANGED_UNSEEN;
            day.sources |= u32::from(alone) << source::ALONE;
        }
    }

    /// The day of the last change: that which most sources name one.
    pub fn modified(&self) -> Option<String> {
        let changes = |c: &Candidate<String>| (c.sources & source::CHANGES).count_ones();
        let days = self.ballot.candidates.iter().rev();
        let day = days.max_by_key(|c| changes(c)).filter(|c| changes(c) > 0);
        day.map(|c| c.value.clone())
    }
}

/// Nodes before and behind the headline where its date may stand.
const BEFORE: usize = 120;
const BEHIND: usize = 300;
/// The same for one that stands close by, or in a part beside the article.
const BESIDE: usize = 40;
/// Bytes of an element that is called a date, at most.
const LONG: usize = 80;
/// Elements that are asked about the order of day and month.
const MOST: usize = 200;

/// So many dates there are those of a list.
const MANY: usize = 4;

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
