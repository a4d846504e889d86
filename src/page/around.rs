//! What stands around a piece: elements, roles and item properties, as bits.

use crate::snapshot::{Attribute, Snapshot, Tag};

/// Elements around a piece that are features each.
const TAGS: [Tag; 24] = [
    Tag::Nav,
    Tag::Header,
    Tag::Footer,
    Tag::Aside,
    Tag::Article,
    Tag::Main,
    Tag::Form,
    Tag::Li,
    Tag::Td,
    Tag::Figure,
    Tag::Button,
    Tag::Label,
    Tag::Section,
    Tag::Dialog,
    Tag::Details,
    Tag::Address,
    Tag::A,
    Tag::Blockquote,
    Tag::P,
    Tag::Dl,
    Tag::Ol,
    Tag::Summary,
    Tag::Select,
    Tag::Time,
];

/// The bit of each tag, by its number.
static BITS: [u32; 256] = bits();

const fn bits() -> [u32; 256] {
    let mut bits = [0; 256];
    let mut at = 0;
    while at < TAGS.len() {
        bits[TAGS[at] as usize] = 1 << at;
        at += 1;
    }
    bits
}

/// Roles and item properties around a piece that are features each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `role="navigation"`, and so on.
    Navigation,
    Complementary,
    ContentInfo,
    Banner,
    Main,
    Dialog,
    Button,
    ArticleBody,
    TabPanel,
    Comment,
    /// `aria-hidden="true"`
    Hidden,
}

impl Part {
    fn of(name: Attribute, value: &str) -> Option<Self> {
        Some(match (name, value) {
            (Attribute::AriaHidden, "true") => Self::Hidden,
            (Attribute::Role | Attribute::Itemprop, value) => match value {
                "navigation" => Self::Navigation,
                "complementary" => Self::Complementary,
                "contentinfo" => Self::ContentInfo,
                "banner" => Self::Banner,
                "main" => Self::Main,
                "dialog" => Self::Dialog,
                "button" => Self::Button,
                "articleBody" => Self::ArticleBody,
                "tabpanel" => Self::TabPanel,
                "comment" => Self::Comment,
                _ => return None,
            },
            _ => return None,
        })
    }
}

/// A set of elements and parts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around {
    tags: u32,
    parts: u32,
}

impl Around {
    /// An element by itself.
    pub fn of(snapshot: &Snapshot, node: usize) -> Self {
        let parts = snapshot
            .strings(node)
            .filter_map(|(name, value)| Part::of(name, value));
        Self {
            tags: bit(snapshot.tag(node)),
            parts: parts.fold(0, |bits, part| bits | 1 << part as u32),
        }
    }

    /// Adds another set.
    pub fn add(&mut self, other: Self) {
        self.tags |= other.tags;
        self.parts |= other.parts;
    }

    /// Whether an element is in it.
    pub fn has(self, tag: Tag) -> bool {
        self.tags & bit(tag) != 0
    }

    /// Whether a part is in it.
    pub fn has_part(self, part: Part) -> bool {
        self.parts >> part as u32 & 1 == 1
    }
}

fn bit(tag: Tag) -> u32 {
    BITS.get(tag as usize).copied().unwrap_or(0)
}
