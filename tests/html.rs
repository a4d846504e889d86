//! Documents: nothing is lost, bad input ends well and in linear time, and what blocks are made of.
#![cfg(all(feature = "html", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use copydesk::snapshot::Tag;
use copydesk::{
    Article, BlockKind, ErrorCode, Limits, Options, Snapshot, Verdict, clean_html, clean_snapshot,
    html,
};
use proptest::prelude::*;

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || copydesk::words::is_invisible(c)
}

type Counts = BTreeMap<char, i64>;

fn count(counts: &mut Counts, text: &str, by: i64) {
    for c in text.chars().filter(|c| !is_blank(*c)) {
        *counts.entry(c).or_default() += by;
    }
}

/// The texts of a document that are no metadata.
fn shown(snapshot: &Snapshot) -> Counts {
    let mut counts = Counts::new();
    for node in (0..snapshot.len()).filter(|n| snapshot.tag(*n) == Tag::Text) {
        let mut around = std::iter::successors(snapshot.parent(node), |n| snapshot.parent(*n));
        if !around.any(|n| matches!(snapshot.tag(n), Tag::Head | Tag::Title | Tag::Script)) {
            count(&mut counts, snapshot.text_of(node), 1);
        }
    }
    counts
}

/// What an article has more or less of than its document.
fn difference(snapshot: &Snapshot, article: &Article) -> Counts {
    let mut counts = shown(snapshot);
    for block in article
        .blocks
        .iter()
        .filter(|b| !is_medium(snapshot, b.start))
    {
        count(&mut counts, &block.text, -1);
    }
    for block in &article.blocks {
        // A caption has come to its picture.
        if is_medium(snapshot, block.start) && matches!(block.kind, BlockKind::Figure { .. }) {
            count(&mut counts, &block.text, -1);
        }
    }
    for text in article
        .removed
        .iter()
        // A picture that was struck has only words that stand in for it.
        .filter(|r| !is_medium(snapshot, r.start))
        .map(|r| &r.text)
        .chain(article.parts.iter().map(|p| &p.text))
    {
        count(&mut counts, text, -1);
    }
    counts.retain(|_, n| *n != 0);
    counts
}

fn is_medium(snapshot: &Snapshot, node: usize) -> bool {
    snapshot.tag(node) != Tag::Text
}

fn check(page: &str, options: &Options) -> Result<(), String> {
    let snapshot = html::parse(page, options.limits).map_err(|e| e.to_string())?;
    match clean_snapshot(&snapshot, options) {
        Ok(article) => {
            let lost = difference(&snapshot, &article);
            if !lost.is_empty() {
                return Err(format!("lost or doubled: {lost:?}"));
            }
            let texts: Vec<_> = article
                .blocks
                .iter()
                .map(|b| b.text.as_str())
                .filter(|t| !t.is_empty())
                .collect();
            if texts.join("\n\n") != article.text {
                return Err("text is not the blocks' text".into());
            }
            let spans = article
                .blocks
                .iter()
                .flat_map(|b| b.spans.iter().map(move |s| b.text.get(s.start..s.end)));
            if spans.into_iter().any(|s| s.is_none_or(str::is_empty)) {
                return Err("a span is no stretch of its block".into());
            }
            let inside = |start: usize, end: usize| start < end && end <= snapshot.len();
            if article.blocks.iter().any(|b| !inside(b.start, b.end))
                || article.removed.iter().any(|r| !inside(r.start, r.end))
            {
                return Err("a range of nodes is none".into());
            }
            Ok(())
        }
        Err(error) if error.code() == ErrorCode::EmptyInput && shown(&snapshot).is_empty() => {
            Ok(())
        }
        Err(error) => Err(format!("{:?}: {error}", error.code())),
    }
}

/// Tags, with `|` for the spaces in them.
const TAGS: &str = "<p> </p> <div> </div> <div|class=comments> <br> <br><br> <ul> <li> </li> </ul> <ol> </ol> <table> <tr> <td> <th|colspan=3> \
    </td> </tr> </table> <pre> </pre> <code|class=language-rust> </code> <a|href=/a?b> <a|href=javascript:x> </a> <b> </b> \
    <em> </em> <h1> </h1> <h2> </h2> <blockquote> </blockquote> <figure> <img|src=a.jpg|alt=b> <figcaption> </figcaption> \
    </figure> <span|hidden> </span> <span|style=display:none> <noscript> </noscript> <svg><title> </title></svg> \
    <select><option> </option></select> <hr> <script> </script> <style> </style> <nav> </nav> <article> </article> \
    <iframe|src=//x|allowfullscreen> </iframe> <template> </template> <textarea> </textarea> <x-card> </x-card> <title> \
    </title> <math><mi> </math> <!--|x|--> <body> <button> </button> <details><summary> </summary></details>";

/// Tags in any order, with texts between them.
fn soup() -> impl Strategy<Value = String> {
    let tags: Vec<String> = TAGS
        .split_whitespace()
        .map(|tag| tag.replace('|', " "))
        .collect();
    let prose = prop::collection::vec("[a-z]{1,9}[,.]?", 1..30).prop_map(|w| w.join(" "));
    prop_oneof![
        6 => prop::sample::select(tags),
        3 => prose,
        1 => "\\PC{0,20}",
        1 => Just("\n  ".to_owned()),
    ]
}

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 256,
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(3),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn nothing_is_lost(parts in prop::collection::vec(soup(), 0..80), start in 0_usize..200, keep: bool) {
        let page = parts.concat();
        let verdicts = vec![Verdict { start, end: start + 20, keep }];
        for verdicts in [Vec::new(), verdicts] {
            let options = Options { verdicts, url: Some("https://example.org/".into()), ..Options::default() };
            prop_assert_eq!(check(&page, &options), Ok(()), "{}", page);
        }
    }
}

