//! What the markup around a cut piece says about why it is cut.

use std::sync::OnceLock;

use super::around::Part;
use super::blocks::{Kind, Piece};
use super::features::Markup;
use crate::Reason;
use crate::snapshot::Tag;

/// Words of class and id that tell, by reason.
const WORDS: &[(Reason, &str)] = &[
    (
        Reason::Consent,
        "cookie cookies consent gdpr ccpa onetrust privacy",
    ),
    (
        Reason::Comment,
        "comment comments commentlist disqus respond reply replies discussion",
    ),
    (
        Reason::Share,
        "share sharing social addtoany sharedaddy facebook twitter follow",
    ),
    (
        Reason::Subscribe,
        "newsletter subscribe subscription signup paywall optin mailchimp login signin",
    ),
    (
        Reason::Ad,
        "ad ads advert advertisement advertising sponsor sponsored promo adslot banner affiliate",
    ),
    (
        Reason::Related,
        "related recommended recommendations recirc trending popular teaser readmore outbrain taboola",
    ),
    (Reason::Legal, "copyright disclaimer legal terms"),
    (
        Reason::Navigation,
        "nav menu navbar navigation breadcrumb breadcrumbs pagination pager toc sitemap",
    ),
    (
        Reason::Metadata,
        "meta byline author tags tag category categories date timestamp",
    ),
    (Reason::Caption, "caption figcaption"),
    (Reason::Credit, "credit credits"),
];

fn table() -> &'static [(u32, Reason)] {
    static TABLE: OnceLock<Vec<(u32, Reason)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: Vec<_> = WORDS
            .iter()
            .flat_map(|(reason, list)| {
                list.split(' ')
                    .map(|word| (super::tree::token(word), *reason))
            })
            .collect();
        table.sort_by_key(|(token, _)| *token);
        table
    })
}

fn by_words(tokens: &[u32]) -> Option<Reason> {
    let table = table();
    tokens.iter().find_map(|token| {
        let at = table.binary_search_by_key(token, |(t, _)| *t).ok()?;
        table.get(at).map(|(_, reason)| *reason)
    })
}

/// The reason that the markup gives; `by_text` is the one that the text gave.
pub fn refine(piece: &Piece, markup: &Markup, by_text: Reason) -> Reason {
    if by_text == Reason::Duplicate {
        return by_text;
    }
    if piece.hidden {
        return Reason::Hidden;
    }
    // The text's own words for these are surer than any class.
    let sure = !matches!(
        by_text,
        Reason::Other | Reason::Navigation | Reason::Related | Reason::Caption | Reason::Metadata
    );
    if sure {
        return by_text;
    }
    let by_element = || match () {
        () if piece.kind == Kind::Caption => Some(Reason::Caption),
        () if markup.has(Tag::Nav) || markup.has_part(Part::Navigation) => Some(Reason::Navigation),
        () if markup.has_part(Part::Comment) => Some(Reason::Comment),
        () => None,
    };
    let by_frame = || match by_text {
        Reason::Other if markup.has(Tag::Footer) || markup.has(Tag::Header) => {
            Some(Reason::Navigation)
        }
        _ => None,
    };
    by_words(&markup.near)
        .or_else(by_element)
        .or_else(|| by_words(&markup.far))
        .or_else(by_frame)
        .unwrap_or(by_text)
}

/// Whether hidden text is what a reader can unfold: an accordion, a tab, "read more".
pub fn unfolds(markup: &Markup) -> bool {
    const FOLDS: &str = "accordion collapse collapsed collapsible expand expandable expander toggle faq answer tab tabs panel fold more spoiler";
    static TABLE: OnceLock<Vec<u32>> = OnceLock::new();
    let table = TABLE.get_or_init(|| FOLDS.split(' ').map(super::tree::token).collect());
    let says = |tokens: &[u32]| tokens.iter().any(|t| table.contains(t));
    markup.has(Tag::Details)
        || markup.has_part(Part::TabPanel)
        || says(&markup.near)
        || says(&markup.far)
}
