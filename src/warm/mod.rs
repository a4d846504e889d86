//! A small article to be cleaned before the first real one comes, so that a browser has compiled what that will need:
//! browsers compile a function of wasm when it is first called, which is most of the time that a first cleaning takes.

use crate::snapshot::{Attribute, Snapshot, Tag, Writer};
use crate::{Article, Error, Options, clean_snapshot, clean_text};

/// The article: a node a line, as far in as it is deep, then its attributes, then its text.
const SAMPLE: &str = include_str!("sample.txt");

/// Cleans the sample, as a page and as text. Takes about a millisecond natively.
///
/// # Errors
///
/// Those of [`clean_snapshot`] and [`clean_text`], which the sample gives no cause for.
pub fn articles() -> Result<[Article; 2], Error> {
    let (options, sample) = (Options::default(), snapshot());
    let texts: Vec<&str> = (0..sample.len()).map(|n| sample.text_of(n)).collect();
    let page = clean_snapshot(&sample, &options)?;
    let text = clean_text(&texts.join("\n"), &options)?;
    Ok([page, text])
}

fn snapshot() -> Snapshot {
    let mut writer = Writer::default();
    // The elements that are open, the outermost first.
    let mut open: Vec<usize> = Vec::new();
    for line in SAMPLE.lines() {
        let inner = line.trim_start();
        open.truncate(line.len() - inner.len());
        let mut fields = inner.split('|');
        let name = fields.next().unwrap_or_default();
        let under = open.last().copied();
        if name == Tag::Text.name() {
            fields.for_each(|text| writer.text(text, under));
            continue;
        }
        let element = writer.element(Tag::of(name), 0, under);
        for field in fields {
            match attribute(field) {
                Some((name, value)) => writer.string(name, value),
                None => writer.text(field, Some(element)),
            }
        }
        open.push(element);
    }
    writer.finish()
}

fn attribute(field: &str) -> Option<(Attribute, &str)> {
    let (name, value) = field.split_once('=')?;
    Some((Attribute::of(name)?, value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::BlockKind;

    #[test]
    fn the_sample_is_an_article_with_all_kinds_of_blocks() {
        let [page, text] = articles().unwrap();
        assert_eq!(page.title.as_deref(), Some("Old ferry bell rings again"));
        assert_eq!(page.byline, ["Ann Lee"]);
        assert!(page.blocks.len() > 5 && !page.removed.is_empty());
        let has = |wanted: fn(&BlockKind) -> bool| page.blocks.iter().any(|b| wanted(&b.kind));
        assert!(has(|k| matches!(k, BlockKind::Heading { .. })));
        assert!(has(|k| matches!(k, BlockKind::List { .. })));
        assert!(has(|k| matches!(k, BlockKind::Table { .. })));
        assert!(text.text.contains("rang again on Friday"));
    }
}
