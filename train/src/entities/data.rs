//! Reads marked text and turns it into documents with a label for every token.

use std::path::Path;

use copydesk::entities::document::Document;
use copydesk::entities::lexicon::Lexicon;
use copydesk::entities::model::KINDS;
use copydesk::entities::token::tokenize;

/// A text with the names that are marked in it.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// Its id in the set.
    pub id: String,
    /// The text: tokens joined by spaces, sentences by new lines.
    pub text: String,
    /// Byte spans and kinds (indices into `KINDS`), ascending.
    pub names: Vec<(usize, usize, usize)>,
}

/// Reads a file of tokens and tags.
pub fn read_conll(path: &Path) -> std::io::Result<Vec<Article>> {
    let file = std::fs::read_to_string(path)?;
    Ok(parse_conll(&file))
}

/// Parses lines of token, tab and tag; `-DOCSTART-` before each article.
pub fn parse_conll(file: &str) -> Vec<Article> {
    let mut articles: Vec<Article> = Vec::new();
    let mut open = None;
    for line in file.lines() {
        if line.starts_with("-DOCSTART-") {
            let id = line.split('\t').nth(1).unwrap_or_default().to_owned();
            articles.push(Article {
                id,
                ..Article::default()
            });
            open = None;
            continue;
        }
        let Some(article) = articles.last_mut() else {
            continue;
        };
        let Some((token, tag)) = line.split_once('\t') else {
            if !article.text.is_empty() && !article.text.ends_with('\n') {
                article.text.pop();
                article.text.push('\n');
            }
            open = None;
            continue;
        };
        let start = article.text.len();
        article.text.push_str(token);
        article.text.push(' ');
        let kind = tag
            .get(2..)
            .and_then(|k| KINDS.iter().position(|name| *name == k));
        let goes_on = tag.starts_with('I') && open == kind;
        match (kind, goes_on) {
            (Some(_), true) => {
                if let Some(name) = article.names.last_mut() {
                    name.1 = start + token.len();
                }
            }
            (Some(kind), false) => article.names.push((start, start + token.len(), kind)),
            (None, _) => {}
        }
        open = kind;
    }
    articles
}

/// Reads texts without marks: the rest of the Voice of America sentences, and articles of pages.
pub fn read_unlabelled(data: &Path, marked: &[Article]) -> Result<Vec<Article>, super::Failure> {
    use std::io::Read;
    let mut text = String::new();
    let file = std::fs::File::open(data.join("unlabelled/voa-silver.conll.gz"))?;
    flate2::read::GzDecoder::new(file).read_to_string(&mut text)?;
    let known: std::collections::HashSet<&str> = marked.iter().map(|a| a.id.as_str()).collect();
    let mut articles = parse_conll(&text);
    articles.retain(|a| !known.contains(a.id.as_str()));
    let mut articles = join_neighbours(articles);
    let mut pages: Vec<_> = std::fs::read_dir(data.join("../wcxb-dev/ground-truth"))?
        .filter_map(|e| Some(e.ok()?.path()))
        .collect();
    pages.sort();
    for page in pages {
        let value: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(page)?)?;
        let kind = value["_internal"]["page_type"]["primary"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let text = value["ground_truth"]["main_content"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let plain = text.chars().filter(char::is_ascii).count() * 20 > text.chars().count() * 19;
        if kind == "article" && plain && text.len() > 1000 && text.len() < 30_000 {
            articles.push(Article {
                id: String::new(),
                text,
                names: Vec::new(),
            });
        }
    }
    for article in &mut articles {
        article.names.clear();
    }
    Ok(articles)
}

/// Joins neighbouring short articles (by the number at the end of their ids) that share names,
/// because the Voice of America text was cut into pieces of a few sentences.
pub fn join_neighbours(mut articles: Vec<Article>) -> Vec<Article> {
    let number = |a: &Article| -> u32 {
        a.id.trim_start_matches(|c: char| !c.is_ascii_digit())
            .parse()
            .unwrap_or(0)
    };
    articles.sort_by_key(number);
    let mut joined: Vec<Article> = Vec::new();
    let mut last = 0;
    for article in articles {
        let here = number(&article);
        match joined.last_mut() {
            Some(before)
                if here <= last + 2 && before.text.len() < 6000 && shares(before, &article) =>
            {
                if !before.text.ends_with('\n') {
                    before.text.push('\n');
                }
                let base = before.text.len();
                before.text.push_str(&article.text);
                before.names.extend(
                    article
                        .names
                        .iter()
                        .map(|&(s, e, k)| (s + base, e + base, k)),
                );
            }
            _ => joined.push(article),
        }
        last = here;
    }
    joined
}

fn capitals(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ')
        .filter(|w| w.len() > 3 && w.starts_with(char::is_uppercase))
}

fn shares(a: &Article, b: &Article) -> bool {
    let words: std::collections::HashSet<&str> = capitals(&b.text).collect();
    capitals(&a.text)
        .filter(|w| words.contains(w))
        .collect::<std::collections::HashSet<_>>()
        .len()
        >= 2
}

/// A document with a label for every token, and how much each sentence weighs.
pub struct Labelled<'t> {
    /// The document.
    pub document: Document<'t>,
    /// Labels, as the model numbers them.
    pub labels: Vec<u8>,
}

