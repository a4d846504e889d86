//! The headline, and the site's name that is often stuck to it.

use super::page::{Page, Spot};
use super::vote::{Ballot, bits};

/// What stands between a headline and the name of its site.
const SEPARATORS: [&str; 13] = [
    " | ", " - ", " – ", " — ", " :: ", " • ", " · ", " » ", " « ", " / ", " ~ ", "| ", " : ",
];

/// A text's letters and digits in small letters, words parted by spaces: to compare by.
pub fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    spell(text, &mut |c| {
        out.push(c);
        true
    });
    out
}

/// Whether that of a text is `key`: most texts differ at once.
pub fn has_key(text: &str, key: &str) -> bool {
    let mut rest = key.chars();
    spell(text, &mut |c| rest.next() == Some(c)) && rest.next().is_none()
}

/// Gives the characters of a text's key, until one is refused, and says whether none was.
fn spell(text: &str, take: &mut dyn FnMut(char) -> bool) -> bool {
    let (mut begun, mut gap) = (false, false);
    for c in text.chars() {
        if c.is_alphanumeric() {
            let parted = !(begun && gap) || take(' ');
            (begun, gap) = (true, false);
            if !parted || !c.to_lowercase().all(&mut *take) {
                return false;
            }
        } else if !matches!(c, '\'' | '’' | '\u{ad}') {
            gap = true;
        }
    }
    true
}

/// The names that a site may go by.
#[derive(Debug, Default)]
pub struct Site {
    /// The name to show.
    pub name: Option<String>,
    /// Keys of all names.
    keys: Vec<String>,
    /// The letters of its host's name, such as `harbourpost`.
    host: Option<String>,
}

impl Site {
    /// What metadata, the copyright line and the address say.
    pub fn new(page: &Page<'_>, url: Option<&str>) -> Self {
        let meta = |name: &str| super::meta(page, &[name]).next().map(str::to_owned);
        let mut names: Vec<String> = Vec::new();
        names.extend(meta("og:site_name"));
        names.extend(page.linked.sites.iter().cloned());
        names.extend(meta("application-name"));
        names.extend(meta("apple-mobile-web-app-title"));
        names.extend(meta("dc.publisher"));
        names.extend(
            page.lines
                .iter()
                .rev()
                .filter_map(|line| copyright(&line.text))
                .take(1),
        );
        names.retain(|name| name.len() < 80 && !name.contains("://"));
        Self {
            keys: names
                .iter()
                .map(|name| key(name))
                .filter(|k| !k.is_empty())
                .collect(),
            name: names.into_iter().next(),
            host: url.and_then(host),
        }
    }

    /// Whether a text is the very name of the site.
    pub fn is_named(&self, text: &str) -> bool {
        let solid = key(text).replace(' ', "");
        self.host.as_ref() == Some(&solid) || self.keys.iter().any(|k| k.replace(' ', "") == solid)
    }

    /// Whether a text is the site's name, or much like it.
    pub fn is(&self, text: &str) -> bool {
        let own = key(text);
        let solid = own.replace(' ', "");
        let host = self.host.as_deref().unwrap_or("");
        if solid.is_empty() {
            return true;
        }
        // "Post" of "harbourpost.example", and "Harbour Post News" of the same.
        let part = solid.len() >= 5 && host.contains(&solid);
        let more = host.len() >= 5 && solid.contains(host) && solid.len() <= host.len() + 8;
        let hosted = !host.is_empty() && (solid == host || part || more);
        let initials: String = own.split(' ').filter_map(|w| w.chars().next()).collect();
        hosted
            || initials.len() >= 3 && initials == host
            || self
                .keys
                .iter()
                .any(|k| *k == own || k.replace(' ', "") == solid)
    }
}

/// The name behind a sign of copyright and its year.
fn copyright(line: &str) -> Option<String> {
    let rest = line.get(line.find('©')? + '©'.len_utf8()..)?;
    let rest = rest.trim_start_matches(|c: char| !c.is_alphabetic());
    let rest = rest.strip_prefix("Copyright").unwrap_or(rest).trim_start();
    let rest = rest
        .trim_start_matches(|c: char| !c.is_alphabetic())
        .trim_start_matches("by ");
    let end = rest
        .find(['.', '|', ',', '-', '–', '·', '•', '©'])
        .unwrap_or(rest.len());
    let name = rest.get(..end)?.trim();
    let name = name
        .split(" All ")
        .next()
        .unwrap_or(name)
        .split(" all ")
        .next()?
        .trim();
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let name = match name.rsplit_once(' ') {
        Some((name, year)) if is_year(year) => name,
        _ => name,
    };
    (name.split(' ').count() <= 5 && !name.is_empty()).then(|| name.to_owned())
}

