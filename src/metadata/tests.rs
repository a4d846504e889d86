use super::*;
use crate::{Limits, html};

const PROSE: &str = "<p>The ferry will sail twice a day from the first of May, the port authority said on Monday, after a \
    winter in which the quay was rebuilt from the ground up. Tickets cost as much as last year.</p>";

fn read_page(head: &str, body: &str, url: Option<&str>) -> Metadata {
    let page = format!("<html lang=en><head>{head}</head><body>{body}{PROSE}{PROSE}</body></html>");
    let snapshot = html::parse(&page, Limits::default()).unwrap_or_default();
    let url = url.map(str::to_owned);
    read(
        &snapshot,
        &Options {
            url,
            ..Options::default()
        },
    )
}

#[test]
fn the_sites_name_is_no_headline() {
    let head = "<title>Ferry returns to the islands | Harbour Post</title><meta property=og:site_name content='Harbour Post'>";
    let found = read_page(head, "<h1>Harbour Post</h1>", None);
    assert_eq!(found.title.as_deref(), Some("Ferry returns to the islands"));
    assert_eq!(found.site.as_deref(), Some("Harbour Post"));
    let found = read_page(
        "<title>Harbour Post - Ferry returns</title>",
        "<h2>x</h2>",
        Some("https://www.harbour-post.example/a"),
    );
    assert_eq!(found.title.as_deref(), Some("Ferry returns"));
}

#[test]
fn what_the_reader_sees_is_the_headline() {
    let head = "<title>7 ferries you won't believe</title><meta property=og:title content='7 ferries you won&#39;t believe'>";
    let found = read_page(
        head,
        "<nav>Home</nav><h1>Seven ferries of the north</h1>",
        None,
    );
    assert_eq!(found.title.as_deref(), Some("Seven ferries of the north"));
    assert!(found.title_node.is_some());
}

#[test]
fn authors_are_people() {
    let ld = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry","author":[{"@type":"Person","name":"Ana Roth"},{"@type":"Person","name":"Ben Lo"}]}</script>"#;
    assert_eq!(
        read_page(ld, "<h1>Ferry</h1>", None).byline,
        ["Ana Roth", "Ben Lo"]
    );
    let by = "<h1>Ferry returns to the islands</h1><p class=byline>By <a rel=author href=/ana>Ana Roth</a> and Ben Lo</p>";
    assert_eq!(read_page("", by, None).byline, ["Ana Roth", "Ben Lo"]);
    for nobody in [
        "admin",
        "https://www.facebook.com/harbour",
        "Harbour Post",
        "",
    ] {
        let head = format!(
            "<meta name=author content='{nobody}'><meta property=og:site_name content='Harbour Post'>"
        );
        assert_eq!(
            read_page(&head, "<h1>Ferry returns</h1>", None).byline,
            [""; 0],
            "{nobody}"
        );
    }
}

#[test]
fn dates_are_those_of_the_article() {
    let head = "<meta property=article:published_time content='2024-05-02T08:30:00+01:00'>";
    let found = read_page(head, "<h1>Ferry returns</h1>", None);
    assert_eq!(
        found.published.as_deref(),
        Some("2024-05-02T08:30:00+01:00")
    );
    let body = "<h1>Ferry returns</h1><time datetime=2024-05-02>2 May</time>";
    assert_eq!(
        read_page("", body, None).published.as_deref(),
        Some("2024-05-02")
    );
    let aside = "<h1>Ferry returns</h1><div class=related-posts><time datetime=2021-01-01>1 January 2021</time></div>\
        <footer>© Harbour Post 2019</footer><div id=comments><time datetime=2024-06-01>1 June 2024</time></div>";
    assert_eq!(read_page("", aside, None).published, None);
    let page = r#"<script type="application/ld+json">{"@type":"WebPage","datePublished":"2015-04-01"}</script>"#;
    assert_eq!(
        read_page(page, "<h1>Our services</h1>", None).published,
        None
    );
}

