use std::fmt::Write;

use super::*;
use crate::ErrorCode;
use crate::snapshot::{Attribute, Tag};

fn parsed(html: &str) -> Snapshot {
    parse(html, Limits::default()).unwrap()
}

/// A document as brackets: names of elements with their strings, and texts.
fn shape(snapshot: &Snapshot) -> String {
    let mut out = String::new();
    let mut ends = Vec::new();
    for node in 0..snapshot.len() {
        while ends.last().is_some_and(|end| *end <= node) {
            ends.pop();
            out.push(')');
        }
        if snapshot.tag(node) == Tag::Text {
            let _ = write!(out, "{:?}", snapshot.text_of(node));
            continue;
        }
        out.push_str(snapshot.tag(node).name());
        if snapshot.is_hidden(node) {
            out.push('!');
        }
        for (name, value) in snapshot.strings(node) {
            let _ = write!(out, "[{}={value}]", name.name());
        }
        out.push('(');
        ends.push(snapshot.end(node));
    }
    out.extend(ends.iter().map(|_| ')'));
    out
}

fn body(html: &str) -> String {
    let all = shape(&parsed(html));
    let start = all.find("body(").unwrap() + 5;
    all[start..all.len() - 2].to_owned()
}

#[test]
fn elements_texts_and_attributes() {
    let html =
        "<p class=a onclick=b ID='c'>Text<!-- no --> and<br>more<x-card lang=en>!</x-card></p>";
    assert_eq!(
        body(html),
        r##"p[class=a][id=c]("Text and"br()"more"#other[#name=x-card][lang=en]("!"))"##
    );
}

#[test]
fn what_shows_nothing_is_left_out() {
    let html = "a<style>b</style><script>c</script><template><p>d</template>e<iframe src=f>g</iframe>\
        <script type=' Application/LD+JSON'>{}</script><svg><style>h</style><title>i</title></svg>";
    assert_eq!(
        body(html),
        r#""ae"iframe[src=f]()script[type= Application/LD+JSON]("{}")svg(#other[#name=title]("i"))"#
    );
    assert_eq!(
        body("<body><noscript><img src=a></noscript>"),
        "noscript(img[src=a]())"
    );
}

#[test]
fn hidden_by_attribute_and_by_style() {
    let html = "<p hidden><p hidden=until-found><p style='color:red; DISPLAY : none'><p style='visibility:\nhidden'><p style=display:block>";
    assert_eq!(body(html), "p!()p()p!()p!()p()");
}

#[test]
fn long_values_are_left_out() {
    let html = format!("<img src=data:{} alt=b>", "a".repeat(5000));
    assert_eq!(body(&html), "img[alt=b]()");
}

#[test]
fn misnested_markup_as_in_browsers() {
    assert_eq!(
        body("<p><b>a<p>b</b>c<table>d<tr><td>e</table>"),
        r#"p(b("a"))p(b("b")"cd"table(tbody(tr(td("e")))))"#
    );
    assert_eq!(body("<table><p>a</table>"), r#"p("a")table()"#);
}

#[test]
fn depth_is_that_of_browsers() {
    let html = format!(
        "{}end{}<p>after",
        "<div>".repeat(3000),
        "</div>".repeat(3000)
    );
    let snapshot = parsed(&html);
    let depth = |mut node: usize| {
        let mut depth = 0;
        while let Some(parent) = snapshot.parent(node) {
            (node, depth) = (parent, depth + 1);
        }
        depth
    };
    let texts: Vec<usize> = (0..snapshot.len())
        .filter(|n| snapshot.tag(*n) == Tag::Text)
        .collect();
    assert_eq!(texts.len(), 2);
    assert!(
        (500..=512).contains(&depth(texts[0])),
        "{}",
        depth(texts[0])
    );
    assert_eq!(depth(texts[1]), 3);
}

#[test]
fn limits_are_named() {
    let limits = |bytes, nodes| Limits { bytes, nodes };
    let code = |limits| parse("<p>a<p>b", limits).map_err(|e| e.code());
    assert_eq!(code(limits(7, 99)), Err(ErrorCode::TooManyBytes));
    assert_eq!(code(limits(8, 6)), Err(ErrorCode::TooManyNodes));
    assert!(code(limits(8, 7)).is_ok());
}

#[test]
fn encodings_are_those_of_browsers() {
    assert_eq!(decode("\u{feff}é".as_bytes()), "é");
    assert_eq!(decode(b"\xff\xfe\xe9\0"), "é");
    assert_eq!(decode(b"\xfe\xff\0\xe9"), "é");
    assert_eq!(decode("é".as_bytes()), "é");
    assert_eq!(decode(b"\x93\xe9\x94"), "“é”");
    assert_eq!(
        decode(b"<meta charset=iso-8859-2>\xb1").chars().last(),
        Some('ą')
    );
    let old = b"<META http-equiv=Content-Type content='text/html; charset=windows-1251'>\xc6";
    assert_eq!(decode(old).chars().last(), Some('Ж'));
    assert_eq!(
        decode(b"<meta charset = 'utf-16'>a\xff").chars().last(),
        Some('\u{fffd}')
    );
    assert_eq!(
        decode(b"<meta charset=nonsense>\xe9").chars().last(),
        Some('é')
    );
    let shift = b"<meta charset=shift_jis>\x93\xfa\x96";
    assert!(decode(shift).ends_with("日\u{fffd}"));
}

#[test]
fn attributes_are_those_of_the_list() {
    let snapshot = parsed("<img data-src=a srcset=b width=1 style=c>");
    let node = (0..snapshot.len())
        .find(|n| snapshot.tag(*n) == Tag::Img)
        .unwrap();
    let all: Vec<_> = snapshot.strings(node).map(|(name, _)| name).collect();
    assert_eq!(
        all,
        [Attribute::DataSrc, Attribute::Srcset, Attribute::Width]
    );
}
