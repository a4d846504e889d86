//! What must hold for every input: nothing is lost, every input ends well, the same input gives
//! the same result.

#![cfg(not(target_arch = "wasm32"))]

use copydesk::{Article, ErrorCode, Limits, Options, Verdict, clean_text};
use proptest::prelude::*;

/// White space, controls, and characters without a shape of their own.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        )
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}')
}

/// What binary files are full of, and texts are not.
fn is_no_text(c: char) -> bool {
    c.is_control() || c == char::REPLACEMENT_CHARACTER
}

/// Every stretch of the input that the article accounts for, in order.
fn stretches(article: &Article) -> Vec<(usize, usize)> {
    let blocks = article.blocks.iter().map(|b| (b.start, b.end));
    let removed = article.removed.iter().map(|r| (r.start, r.end));
    let parts = article.parts.iter().map(|p| (p.start, p.end));
    let mut all: Vec<_> = blocks.chain(removed).chain(parts).collect();
    all.sort_unstable();
    all
}

/// What is wrong with the article of an input, if anything.
fn broken(input: &str, article: &Article) -> Result<(), String> {
    let mut at = 0;
    let gap = |from: usize, to: usize| match input.get(from..to) {
        None => Err(format!("{from}..{to} is no stretch of the input")),
        Some(gap) => match gap.chars().find(|c| !is_blank(*c)) {
            Some(c) => Err(format!("{c:?} in {from}..{to} is lost: {gap:?}")),
            None => Ok(()),
        },
    };
    for (start, end) in stretches(article) {
        if start < at {
            return Err(format!("{start}..{end} overlaps what ends at {at}"));
        }
        gap(at, start)?;
        input
            .get(start..end)
            .ok_or_else(|| format!("{start}..{end} is no stretch"))?;
        at = end;
    }
    gap(at, input.len())?;
    let texts: Vec<_> = article.blocks.iter().map(|b| b.text.as_str()).collect();
    let whole = texts
        .iter()
        .filter(|t| !t.is_empty())
        .copied()
        .collect::<Vec<_>>();
    if article.text != whole.join("\n\n") {
        return Err("text is not the blocks' text".into());
    }
    if !(0.0..=1.0).contains(&article.confidence) {
        return Err(format!("confidence is {}", article.confidence));
    }
    if article.reading_minutes[0] > article.reading_minutes[1] {
        return Err(format!("reading minutes are {:?}", article.reading_minutes));
    }
    Ok(())
}

fn check(input: &str) -> Result<(), String> {
    match clean_text(input, &Options::default()) {
        Ok(article) => broken(input, &article),
        Err(error) => match error.code() {
            ErrorCode::EmptyInput if input.chars().all(is_blank) => Ok(()),
            ErrorCode::NotText if input.chars().any(is_no_text) => Ok(()),
            code => Err(format!("{code:?}: {error}")),
        },
    }
}

/// Lines as pages have them: prose, furniture and oddities.
fn line() -> impl Strategy<Value = String> {
    let furniture = prop::sample::select(vec![
        "Advertisement",
        "Read more",
        "Leave a Reply",
        "Share",
        "Latest news",
        "By Ada Sand",
        "Published 3 May 2021",
        "© 2020 Example",
        "- item one",
        "1. First",
        "a\tb\tc",
        "“Quoted”",
        "Subscribe to our newsletter",
        "Home > News",
        "関連記事",
        "\u{200f}شارك هذا الخبر",
        "See also  Another story",
    ]);
    let prose = prop::collection::vec("[a-zA-Z]{1,9}[,.]?", 1..40).prop_map(|w| w.join(" "));
    prop_oneof![
        4 => prose,
        3 => furniture.prop_map(str::to_owned),
        1 => "\\PC{0,30}",
        1 => any::<String>(),
        2 => Just(String::new()),
    ]
}

fn page() -> impl Strategy<Value = String> {
    let end = prop::sample::select(vec![
        "\n", "\r\n", "\r", "\n\n", "\u{c}", "\u{2028}", "\u{85}",
    ]);
    let lines = prop::collection::vec((line(), end), 0..40);
    lines.prop_map(|all| all.into_iter().map(|(line, end)| line + end).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost(input in page()) {
        prop_assert_eq!(check(&input), Ok(()));
    }

    #[test]
    fn nothing_is_lost_of_any_string(input in any::<String>()) {
        prop_assert_eq!(check(&input), Ok(()));
    }

    #[test]
    fn nothing_is_lost_when_the_reader_decides(
        input in page(),
        wishes in prop::collection::vec((0_usize..2000, 0_usize..200, any::<bool>()), 0..6),
    ) {
        let verdict = |(start, length, keep)| Verdict { start, end: start + length, keep };
        let verdicts = wishes.into_iter().map(verdict).collect();
        let options = Options { verdicts, ..Options::default() };
        if let Ok(article) = clean_text(&input, &options) {
            prop_assert_eq!(broken(&input, &article), Ok(()));
        }
    }

    #[test]
    fn the_same_input_gives_the_same_result(input in page()) {
        let once = clean_text(&input, &Options::default());
        prop_assert_eq!(once, clean_text(&input, &Options::default()));
    }
}

#[test]
fn odd_inputs_end_well() {
    let word = "word ".repeat(2000);
    let odd = [
        String::new(),
        " \n\t\u{a0}\r\n".into(),
        "\u{feff}".into(),
        "One line.".into(),
        "\u{0}\u{1}\u{2}".repeat(500),
        format!("A headline\n\n{word}\u{0}{word}"),
        "a\n".repeat(20_000),
        "\u{202e}מימין לשמאל and back\u{202c}\n\u{2067}عربي\u{2069}\n".repeat(50),
        "\u{fffd}".repeat(1000),
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}\n".repeat(300),
        "x".repeat(1 << 20),
        "\n".repeat(1 << 16),
        "\t".repeat(1 << 16) + "end",
        "e\u{301}\u{301}\u{301}".repeat(5000),
        (0..3000_u32)
            .filter_map(|i| char::from_u32(i * 37))
            .collect(),
    ];
    for input in &odd {
        let shown: String = input.chars().take(20).collect();
        assert_eq!(check(input), Ok(()), "{shown:?}…");
    }
}

#[test]
fn what_is_blank_is_an_error() {
    for input in ["", " ", "\n\n\t", "\u{a0}\u{2003}\r\n"] {
        let error = clean_text(input, &Options::default()).unwrap_err();
        assert_eq!(error.code(), ErrorCode::EmptyInput, "{input:?}");
    }
}

#[test]
fn a_limit_is_named_when_it_is_passed() {
    let options = |bytes| Options {
        limits: Limits {
            bytes,
            ..Limits::default()
        },
        ..Options::default()
    };
    let text = "Eleven byte";
    assert!(clean_text(text, &options(11)).is_ok());
    let error = clean_text(text, &options(10)).unwrap_err();
    assert_eq!(error.code(), ErrorCode::TooManyBytes);
    assert!(error.message().contains("limits.bytes"), "{error}");
    assert!(error.message().contains("10"), "{error}");
}

#[test]
fn binary_is_an_error() {
    let binary: String = (0..4096_u32)
        .map(|i| char::from((i * 131 % 256) as u8))
        .collect();
    let error = clean_text(&binary, &Options::default()).unwrap_err();
    assert_eq!(error.code(), ErrorCode::NotText);
}
