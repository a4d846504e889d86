//! From lines and their fates to an [`Article`].

use super::facts::{Closing, Facts, Opening};
use super::features::Page;
use super::headline;
use super::judge::{Fate, Judged};
use super::lines::{Line, is_blank};
use crate::{Article, Block, BlockKind, Part, Removed, Role, words};

/// What an article is composed of.
pub struct Material<'a> {
    /// The input.
    pub input: &'a str,
    /// Its lines.
    pub lines: &'a [Line],
    /// What is known of them.
    pub page: &'a Page,
    /// What was decided.
    pub judged: &'a Judged,
}

impl Material<'_> {
    /// Composes the article. Linear in the input.
    pub fn article(&self, confidence: f32) -> Article {
        let mut article = Article {
            confidence,
            language: self.judged.language.map(str::to_owned),
            blocks: self.blocks(),
            ..Article::default()
        };
        self.add_cuts(&mut article);
        self.add_head(&mut article);
        let kept = self
            .page
            .facts
            .iter()
            .zip(&self.judged.fates)
            .filter(|(_, fate)| **fate == Fate::Keep);
        article.finish(kept.map(|(facts, _)| facts.words as usize).sum());
        article
    }

    fn text(&self, line: usize) -> &str {
        self.lines.get(line).map_or("", |l| l.text(self.input))
    }

    fn is_kept(&self, line: usize) -> bool {
        self.judged.fates.get(line) == Some(&Fate::Keep)
    }

    fn add_cuts(&self, article: &mut Article) {
        for (line, fate) in self.lines.iter().zip(&self.judged.fates) {
            let (text, start, end) = (line.text(self.input).to_owned(), line.start, line.end);
            match *fate {
                Fate::Keep => {}
                Fate::Cut(reason) => article.removed.push(Removed {
                    text,
                    reason,
                    start,
                    end,
                }),
                Fate::Part(role) => article.parts.push(Part {
                    role,
                    text,
                    start,
                    end,
                }),
            }
        }
    }

    fn add_head(&self, article: &mut Article) {
        if let Some(title) = self.judged.title {
            let is_site = |name: &str| self.is_site(name, title);
            let (text, site) = headline::clean(&tidy(self.text(title)), is_site);
            article.title = Some(text).filter(|t| !t.is_empty());
            article.site = site;
        }
        let deck = article.parts.iter().find(|p| p.role == Role::Deck);
        article.deck = deck.map(|p| tidy(&p.text));
        let head = &self.judged.head;
        article.byline.clone_from(&head.byline);
        article.published = head.published.map(|s| s.text(self.text(s.line)));
        article.modified = head.modified.map(|s| s.text(self.text(s.line)));
    }

    /// Whether the page says a name on a line of its own or beside a sign of copyright.
    fn is_site(&self, name: &str, title: usize) -> bool {
        let mut words = Vec::new();
        words::split(name, &mut words);
        let name: Vec<u32> = words.iter().map(|w| w.hash).collect();
        let facts = self.page.facts.iter().enumerate();
        facts
            .filter(|(line, f)| *line != title && f.words <= 25)
            .any(|(_, f)| {
                let own = self.page.words_of(f);
                let within = || own.windows(name.len()).any(|words| words == name);
                !name.is_empty() && (own == name || (f.copyright && within()))
            })
    }

    fn blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut line = 0;
        while line < self.lines.len() {
            if !self.is_kept(line) {
                line += 1;
                continue;
            }
            let (kind, text, taken) = self.block_at(line);
            let last = self.lines.get(line + taken - 1);
            blocks.push(Block {
                kind,
                text,
                start: self.lines.get(line).map_or(0, |l| l.start),
                end: last.map_or(0, |l| l.end),
                spans: Vec::new(),
            });
            line += taken;
        }
        blocks
    }

    /// The block that begins at a kept line: its kind, its text, and how many lines it takes.
    fn block_at(&self, line: usize) -> (BlockKind, String, usize) {
        let text = tidy(self.text(line));
        if is_rule(&text) {
            return (BlockKind::Rule, String::new(), 1);
        }
        self.table_at(line)
            .or_else(|| self.list_at(line))
            .or_else(|| self.quote_at(line))
            .unwrap_or_else(|| {
                let heading = self.is_heading(line);
                let kind = if heading {
                    BlockKind::Heading { level: 2 }
                } else {
                    BlockKind::Paragraph
                };
                (kind, text, 1)
            })
    }

    /// How many kept lines from one on, without gaps between them, pass a test.
    fn run(&self, line: usize, test: impl Fn(usize) -> bool) -> usize {
        let joined = |l: usize| l == line || self.lines.get(l).is_some_and(|l| l.gap == 0);
        (line..self.lines.len())
            .take_while(|l| self.is_kept(*l) && joined(*l) && test(*l))
            .count()
    }

    fn table_at(&self, line: usize) -> Option<(BlockKind, String, usize)> {
        let cells = |l: usize| self.text(l).matches('\t').count() + 1;
        let columns = cells(line);
        let taken = self.run(line, |l| cells(l) == columns);
        if columns < 2 || taken < 2 {
            return None;
        }
        let rows: Vec<Vec<String>> = (line..line + taken)
            .map(|l| self.text(l).split('\t').map(tidy).collect())
            .collect();
        let text = rows
            .iter()
            .map(|r| r.join("\t"))
            .collect::<Vec<_>>()
            .join("\n");
        Some((BlockKind::Table { rows }, text, taken))
    }

    fn list_at(&self, line: usize) -> Option<(BlockKind, String, usize)> {
        let first = marker(self.text(line));
        let taken = match first {
            Some((ordered, _)) => self.run(line, |l| {
                marker(self.text(l)).is_some_and(|(o, _)| o == ordered)
            }),
            None => self.run(line, |l| self.is_bare_item(l)),
        };
        if taken < if first.is_some() { 2 } else { 3 } {
            return None;
        }
        let item = |l: usize| tidy(marker(self.text(l)).map_or(self.text(l), |(_, rest)| rest));
        let items: Vec<String> = (line..line + taken).map(item).collect();
        let text = items.join("\n");
        let ordered = first.is_some_and(|(ordered, _)| ordered);
        let kind = BlockKind::List {
            ordered,
            items,
            nesting: Vec::new(),
        };
        Some((kind, text, taken))
    }

    /// A short line without a sentence: in a run of its kind it is an item whose bullet was lost.
    fn is_bare_item(&self, line: usize) -> bool {
        self.page.facts.get(line).is_some_and(|f| {
            f.words <= 14
                && f.sentences == 0
                && f.closing == Closing::Other
                && marker(self.text(line)).is_none()
        })
    }

    fn quote_at(&self, line: usize) -> Option<(BlockKind, String, usize)> {
        let taken = self.run(line, |l| self.text(l).starts_with('>'));
        if taken == 0 {
            return None;
        }
        let strip = |l: usize| tidy(self.text(l).trim_start_matches('>'));
        let text: Vec<String> = (line..line + taken).map(strip).collect();
        Some((BlockKind::Quote, text.join("\n"), taken))
    }

    /// A short line that is no sentence, with something to head below it.
    fn is_heading(&self, line: usize) -> bool {
        let Some(facts) = self.page.facts.get(line) else {
            return false;
        };
        let below = (line + 1..self.lines.len()).find(|l| self.is_kept(*l));
        let heads = below
            .and_then(|l| self.page.facts.get(l))
            .is_some_and(|f| f.words > facts.words);
        looks_like_heading(facts) && heads
    }
}

