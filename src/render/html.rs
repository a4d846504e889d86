//! HTML: a fixed list of elements and attributes, and all text escaped.

use super::address::safe_image;
use super::inline::{Mark, Step, steps};
use super::parts::{self, Item};
use super::{DOT, authors, filled, level};
use crate::{Article, Block, BlockKind};

/// Writes the article as one `article` element.
///
/// Only these elements come out: `article`, `h1` to `h6`, `p`, `br`, `em`, `strong`, `code`, `a`,
/// `ul`, `ol`, `li`, `blockquote`, `pre`, `table`, `thead`, `tbody`, `tr`, `th`, `td`, `figure`,
/// `img`, `figcaption`, `hr` and `time`, with no attributes but `lang`, `href`, `src`, `alt` and
/// `datetime`. Addresses are those of [`safe_address`](super::safe_address), pictures' http and
/// https. Parsing the HTML and serialising it again gives the same bytes. Linear in the article.
#[must_use]
pub fn to_html(article: &Article) -> String {
    let mut html = Html(String::with_capacity(2 * article.text.len() + 1024));
    html.0.push_str("<article");
    html.attribute("lang", article.language.as_deref());
    html.0.push_str(">\n");
    html.head(article);
    for block in &article.blocks {
        html.block(block);
    }
    html.0.push_str("</article>\n");
    html.0
}

struct Html(String);