/// The label of an address that names the site: `harbourpost` of `www.harbourpost.co.example`.
fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?.to_lowercase();
    let labels: Vec<&str> = host.split('.').collect();
    let short =
        |label: &&str| matches!(*label, "co" | "com" | "org" | "net" | "ac" | "gov" | "edu");
    let mut last = labels.len().checked_sub(2)?;
    if last > 0 && labels.get(last).is_some_and(short) {
        last -= 1;
    }
    Some(labels.get(last)?.replace('-', ""))
}

/// The headline without the site's name at either end, and without tails that only the `title` element has.
pub fn stripped(title: &str, site: &Site) -> String {
    let mut own = title.trim();
    for _ in 0..4 {
        let tail = SEPARATORS
            .iter()
            .filter_map(|s| Some((own.rfind(s)?, s.len())))
            .max();
        let head = SEPARATORS
            .iter()
            .filter_map(|s| Some((own.find(s)?, s.len())))
            .min();
        let behind = tail.and_then(|(at, length)| Some((own.get(..at)?, own.get(at + length..)?)));
        let before = head.and_then(|(at, length)| Some((own.get(at + length..)?, own.get(..at)?)));
        let found = [behind, before]
            .into_iter()
            .flatten()
            .find(|(rest, name)| site.is(name) && !rest.trim().is_empty() && !site.is(rest));
        let Some((rest, _)) = found else { break };
        own = rest.trim();
    }
    own.to_owned()
}

/// A source of headlines, as its place among the weights.
mod source {
    /// The only heading of the first level outside of asides, and the first and later ones of several.
    pub const HEADING: u32 = 0;
    pub const HEADING_FIRST: u32 = 1;
    pub const HEADING_LATER: u32 = 2;
    pub const HEADING_ASIDE: u32 = 3;
    pub const HEADING_LONE_ASIDE: u32 = 4;
    pub const LINKED: u32 = 5;
    pub const LINKED_LATER: u32 = 6;
    pub const META: u32 = 7;
    pub const ITEM: u32 = 16;
    pub const TITLE: u32 = 17;
    /// Another candidate begins with it, or it with another.
    pub const BEGINS: u32 = 18;
    pub const GOES_ON: u32 = 19;
    pub const SHORT: u32 = 20;
    pub const LONG: u32 = 21;
    pub const INSIDE: u32 = 22;
    pub const DASH: u32 = 23;
    pub const CAPITALS: u32 = 24;
    /// The address has it: half of the words there, all of them, or all of its own.
    pub const ADDRESS_HALF: u32 = 25;
    pub const ADDRESS_WHOLE: u32 = 26;
    pub const IN_ADDRESS: u32 = 27;
}

/// Names of `meta` elements for headlines.
const METAS: [&str; 9] = [
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "headline",
    "title",
];

/// The headlines that sources name.
pub fn find(page: &Page<'_>, site: &Site, url: Option<&str>) -> Ballot<String> {
    let mut ballot = Ballot::default();
    let mut add = |text: &str, source: u32| {
        let text = stripped(text, site);
        let key = key(&text);
        if !key.is_empty() && !site.is(&text) {
            ballot.add(key, text, 1 << source);
        }
    };
    for (text, source) in shown(page, site) {
        add(text, source);
    }
    for (at, headline) in page.linked.headlines.iter().take(3).enumerate() {
        add(
            headline,
            if at == 0 {
                source::LINKED
            } else {
                source::LINKED_LATER
            },
        );
    }
    for (school, name) in METAS.iter().enumerate() {
        for title in super::meta(page, &[name]).take(1) {
            add(title, source::META + school as u32);
        }
    }
    for (words, _, spot) in &page.items {
        if super::page::has_word(words, &["headline"]) && !spot.aside {
            add(&spot.text, source::ITEM);
        }
    }
    if let Some(title) = &page.title {
        add(title, source::TITLE);
    }
    compare(&mut ballot, url);
    ballot
}