fn looks_like_heading(facts: &Facts) -> bool {
    let open = matches!(facts.closing, Closing::Other | Closing::Question);
    let quoted = facts.opening == Opening::Quote;
    (1..=14).contains(&facts.words)
        && open
        && facts.sentences <= u32::from(facts.closing == Closing::Question)
        && !quoted
        && facts.words > facts.numbers
}

/// A bullet or a number at the start of a line: whether it is a number, and what comes after it.
fn marker(text: &str) -> Option<(bool, &str)> {
    let bullet = text.strip_prefix(['•', '-', '*', '–', '▪', '◦', '●', '■', '‣', '·']);
    if let Some(rest) = bullet.filter(|r| r.starts_with(is_blank)) {
        return Some((false, rest));
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    let rest = rest.strip_prefix(['.', ')'])?;
    ((1..=3).contains(&digits) && rest.starts_with(is_blank)).then_some((true, rest))
}

pub(super) fn is_rule(text: &str) -> bool {
    let marks = text.chars().filter(|c| !c.is_whitespace());
    let mut count = 0;
    for c in marks {
        if !matches!(c, '*' | '-' | '–' | '—' | '_' | '=' | '~' | '#' | '⁂' | '•') {
            return false;
        }
        count += 1;
    }
    count > 0
}

/// A line's text as people read it: white space and line ends as single spaces, no zero-width
/// characters but the joiners that some scripts need.
fn tidy(text: &str) -> String {
    let doubled = text.as_bytes().windows(2).any(|pair| pair == b"  ");
    if !doubled && text.bytes().all(|b| b == b' ' || b.is_ascii_graphic()) {
        return text.trim_matches(' ').to_owned(); // nothing else to tidy, as in most lines
    }
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        if c.is_whitespace() {
            space = true;
        } else if !is_noise(c) {
            if space && !out.is_empty() {
                out.push(' ');
            }
            space = false;
            out.push(c);
        }
    }
    out
}

/// Characters that show nothing and are not needed by any script.
pub(crate) fn is_noise(c: char) -> bool {
    c.is_control()
        || (words::is_invisible(c)
            && !matches!(c, '\u{200c}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}'))
}

/// Whether a text can be shown as it stands: single spaces between its words, none around it, no noise.
pub(crate) fn is_even(text: &str) -> bool {
    let mut space = true;
    let fits = |c: char| {
        let twice = space && c == ' ';
        space = c == ' ';
        match c {
            ' '..='~' => !twice,
            _ => !c.is_whitespace() && !is_noise(c),
        }
    };
    text.chars().all(fits) && !space
}

impl Article {
    /// Fills in what follows from the blocks and their words: the text, the time to read it.
    pub(crate) fn finish(&mut self, words: usize) {
        let texts: Vec<&str> = self
            .blocks
            .iter()
            .map(|b| b.text.as_str())
            .filter(|t| !t.is_empty())
            .collect();
        self.text = texts.join("\n\n");
        self.word_count = words;
        // 180 to 260 words in a minute: slow and fast readers of prose in European languages
        // (Brysbaert 2019 finds 238 for English on the mean).
        let minutes = |speed: usize| words.div_ceil(speed).max(1) as u32;
        self.reading_minutes = [minutes(260), minutes(180)];
    }
}
