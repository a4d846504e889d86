//! Whatever an article holds, its Markdown and its HTML read back as the same text with the same
//! marks, and as nothing else.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use copydesk::render::{safe_address, to_html, to_markdown, to_text};
use copydesk::{Article, Block, BlockKind, Span, SpanKind};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use scraper::{Html, Node};

/// A character that shows, and how it is set.
#[derive(Clone, Debug, Default, PartialEq)]
struct Glyph {
    c: char,
    style: Style,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Style {
    strong: bool,
    emphasis: bool,
    code: bool,
    link: Option<String>,
}

/// The characters of a text that show. Spaces are left to [`words`].
fn glyphs(text: &str, style: &Style) -> Vec<Glyph> {
    let style = || style.clone();
    let shown = text
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control());
    shown.map(|c| Glyph { c, style: style() }).collect()
}

/// What a block should read back as, by looking at every character on its own.
fn expected(block: &Block) -> Vec<Glyph> {
    let mut links: Vec<&Span> = Vec::new();
    let mut spans: Vec<&Span> = block.spans.iter().collect();
    spans.sort_by_key(|s| s.start);
    for span in spans
        .iter()
        .filter(|s| matches!(s.kind, SpanKind::Link { .. }))
    {
        if span.start < span.end && links.last().is_none_or(|l| l.end <= span.start) {
            links.push(span);
        }
    }
    let style = |at: usize| {
        let here = |s: &&&Span| s.start <= at && at < s.end;
        let is = |kind: &SpanKind| block.spans.iter().any(|s| here(&&s) && s.kind == *kind);
        Style {
            strong: is(&SpanKind::Strong),
            emphasis: is(&SpanKind::Emphasis),
            code: is(&SpanKind::Code),
            link: links.iter().find(here).map(|s| match &s.kind {
                SpanKind::Link { href } => safe_address(href).unwrap(),
                _ => unreachable!(),
            }),
        }
    };
    let chars = block.text.char_indices();
    chars
        .flat_map(|(at, c)| glyphs(&c.to_string(), &style(at)))
        .collect()
}

