//! The result of cleaning: one type, the same in Rust, in the command's JSON and in JavaScript.
//!
//! Offsets are **bytes** in Rust, so that they slice a `&str`, and **UTF-16 code units** in
//! JavaScript and JSON; [`Article::into_utf16`] turns the first into the second.

use serde::{Deserialize, Serialize};

mod flat;

/// A clean article, and everything that was cut from it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Article {
    /// Headline, without the site's name.
    pub title: Option<String>,
    /// Standfirst below the headline.
    pub deck: Option<String>,
    /// Names of the authors, without "By". Empty when unknown.
    pub byline: Vec<String>,
    /// When it was published: an ISO 8601 date or date-time, as far as the page says.
    pub published: Option<String>,
    /// When it was last changed, likewise.
    pub modified: Option<String>,
    /// The publisher's name.
    pub site: Option<String>,
    /// BCP 47 tag of the body's language.
    pub language: Option<String>,
    /// Canonical address.
    pub url: Option<String>,
    /// Address of the lead image.
    pub image: Option<String>,
    /// What kind of page the article is from, as far as its markup tells; `null` for text.
    #[serde(default)]
    pub page_kind: Option<PageKind>,
    /// What is kept, in reading order.
    pub blocks: Vec<Block>,
    /// The kept blocks' text joined by blank lines: the body alone, without the headline.
    pub text: String,
    /// What was cut, in the order of the input.
    pub removed: Vec<Removed>,
    /// Where the headline, deck, byline and date lines stand in the input.
    pub parts: Vec<Part>,
    /// People, places, organisations, dates and sums; spans point into `text`.
    pub entities: Vec<Entity>,
    /// What was looked for to fill `entities`; absent when nobody looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub searched: Option<Searched>,
    /// Words in `text`.
    pub word_count: usize,
    /// Minutes to read `text`, for a fast and for a slow reader.
    pub reading_minutes: [u32; 2],
    /// 0 to 1: how sure we are that the body is right.
    #[serde(serialize_with = "thousandths")]
    pub confidence: f32,
}

/// An `f32` written the same way in JSON and in JavaScript, where it would show different digits.
// The signature is serde's.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn thousandths<S: serde::Serializer>(value: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((f64::from(*value) * 1000.0).round() / 1000.0)
}

/// What kind of page a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PageKind {
    /// News, a post, an essay, a guide: one text by somebody.
    Article,
    /// A page of a manual or a reference.
    Documentation,
    /// Questions, answers, a thread.
    Forum,
    /// What somebody does or offers, such as a landing page.
    Service,
    /// A thing to buy.
    Product,
    /// Things to buy.
    Collection,
    /// Things to read or to look up, as on a front page.
    Listing,
}

/// All kinds of pages.
pub const PAGE_KINDS: [PageKind; 7] = [
    PageKind::Article,
    PageKind::Documentation,
    PageKind::Forum,
    PageKind::Service,
    PageKind::Product,
    PageKind::Collection,
    PageKind::Listing,
];

/// A kept piece of the article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", try_from = "flat::Block")]
pub struct Block {
    /// What it is.
    #[serde(flatten)]
    pub kind: BlockKind,
    /// Its text; items of a list and rows of a table are lines, cells are split by tabs.
    pub text: String,
    /// Where it starts in the input.
    pub start: usize,
    /// Where it ends in the input.
    pub end: usize,
    /// Emphasis, links and code inside `text`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Span>,
}

/// What a kept block is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum BlockKind {
    /// A heading inside the body.
    Heading {
        /// 2 for the highest level below the headline, to 6.
        level: u8,
    },
    /// A paragraph.
    Paragraph,
    /// A list.
    List {
        /// True when its items are numbered.
        ordered: bool,
        /// The items' text, without bullets and numbers: plain strings, without spans.
        items: Vec<String>,
        /// Where each item lies; empty when none lies in another.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        nesting: Vec<Nesting>,
    },
    /// A quotation set apart.
    Quote,
    /// Code or other preformatted text.
    Code {
        /// The language, when the page names it.
        language: Option<String>,
    },
    /// A table.
    Table {
        /// Rows of cells: plain strings, without spans. The first row is the head.
        rows: Vec<Vec<String>>,
    },
    /// A picture with its caption in `text`.
    Figure {
        /// The picture's address.
        src: Option<String>,
        /// The text that stands in for the picture.
        alt: Option<String>,
    },
    /// A break between sections.
    Rule,
}

