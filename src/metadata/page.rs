//! What a page holds that may tell of the article: gathered in one pass over its nodes.

use super::linked::{self, Linked};
use super::marks;
use super::title::key;
use crate::snapshot::{Attribute, Snapshot, Tag};
use crate::text::compose::is_even;
use crate::{dates, head};

/// A text on the page.
#[derive(Clone, Debug)]
pub struct Spot {
    /// The element, or the first text of a line.
    pub node: usize,
    /// Its text, white space squeezed, cut after some hundred bytes.
    pub text: String,
    /// Whether it stands in a part that tells of other things: menus, comments, teasers.
    pub aside: bool,
    /// Whether that part is none of other articles or of comments: it may be about the article too.
    pub beside: bool,
}

/// What was gathered.
#[derive(Clone, Debug, Default)]
pub struct Page<'a> {
    /// Names and values of `meta` elements.
    pub metas: Vec<(&'a str, &'a str)>,
    /// JSON-LD.
    pub linked: Linked,
    /// The `title` element.
    pub title: Option<String>,
    /// `rel="canonical"`.
    pub canonical: Option<&'a str>,
    /// The `lang` of the document.
    pub language: Option<&'a str>,
    /// Headings of the first level, and of the second.
    pub headings: Vec<(u8, Spot)>,
    /// Elements with `itemprop`: its words, the machine's value, the element's text.
    pub items: Vec<(&'a str, Option<&'a str>, Spot)>,
    /// Elements that are called authors by class, id or `rel`.
    pub authors: Vec<Spot>,
    /// `time` elements and elements that are called dates: the machine's value, and whether it is that of a change.
    pub times: Vec<(Option<&'a str>, Spot, bool)>,
    /// The lines that a reader sees.
    pub lines: Vec<Spot>,
}

/// Bytes of a text that are read.
const LONGEST: usize = 400;
/// Lines and spots that are kept of each kind.
const MOST: usize = 4000;

/// Bytes of what says that a day is that of publication, at most.
const LABEL: usize = 40;

/// Words before dates of changes.
const CHANGES: [&str; 6] = [
    "updated",
    "modified",
    "update",
    "last updated",
    "reviewed",
    "edited",
];

/// Gathers. Linear in the snapshot.
pub fn gather(snapshot: &Snapshot) -> Page<'_> {
    let (mut titles, mut main) = (Vec::new(), None);
    for node in 0..snapshot.len() {
        match snapshot.tag(node) {
            Tag::H1 => titles.push(node),
            Tag::Main => main = main.or(Some(node)),
            _ => {}
        }
    }
    let mut walk = Walk {
        snapshot,
        page: Page::default(),
        scripts: Vec::new(),
        line: None,
        blocks: Vec::new(),
        aside: 0,
        beside: false,
        titles,
        main,
    };
    let mut node = 0;
    while node < snapshot.len() {
        node = walk.step(node);
    }
    walk.flush();
    walk.page.linked = linked::read(walk.scripts.into_iter());
    walk.page
}

impl Page<'_> {
    /// Whether an element that is called a date begins by saying that it is the day of publication, or the line
    /// above it says so.
    pub fn says_published(&self, spot: &Spot) -> bool {
        let at = self.lines.partition_point(|line| line.node < spot.node);
        let above = at.checked_sub(1).and_then(|at| self.lines.get(at));
        let above = above.filter(|line| line.text.len() <= LABEL);
        let own = dates::find(&spot.text);
        let own = own.first().and_then(|date| spot.text.get(..date.start));
        let own = own.filter(|own| own.len() <= LABEL && !own.trim().is_empty());
        own.or(above.map(|line| line.text.as_str()))
            .is_some_and(head::says_published)
    }
}

struct Walk<'a> {
    snapshot: &'a Snapshot,
    page: Page<'a>,
    scripts: Vec<&'a str>,
    line: Option<Spot>,
    /// Where the blocks end that the walk is in.
    blocks: Vec<usize>,
    /// Where the part ends that tells of other things.
    aside: usize,
    /// Whether it is none of other articles or of comments.
    beside: bool,
    /// The headings of the first level.
    titles: Vec<usize>,
    /// The first `main`.
    main: Option<usize>,
}

