//! What elements mean for the flow of text.

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

/// How a tag takes part in the flow.
pub fn flow(tag: Tag) -> Flow {
    match tag {
        Tag::Head | Tag::Title | Tag::Script | Tag::Meta | Tag::Link | Tag::Base => Flow::Skip,
        Tag::Noscript
        | Tag::Select
        | Tag::Datalist
        | Tag::Svg
        | Tag::Canvas
        | Tag::Audio
        | Tag::Video
        | Tag::Object
        | Tag::Iframe
        | Tag::Progress
        | Tag::Meter => Flow::Aside,
        Tag::A
        | Tag::Abbr
        | Tag::B
        | Tag::Bdi
        | Tag::Bdo
        | Tag::Big
        | Tag::Cite
        | Tag::Code
        | Tag::Data
        | Tag::Del
        | Tag::Dfn
        | Tag::Em
        | Tag::Font
        | Tag::I
        | Tag::Ins
        | Tag::Kbd
        | Tag::Label
        | Tag::Map
        | Tag::Mark
        | Tag::Math
        | Tag::Nobr
        | Tag::Output
        | Tag::Picture
        | Tag::Q
        | Tag::Rp
        | Tag::Rt
        | Tag::Ruby
        | Tag::S
        | Tag::Samp
        | Tag::Slot
        | Tag::Small
        | Tag::Span
        | Tag::Strike
        | Tag::Strong
        | Tag::Sub
        | Tag::Sup
        | Tag::Time
        | Tag::Tt
        | Tag::U
        | Tag::Var
        | Tag::Wbr
        | Tag::Img
        | Tag::Br
        | Tag::Text
        | Tag::Area
        | Tag::Col
        | Tag::Colgroup
        | Tag::Embed
        | Tag::Input
        | Tag::Param
        | Tag::Source
        | Tag::Track
        | Tag::Other => Flow::Inline,
        _ => Flow::Block,
    }
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
