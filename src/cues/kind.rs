//! What cue lists and their table have in common: the kinds, the anchors and the hash of a phrase.
//! Used by `build.rs` too.

/// The most words a phrase may have (in Chinese and Japanese, characters).
pub const MAX_WORDS: usize = 16;
/// At the beginning of a line, phrases of so many words are looked up without asking the filter.
pub const MAX_START_WORDS: usize = 3;

/// What a phrase says about its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Cue {
    /// Advertisements and affiliate notes.
    Ad,
    /// Menus, buttons, forms, page numbers: the site's furniture.
    Navigation,
    /// Teasers of other articles.
    Related,
    /// Share buttons and profiles to follow.
    Share,
    /// Newsletters, subscriptions, sign-ups.
    Subscribe,
    /// Readers' comments and the form for them.
    Comment,
    /// Copyright, terms, disclaimers.
    Legal,
    /// Cookie banners.
    Consent,
    /// Captions of pictures and videos.
    Caption,
    /// Who took the picture, where the text came from.
    Credit,
    /// Reading times, tags, counts of views.
    Metadata,
    /// Headings of a note about the author.
    Bio,
    /// Words before an author's name.
    Byline,
    /// Job words beside an author's name.
    Author,
    /// Words before the date of publication.
    Published,
    /// Words before the date of the last change.
    Updated,
    /// News agencies.
    Agency,
}

impl Cue {
    /// Every kind, in the order of their numbers.
    pub const ALL: [Self; 17] = [
        Self::Ad,
        Self::Navigation,
        Self::Related,
        Self::Share,
        Self::Subscribe,
        Self::Comment,
        Self::Legal,
        Self::Consent,
        Self::Caption,
        Self::Credit,
        Self::Metadata,
        Self::Bio,
        Self::Byline,
        Self::Author,
        Self::Published,
        Self::Updated,
        Self::Agency,
    ];

    /// The name of its section in a cue list.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ad => "ad",
            Self::Navigation => "navigation",
            Self::Related => "related",
            Self::Share => "share",
            Self::Subscribe => "subscribe",
            Self::Comment => "comment",
            Self::Legal => "legal",
            Self::Consent => "consent",
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::Metadata => "metadata",
            Self::Bio => "bio",
            Self::Byline => "byline",
            Self::Author => "author",
            Self::Published => "published",
            Self::Updated => "updated",
            Self::Agency => "agency",
        }
    }
}

/// Flag of an entry: the phrase must begin the line.
pub const AT_START: u8 = 0x20;
/// Flag of an entry: the phrase must end the line.
pub const AT_END: u8 = 0x40;
/// Both: the phrase must be the line.
pub const WHOLE: u8 = AT_START | AT_END;
/// Flag of an entry: its words must be in capitals.
pub const CAPITALS: u8 = 0x80;
/// The bits of an entry that hold the number of its [`Cue`].
pub const CUE: u8 = 0x1f;

/// Adds a word to the hash of the words before it; the hash of none is 0.
#[must_use]
pub const fn extend(key: u32, word: u32) -> u32 {
    (key.rotate_left(7) ^ word).wrapping_mul(0x9e37_79b9)
}

/// The most words of a phrase that the filter looks at.
pub const FILTER_DEPTH: usize = 3;
/// Bits of the filter that says which beginnings phrases have, as a power of two.
pub const FILTER_BITS: u32 = 16;
/// Length of the filter.
pub const FILTER_WORDS: usize = 1 << (FILTER_BITS - 6);
/// Buckets of the table, as a power of two.
const BUCKET_BITS: u32 = 12;
/// Buckets of the table.
pub const BUCKETS: usize = 1 << BUCKET_BITS;

/// The bucket that a hash belongs to.
#[must_use]
pub const fn bucket(key: u32) -> usize {
    (key >> (32 - BUCKET_BITS)) as usize
}

/// The part of a hash that is compared inside its bucket. Together they are 26 bits, so with ten thousand phrases about
/// one short line in six thousand is taken for a phrase that it is not.
#[must_use]
pub const fn rest(key: u32) -> u16 {
    (key >> (16 - BUCKET_BITS)) as u16 & !0b11
}

/// What bucket and rest tell of a hash: all but its lowest bits.
#[must_use]
pub const fn key_of(bucket: usize, rest: u16) -> u32 {
    (bucket as u32) << (32 - BUCKET_BITS) | (rest as u32) << (16 - BUCKET_BITS)
}
