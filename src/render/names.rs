//! The entities of an article written out: as a table, and as links.

use super::filled;
use crate::{Article, BlockKind, Entity, EntityKind, Found, Span, SpanKind};

/// The head of the table.
const HEAD: &str = "id,kind,name,value,role,text,start,end\r\n";

/// The entities as CSV (RFC 4180): a line for each mention, with the entity that it names. `start`
/// and `end` are UTF-16 code units of `text`; entities that came from Rust have bytes.
///
/// A spreadsheet reads cells that begin with `=`, `+`, `-` or `@` as formulas; they get an
/// apostrophe in front. Linear in the text and the mentions.
#[must_use]
pub fn entities_to_csv(text: &str, entities: &[Entity]) -> String {
    let found = Found {
        entities: entities.to_vec(),
        searched: crate::Searched::Names,
        language: None,
    };
    let units = found.into_utf16(text).entities;
    let mut out = HEAD.to_owned();
    for (entity, in_units) in entities.iter().zip(&units) {
        for (mention, place) in entity.mentions.iter().zip(&in_units.mentions) {
            let named = text.get(mention.start..mention.end).unwrap_or_default();
            let cells = [
                entity.id.to_string(),
                entity.kind.as_str().to_owned(),
                csv_cell(&entity.name),
                csv_cell(entity.value.as_deref().unwrap_or_default()),
                csv_cell(entity.role.as_deref().unwrap_or_default()),
                csv_cell(named),
                place.start.to_string(),
                place.end.to_string(),
            ];
            out.push_str(&cells.join(","));
            out.push_str("\r\n");
        }
    }
    out
}