/// Where an item of a list lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Nesting {
    /// In how many other items: 0 for the outermost.
    pub level: usize,
    /// True when the items of its own list are numbered.
    pub ordered: bool,
}

/// A stretch of a block's text that is set differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", try_from = "flat::Span")]
pub struct Span {
    /// Where it starts in the block's `text`.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// How it is set.
    #[serde(flatten)]
    pub kind: SpanKind,
}

/// How a stretch of text is set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum SpanKind {
    /// Stressed.
    Emphasis,
    /// Important.
    Strong,
    /// Code.
    Code,
    /// A link.
    Link {
        /// Where it goes: http, https, mailto, tel or same-page.
        href: String,
    },
}

/// Something that was cut, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Removed {
    /// What was cut, as it stood.
    pub text: String,
    /// Why.
    pub reason: Reason,
    /// Where it starts in the input.
    pub start: usize,
    /// Where it ends in the input.
    pub end: usize,
}

/// Why something was cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Reason {
    /// Advertising, and notices of it.
    Ad,
    /// Menus, breadcrumbs, "skip to content", page furniture.
    Navigation,
    /// Teasers of other stories.
    Related,
    /// Buttons to share, follow, print or save.
    Share,
    /// Newsletters, subscriptions, sign-in, pay walls.
    Subscribe,
    /// Readers' comments and the form for them.
    Comment,
    /// Copyright, disclaimers, terms.
    Legal,
    /// Cookie and privacy notices.
    Consent,
    /// A picture's caption.
    Caption,
    /// Credits of pictures and sources.
    Credit,
    /// Dates, counters, tags, reading times, weather.
    Metadata,
    /// A repeat of something kept.
    Duplicate,
    /// Not shown to the reader of the page.
    Hidden,
    /// Judged to be outside of the article, for no reason that has a name.
    Other,
}

/// Where a recognised part of the article's head stands in the input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Part {
    /// Which part it is.
    pub role: Role,
    /// Its text as it stands in the input.
    pub text: String,
    /// Where it starts in the input.
    pub start: usize,
    /// Where it ends in the input.
    pub end: usize,
}

/// A part of the article's head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Role {
    /// The headline.
    Title,
    /// The standfirst.
    Deck,
    /// Who wrote it.
    Byline,
    /// When it was published or changed.
    Date,
}

/// Somebody or something named in the article, with every place where it is named.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entity {
    /// Number of the entity, unique in the article, from 0.
    pub id: u32,
    /// What it is.
    pub kind: EntityKind,
    /// The fullest name that the article gives.
    pub name: String,
    /// Where it is named.
    pub mentions: Vec<Mention>,
    /// The value of dates, times, sums and quantities: ISO 8601, or an amount with its unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// A person's title or office, when it stands with the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The entity of the place that a group is the people of, by its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub related: Option<u32>,
}

/// What was looked for in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Searched {
    /// Names, and everything in `Values`. Learned from English: in the other languages that are
    /// served expect more mistakes.
    Names,
    /// Dates, times, sums, shares, quantities and the reader's own words. The text's language is
    /// one whose names are not known.
    Values,
}

/// The entities of a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Found {
    /// The entities, in the order of their first mentions.
    pub entities: Vec<Entity>,
    /// What was looked for.
    pub searched: Searched,
    /// BCP 47 tag of the text's language, when it is known.
    pub language: Option<String>,
}

/// One naming of an entity, as a span of the article's `text`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Mention {
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum EntityKind {
    /// A person.
    Person,
    /// A company, agency, party, club or other body.
    Organization,
    /// A country, city, region or building.
    Place,
    /// A people, religion or political leaning.
    Group,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A sum of money.
    Money,
    /// A share in per cent.
    Percent,
    /// A quantity with a unit.
    Quantity,
    /// A product.
    Product,
    /// An event.
    Event,
    /// A book, film, song or other work.
    Work,
    /// Something else with a name.
    Other,
}

impl EntityKind {
    /// The kind as JSON has it, such as `person`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Group => "group",
            Self::Date => "date",
            Self::Time => "time",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Quantity => "quantity",
            Self::Product => "product",
            Self::Event => "event",
            Self::Work => "work",
            Self::Other => "other",
        }
    }
}