/// The best of some times for a page, in seconds.
fn time(page: &str, times: usize) -> f64 {
    let once = |_| {
        let start = Instant::now();
        let _ = clean_html(page, &Options::default());
        start.elapsed()
    };
    (0..times)
        .map(once)
        .min()
        .unwrap_or(Duration::ZERO)
        .as_secs_f64()
}

#[test]
fn bad_input_ends_well_in_linear_time() {
    let text = "The ferry sails again, the port authority said on Monday. ";
    let pages: [(&str, &dyn Fn(usize) -> String); 10] = [
        ("nested elements", &|n| "<div>".repeat(n) + text),
        ("nested lists", &|n| "<ul><li>".repeat(n / 2) + text),
        ("nested formats", &|n| "<b><i><p>a".repeat(n / 3) + text),
        ("empty elements", &|n| "<i></i>".repeat(10 * n) + text),
        ("spans of columns", &|n| {
            format!(
                "<table>{}</table>",
                format!("<tr><th colspan=9007199254740991>a<td>{text}").repeat(n / 20)
            )
        }),
        ("line breaks", &|n| {
            "<br>".repeat(n / 4) + text + &"<br>a".repeat(n / 4)
        }),
        ("short paragraphs", &|n| "<p>a b".repeat(n / 2)),
        ("a long text", &|n| text.repeat(n * 2)),
        ("attributes", &|n| {
            format!(
                "<p {}>{text}",
                (0..n).fold(String::new(), |s, i| s + &format!("a{i} "))
            )
        }),
        ("links", &|n| format!("<a href=b>{text}").repeat(n / 20)),
    ];
    for (name, page) in pages {
        let (small, large) = (page(10_000), page(100_000));
        assert_eq!(check(&small, &Options::default()), Ok(()), "{name}");
        let (quick, slow) = (time(&small, 3), time(&large, 1));
        // Ten times the input; what grows with the square would take a hundred times as long.
        assert!(
            slow < 30.0 * quick + 0.1,
            "{name}: {quick:.3} s for a tenth, {slow:.3} s for the whole"
        );
    }
}

#[test]
fn broken_encodings_come_out_as_text() {
    let page =
        "<meta charset=utf-8><p>Die Fähre fährt wieder, sagte die Behörde am Montag.".as_bytes();
    for end in 0..page.len() {
        let text = html::decode(&page[..end]);
        assert!(check(&text, &Options::default()).is_ok());
    }
    let wrong = [
        b"<meta charset=utf-16le>".as_slice(),
        &[0xff, 0xfe, 0x80, b'a', 0xc3],
    ]
    .concat();
    assert!(check(&html::decode(&wrong), &Options::default()).is_ok());
}

#[test]
fn limits_are_named() {
    let code = |limits: Limits, page: &str| {
        let options = Options {
            limits,
            ..Options::default()
        };
        let error = clean_html(page, &options).unwrap_err();
        (error.code(), error.message().to_owned())
    };
    let few = Limits {
        nodes: 100,
        ..Limits::default()
    };
    let (nodes, message) = code(few, &"<p>a".repeat(100));
    assert_eq!(nodes, ErrorCode::TooManyNodes);
    assert!(message.contains("limits.nodes"));
    let small = Limits {
        bytes: 10,
        ..Limits::default()
    };
    assert_eq!(code(small, "<p>eleven chars").0, ErrorCode::TooManyBytes);
    assert_eq!(
        code(Limits::default(), "<p> <!-- a -->").0,
        ErrorCode::EmptyInput
    );
}

mod fixtures {
    //! Pages of our own writing, each with the whole article that is expected of it. `UPDATE_FIXTURES=1` writes the expected ones anew.

    use std::fs;
    use std::path::PathBuf;

    use copydesk::{Options, clean_html};
    use serde_json::Value;

    #[allow(clippy::duplicate_mod, reason = "two test files compare alike")]
    #[path = "../common/mod.rs"]
    mod common;

    fn folder() -> PathBuf {
        PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/html"))
    }

    fn check(page: &PathBuf) -> Result<(), String> {
        let text = fs::read_to_string(page).map_err(|e| e.to_string())?;
        let options = Options {
            url: Some("https://courier.example/page".into()),
            ..Options::default()
        };
        let article = clean_html(&text, &options).map_err(|e| e.to_string())?;
        let found = serde_json::to_value(article.with_utf16_spans()).map_err(|e| e.to_string())?;
        let file = page.with_extension("json");
        if std::env::var_os("UPDATE_FIXTURES").is_some() {
            let text = serde_json::to_string_pretty(&found).map_err(|e| e.to_string())?;
            return fs::write(file, text + "\n").map_err(|e| e.to_string());
        }
        let expected = fs::read_to_string(file).map_err(|e| e.to_string())?;
        let expected: Value = serde_json::from_str(&expected).map_err(|e| e.to_string())?;
        common::first_difference(&expected, &found).map_or(Ok(()), Err)
    }

    #[test]
    fn every_page_gives_the_expected_article() {
        let files = fs::read_dir(folder()).unwrap().map(|f| f.unwrap().path());
        let pages: Vec<_> = files
            .filter(|f| f.extension().is_some_and(|e| e == "html"))
            .collect();
        assert!(pages.len() >= 5);
        let failures: Vec<_> = pages
            .iter()
            .filter_map(|page| Some(format!("{} {}", page.display(), check(page).err()?)))
            .collect();
        assert!(failures.is_empty(), "\n{}\n", failures.join("\n"));
    }
}