/// White space folded, controls left out.
fn words(text: &str) -> String {
    let is_gap = |c: char| matches!(c, ' ' | '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let kept = |word: &str| word.chars().filter(|c| !c.is_control()).collect::<String>();
    let words = text.split(is_gap).map(kept).filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The blocks of a Markdown text: their tag, glyphs and text.
fn read_markdown(markdown: &str) -> Vec<(String, Vec<Glyph>, String)> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES;
    let mut blocks: Vec<(String, Vec<Glyph>, String)> = Vec::new();
    let mut style = Style::default();
    let mut depth = 0;
    for event in Parser::new_ext(markdown, options) {
        let mut add = |text: &str, style: &Style| {
            let block = blocks.last_mut().expect("text stands in a block");
            block.1.extend(glyphs(text, style));
            block.2.push_str(text);
        };
        match event {
            Event::Start(Tag::Strong) => style.strong = true,
            Event::End(TagEnd::Strong) => style.strong = false,
            Event::Start(Tag::Emphasis) => style.emphasis = true,
            Event::End(TagEnd::Emphasis) => style.emphasis = false,
            Event::Start(Tag::Link { dest_url, .. }) => style.link = Some(dest_url.to_string()),
            Event::End(TagEnd::Link) => style.link = None,
            Event::Start(Tag::Image { dest_url, .. }) => add(&format!("({dest_url})"), &style),
            Event::End(TagEnd::Image) => {}
            Event::Start(tag) => {
                if depth == 0 {
                    let name = format!("{tag:?}");
                    blocks.push((name, Vec::new(), String::new()));
                } else {
                    add("\n", &style);
                }
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            Event::Text(text) => add(&text, &style),
            Event::Code(text) => add(
                &text,
                &Style {
                    code: true,
                    ..style.clone()
                },
            ),
            Event::HardBreak => add("\n", &style),
            Event::Rule => blocks.push(("Rule".into(), Vec::new(), String::new())),
            other => panic!("{other:?} in {markdown:?}"),
        }
    }
    blocks
}

/// The text of every element in `article`, as one list.
fn read_html(html: &str) -> Vec<(String, Vec<Glyph>, String)> {
    let fragment = Html::parse_fragment(html);
    let article = fragment.root_element().first_child().unwrap();
    let blocks = article.children().filter(|n| n.value().is_element());
    blocks
        .map(|node| {
            let name = node.value().as_element().unwrap().name().to_owned();
            let mut found = (name, Vec::new(), String::new());
            for text in node.descendants() {
                let Node::Text(t) = text.value() else {
                    continue;
                };
                let elements = text.ancestors().filter_map(|a| a.value().as_element());
                let inside = |tag| elements.clone().any(|e| e.name() == tag);
                let style = Style {
                    strong: inside("strong"),
                    emphasis: inside("em"),
                    code: inside("code"),
                    link: elements
                        .clone()
                        .find_map(|e| e.attr("href").map(str::to_owned)),
                };
                found.1.extend(glyphs(t, &style));
                found.2.push_str(t);
            }
            found
        })
        .collect()
}

fn block(kind: BlockKind, text: &str, spans: Vec<Span>) -> Block {
    Block {
        kind,
        text: text.to_owned(),
        start: 0,
        end: 0,
        spans,
    }
}

fn article(blocks: Vec<Block>) -> Article {
    Article {
        blocks,
        ..Article::default()
    }
}

/// What looks like Markdown and HTML.
const PIECES: &[&str] = &[
    "a",
    "b",
    "word",
    "1",
    "12",
    ".",
    ")",
    "(",
    "#",
    "-",
    "+",
    "=",
    "*",
    "_",
    "`",
    "<",
    ">",
    "[",
    "]",
    "!",
    "|",
    "&",
    ";",
    "\\",
    "~",
    ":",
    "\"",
    "'",
    "é",
    "€",
    "“",
    "”",
    "。",
    "国",
    "😀",
    "\u{301}",
    " ",
    " ",
    " ",
    "\n",
    "\r\n",
    "\t",
    "\u{a0}",
    "\u{2028}",
    "\u{200b}",
    "\u{1}",
    "&amp;",
    "&#42;",
    "&lt",
    "http://a.b/c_d_e",
    "www.a.b",
    "<b>",
    "</p>",
    "<script>",
    "<!--",
    "-->",
    "---",
    "===",
    "```",
    "~~~",
    "    ",
    "[x]",
    "](",
    "1. ",
    "# ",
    "> ",
    "- ",
    "| - |",
    ":-",
    "^",
    "$",
    "{",
    "}",
    "@",
    "%",
    "/",
    "?",
    ",",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES);
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

fn span_kind() -> impl Strategy<Value = SpanKind> {
    let href = prop::sample::select(vec![
        "https://a.b/",
        "https://a.b/c(d)e_f*g?h=1&copy=2#i",
        "mailto:a@b.c",
        "#x y",
        "https://a.b/\\]|`<>",
    ]);
    prop_oneof![
        Just(SpanKind::Emphasis),
        Just(SpanKind::Strong),
        Just(SpanKind::Code),
        href.prop_map(|href| SpanKind::Link { href: href.into() }),
    ]
}

fn marked_text() -> impl Strategy<Value = (String, Vec<Span>)> {
    let place = || any::<prop::sample::Index>();
    let spans = prop::collection::vec((place(), place(), span_kind()), 0..5);
    (text(), spans).prop_map(|(text, spans)| {
        let ends: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        let span = |(a, b, kind): (prop::sample::Index, prop::sample::Index, SpanKind)| {
            let (a, b) = (*a.get(&ends), *b.get(&ends));
            Span {
                start: a.min(b),
                end: a.max(b),
                kind,
            }
        };
        let spans = spans.into_iter().map(span).collect();
        (text, spans)
    })
}

fn any_block() -> impl Strategy<Value = Block> {
    let kind = prop_oneof![
        (0_u8..9).prop_map(|level| BlockKind::Heading { level }),
        Just(BlockKind::Paragraph),
        Just(BlockKind::Quote),
        (any::<bool>(), prop::collection::vec(text(), 0..4)).prop_map(|(ordered, items)| {
            BlockKind::List {
                ordered,
                items,
                nesting: Vec::new(),
            }
        }),
        prop::option::of(text()).prop_map(|language| BlockKind::Code { language }),
        prop::collection::vec(prop::collection::vec(text(), 0..4), 0..4)
            .prop_map(|rows| BlockKind::Table { rows }),
        prop::option::of(text()).prop_map(|alt| BlockKind::Figure {
            src: Some("https://a.b/c".into()),
            alt
        }),
        Just(BlockKind::Rule),
    ];
    (kind, marked_text()).prop_map(|(kind, (text, spans))| block(kind, &text, spans))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::default() })]

    #[test]
    fn marks_and_text_read_back((text, spans) in marked_text(), level in 2_u8..7) {
        let kinds = [BlockKind::Paragraph, BlockKind::Quote, BlockKind::Heading { level }];
        for kind in kinds {
            let block = block(kind, &text, spans.clone());
            let shown = expected(&block);
            let article = article(vec![block]);
            for (form, read) in [
                (to_markdown(&article), read_markdown as fn(&str) -> _),
                (to_html(&article), read_html),
            ] {
                let blocks = read(&form);
                prop_assert!(blocks.len() <= 1, "{form}");
                let found = blocks.into_iter().next().unwrap_or_default();
                prop_assert_eq!(&found.1, &shown, "{}", form);
                if !form.starts_with('<') {
                    prop_assert_eq!(words(&found.2), words(&text), "{}", form);
                }
            }
        }
    }

    #[test]
    fn blocks_keep_apart(blocks in prop::collection::vec(any_block(), 0..6), title in text()) {
        let article = Article {
            title: Some(title.clone()),
            deck: Some(title.clone()),
            byline: vec![title.clone()],
            published: Some(title),
            language: Some("en\"><script>".into()),
            blocks,
            ..Article::default()
        };
        let all = |blocks: Vec<(String, Vec<Glyph>, String)>| -> String {
            blocks.iter().flat_map(|b| &b.1).map(|g| g.c).filter(|c| *c != '\u{fffd}').collect()
        };
        let html = to_html(&article);
        let fragment = Html::parse_fragment(&html);
        prop_assert_eq!(fragment.root_element().inner_html(), html.clone());
        allowed(&fragment);
        let markdown = to_markdown(&article);
        // Pictures are not text in HTML.
        let blocks = article.blocks.iter().filter(|b| !matches!(b.kind, BlockKind::Figure { .. }));
        let blocks: Vec<Block> = blocks.cloned().collect();
        let article = Article { blocks, ..article };
        prop_assert_eq!(
            all(read_markdown(&to_markdown(&article))),
            all(read_html(&to_html(&article))),
            "{}", markdown
        );
    }
}

