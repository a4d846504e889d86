//! Pictures, videos and what else is embedded: where they come from, and what stands in for them.

use super::address::Base;
use crate::snapshot::{Attribute, Snapshot, Tag};
use crate::{Block, BlockKind, Span, SpanKind};

/// A picture smaller than this, in pixels, is furniture.
const SMALLEST: u32 = 48;

/// The block that shows a medium, if it can be shown.
pub fn block(snapshot: &Snapshot, base: &Base, node: usize) -> Option<Block> {
    let (kind, text, spans) = match snapshot.tag(node) {
        Tag::Hr => (BlockKind::Rule, String::new(), Vec::new()),
        Tag::Img => {
            let src = Some(picture(snapshot, base, node)?);
            let alt = attribute(snapshot, node, Attribute::Alt).map(tidy);
            (BlockKind::Figure { src, alt }, String::new(), Vec::new())
        }
        _ => embedded(snapshot, base, node)?,
    };
    Some(Block {
        kind,
        text,
        start: node,
        end: snapshot.end(node),
        spans,
    })
}

fn attribute(snapshot: &Snapshot, node: usize, name: Attribute) -> Option<&str> {
    snapshot
        .attribute(node, name)
        .filter(|v| !v.trim().is_empty())
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A video, a sound or a player in a frame, as a link.
fn embedded(
    snapshot: &Snapshot,
    base: &Base,
    node: usize,
) -> Option<(BlockKind, String, Vec<Span>)> {
    let tag = snapshot.tag(node);
    let player = tag != Tag::Iframe
        || snapshot
            .attribute(node, Attribute::Allowfullscreen)
            .is_some();
    if !player || is_tiny(snapshot, node) {
        return None;
    }
    let own = [Attribute::Src, Attribute::DataSrc, Attribute::DataLazySrc];
    let source = || {
        let inside = node + 1..snapshot.end(node);
        let mut sources = inside.filter(|n| snapshot.tag(*n) == Tag::Source);
        sources.find_map(|n| attribute(snapshot, n, Attribute::Src))
    };
    let src = own
        .iter()
        .find_map(|name| attribute(snapshot, node, *name))
        .or_else(source)?;
    let href = base.picture(src)?;
    let names = [Attribute::Title, Attribute::AriaLabel];
    let name = names
        .iter()
        .find_map(|name| attribute(snapshot, node, *name));
    let text = name.map_or_else(|| href.clone(), tidy);
    let span = Span {
        start: 0,
        end: text.len(),
        kind: SpanKind::Link { href },
    };
    Some((BlockKind::Paragraph, text, vec![span]))
}

fn is_tiny(snapshot: &Snapshot, node: usize) -> bool {
    [Attribute::Width, Attribute::Height].iter().any(|name| {
        let size = snapshot
            .attribute(node, *name)
            .map(|s| s.trim().trim_end_matches("px"));
        size.and_then(|s| s.parse::<u32>().ok())
            .is_some_and(|s| s < SMALLEST)
    })
}

/// The address of a picture: what a script would load comes before what stands there until then.
fn picture(snapshot: &Snapshot, base: &Base, node: usize) -> Option<String> {
    if is_tiny(snapshot, node) {
        return None;
    }
    let lazy = [
        Attribute::DataSrc,
        Attribute::DataOriginal,
        Attribute::DataLazySrc,
    ];
    let sets = [
        Attribute::DataSrcset,
        Attribute::DataLazySrcset,
        Attribute::Srcset,
    ];
    let by_name = |node: usize, names: &[Attribute]| {
        let mut found = names
            .iter()
            .filter_map(|name| attribute(snapshot, node, *name));
        found.find_map(|src| base.picture(src))
    };
    let by_set = |node: usize| {
        let mut found = sets
            .iter()
            .filter_map(|name| attribute(snapshot, node, *name));
        found.find_map(|set| base.picture(widest(set)?))
    };
    let siblings = || {
        let parent = snapshot
            .parent(node)
            .filter(|p| snapshot.tag(*p) == Tag::Picture)?;
        (parent + 1..node)
            .filter(|n| snapshot.tag(*n) == Tag::Source)
            .find_map(by_set)
    };
    // The one in the `noscript` that follows is for those who run no scripts.
    let fallback = || {
        let next = snapshot.end(node)..(snapshot.end(node) + 3).min(snapshot.len());
        let noscript = next
            .into_iter()
            .find(|n| snapshot.tag(*n) == Tag::Noscript)?;
        let mut inside = noscript + 1..snapshot.end(noscript);
        let image = inside.find(|n| snapshot.tag(*n) == Tag::Img)?;
        by_name(image, &[Attribute::Src])
    };
    by_name(node, &lazy)
        .or_else(|| by_set(node))
        .or_else(siblings)
        .or_else(|| by_name(node, &[Attribute::Src]))
        .or_else(fallback)
}

/// The address in a `srcset` with the greatest width or density.
fn widest(set: &str) -> Option<&str> {
    let mut best: Option<(u64, &str)> = None;
    let mut rest = set.trim_start_matches([' ', ',', '\n', '\t', '\r']);
    while !rest.is_empty() {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (address, tail) = rest.split_at_checked(end)?;
        // Without a description the comma clings to the address.
        let (size, next) = match address.strip_suffix(',') {
            Some(_) => ("1x", tail),
            None => tail.split_once(',').unwrap_or((tail, "")),
        };
        let size = thousandths(size.trim().trim_end_matches(['w', 'x'])).unwrap_or(1000);
        if best.is_none_or(|(most, _)| size > most) {
            best = Some((size, address.trim_end_matches(',')));
        }
        rest = next.trim_start_matches([' ', ',', '\n', '\t', '\r']);
    }
    best.map(|(_, address)| address)
}

/// A number such as `1.5` in thousandths. The standard library's reader of numbers would be 2 KB of the wasm.
fn thousandths(number: &str) -> Option<u64> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let digits = part.bytes().chain(*b"000").take(3);
    let digits = whole.bytes().chain(digits);
    digits.into_iter().try_fold(0_u64, |sum, digit| {
        let digit = char::from(digit).to_digit(10)?;
        sum.checked_mul(10)?.checked_add(digit.into())
    })
}

