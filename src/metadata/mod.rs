//! What a page says of its article: headline, authors, dates, publisher.
//!
//! Pages say it many times over: in JSON-LD, in `meta` elements of several schools, in microdata, in classes, and
//! in what the reader sees. Every source has a weight; those that say the same add up, and the heaviest wins.
//!
//! ```text
//! Snapshot ─► page.rs (one pass) ─► linked.rs (JSON-LD) ─► title.rs, author.rs, date.rs ─► Metadata
//! ```

mod author;
mod character;
mod date;
mod json;
mod linked;
mod marks;
mod page;
mod title;
mod vote;

use crate::snapshot::Snapshot;
use crate::{Options, head};
use page::Page;
use title::Site;
use vote::Ballot;
pub use vote::{Field, Weights};

/// What a page says of its article; the fields are those of [`Article`](crate::Article).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Headline, without the site's name.
    pub title: Option<String>,
    /// Standfirst: a description that the page shows too.
    pub deck: Option<String>,
    /// Names of the authors.
    pub byline: Vec<String>,
    /// When it was published: ISO 8601. Where a page shows no day but that of its last change, that one.
    pub published: Option<String>,
    /// When it was last changed.
    pub modified: Option<String>,
    /// The publisher's name.
    pub site: Option<String>,
    /// The language that the page names: BCP 47.
    pub language: Option<String>,
    /// Canonical address.
    pub url: Option<String>,
    /// Address of the lead image.
    pub image: Option<String>,
    /// Number of the heading that shows the headline.
    pub title_node: Option<usize>,
}

/// Reads what a page says of its article. Linear in the snapshot.
#[must_use]
pub fn read(snapshot: &Snapshot, options: &Options) -> Metadata {
    read_by(snapshot, options, &Weights::stored()).0
}

/// The candidates for a field, each with a bit for each source that names it: for training.
pub type Named = Vec<(String, u32)>;

/// The same by any weights, with all candidates for headline, authors and day of publication: for training.
#[must_use]
pub fn read_by(
    snapshot: &Snapshot,
    options: &Options,
    weights: &Weights,
) -> (Metadata, [Named; 3]) {
    let page = page::gather(snapshot);
    let given = options.url.as_deref().or(snapshot.url.as_deref());
    let metas = |names: &[&str]| meta(&page, names).next().map(str::to_owned);
    let first = |list: &[String]| list.first().cloned();
    let url = given.map(str::to_owned);
    let url = page
        .canonical
        .map(str::to_owned)
        .filter(|u| is_address(u))
        .or_else(|| metas(&["og:url"]))
        .or(url);
    let url = url.filter(|u| is_address(u));
    let site = Site::new(&page, given.or(url.as_deref()));
    let titles = title::find(&page, &site, given.or(url.as_deref()));
    let title = titles.elect(Field::Title, weights).cloned();
    let title_node = title::heading(&page, &site, title.as_deref());
    let tag = language_of(&page);
    let anchor = title_node.or_else(|| title::line(&page, title.as_deref()?));
    let head = shown(&page, anchor, tag.as_deref());
    let values =
        [head.published.as_ref(), head.modified.as_ref()].map(|stamp| stamp.map(|s| &s.value));
    let days = date::find(
        &page,
        anchor,
        given.or(url.as_deref()),
        values,
        tag.as_deref(),
    );
    let authors = author::find(&page, &site, &head.byline);
    let byline = authors.elect(Field::Authors, weights).cloned();
    let image = metas(&["og:image", "og:image:url", "twitter:image"])
        .or_else(|| first(&page.linked.images));
    let named = [
        named(&titles, String::clone),
        named(&authors, |names| names.join(", ")),
        named(&days.ballot, String::clone),
    ];
    let metadata = Metadata {
        deck: deck(&page),
        title,
        byline: byline.unwrap_or_default(),
        published: days.ballot.elect(Field::Published, weights).cloned(),
        modified: days.modified(),
        site: site.name,
        language: tag,
        url,
        image: image.filter(|address| is_address(address)),
        title_node,
    };
    (metadata, named)
}

fn named<T>(ballot: &Ballot<T>, text: impl Fn(&T) -> String) -> Named {
    let candidates = ballot.candidates.iter();
    candidates.map(|c| (text(&c.value), c.sources)).collect()
}

/// Values of `meta` elements by name, whatever its case; the names in their order.
fn meta<'a>(page: &'a Page<'a>, names: &'a [&str]) -> impl Iterator<Item = &'a str> {
    names.iter().flat_map(move |name| {
        let same = move |(own, _): &&(&str, &str)| own.eq_ignore_ascii_case(name);
        page.metas.iter().filter(same).map(|(_, value)| *value)
    })
}

/// A description that the reader sees as a line of its own.
fn deck(page: &Page<'_>) -> Option<String> {
    let metas = meta(
        page,
        &["og:description", "description", "twitter:description"],
    );
    let said = metas.chain(page.linked.descriptions.iter().map(String::as_str));
    let shown = |text: &&str| {
        let own = title::key(text);
        let same = |line: &&page::Spot| {
            !line.aside && line.text.len() <= 2 * text.len() && title::has_key(&line.text, &own)
        };
        text.len() >= 20 && page.lines.iter().take(200).any(|line| same(&line))
    };
    let mut said = said;
    said.find(shown).map(str::to_owned)
}

fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

fn language_of(page: &Page<'_>) -> Option<String> {
    let tag = page
        .language
        .or_else(|| meta(page, &["og:locale", "language", "content-language"]).next());
    let tag = tag
        .or(page.linked.languages.first().map(String::as_str))?
        .trim();
    let tag = tag.replace('_', "-");
    let fits = (2..=20).contains(&tag.len())
        && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    fits.then_some(tag)
}

/// Bytes of a line that make it prose.
const PROSE: usize = 140;

/// What the lines around the headline say.
fn shown(page: &Page<'_>, title: Option<usize>, language: Option<&str>) -> head::Head {
    let lines: Vec<&page::Spot> = page
        .lines
        .iter()
        .filter(|line| !line.aside || Some(line.node) == title)
        .collect();
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let at = title.and_then(|node| lines.iter().position(|line| line.node > node));
    let after = at.unwrap_or(0);
    let prose = |line: &&str| line.len() >= PROSE;
    let start = texts
        .iter()
        .skip(after)
        .position(prose)
        .map_or(after + 1, |n| n + after);
    let end = texts
        .iter()
        .rposition(prose)
        .map_or(start, |n| n + 1)
        .max(start);
    let language = language.and_then(|tag| tag.get(..2));
    head::find_head(
        &texts,
        at,
        start.min(texts.len())..end.min(texts.len()),
        language,
    )
}

#[cfg(all(test, feature = "html"))]
mod tests;
