//! The headline, and the site's name that is often stuck to it.

use super::page::{Page, Spot};

/// What stands between a headline and the name of its site.
const SEPARATORS: [&str; 13] = [
    " | ", " - ", " – ", " — ", " :: ", " • ", " · ", " » ", " « ", " / ", " ~ ", "| ", " : ",
];

/// A text's letters and digits in small letters, words parted by spaces: to compare by.
pub fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’' | '\u{ad}') && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
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

/// A headline with what speaks for it.
#[derive(Debug)]
struct Candidate {
    text: String,
    key: String,
    weight: f32,
}

/// The headline, and the heading that shows it.
pub fn find(page: &Page<'_>, site: &Site) -> (Option<String>, Option<usize>) {
    let mut all: Vec<Candidate> = Vec::new();
    let mut add = |text: &str, weight: f32| {
        let text = stripped(text, site);
        let key = key(&text);
        if !key.is_empty() && !site.is(&text) {
            all.push(Candidate { text, key, weight });
        }
    };
    for (text, weight) in shown(page, site) {
        add(text, weight);
    }
    for headline in page.linked.headlines.iter().take(3) {
        add(headline, 2.0);
    }
    let metas = [
        ("og:title", 2.2),
        ("twitter:title", 0.8),
        ("parsely-title", 2.0),
        ("sailthru.title", 2.0),
        ("dc.title", 1.5),
        ("dcterms.title", 1.5),
        ("citation_title", 2.5),
        ("headline", 2.0),
        ("title", 0.5),
    ];
    for (name, weight) in metas {
        for title in super::meta(page, &[name]).take(1) {
            add(title, weight);
        }
    }
    for (words, _, spot) in &page.items {
        if super::page::has_word(words, &["headline"]) && !spot.aside {
            add(&spot.text, 1.5);
        }
    }
    if let Some(title) = &page.title {
        add(title, 1.5);
    }
    let best = best(&all);
    let node = best.as_ref().and_then(|best| {
        let wanted = key(best);
        let same = |(_, spot): &&(u8, Spot)| key(&spot.text) == wanted;
        page.headings.iter().find(same).map(|(_, spot)| spot.node)
    });
    let other = |(level, spot): &&(u8, Spot)| *level == 1 && !spot.aside && !site.is(&spot.text);
    let node = node.or_else(|| page.headings.iter().find(other).map(|(_, spot)| spot.node));
    (best, node)
}

/// Headings of the first level with their weights. A page that has just one means it.
fn shown<'a>(page: &'a Page<'_>, site: &'a Site) -> Vec<(&'a str, f32)> {
    let firsts = page
        .headings
        .iter()
        .filter(|(level, spot)| *level == 1 && !site.is(&spot.text));
    let firsts: Vec<&Spot> = firsts.map(|(_, spot)| spot).collect();
    let main = firsts.iter().filter(|spot| !spot.aside).count();
    let weighed = firsts.iter().take(8).enumerate().map(|(at, spot)| {
        let weight = match (spot.aside, main) {
            (false, 1) => 8.0,
            (false, _) => 1.8 - 0.1 * at as f32,
            (true, 0) if firsts.len() == 1 => 4.0,
            (true, _) => 0.8,
        };
        (spot.text.as_str(), weight)
    });
    weighed.collect()
}

/// The one that most speaks for: itself, those that say the same, and some of those that begin the same.
fn best(all: &[Candidate]) -> Option<String> {
    let total = |own: &Candidate| -> f32 {
        let votes = all.iter().map(|other| {
            if other.key == own.key {
                other.weight
            } else if other.key.starts_with(&own.key) && own.key.len() >= 15 {
                0.5 * other.weight
            } else {
                0.0
            }
        });
        votes.sum()
    };
    let mut best: Option<(&Candidate, f32)> = None;
    for candidate in all {
        let own = total(candidate);
        if best.is_none_or(|(_, most)| own > most) {
            best = Some((candidate, own));
        }
    }
    best.map(|(candidate, _)| candidate.text.clone())
}