/// The language of a piece of code, by the names that highlighters go by.
pub fn language(snapshot: &Snapshot, owner: usize) -> Option<String> {
    let inner = (owner + 1..snapshot.end(owner))
        .take(4)
        .filter(|n| snapshot.tag(*n) == Tag::Code);
    let outer = std::iter::successors(Some(owner), |n| snapshot.parent(*n)).take(4);
    outer.chain(inner).find_map(|node| {
        let named = attribute(snapshot, node, Attribute::DataLang).or(attribute(
            snapshot,
            node,
            Attribute::DataLanguage,
        ));
        let classes = snapshot
            .attribute(node, Attribute::Class)
            .unwrap_or_default();
        let mut words = classes.split_whitespace();
        let of = |word: &str| {
            let prefixes = ["language-", "lang-", "highlight-source-", "brush:"];
            prefixes
                .iter()
                .find_map(|p| word.strip_prefix(p).map(str::to_owned))
        };
        let language = named.map(str::to_owned).or_else(|| words.find_map(of))?;
        let plain = matches!(
            language.as_str(),
            "" | "none" | "plain" | "plaintext" | "text" | "auto"
        );
        (!plain && language.len() <= 24).then_some(language)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_of_a_set() {
        assert_eq!(widest("a.jpg 1x, b.jpg 2x"), Some("b.jpg"));
        assert_eq!(
            widest(" a,b.jpg 300w,\n c.jpg 1200w , d.jpg 600w"),
            Some("c.jpg")
        );
        assert_eq!(widest("a.jpg"), Some("a.jpg"));
        assert_eq!(widest("a.jpg, b.jpg"), Some("a.jpg"));
        assert_eq!(widest(" ,"), None);
    }
}