/// A cell of CSV in one line: white space folded, quoted where it has to be, and never a formula.
#[must_use]
pub fn csv_cell(text: &str) -> String {
    let mut cell = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if cell.starts_with(['=', '+', '-', '@']) {
        cell.insert(0, '\'');
    }
    if cell.contains(['"', ',']) {
        cell = format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell
}

/// The article with its names linked to a search of Wikipedia in its language, for any renderer.
///
/// Dates and sums get no link, nor does what is a link or code already. Items of lists and cells
/// of tables are plain strings and stay so. Linear in the article.
#[must_use]
pub fn with_names_linked(mut article: Article) -> Article {
    let language = article.language.as_deref().unwrap_or("en");
    let language: String = language
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .flat_map(char::to_lowercase)
        .collect();
    let mut mentions: Vec<(usize, usize, &Entity)> = article
        .entities
        .iter()
        .filter(|e| is_name(e.kind))
        .flat_map(|e| e.mentions.iter().map(move |m| (m.start, m.end, e)))
        .collect();
    mentions.sort_by_key(|m| m.0);
    let mut mentions = mentions.into_iter().peekable();
    let mut base = 0;
    for block in &mut article.blocks {
        if filled(&block.text).is_none() {
            continue;
        }
        let Some(at) = article.text.get(base..).and_then(|t| t.find(&block.text)) else {
            continue;
        };
        let start = base + at;
        base = start + block.text.len();
        while mentions.next_if(|m| m.0 < start).is_some() {}
        let has_spans = matches!(
            block.kind,
            BlockKind::Paragraph
                | BlockKind::Heading { .. }
                | BlockKind::Quote
                | BlockKind::Figure { .. }
        );
        let mut taken = taken(&block.spans).into_iter().peekable();
        while let Some((from, to, entity)) = mentions.next_if(|m| m.1 <= base) {
            let (from, to) = (from - start, to - start);
            while taken.next_if(|t| t.1 <= from).is_some() {}
            let free = taken.peek().is_none_or(|t| to <= t.0);
            if has_spans && free {
                block.spans.push(Span {
                    start: from,
                    end: to,
                    kind: SpanKind::Link {
                        href: search_address(&language, &entity.name),
                    },
                });
            }
        }
    }
    article
}

/// The stretches that are links or code, in order and apart.
fn taken(spans: &[Span]) -> Vec<(usize, usize)> {
    let fixed = |s: &&Span| matches!(s.kind, SpanKind::Link { .. } | SpanKind::Code);
    let mut all: Vec<(usize, usize)> = spans
        .iter()
        .filter(fixed)
        .map(|s| (s.start, s.end))
        .collect();
    all.sort_unstable();
    all.dedup_by(|next, last| {
        let joined = next.0 <= last.1;
        if joined {
            last.1 = last.1.max(next.1);
        }
        joined
    });
    all
}

fn is_name(kind: EntityKind) -> bool {
    use EntityKind::{Date, Money, Percent, Quantity, Time};
    !matches!(kind, Date | Time | Money | Percent | Quantity)
}

fn search_address(language: &str, name: &str) -> String {
    let mut address = format!("https://{language}.wikipedia.org/w/index.php?search=");
    for byte in name.bytes() {
        match byte {
            b' ' => address.push('+'),
            b if b.is_ascii_alphanumeric() => address.push(char::from(b)),
            b => address.push_str(&format!("%{b:02X}")),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{to_html, to_markdown};
    use crate::{Block, Mention};

    fn entity(id: u32, kind: EntityKind, name: &str, places: &[(usize, usize)]) -> Entity {
        let mention = |&(start, end): &(usize, usize)| Mention { start, end };
        Entity {
            id,
            kind,
            name: name.to_owned(),
            mentions: places.iter().map(mention).collect(),
            value: None,
            role: None,
            related: None,
        }
    }

    #[test]
    fn a_line_for_each_mention_counted_in_utf16() {
        let text = "😀 =Ann, \"B\"\n Ann";
        let mut entities = [
            entity(0, EntityKind::Other, "=Ann, \"B\"", &[(5, 14), (16, 19)]),
            entity(1, EntityKind::Date, "5 May", &[]),
        ];
        entities[0].role = Some("-x\ty".into());
        let expected = "id,kind,name,value,role,text,start,end\r\n\
            0,other,\"'=Ann, \"\"B\"\"\",,'-x y,\"'=Ann, \"\"B\"\"\",3,12\r\n\
            0,other,\"'=Ann, \"\"B\"\"\",,'-x y,Ann,14,17\r\n";
        assert_eq!(entities_to_csv(text, &entities), expected);
    }

    fn article() -> Article {
        let block = |kind, text: &str, spans| Block {
            kind,
            text: text.to_owned(),
            start: 0,
            end: 0,
            spans,
        };
        let link = Span {
            start: 0,
            end: 3,
            kind: SpanKind::Link {
                href: "https://example.com/".into(),
            },
        };
        let mut article = Article {
            language: Some("fr-CA".into()),
            blocks: vec![
                block(BlockKind::Paragraph, "Ann met É. & Co on 5 May.", vec![]),
                block(BlockKind::Rule, "", vec![]),
                block(BlockKind::Paragraph, "Ann and Ann", vec![link]),
            ],
            entities: vec![
                entity(
                    0,
                    EntityKind::Person,
                    "Ann Lee",
                    &[(0, 3), (28, 31), (36, 39)],
                ),
                entity(1, EntityKind::Organization, "É. & Co", &[(8, 16)]),
                entity(2, EntityKind::Date, "5 May", &[(20, 25)]),
            ],
            ..Article::default()
        };
        article.finish(5);
        article
    }

    #[test]
    fn names_are_linked_where_nothing_is_linked_yet() {
        let article = article();
        let linked = with_names_linked(article.clone());
        let (ann, company) = (
            "https://fr.wikipedia.org/w/index.php?search=Ann+Lee",
            "https://fr.wikipedia.org/w/index.php?search=%C3%89%2E+%26+Co",
        );
        assert_eq!(
            to_markdown(&linked),
            format!(
                "[Ann]({ann}) met [É. & Co]({company}) on 5 May.\n\n---\n\n[Ann](https://example.com/) and [Ann]({ann})\n"
            )
        );
        assert!(to_html(&linked).contains(&format!("<a href=\"{ann}\">Ann</a>")));
        let unlinked = Article {
            entities: Vec::new(),
            ..article.clone()
        };
        assert_eq!(with_names_linked(unlinked.clone()), unlinked);
    }
}