#[test]
fn addresses_and_language() {
    let head = "<link rel=canonical href='https://a.example/b'><meta property=og:image content='javascript:alert(1)'>";
    let found = read_page(head, "<h1>x</h1>", Some("https://a.example/b?c"));
    assert_eq!(found.url.as_deref(), Some("https://a.example/b"));
    assert_eq!((found.image, found.language.as_deref()), (None, Some("en")));
}

#[test]
fn a_change_that_machines_alone_know_is_no_publication() {
    let head = "<meta property=article:modified_time content='2024-05-02T08:30:00+01:00'>";
    let found = read_page(head, "<h1>Ferry returns</h1>", None);
    assert_eq!(found.published, None);
    assert_eq!(found.modified.as_deref(), Some("2024-05-02T08:30:00+01:00"));
}

#[test]
fn an_aside_with_the_headline_is_none() {
    let body =
        "<div class=sidebar-wrapper><h1>Ferry returns</h1><p class=date>May 2, 2024</p></div>";
    let found = read_page("", &format!("{body}{PROSE}{PROSE}{PROSE}"), None);
    assert_eq!(found.published.as_deref(), Some("2024-05-02"));
}

#[test]
fn the_address_tells_the_headline() {
    let head = "<title>How much a ferry costs</title><meta property=og:title content='How much a ferry costs'>";
    let url = Some("https://harbour.example/how-much-a-ferry-costs");
    let found = read_page(head, "<h1>Harbour</h1><h1>Our fares - a list</h1>", url);
    assert_eq!(found.title.as_deref(), Some("How much a ferry costs"));
}

#[test]
fn a_day_far_from_the_headline_is_taken_when_it_says_what_it_is() {
    let body = |note: &str| format!("<h1>Ferry returns</h1>{}{note}", PROSE.repeat(200));
    let told = "<aside><h3>Publication date</h3><time datetime=2024-05-02>2 May</time></aside>";
    let published = |body: &str| read_page("", body, None).published;
    assert_eq!(published(&body(told)).as_deref(), Some("2024-05-02"));
    let untold = "<aside><h3>Open until</h3><time datetime=2024-05-02>2 May</time></aside>";
    assert_eq!(published(&body(untold)), None);
    let comment = "<div id=comments><p>Jo</p><time>Posted on May 2, 2024</time></div>";
    assert_eq!(published(&body(comment)), None);
}

#[test]
fn the_order_of_day_and_month_is_that_of_what_machines_are_told() {
    let body = "<h1>Ferry returns</h1><p>Posted on 03/04/2024</p>";
    let head = "<meta name=date content=2024-04-03>";
    assert_eq!(
        read_page(head, body, None).published.as_deref(),
        Some("2024-04-03")
    );
    let head = "<meta name=date content=2024-03-04>";
    assert_eq!(
        read_page(head, body, None).published.as_deref(),
        Some("2024-03-04")
    );
}

#[test]
fn a_headline_that_is_no_heading_is_looked_around_too() {
    let head = "<title>Ferry returns to the islands</title>";
    let frame = "<p>Harbour news and timetables</p>".repeat(200);
    let body = format!(
        "{frame}<div class=post-date>May 2, 2024</div><div>Ferry returns to the islands</div>"
    );
    assert_eq!(
        read_page(head, &body, None).published.as_deref(),
        Some("2024-05-02")
    );
}

#[test]
fn a_day_that_stands_alone_counts_for_more() {
    let beside = "<aside><time datetime=2024-05-02>2 May</time></aside><h1>Ferry returns to the islands</h1>";
    let published = |head: &str| read_page(head, beside, None).published;
    assert_eq!(published("").as_deref(), Some("2024-05-02"));
    let changed = "<meta property=article:modified_time content=2025-01-09>";
    assert_eq!(published(changed), None);
}
