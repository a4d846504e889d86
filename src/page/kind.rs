//! What kind of page a document is: a logistic regression on how it is made and what it says of itself.
//!
//! The stored weights (`models/kind.bin`) are for each kind a bias and a weight for each of the [`facts`], as 32-bit numbers,
//! then a scale and a table of 8-bit weights for the words of address, class and id of the page, and the types it names.

use std::sync::OnceLock;

use super::blocks::Kind;
use super::features::Page;
use crate::model::slot;
use crate::snapshot::Tag;
use crate::text::features::{flag, share};
use crate::text::lexicon::scale;
use crate::{PAGE_KINDS, PageKind};

/// Numbers that are told of a page.
pub const FACTS: usize = 24;
/// Kinds.
pub const KINDS: usize = PAGE_KINDS.len();
/// Places of the table of words.
pub const SLOTS: usize = 512;

/// The weights of all kinds.
#[derive(Clone, Debug)]
pub struct Weights {
    /// For each kind its bias, then a weight for each of the facts.
    pub facts: [[f32; FACTS + 1]; KINDS],
    /// For each word a weight for each kind.
    pub words: Vec<[f32; KINDS]>,
}

/// Numbers, roughly between 0 and 1, about a page as a whole. Linear in its pieces.
#[must_use]
pub fn facts(page: &Page) -> [f32; FACTS] {
    let (hints, all, list) = (page.hints, page.all(), &page.pieces.list);
    let log = |n: u32, most: f32| libm::log2f(1.0 + n as f32) / most;
    let part = |is: &dyn Fn(usize) -> bool| {
        let count = (0..list.len()).filter(|at| is(*at)).count();
        share(count as u32, list.len() as u32)
    };
    let kind = |at: usize| list.get(at).map(|p| p.kind);
    let within = |at: usize, tag: Tag| page.markup.get(at).is_some_and(|m| m.has(tag));
    let words = |at: usize| page.text.facts.get(at).map_or(0, |f| f.words);
    let currency = |at: usize| page.text.facts.get(at).is_some_and(|f| f.currency);
    [
        flag(hints.article),
        flag(hints.product),
        flag(hints.forum),
        flag(hints.list),
        flag(hints.page),
        flag(hints.og_article),
        log(hints.articles, 6.0),
        log(hints.headings, 6.0),
        log(hints.codes, 5.0),
        log(hints.prices, 5.0),
        hints.address_depth,
        hints.address_words,
        flag(hints.address_depth == 0.0),
        share(all.linked, all.words),
        share(all.prose, all.words),
        log(all.prose, 14.0),
        log(all.pieces, 11.0),
        flag(page.headline.is_some()),
        part(&|at| kind(at) == Some(Kind::Row)),
        part(&|at| kind(at) == Some(Kind::Code)),
        part(&|at| list.get(at).is_some_and(|p| p.item.is_some())),
        part(&|at| within(at, Tag::Form) || within(at, Tag::Button)),
        part(&|at| words(at) >= 20),
        part(&currency),
    ]
}

impl Weights {
    /// Those that were learned; None when the file is not as long as it should be.
    fn stored() -> Option<Self> {
        let bytes = include_bytes!("../../models/kind.bin");
        let (head, table) = bytes.split_at_checked(4 * (KINDS * (FACTS + 1) + 1))?;
        let mut numbers = head.as_chunks().0.iter().map(|b| f32::from_le_bytes(*b));
        let mut facts = [[0.0; FACTS + 1]; KINDS];
        for weight in facts.as_flattened_mut() {
            *weight = numbers.next()?;
        }
        let scale = numbers.next()?;
        let (rows, rest) = table.as_chunks();
        let words = rows
            .iter()
            .map(|row| row.map(|b: u8| f32::from(b.cast_signed()) * scale));
        (rows.len() == SLOTS && rest.is_empty()).then(|| Self {
            facts,
            words: words.collect(),
        })
    }

    /// A logit for each kind, of a page with these facts and these words.
    #[must_use]
    pub fn logits(&self, facts: &[f32; FACTS], words: &[u32]) -> [f32; KINDS] {
        let mut logits = [0.0; KINDS];
        for (logit, [bias, weights @ ..]) in logits.iter_mut().zip(&self.facts) {
            let products = weights.iter().zip(facts).map(|(w, f)| w * f);
            *logit = bias + products.sum::<f32>();
        }
        let scale = scale(words.len());
        for word in words {
            let weights = self.words.get(slot(*word, SLOTS)).into_iter().flatten();
            for (logit, weight) in logits.iter_mut().zip(weights) {
                *logit += scale * weight;
            }
        }
        logits
    }

    /// The number of the kind with the greatest logit.
    #[must_use]
    pub fn best(&self, facts: &[f32; FACTS], words: &[u32]) -> usize {
        let logits = self.logits(facts, words).into_iter().enumerate();
        let best = logits.max_by(|(_, a), (_, b)| a.total_cmp(b));
        best.map_or(0, |(at, _)| at)
    }
}

/// What kind of page it most likely is. Linear in its pieces.
#[must_use]
pub fn kind_of(page: &Page) -> Option<PageKind> {
    static WEIGHTS: OnceLock<Option<Weights>> = OnceLock::new();
    let weights = WEIGHTS.get_or_init(Weights::stored).as_ref()?;
    let best = weights.best(&facts(page), &page.hints.marks);
    PAGE_KINDS.get(best).copied()
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use crate::page::clean_html;
    use crate::{Options, PageKind, clean_text};

    #[test]
    fn saved_pages_are_of_their_kinds() {
        for (page, url, kind) in [
            (
                include_str!("../../tests/extension/pages/news/index.html"),
                "https://courier.example/local/old-grain-harbour-to-reopen",
                PageKind::Article,
            ),
            (
                include_str!("../../tests/extension/pages/docs/index.html"),
                "https://quern.example/docs/guides/retrying",
                PageKind::Documentation,
            ),
            (
                include_str!("../../tests/extension/pages/forum/index.html"),
                "https://anvil.example/thread/188",
                PageKind::Forum,
            ),
            (
                include_str!("../../tests/extension/pages/shop/index.html"),
                "https://kettles.example/products/copper",
                PageKind::Product,
            ),
            (
                include_str!("../../tests/extension/pages/front/index.html"),
                "https://courier.example/",
                PageKind::Listing,
            ),
        ] {
            let url = Some(url.to_owned());
            let options = Options {
                url,
                ..Options::default()
            };
            let article = clean_html(page, &options).unwrap();
            assert_eq!(article.page_kind, Some(kind), "{:?}", article.title);
        }
    }

    #[test]
    fn text_has_no_kind() {
        let article = clean_text("Nothing but a line of text.", &Options::default()).unwrap();
        assert_eq!(article.page_kind, None);
    }
}
