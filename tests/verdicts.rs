//! The reader's own decisions stand above the model's.

use copydesk::{Article, Options, Reason, Role, Verdict, clean_text};

const PAGE: &str = "Home
News
Sport

Bridge to close for a year

By Ann Lee

The old bridge over the river will close on Monday, the council said, because its piers are cracked and must be
renewed before the winter comes.

The ferry will run twice an hour in the meantime, and those who hold a season ticket for the bridge may use it
without paying, the council said.

More news
Baker wins a prize
";

/// The page cleaned after the reader has struck (false) or restored (true) some of its lines.
fn judged(verdicts: &[(&str, bool)]) -> Article {
    let verdict = |(text, keep): &(&str, bool)| {
        let start = PAGE.find(text).unwrap_or_default();
        let end = start + text.len();
        Verdict {
            start,
            end,
            keep: *keep,
        }
    };
    let options = Options {
        verdicts: verdicts.iter().map(verdict).collect(),
        ..Options::default()
    };
    clean_text(PAGE, &options).unwrap_or_default()
}

fn reason(article: &Article, text: &str) -> Option<Reason> {
    let removed = article.removed.iter().find(|r| r.text.contains(text))?;
    Some(removed.reason)
}

#[test]
fn what_is_struck_has_no_reason_but_the_reader() {
    let article = judged(&[("The ferry", false)]);
    assert!(article.text.contains("old bridge") && !article.text.contains("The ferry"));
    assert_eq!(reason(&article, "The ferry"), Some(Reason::Other));
}

#[test]
fn a_struck_headline_and_a_struck_author_are_none() {
    let before = judged(&[]);
    assert_eq!(before.title.as_deref(), Some("Bridge to close for a year"));
    assert_eq!(before.byline, ["Ann Lee"]);
    let article = judged(&[("Bridge to close", false), ("By Ann", false)]);
    assert_ne!(article.title, before.title);
    assert!(article.byline.is_empty(), "{:?}", article.byline);
    assert_eq!(reason(&article, "Ann Lee"), Some(Reason::Other));
    assert!(article.parts.iter().all(|p| p.role != Role::Byline));
}

#[test]
fn what_is_restored_stays_and_the_last_word_counts() {
    let restored = judged(&[("Baker wins", true)]);
    assert!(restored.text.contains("Baker wins a prize"));
    let again = judged(&[("Baker wins", true), ("Baker wins", false)]);
    assert!(!again.text.contains("Baker wins a prize"));
}
