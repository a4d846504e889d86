//! What a page says of itself: what it calls itself, and of what kind it says it is.

use super::blocks::{Kind, Pieces};
use super::tree;
use crate::snapshot::{Attribute, Snapshot, Tag};
use crate::text::facts::Facts;
use crate::words::{self, Word};

/// What a page says of itself.
#[allow(
    clippy::struct_excessive_bools,
    reason = "independent marks, each a feature"
)]
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// The words of what it calls itself.
    pub title: Title,
    /// Structured data names an article.
    pub article: bool,
    /// A product or an offer.
    pub product: bool,
    /// A forum's posting or a question.
    pub forum: bool,
    /// A list or a collection.
    pub list: bool,
    /// A page of another kind.
    pub page: bool,
    /// Open Graph names an article.
    pub og_article: bool,
    /// Elements `article`.
    pub articles: u32,
    /// Headings.
    pub headings: u32,
    /// Blocks of code.
    pub codes: u32,
    /// Short pieces with a sign of currency.
    pub prices: u32,
    /// Parts of the address's path, and the words of its last part, scaled.
    pub address_depth: f32,
    /// Words of the last part.
    pub address_words: f32,
    /// Hashes of the words of the page's own class and id, of its address, and of the types that it names.
    pub marks: Vec<u32>,
}

/// Hashes of the words that the page calls itself by.
#[derive(Clone, Debug, Default)]
pub struct Title {
    names: Vec<Vec<u32>>,
}

impl Title {
    /// Adds a name.
    fn add(&mut self, text: &str) {
        const LONGEST: usize = 40;
        let mut found: Vec<Word> = Vec::new();
        words::split(text.get(..512).unwrap_or(text), &mut found);
        let mut hashes: Vec<u32> = found.iter().map(|w| w.hash).take(LONGEST).collect();
        hashes.sort_unstable();
        hashes.dedup();
        if !hashes.is_empty() && !self.names.contains(&hashes) && self.names.len() < 6 {
            self.names.push(hashes);
        }
    }

    /// True when the page does not name itself.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// How much some words are like the name that they are most like: the share of theirs that are in it, and of its that
    /// are in theirs.
    pub fn likeness(&self, words: &[u32]) -> [f32; 2] {
        if words.is_empty() || words.len() > 60 {
            return [0.0; 2];
        }
        let mut own = words.to_vec();
        own.sort_unstable();
        own.dedup();
        let like = |name: &Vec<u32>| {
            let common = own.iter().filter(|w| name.binary_search(w).is_ok()).count() as f32;
            [common / own.len() as f32, common / name.len() as f32]
        };
        let all = self.names.iter().map(like);
        all.fold([0.0; 2], |best, own| {
            if own[0] * own[1] > best[0] * best[1] {
                own
            } else {
                best
            }
        })
    }
}

impl Hints {
    /// Reads the head, structured data, and the address. Linear in them.
    #[must_use]
    pub fn new(snapshot: &Snapshot, pieces: &Pieces, facts: &[Facts], url: Option<&str>) -> Self {
        let mut hints = Self::default();
        for node in 0..snapshot.len() {
            match snapshot.tag(node) {
                Tag::Title
                    if snapshot
                        .parent(node)
                        .is_some_and(|p| snapshot.tag(p) == Tag::Head) =>
                {
                    hints.title.add(snapshot.text_of(node + 1));
                }
                Tag::Meta => hints.read_meta(snapshot, node),
                Tag::Script => hints.read_data(snapshot.text_of(node + 1)),
                Tag::Article => hints.articles += 1,
                Tag::Html | Tag::Body => {
                    hints.add_mark(snapshot.attribute(node, Attribute::Class));
                    hints.add_mark(snapshot.attribute(node, Attribute::Id));
                }
                _ => {}
            }
        }
        for (piece, facts) in pieces.list.iter().zip(facts) {
            hints.headings += u32::from(matches!(piece.kind, Kind::Heading(_)));
            hints.codes += u32::from(piece.kind == Kind::Code);
            hints.prices += u32::from(facts.currency && facts.words <= 6);
        }
        if let Some(url) = snapshot.url.as_deref().or(url) {
            hints.read_address(url);
        }
        hints
    }

    fn add_mark(&mut self, text: Option<&str>) {
        const MOST: usize = 40;
        if self.marks.len() < MOST {
            tree::add_tokens(text.unwrap_or_default(), &mut self.marks);
        }
    }

    fn read_meta(&mut self, snapshot: &Snapshot, node: usize) {
        let name = snapshot
            .attribute(node, Attribute::Property)
            .or_else(|| snapshot.attribute(node, Attribute::Name_));
        let content = snapshot
            .attribute(node, Attribute::Content)
            .unwrap_or_default();
        match name.unwrap_or_default() {
            "og:title" | "twitter:title" => self.title.add(content),
            "og:type" => {
                self.og_article |= content.eq_ignore_ascii_case("article");
                self.add_mark(Some(content));
            }
            _ => {}
        }
    }

    /// Names of types in JSON-LD, found without reading it as JSON.
    fn read_data(&mut self, data: &str) {
        for rest in data.split("\"@type\"").skip(1) {
            let name = rest.split('"').nth(1).unwrap_or_default();
            self.add_mark(Some(name));
            match name {
                n if n.ends_with("Article") || n.ends_with("BlogPosting") || n == "Report" => {
                    self.article = true;
                }
                "Product" | "Offer" | "AggregateOffer" | "ProductGroup" => self.product = true,
                "DiscussionForumPosting" | "QAPage" | "Question" | "Comment" => self.forum = true,
                "CollectionPage" | "ItemList" | "Blog" | "SearchResultsPage" => self.list = true,
                "WebPage" | "AboutPage" | "FAQPage" | "Service" | "LocalBusiness" | "HowTo" => {
                    self.page = true;
                }
                _ => {}
            }
        }
    }

    fn read_address(&mut self, url: &str) {
        let path = url.split_once("://").map_or(url, |(_, rest)| rest);
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let parts: Vec<&str> = path.split('/').skip(1).filter(|p| !p.is_empty()).collect();
        for part in &parts {
            self.add_mark(Some(part));
        }
        let words = parts.last().map_or(0, |p| p.split(['-', '_']).count());
        self.address_depth = (parts.len() as f32 / 5.0).min(1.5);
        self.address_words = (words as f32 / 8.0).min(1.5);
    }
}