/// Notes what the candidates themselves are like.
fn compare(ballot: &mut Ballot<String>, url: Option<&str>) {
    let keys: Vec<String> = ballot.candidates.iter().map(|c| c.key.clone()).collect();
    let address = url.map(last_part).unwrap_or_default();
    for candidate in &mut ballot.candidates {
        let own = &candidate.key;
        let begins = |a: &str, b: &str| a.len() >= 15 && b.len() > a.len() && b.starts_with(a);
        let words: Vec<&str> = own.split(' ').collect();
        let common = words
            .iter()
            .filter(|w| address.iter().any(|a| a == *w))
            .count();
        let traits = [
            (source::BEGINS, keys.iter().any(|k| begins(own, k))),
            (source::GOES_ON, keys.iter().any(|k| begins(k, own))),
            (
                source::INSIDE,
                keys.iter().any(|k| k.len() > own.len() && k.contains(own)),
            ),
            (source::SHORT, own.len() < 15),
            (source::LONG, own.len() > 120),
            (
                source::DASH,
                [" - ", " – "]
                    .iter()
                    .any(|dash| candidate.value.contains(dash)),
            ),
            (
                source::CAPITALS,
                !candidate.value.contains(char::is_lowercase),
            ),
            (
                source::ADDRESS_HALF,
                address.len() > 1 && common * 2 >= address.len(),
            ),
            (
                source::ADDRESS_WHOLE,
                address.len() > 1 && common >= address.len(),
            ),
            (
                source::IN_ADDRESS,
                address.len() > 1 && common >= words.len(),
            ),
        ];
        candidate.sources |= bits(&traits);
    }
}

/// The words of the last part of an address's path.
fn last_part(url: &str) -> Vec<String> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let path = path
        .split_once("://")
        .map_or("", |(_, rest)| rest)
        .trim_end_matches('/');
    let part = path.rsplit_once('/').map_or("", |(_, part)| part);
    let mut words: Vec<String> = key(part).split(' ').map(str::to_owned).collect();
    words.sort();
    words.dedup();
    words
}

/// The heading that shows a headline, or else the first that may.
pub fn heading(page: &Page<'_>, site: &Site, title: Option<&str>) -> Option<usize> {
    let wanted = title.map(key);
    let same = |(_, spot): &&(u8, Spot)| {
        wanted
            .as_ref()
            .is_some_and(|title| has_key(&spot.text, title))
    };
    let other = |(level, spot): &&(u8, Spot)| *level == 1 && !spot.aside && !site.is(&spot.text);
    let mut headings = page.headings.iter();
    let found = headings.clone().find(same).or_else(|| headings.find(other));
    found.map(|(_, spot)| spot.node)
}

/// The first line that is the headline, on a page that has no heading for it.
pub fn line(page: &Page<'_>, title: &str) -> Option<usize> {
    let wanted = key(title);
    let lines = page.lines.iter().filter(|line| !line.aside);
    let mut short = lines.filter(|line| line.text.len() <= 2 * title.len());
    let found = short.find(|line| has_key(&line.text, &wanted))?;
    Some(found.node)
}

/// Headings of the first level. A page that has just one means it.
fn shown<'a>(page: &'a Page<'_>, site: &'a Site) -> Vec<(&'a str, u32)> {
    let firsts = page
        .headings
        .iter()
        .filter(|(level, spot)| *level == 1 && !site.is(&spot.text));
    let firsts: Vec<&Spot> = firsts.map(|(_, spot)| spot).collect();
    let main = firsts.iter().filter(|spot| !spot.aside).count();
    let named = firsts.iter().take(8).enumerate().map(|(at, spot)| {
        let source = match (spot.aside, main) {
            (false, 1) => source::HEADING,
            (false, _) if at == 0 => source::HEADING_FIRST,
            (false, _) => source::HEADING_LATER,
            (true, 0) if firsts.len() == 1 => source::HEADING_LONE_ASIDE,
            (true, _) => source::HEADING_ASIDE,
        };
        (spot.text.as_str(), source)
    });
    named.collect()
}