impl Html {
    fn head(&mut self, article: &Article) {
        if let Some(title) = article.title.as_deref().and_then(filled) {
            self.line("h1", title);
        }
        if let Some(deck) = article.deck.as_deref().and_then(filled) {
            self.0.push_str("<p><em>");
            self.text(deck);
            self.0.push_str("</em></p>\n");
        }
        let names = authors(article);
        let date = article.published.as_deref().and_then(filled);
        if names.is_none() && date.is_none() {
            return;
        }
        self.0.push_str("<p>");
        self.text(names.as_deref().unwrap_or_default());
        if let Some(date) = date {
            self.0.push_str(names.map_or("", |_| DOT));
            self.0.push_str("<time");
            self.attribute("datetime", Some(date));
            self.0.push('>');
            self.text(date);
            self.0.push_str("</time>");
        }
        self.0.push_str("</p>\n");
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading { level: n } => {
                let tag = ["h2", "h3", "h4", "h5", "h6"].get(usize::from(level(*n)) - 2);
                self.marked(tag.unwrap_or(&"h6"), block);
            }
            BlockKind::Paragraph => self.marked("p", block),
            BlockKind::Quote => {
                if filled(&block.text).is_none() {
                    return;
                }
                self.0.push_str("<blockquote>");
                self.marked("p", block);
                self.0.push_str("</blockquote>\n");
            }
            BlockKind::List {
                ordered,
                items,
                nesting,
            } => self.list(*ordered, &parts::items(block, *ordered, items, nesting)),
            BlockKind::Code { .. } => {
                self.0.push_str("<pre><code>");
                self.raw(&block.text);
                self.0.push_str("</code></pre>\n");
            }
            BlockKind::Table { rows } => self.table(&parts::cells(block, rows)),
            BlockKind::Figure { src, alt } => self.figure(block, src.as_deref(), alt.as_deref()),
            BlockKind::Rule => self.0.push_str("<hr>\n"),
        }
    }

    /// Lists inside others stand in the item before them.
    fn list(&mut self, ordered: bool, items: &[Item]) {
        let tag = |ordered| if ordered { "ol" } else { "ul" };
        let mut open = vec![tag(ordered)];
        self.open(tag(ordered));
        self.0.push('\n');
        for (i, item) in items.iter().enumerate() {
            let tag = tag(item.ordered);
            self.close_lists(&mut open, item.level + 1);
            if i > 0 && open.len() > item.level {
                self.closed_line("li");
                if open.last() != Some(&tag) {
                    self.closed_line(open.pop().unwrap_or(tag));
                }
            }
            if open.len() <= item.level {
                self.0.push('\n');
                self.open(tag);
                self.0.push('\n');
                open.push(tag);
            }
            self.open("li");
            self.inline(&item.words);
        }
        self.close_lists(&mut open, 1);
        if !items.is_empty() {
            self.closed_line("li");
        }
        self.closed_line(tag(ordered));
    }

    /// Closes all lists but so many, each with its last item.
    fn close_lists(&mut self, open: &mut Vec<&str>, left: usize) {
        while open.len() > left {
            self.closed_line("li");
            self.closed_line(open.pop().unwrap_or_default());
        }
    }

    fn closed_line(&mut self, tag: &str) {
        self.close(tag);
        self.0.push('\n');
    }

    fn table(&mut self, rows: &[Vec<Block>]) {
        let Some((head, body)) = rows.split_first() else {
            return;
        };
        self.0.push_str("<table>\n<thead>\n");
        self.row("th", head);
        self.0.push_str("</thead>\n<tbody>\n");
        for row in body {
            self.row("td", row);
        }
        self.0.push_str("</tbody>\n</table>\n");
    }

    fn row(&mut self, tag: &str, cells: &[Block]) {
        self.0.push_str("<tr>\n");
        for cell in cells {
            self.open(tag);
            self.inline(cell);
            self.closed_line(tag);
        }
        self.0.push_str("</tr>\n");
    }

    fn figure(&mut self, block: &Block, src: Option<&str>, alt: Option<&str>) {
        let src = src.and_then(safe_image);
        if src.is_none() && filled(&block.text).is_none() {
            return;
        }
        self.0.push_str("<figure>");
        if src.is_some() {
            self.0.push_str("<img");
            self.attribute("alt", Some(alt.unwrap_or_default()));
            self.attribute("src", src.as_deref());
            self.0.push('>');
        }
        self.marked("figcaption", block);
        self.0.push_str("</figure>\n");
    }

    /// An element that holds plain text.
    fn line(&mut self, tag: &str, text: &str) {
        self.open(tag);
        self.text(filled(text).unwrap_or_default());
        self.closed_line(tag);
    }

    /// An element that holds a block's text with its marks, unless that is blank.
    fn marked(&mut self, tag: &str, block: &Block) {
        if filled(&block.text).is_none() {
            return;
        }
        self.open(tag);
        self.inline(block);
        self.closed_line(tag);
    }

    /// A block's text with its marks.
    fn inline(&mut self, block: &Block) {
        for step in steps(block) {
            match step {
                Step::Open(Mark::Link(href)) => {
                    self.0.push_str("<a");
                    self.attribute("href", Some(&href));
                    self.0.push('>');
                }
                Step::Open(mark) => self.open(element(&mark)),
                Step::Close(mark) => self.close(element(&mark)),
                Step::Text(text) => self.text(text),
            }
        }
    }

    fn open(&mut self, tag: &str) {
        self.0.extend(["<", tag, ">"]);
    }

    fn close(&mut self, tag: &str) {
        self.0.extend(["</", tag, ">"]);
    }

    fn attribute(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.0.extend([" ", name, "=\""]);
            for (i, piece) in value.split('"').enumerate() {
                self.0.push_str(if i == 0 { "" } else { "&quot;" });
                self.escaped(piece, "\n");
            }
            self.0.push('"');
        }
    }

    /// Text whose line ends show.
    fn text(&mut self, text: &str) {
        self.escaped(text, "<br>");
    }

    /// Text in `pre`, where line ends show by themselves.
    fn raw(&mut self, text: &str) {
        self.escaped(text, "\n");
    }

    /// Control characters are left out: HTML has no way to write them.
    fn escaped(&mut self, text: &str, line_end: &str) {
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '\u{a0}' => self.0.push_str("&nbsp;"),
                '\r' if chars.peek() == Some(&'\n') => {}
                '\r' | '\n' => self.0.push_str(line_end),
                '\t' => self.0.push(c),
                c if c.is_control() => {}
                c => self.0.push(c),
            }
        }
    }
}

fn element(mark: &Mark) -> &'static str {
    match mark {
        Mark::Link(_) => "a",
        Mark::Strong => "strong",
        Mark::Emphasis => "em",
        Mark::Code => "code",
    }
}