impl Walk<'_> {
    /// Reads a node and returns the next one.
    fn step(&mut self, node: usize) -> usize {
        let (snapshot, tag) = (self.snapshot, self.snapshot.tag(node));
        while self.blocks.last().is_some_and(|end| *end <= node) {
            self.blocks.pop();
            self.flush();
        }
        match tag {
            Tag::Text => {
                self.text(node);
                return node + 1;
            }
            Tag::Script => {
                self.scripts.push(snapshot.text_of(node + 1));
                return snapshot.end(node);
            }
            Tag::Meta => self.meta(node),
            Tag::Link => self.link(node),
            Tag::Title if self.page.title.is_none() => {
                self.page.title = Some(text_in(snapshot, node));
            }
            Tag::Html => self.page.language = snapshot.attribute(node, Attribute::Lang),
            Tag::H1 => self.heading(node, 1),
            Tag::H2 => self.heading(node, 2),
            _ => {}
        }
        if matches!(
            tag,
            Tag::Title | Tag::Svg | Tag::Noscript | Tag::Select | Tag::Textarea | Tag::Button
        ) {
            return snapshot.end(node);
        }
        self.element(node, tag);
        // Metadata may stand in what is hidden, lines do not.
        if snapshot.is_hidden(node) && !matches!(tag, Tag::Head | Tag::Meta) {
            self.hidden(node);
            return snapshot.end(node);
        }
        node + 1
    }

    /// What machines read may stand in what is hidden.
    fn hidden(&mut self, node: usize) {
        for inside in node..self.snapshot.end(node) {
            match self.snapshot.tag(inside) {
                Tag::Meta => self.meta(inside),
                Tag::Script => self.scripts.push(self.snapshot.text_of(inside + 1)),
                _ => {}
            }
        }
    }

    fn text(&mut self, node: usize) {
        let text = self.snapshot.text_of(node);
        if self.line.is_none() && text.trim().is_empty() {
            return;
        }
        let aside = node < self.aside;
        let beside = aside && self.beside;
        let line = self.line.get_or_insert_with(|| Spot {
            node,
            text: String::new(),
            aside,
            beside,
        });
        squeeze(text, &mut line.text);
    }

    fn flush(&mut self) {
        if let Some(mut line) = self.line.take() {
            line.text.truncate(line.text.trim_end().len());
            if self.page.lines.len() < MOST && !line.text.is_empty() {
                self.page.lines.push(line);
            }
        }
    }

    fn meta(&mut self, node: usize) {
        let get = |name| self.snapshot.attribute(node, name);
        let Some(content) = get(Attribute::Content)
            .map(str::trim)
            .filter(|c| !c.is_empty())
        else {
            return;
        };
        for name in [Attribute::Property, Attribute::Name_, Attribute::Itemprop] {
            if let Some(name) = get(name).filter(|_| self.page.metas.len() < MOST) {
                self.page.metas.push((name.trim(), content));
            }
        }
    }

    fn link(&mut self, node: usize) {
        let rel = self.snapshot.attribute(node, Attribute::Rel);
        if rel.is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
            && self.page.canonical.is_none()
        {
            self.page.canonical = self.snapshot.attribute(node, Attribute::Href);
        }
    }

    fn heading(&mut self, node: usize, level: u8) {
        let spot = self.spot(node);
        if !spot.text.is_empty() && self.page.headings.len() < 100 {
            self.page.headings.push((level, spot));
        }
    }

    fn spot(&self, node: usize) -> Spot {
        Spot {
            node,
            text: text_in(self.snapshot, node),
            aside: node < self.aside,
            beside: node < self.aside && self.beside,
        }
    }

    /// Whether a heading of the first level, or the page's `main`, is in an element.
    fn has_title(&self, node: usize) -> bool {
        let next = self.titles.partition_point(|title| *title < node);
        let inside = |at: &usize| (node..self.snapshot.end(node)).contains(at);
        self.titles.get(next).is_some_and(inside) || self.main.as_ref().is_some_and(inside)
    }

    fn element(&mut self, node: usize, tag: Tag) {
        let snapshot = self.snapshot;
        if is_block(tag) {
            self.flush();
            self.blocks.push(snapshot.end(node));
        }
        let (mut author, mut date, mut aside) = (false, tag == Tag::Time, tag == Tag::Aside);
        let (mut changed, mut other, mut head) = (false, false, false);
        let mut item = None;
        for (name, value) in snapshot.strings(node) {
            match name {
                Attribute::Class | Attribute::Id => {
                    let told = marks::read(value);
                    author |= told & marks::AUTHOR != 0;
                    date |= told & marks::DATE != 0;
                    changed |= told & marks::CHANGE != 0;
                    aside = (aside || told & marks::ASIDE != 0) && told & marks::HEAD == 0;
                    other |= told & marks::OTHER != 0;
                    head |= told & marks::HEAD != 0;
                }
                Attribute::Rel => author |= has_word(value, &["author"]),
                Attribute::Itemprop => item = Some(value),
                _ => {}
            }
        }
        aside &= !self.has_title(node);
        aside |= tag == Tag::Nav || tag == Tag::Footer && !head;
        aside &= !matches!(
            tag,
            Tag::Html | Tag::Body | Tag::Main | Tag::Article | Tag::H1
        );
        // A page may call its frame anything.
        let small = (snapshot.end(node) - node) * 2 < snapshot.len();
        if aside && small && (node >= self.aside || self.beside) {
            self.aside = self.aside.max(snapshot.end(node));
            self.beside = !other && !matches!(tag, Tag::Nav | Tag::Footer);
        }
        if let Some(words) = item.filter(|_| tag != Tag::Meta && self.page.items.len() < MOST) {
            let value = snapshot
                .attribute(node, Attribute::Datetime)
                .or(snapshot.attribute(node, Attribute::Content));
            self.page.items.push((words, value, self.spot(node)));
        }
        let short = snapshot.end(node) - node < 60;
        if author && short && self.page.authors.len() < MOST {
            self.page.authors.push(self.spot(node));
        }
        if date && short && self.page.times.len() < MOST {
            let value = snapshot.attribute(node, Attribute::Datetime);
            let spot = self.spot(node);
            let text = key(&spot.text);
            let changed = changed || CHANGES.iter().any(|word| text.starts_with(word));
            self.page.times.push((value, spot, changed));
        }
    }
}