/// Tokenizes an article and lays its names over the tokens.
pub fn label<'t>(article: &'t Article, lexicon: &Lexicon) -> Labelled<'t> {
    let document = Document::of_tokens(&article.text, tokenize(&article.text), lexicon, None);
    let mut labels = vec![0u8; document.tokens.len()];
    let mut from = 0;
    for &(start, end, kind) in &article.names {
        let tokens = &document.tokens;
        while from < tokens.len() && (tokens[from].end as usize) <= start {
            from += 1;
        }
        let mut to = from;
        while to < tokens.len() && (tokens[to].start as usize) < end {
            to += 1;
        }
        set(&mut labels[from..to], kind);
        from = to;
    }
    let mut labelled = Labelled { document, labels };
    labelled.close_at_ends();
    labelled
}

fn set(labels: &mut [u8], kind: usize) {
    let base = 1 + 4 * kind as u8;
    let last = labels.len().saturating_sub(1);
    for (i, label) in labels.iter_mut().enumerate() {
        *label = base
            + match i {
                0 if last == 0 => 3,
                0 => 0,
                i if i == last => 2,
                _ => 1,
            };
    }
}

impl Labelled<'_> {
    /// A name never goes on behind the end of a sentence.
    fn close_at_ends(&mut self) {
        for i in 0..self.labels.len() {
            let open = self.labels[i] > 0 && (self.labels[i] - 1) % 4 < 2;
            if open && self.document.tokens[i].ends {
                let starts = (self.labels[i] - 1).is_multiple_of(4);
                self.labels[i] += if starts { 3 } else { 1 };
                if let Some(next) = self.labels.get_mut(i + 1) {
                    let place = (*next).wrapping_sub(1) % 4;
                    *next = match place {
                        1 => *next - 1,
                        2 => *next + 1,
                        _ => *next,
                    };
                }
            }
        }
    }
}

/// Cuts "-based" and "ex-" off the names of sets that mark whole hyphenated words.
pub fn trim_compounds(articles: &mut [Article]) {
    for article in articles {
        for (start, end, _) in &mut article.names {
            let name = &article.text[*start..*end];
            if let Some((first, rest)) = name.split_once('-')
                && !name.contains(' ')
                && rest.starts_with(char::is_lowercase)
                && first.starts_with(char::is_uppercase)
                && rest.len() > 2
            {
                *end = *start + first.len();
            } else if let Some((first, rest)) = name.split_once('-')
                && first.chars().all(char::is_lowercase)
                && first.len() < 6
                && first != "al"
                && rest.starts_with(char::is_uppercase)
            {
                *start += first.len() + 1;
            }
        }
    }
}

/// Makes peoples, religions and languages of one word a group in sets that call them otherwise or
/// leave them unmarked.
pub fn mark_groups(articles: &mut [Article], groups: &std::collections::HashSet<String>) {
    for article in articles.iter_mut() {
        for (start, end, kind) in &mut article.names {
            if *kind != 3 && *kind != 0 && groups.contains(&article.text[*start..*end]) {
                *kind = 3;
            }
        }
        let mut at = 0;
        let mut more = Vec::new();
        for word in article.text.split([' ', '\n']) {
            let covered = article
                .names
                .iter()
                .any(|n| n.0 < at + word.len() && at < n.1);
            if !covered && groups.contains(word) {
                more.push((at, at + word.len(), 3));
            }
            at += word.len() + 1;
        }
        article.names.extend(more);
        article.names.sort_unstable();
    }
}

/// Words that are nearly always a group in these articles.
pub fn groups_of(articles: &[Article]) -> std::collections::HashSet<String> {
    let mut seen: std::collections::HashMap<&str, [u32; 2]> = std::collections::HashMap::new();
    for article in articles {
        for &(start, end, kind) in &article.names {
            seen.entry(&article.text[start..end]).or_default()[usize::from(kind != 3)] += 1;
        }
    }
    let often = |c: &[u32; 2]| c[0] >= 2 && c[1] * 8 <= c[0];
    seen.into_iter()
        .filter(|(w, c)| often(c) && !w.contains(' '))
        .map(|(w, _)| w.to_owned())
        .collect()
}

/// Marks the names inside of hyphenated words that the guidelines leave unmarked ("U.S.-led"),
/// where the rest of the set says plainly what kind the first part is.
pub fn mark_compounds(articles: &mut [Article]) {
    let mut seen: std::collections::HashMap<String, [u32; 6]> = std::collections::HashMap::new();
    for article in articles.iter() {
        for &(start, end, kind) in &article.names {
            seen.entry(article.text[start..end].to_owned()).or_default()[kind] += 1;
        }
        let names: std::collections::HashSet<usize> = article.names.iter().map(|n| n.0).collect();
        let mut at = 0;
        for word in article.text.split([' ', '\n']) {
            if word.starts_with(char::is_uppercase) && !names.contains(&at) {
                seen.entry(word.to_owned()).or_default()[5] += 1;
            }
            at += word.len() + 1;
        }
    }
    for article in articles.iter_mut() {
        let mut at = 0;
        let mut more = Vec::new();
        for word in article.text.split([' ', '\n']) {
            let covered = article
                .names
                .iter()
                .any(|n| n.0 < at + word.len() && at < n.1);
            if let Some((first, rest)) = word.split_once('-')
                && !covered
                && rest.starts_with(char::is_lowercase)
                && let Some(counts) = seen.get(first)
                && let Some(kind) = (0..5).max_by_key(|&k| counts[k])
                && counts[kind] > 2 * counts[5]
            {
                more.push((at, at + first.len(), kind));
            }
            at += word.len() + 1;
        }
        article.names.extend(more);
        article.names.sort_unstable();
    }
}
