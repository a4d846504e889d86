//! What elements mean for the flow of text.

use std::sync::OnceLock;

use crate::SpanKind;
use crate::snapshot::{Attribute, Snapshot, Tag};

/// How an element takes part in the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Its content stands by itself.
    Block,
    /// Its content flows with what is around it.
    Inline,
    /// Its content stands by itself, and what is around it flows on behind it: controls, drawings, what stands in for
    /// something that cannot be shown.
    Aside,
    /// Its content is no text of the page: the head, data.
    Skip,
}

/// Elements whose content is no text of the page.
const SKIPPED: &str = "head title script meta link base";
/// Elements that stand by themselves inside of a line.
const ASIDE: &str = "noscript select datalist svg canvas audio video object iframe progress meter";
/// Elements whose content flows with what is around it.
const INLINE: &str = "a abbr b bdi bdo big cite code data del dfn em font i ins kbd label map mark math nobr output picture q \
    rp rt ruby s samp slot small span strike strong sub sup time tt u var wbr img br area col colgroup embed input param \
    source track";

/// How a tag takes part in the flow.
pub fn flow(tag: Tag) -> Flow {
    static FLOWS: OnceLock<Vec<Flow>> = OnceLock::new();
    let flows = FLOWS.get_or_init(|| {
        let mut flows = vec![Flow::Block; Tag::ALL.len()];
        let lists = [
            (SKIPPED, Flow::Skip),
            (ASIDE, Flow::Aside),
            (INLINE, Flow::Inline),
        ];
        let named = lists
            .iter()
            .flat_map(|(list, flow)| list.split(' ').map(|name| (Tag::of(name), *flow)));
        for (tag, flow) in named.chain([(Tag::Text, Flow::Inline), (Tag::Other, Flow::Inline)]) {
            if let Some(own) = flows.get_mut(tag as usize) {
                *own = flow;
            }
        }
        flows
    });
    flows.get(tag as usize).copied().unwrap_or(Flow::Block)
}

/// The level of a heading.
pub fn heading(tag: Tag) -> Option<u8> {
    Some(match tag {
        Tag::H1 => 1,
        Tag::H2 => 2,
        Tag::H3 => 3,
        Tag::H4 => 4,
        Tag::H5 => 5,
        Tag::H6 => 6,
        _ => return None,
    })
}

/// How an inline element sets its text.
pub fn mark(
    snapshot: &Snapshot,
    node: usize,
    tag: Tag,
    address: impl Fn(&str) -> Option<String>,
) -> Option<SpanKind> {
    match tag {
        Tag::B | Tag::Strong => Some(SpanKind::Strong),
        Tag::Em | Tag::I | Tag::Cite | Tag::Dfn | Tag::Var => Some(SpanKind::Emphasis),
        Tag::Code | Tag::Kbd | Tag::Samp | Tag::Tt => Some(SpanKind::Code),
        Tag::A => {
            let href = address(snapshot.attribute(node, Attribute::Href)?)?;
            Some(SpanKind::Link { href })
        }
        _ => None,
    }
}