/// Fails on an element or attribute that is not on the list.
fn allowed(html: &Html) {
    let elements = "html article h1 h2 h3 h4 h5 h6 p br em strong code a ul ol li blockquote pre \
        table thead tbody tr th td figure img figcaption hr time";
    let attributes = "lang href src alt datetime";
    for element in html
        .root_element()
        .descendants()
        .filter_map(|n| n.value().as_element())
    {
        assert!(
            elements.split(' ').any(|e| e == element.name()),
            "{}",
            element.name()
        );
        for (name, value) in element.attrs() {
            assert!(attributes.split(' ').any(|a| a == name), "{name}");
            assert!(
                !matches!(name, "href" | "src") || safe_address(value).as_deref() == Some(value)
            );
        }
    }
}

fn list(ordered: bool, items: &[&str]) -> Block {
    let kind = BlockKind::List {
        ordered,
        items: items.iter().map(|i| (*i).to_owned()).collect(),
        nesting: Vec::new(),
    };
    block(kind, "", vec![])
}

fn sample() -> Article {
    let span = |start, end, kind| Span { start, end, kind };
    let href = "https://example.com/a_(b)".to_owned();
    let cells = |cells: &[&str]| cells.iter().map(|c| (*c).to_owned()).collect();
    Article {
        title: Some("Ferry line 3 & the *new* pier".into()),
        deck: Some("What changes in May".into()),
        byline: vec!["Ana Roth".into(), "Li Wei".into()],
        published: Some("2024-05-01".into()),
        language: Some("en".into()),
        blocks: vec![
            block(
                BlockKind::Paragraph,
                "1. June is early, they say: read this.",
                vec![
                    span(3, 7, SpanKind::Strong),
                    span(28, 37, SpanKind::Link { href }),
                ],
            ),
            block(BlockKind::Heading { level: 2 }, "Costs", vec![]),
            list(false, &["3 < 4", "- five"]),
            list(false, &["six"]),
            list(true, &["seven", "eight"]),
            block(BlockKind::Quote, "One line\nand another", vec![]),
            block(
                BlockKind::Code {
                    language: Some("sh".into()),
                },
                "echo '```'\n",
                vec![],
            ),
            block(
                BlockKind::Table {
                    rows: vec![cells(&["Stop", "Min|s"]), cells(&["Pier", "4"])],
                },
                "",
                vec![],
            ),
            block(BlockKind::Rule, "", vec![]),
            block(
                BlockKind::Figure {
                    src: Some("https://example.com/f.jpg".into()),
                    alt: Some("A [ferry]".into()),
                },
                "The ferry",
                vec![],
            ),
        ],
        ..Article::default()
    }
}

#[test]
fn the_sample_as_markdown() {
    assert_eq!(
        to_markdown(&sample()),
        include_str!("fixtures/render/sample.md")
    );
}

#[test]
fn the_sample_as_html() {
    assert_eq!(
        to_html(&sample()),
        include_str!("fixtures/render/sample.html")
    );
}

#[test]
fn the_sample_as_text() {
    assert_eq!(
        to_text(&sample()),
        include_str!("fixtures/render/sample.txt")
    );
}

#[test]
fn nothing_gives_nothing() {
    assert_eq!(to_text(&Article::default()), "");
    assert_eq!(to_markdown(&Article::default()), "");
    assert_eq!(to_html(&Article::default()), "<article>\n</article>\n");
}
