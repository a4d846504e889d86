//! Pages of our own, in the patterns of real ones. A line that begins with `#` is the headline,
//! one with `>` belongs to the body.

use super::*;

fn head(page: &[&str]) -> Head {
    let lines: Vec<&str> = page
        .iter()
        .map(|line| line.trim_start_matches(['#', '>', ' ']))
        .collect();
    let title = page.iter().position(|line| line.starts_with('#'));
    let first = page.iter().position(|line| line.starts_with('>')).unwrap();
    let last = page.iter().rposition(|line| line.starts_with('>')).unwrap();
    find_head(&lines, title, first..last + 1, Some("en"))
}

/// Names, publication and change, as text.
fn told(page: &[&str]) -> (Vec<String>, String, String) {
    let head = head(page);
    let text = |stamp: Option<Stamp>| {
        stamp.map_or(String::new(), |s| {
            s.text(page[s.line].trim_start_matches(['#', '>', ' ']))
        })
    };
    (head.byline, text(head.published), text(head.modified))
}

fn check(page: &[&str], names: &[&str], published: &str, modified: &str) {
    let expected = (
        names.iter().map(|name| (*name).to_owned()).collect(),
        published.to_owned(),
        modified.to_owned(),
    );
    assert_eq!(told(page), expected, "{page:?}");
}

const TITLE: &str = "# Bridge over the river opens two years late";
const BODY: &str = "> The mayor cut the ribbon on Monday and said that the wait had been worth it for everybody in the town.";

#[test]
fn a_byline_and_a_date_below_the_headline() {
    check(
        &["Home", TITLE, "By Ada Lovett", "May 14, 2021", BODY, BODY],
        &["Ada Lovett"],
        "2021-05-14",
        "",
    );
    check(
        &[TITLE, "BY ADA LOVETTPUBLISHED: MAY 14, 2021", BODY],
        &["Ada Lovett"],
        "2021-05-14",
        "",
    );
    check(
        &[TITLE, "By", "Ada Lovett", "and", "Bob Ross", BODY],
        &["Ada Lovett", "Bob Ross"],
        "",
        "",
    );
    check(
        &[TITLE, "Ada Lovett", "14 May 2021", "5 min read", BODY],
        &["Ada Lovett"],
        "2021-05-14",
        "",
    );
    check(
        &["Anna Lovett", "May 14, 2021", "5:50 am", TITLE, BODY],
        &["Anna Lovett"],
        "2021-05-14",
        "",
    );
}

#[test]
fn publication_and_change() {
    check(
        &[
            TITLE,
            "Published 14/05/2021, 20:07",
            "Updated 14/05/2021, 20:10",
            BODY,
        ],
        &[],
        "2021-05-14T20:07",
        "2021-05-14T20:10",
    );
    check(
        &[
            TITLE,
            "Posted on",
            "May 14, 2021",
            "Last updated on",
            "May 16, 2021",
            BODY,
        ],
        &[],
        "2021-05-14",
        "2021-05-16",
    );
    check(
        &[TITLE, "By Ada Lovett May 16, 2021May 14, 2021", BODY],
        &["Ada Lovett"],
        "2021-05-14",
        "2021-05-16",
    );
    check(
        &[TITLE, "Updated: May 14, 2021", BODY],
        &[],
        "",
        "2021-05-14",
    );
}

#[test]
fn an_open_order_stays_as_found_until_the_page_tells() {
    check(&[TITLE, "03/04/2021", BODY], &[], "03/04/2021", "");
    check(
        &[TITLE, "03/04/2021", BODY, "Older: 25/03/2021"],
        &[],
        "2021-04-03",
        "",
    );
    check(
        &[TITLE, "03/04/2021", BODY, "Older: 03/25/2021"],
        &[],
        "2021-03-04",
        "",
    );
}

#[test]
fn dates_of_other_things_are_left() {
    // Today's date in the frame of the site.
    check(
        &["4.6 C", "mercredi, avril 17, 2024", TITLE, BODY],
        &[],
        "",
        "",
    );
    // A day in the story.
    check(
        &[
            TITLE,
            BODY,
            "> The old bridge, which had stood since the war, was closed for good on May 14, 2021, when cracks were found.",
        ],
        &[],
        "",
        "",
    );
    // A comment, and a teaser.
    check(
        &[
            TITLE,
            BODY,
            "Comments",
            "May 14, 2021 at 9:39 am",
            "Cy Young",
        ],
        &[],
        "",
        "",
    );
    check(
        &[
            "May 14, 2021",
            "Ferry to stop",
            "More news",
            "Sports",
            "Weather",
            "Jobs",
            "Cars",
            "Homes",
            TITLE,
            BODY,
        ],
        &[],
        "",
        "",
    );
}

#[test]
fn an_author_behind_the_body() {
    check(
        &[TITLE, BODY, BODY, "Hüseyin Demir", "Editör"],
        &["Hüseyin Demir"],
        "",
        "",
    );
    check(
        &[TITLE, BODY, "Written by Ada Lovett"],
        &["Ada Lovett"],
        "",
        "",
    );
    check(
        &[
            TITLE,
            BODY,
            "About the author",
            "Ada Lovett",
            "Ada Lovett writes about bridges and has built two of them herself.",
        ],
        &["Ada Lovett"],
        "",
        "",
    );
}

#[test]
fn others_are_not_the_author() {
    check(&[TITLE, "Photo by Ada Lovett", BODY], &[], "", "");
    check(
        &[TITLE, "Share by Email", "Privacy Policy", BODY],
        &[],
        "",
        "",
    );
    check(&["Local News", TITLE, BODY, "Climate Change"], &[], "", "");
    check(
        &[TITLE, "Edited by Bob Ross", "Written by Ada Lovett", BODY],
        &["Ada Lovett"],
        "",
        "",
    );
}

#[test]
fn the_lines_are_told() {
    let head = head(&[TITLE, "By", "Ada Lovett", "|", "May 14, 2021", BODY]);
    assert_eq!(head.byline_lines, [1, 2]);
    assert_eq!(
        head.published.map(|p| (p.line, p.start, p.end)),
        Some((4, 0, 12))
    );
}

#[test]
fn odd_places_do_no_harm() {
    for (title, body) in [
        (None, 0..0),
        (Some(5), Range { start: 9, end: 4 }),
        (Some(0), 0..1),
        (None, 3..90),
        (Some(99), 99..100),
    ] {
        let lines = ["By Ada Lovett", "May 14, 2021", "", "Text"];
        let head = find_head(&lines, title, body, None);
        assert!(head.byline_lines.iter().all(|line| *line < lines.len()));
    }
    assert_eq!(find_head(&[], None, 0..0, None), Head::default());
}
