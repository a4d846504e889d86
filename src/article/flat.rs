//! Blocks and spans as they are written, every field beside its kind: read so, the wasm is a good deal
//! smaller than with serde's own reading of tagged and flattened enums.

use serde::Deserialize;

use super::{BlockKind, SpanKind};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Kind {
    Heading,
    Paragraph,
    List,
    Quote,
    Code,
    Table,
    Figure,
    Rule,
}

#[derive(Deserialize)]
pub struct Block {
    kind: Kind,
    text: String,
    start: usize,
    end: usize,
    #[serde(default)]
    spans: Vec<super::Span>,
    level: Option<u8>,
    ordered: Option<bool>,
    items: Option<Vec<String>>,
    #[serde(default)]
    nesting: Vec<super::Nesting>,
    language: Option<String>,
    rows: Option<Vec<Vec<String>>>,
    src: Option<String>,
    alt: Option<String>,
}

impl TryFrom<Block> for super::Block {
    type Error = &'static str;

    fn try_from(block: Block) -> Result<Self, Self::Error> {
        let kind = match block.kind {
            Kind::Heading => BlockKind::Heading {
                level: block.level.ok_or("missing field `level`")?,
            },
            Kind::Paragraph => BlockKind::Paragraph,
            Kind::List => BlockKind::List {
                ordered: block.ordered.ok_or("missing field `ordered`")?,
                items: block.items.ok_or("missing field `items`")?,
                nesting: block.nesting,
            },
            Kind::Quote => BlockKind::Quote,
            Kind::Code => BlockKind::Code {
                language: block.language,
            },
            Kind::Table => BlockKind::Table {
                rows: block.rows.ok_or("missing field `rows`")?,
            },
            Kind::Figure => BlockKind::Figure {
                src: block.src,
                alt: block.alt,
            },
            Kind::Rule => BlockKind::Rule,
        };
        Ok(Self {
            kind,
            text: block.text,
            start: block.start,
            end: block.end,
            spans: block.spans,
        })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Set {
    Emphasis,
    Strong,
    Code,
    Link,
}

#[derive(Deserialize)]
pub struct Span {
    start: usize,
    end: usize,
    kind: Set,
    href: Option<String>,
}

impl TryFrom<Span> for super::Span {
    type Error = &'static str;

    fn try_from(span: Span) -> Result<Self, Self::Error> {
        let kind = match span.kind {
            Set::Emphasis => SpanKind::Emphasis,
            Set::Strong => SpanKind::Strong,
            Set::Code => SpanKind::Code,
            Set::Link => SpanKind::Link {
                href: span.href.ok_or("missing field `href`")?,
            },
        };
        Ok(Self {
            start: span.start,
            end: span.end,
            kind,
        })
    }
}
