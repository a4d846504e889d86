//! What markup says beyond its words: lists in lists, cells over several rows, links in items and
//! cells, and pictures that the reader strikes.
#![cfg(all(feature = "html", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, clippy::panic)]

use copydesk::render::{to_html, to_markdown, to_text};
use copydesk::{Article, Block, BlockKind, Options, Verdict, clean_html};

const PROSE: &str = "The harbour master counted the boats again on Friday evening, and this time \
    there were as many as in the morning, which had not happened since the storm in March.";

/// An article with something inside, every word of which is kept.
fn article(inside: &str, verdicts: &[(usize, usize, bool)]) -> Article {
    let page = format!(
        "<article><h1>Boats</h1><p>{PROSE}</p><p>{PROSE} Again.</p>{inside}<p>{PROSE} Twice.</p></article>"
    );
    let all = Verdict {
        start: 0,
        end: 9999,
        keep: true,
    };
    let own = verdicts
        .iter()
        .map(|&(start, end, keep)| Verdict { start, end, keep });
    let options = Options {
        verdicts: std::iter::once(all).chain(own).collect(),
        ..Options::default()
    };
    clean_html(&page, &options).unwrap()
}

fn block(article: &Article, is: fn(&BlockKind) -> bool) -> &Block {
    article.blocks.iter().find(|b| is(&b.kind)).unwrap()
}

const LISTS: &str = "<ul><li>Wood<ol><li>Oak for the <b>keel</b></li><li>Ash</li></ol></li>\
    <li>Iron<ul><li>Nails</li></ul></li></ul>";

#[test]
fn lists_keep_their_nesting() {
    let article = article(LISTS, &[]);
    let list = block(&article, |k| matches!(k, BlockKind::List { .. }));
    let BlockKind::List {
        ordered,
        items,
        nesting,
    } = &list.kind
    else {
        panic!()
    };
    assert!(!ordered);
    assert_eq!(items, &["Wood", "Oak for the keel", "Ash", "Iron", "Nails"]);
    let nesting: Vec<_> = nesting.iter().map(|n| (n.level, n.ordered)).collect();
    assert_eq!(
        nesting,
        [(0, false), (1, true), (1, true), (0, false), (1, false)]
    );
    let markdown = to_markdown(&article);
    let lines = "- Wood\n  1. Oak for the **keel**\n  2. Ash\n- Iron\n  - Nails\n";
    assert!(markdown.contains(lines), "{markdown}");
    let html = to_html(&article).replace('\n', "");
    let lists = "<ul><li>Wood<ol><li>Oak for the <strong>keel</strong></li><li>Ash</li></ol></li>\
        <li>Iron<ul><li>Nails</li></ul></li></ul>";
    assert!(html.contains(lists), "{html}");
    let text = to_text(&article);
    let lines = "• Wood\n  1. Oak for the keel\n  2. Ash\n• Iron\n  • Nails\n";
    assert!(text.contains(lines), "{text}");
}

#[test]
fn a_list_whose_outer_item_is_cut_is_flat() {
    let article = article("<ul><li><ol><li>Oak</li><li>Ash</li></ol></li></ul>", &[]);
    let list = block(&article, |k| matches!(k, BlockKind::List { .. }));
    let kind = BlockKind::List {
        ordered: true,
        items: vec!["Oak".into(), "Ash".into()],
        nesting: vec![],
    };
    assert_eq!(list.kind, kind);
}

#[test]
fn a_cell_over_several_rows_leaves_its_column_free() {
    let table = "<table><tr><th>Port<th>Boat<th>Crew<tr><td rowspan=2>Garrow<td>Tern<td>4\
        <tr><td>Gull<td rowspan=2>3<tr><td>Skerry<td>Auk<tr><td>Holm<td>Erne<td>7</table>";
    let article = article(table, &[]);
    let table = block(&article, |k| matches!(k, BlockKind::Table { .. }));
    let BlockKind::Table { rows } = &table.kind else {
        panic!()
    };
    let expected = [
        ["Port", "Boat", "Crew"].as_slice(),
        &["Garrow", "Tern", "4"],
        &["", "Gull", "3"],
        &["Skerry", "Auk"],
        &["Holm", "Erne", "7"],
    ];
    assert_eq!(rows, &expected);
}

#[test]
fn cells_that_reach_far_down_cost_little() {
    let row = "<td>a".repeat(40);
    let wide = "<td rowspan=99999 colspan=99999>b".repeat(40);
    let rows = format!("<tr>{row}").repeat(2000);
    let article = article(&format!("<table><tr>{wide}{rows}</table>"), &[]);
    let table = block(&article, |k| matches!(k, BlockKind::Table { .. }));
    assert!(table.text.len() < 2000 * (40 + 20 + 40) * 2);
}

#[test]
fn links_in_items_and_cells_are_written() {
    let link = |words: &str| format!("<a href='https://a.example/x'>{words}</a>");
    let inside = format!(
        "<ul><li>See {} first</li></ul><p>{PROSE}</p><table><tr><th>Boat<th>Log<tr><td>Tern<td>{}</table>",
        link("the chart"),
        link("page 4")
    );
    let article = article(&inside, &[]);
    let markdown = to_markdown(&article);
    assert!(
        markdown.contains("- See [the chart](https://a.example/x) first\n"),
        "{markdown}"
    );
    assert!(
        markdown.contains("| Tern | [page 4](https://a.example/x) |"),
        "{markdown}"
    );
    let html = to_html(&article);
    assert!(html.contains("<li>See <a href=\"https://a.example/x\">the chart</a> first</li>"));
    assert!(html.contains("<td><a href=\"https://a.example/x\">page 4</a></td>"));
}

#[test]
fn a_picture_can_be_struck_and_restored() {
    let figure = "<img src='https://a.example/1.jpg' alt='A boat' width=600 height=400>";
    let shown = article(figure, &[]);
    let picture = block(&shown, |k| matches!(k, BlockKind::Figure { .. }));
    let (start, end) = (picture.start, picture.end);
    let struck = article(figure, &[(start, end, false)]);
    assert!(
        !struck
            .blocks
            .iter()
            .any(|b| matches!(b.kind, BlockKind::Figure { .. }))
    );
    let cut = struck.removed.iter().find(|r| r.start == start).unwrap();
    assert_eq!((cut.text.as_str(), cut.end), ("A boat", end));
    let again = article(figure, &[(start, end, false), (start, end, true)]);
    assert_eq!(again, shown);
}

#[test]
fn a_figure_stands_below_what_was_cut() {
    let has_picture = |picture: &str| {
        let inside = format!("<ul><li>Share this</li></ul>{picture}");
        let whole = article(&inside, &[]);
        let share = block(&whole, |k| matches!(k, BlockKind::List { .. }));
        let cut = article(&inside, &[(share.start, share.end, false)]);
        cut.blocks
            .iter()
            .any(|b| matches!(b.kind, BlockKind::Figure { .. }))
    };
    let picture = "<img src='https://a.example/1.jpg' alt='A boat' width=600 height=400>";
    assert!(has_picture(&format!("<figure>{picture}</figure>")));
    assert!(!has_picture(picture));
    let teaser = format!("<a href='https://a.example/x'><figure>{picture}</figure></a>");
    assert!(!has_picture(&teaser));
    let aside = format!("<aside><figure>{picture}</figure><p>More</p></aside>");
    assert!(!has_picture(&aside));
}