fn is_block(tag: Tag) -> bool {
    !matches!(
        tag,
        Tag::A
            | Tag::Abbr
            | Tag::B
            | Tag::Bdi
            | Tag::Bdo
            | Tag::Big
            | Tag::Cite
            | Tag::Code
            | Tag::Data
            | Tag::Dfn
            | Tag::Em
            | Tag::Font
            | Tag::I
            | Tag::Img
            | Tag::Kbd
            | Tag::Label
            | Tag::Mark
            | Tag::Meta
            | Tag::Link
            | Tag::Nobr
            | Tag::Q
            | Tag::S
            | Tag::Samp
            | Tag::Small
            | Tag::Span
            | Tag::Strong
            | Tag::Sub
            | Tag::Sup
            | Tag::Time
            | Tag::Tt
            | Tag::U
            | Tag::Var
            | Tag::Wbr
            | Tag::Other
    )
}

/// Whether one of some words, in small letters, is in a class or an id, parted by signs or by capitals.
pub fn has_word(value: &str, words: &[&str]) -> bool {
    marks::words(value).any(|own| words.iter().any(|word| own.eq_ignore_ascii_case(word)))
}

/// The text in an element, with spaces where blocks meet. Costs at most [`LONGEST`] bytes of text.
pub fn text_in(snapshot: &Snapshot, node: usize) -> String {
    let mut out = String::new();
    let mut inside = node + 1;
    while inside < snapshot.end(node) && out.len() < LONGEST {
        match snapshot.tag(inside) {
            Tag::Text => squeeze(snapshot.text_of(inside), &mut out),
            Tag::Svg | Tag::Script | Tag::Noscript => {
                inside = snapshot.end(inside);
                continue;
            }
            tag if is_block(tag) => squeeze(" ", &mut out),
            _ => {}
        }
        inside += 1;
    }
    out.truncate(out.trim_end().len());
    out
}

/// Adds a text with each run of white space as one space, up to [`LONGEST`] bytes in all.
fn squeeze(text: &str, out: &mut String) {
    let shown = text.trim_ascii();
    let head = cut(shown, out);
    if shown.is_empty() || is_even(head) {
        if text.trim_ascii_start().len() < text.len() {
            gap(out);
        }
        out.push_str(cut(head, out));
        if text.trim_ascii_end().len() < text.len() {
            gap(out);
        }
        return;
    }
    for (at, word) in text.split(char::is_whitespace).enumerate() {
        if at > 0 {
            gap(out);
        }
        out.push_str(cut(word, out));
        if out.len() >= LONGEST {
            return;
        }
    }
}

/// As much of a text as there is room for.
fn cut<'a>(text: &'a str, out: &str) -> &'a str {
    let end = text.floor_char_boundary(LONGEST.saturating_sub(out.len()));
    text.get(..end).unwrap_or_default()
}

/// A space, where one is wanted and there is room.
fn gap(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') && out.len() < LONGEST {
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_becomes_single_spaces_up_to_a_length() {
        let squeezed = |texts: &[&str]| {
            let mut out = String::new();
            for text in texts {
                squeeze(text, &mut out);
            }
            out
        };
        assert_eq!(
            squeezed(&[" a b", "c ", " d\t\ne\u{a0}f", "", " "]),
            "a bc d e f "
        );
        let (even, uneven) = ("é b ".repeat(200), "é  b ".repeat(200));
        assert_eq!(squeezed(&[&even]), squeezed(&[&uneven]));
        assert!((LONGEST - 1..=LONGEST).contains(&squeezed(&[&even]).len()));
        assert_eq!(squeezed(&[&even, "x"]), squeezed(&[&uneven, "x"]));
    }
}
