//! Keeps elements from having attributes without end.
//!
//! The tokenizer compares each attribute with all before it, so its time grows with the square of their number. A scan ahead
//! takes out what is too much. It knows just enough of the tokenizer's states not to be led astray.

use std::borrow::Cow;

/// How many attributes of an element are read.
const MOST: usize = 512;

/// The text of the elements that hold no markup.
const RAW: [&str; 8] = [
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
];

/// The document with at most so many attributes on each element. Linear in it.
pub fn bound(html: &str) -> Cow<'_, str> {
    let mut scan = Scan { html, at: 0 };
    let mut out = String::new();
    let mut copied = 0;
    while let Some(cut) = scan.next_cut() {
        out.push_str(html.get(copied..cut.start).unwrap_or_default());
        copied = cut.end;
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(html.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

struct Scan<'a> {
    html: &'a str,
    at: usize,
}

impl Scan<'_> {
    /// The next stretch of attributes that are too many.
    fn next_cut(&mut self) -> Option<std::ops::Range<usize>> {
        loop {
            self.skip(|b| b != b'<');
            self.at += 1;
            match self.peek()? {
                b'!' if self.rest().starts_with(b"!--") => self.skip_to("-->"),
                b'a'..=b'z' | b'A'..=b'Z' => {
                    if let Some(cut) = self.tag(true) {
                        return Some(cut);
                    }
                }
                b'/' => {
                    self.at += 1;
                    if let Some(cut) = self.tag(false) {
                        return Some(cut);
                    }
                }
                _ => {}
            }
        }
    }

    fn rest(&self) -> &[u8] {
        self.html.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.rest().first().copied()
    }

    fn skip(&mut self, goes_on: impl Fn(u8) -> bool) {
        let rest = self.rest();
        self.at += rest.iter().position(|b| !goes_on(*b)).unwrap_or(rest.len());
    }

    fn skip_to(&mut self, what: &str) {
        let rest = self.html.get(self.at..).unwrap_or_default();
        self.at += rest.find(what).unwrap_or(rest.len());
    }

    /// Passes a tag, and what is in an element without markup; gives back its attributes beyond the bound.
    fn tag(&mut self, starts: bool) -> Option<std::ops::Range<usize>> {
        let from = self.at;
        self.skip(|b| !b.is_ascii_whitespace() && b != b'/' && b != b'>');
        let name = self.html.get(from..self.at).unwrap_or_default();
        let raw = RAW
            .iter()
            .find(|raw| starts && name.eq_ignore_ascii_case(raw));
        let (mut count, mut first) = (0, None);
        loop {
            self.skip(|b| b.is_ascii_whitespace() || b == b'/');
            match self.peek() {
                None | Some(b'>') => break,
                Some(_) => {
                    count += 1;
                    if count > MOST && first.is_none() {
                        first = Some(self.at);
                    }
                    self.attribute();
                }
            }
        }
        let end = self.at;
        if let Some(raw) = raw {
            self.skip_raw(raw);
        }
        first.map(|first| first..end)
    }

    fn attribute(&mut self) {
        self.at += 1; // the first character belongs to the name, whatever it is
        self.skip(|b| !b.is_ascii_whitespace() && !matches!(b, b'/' | b'>' | b'='));
        self.skip(|b| b.is_ascii_whitespace());
        if self.peek() != Some(b'=') {
            return;
        }
        self.at += 1;
        self.skip(|b| b.is_ascii_whitespace());
        match self.peek() {
            Some(quote @ (b'"' | b'\'')) => {
                self.at += 1;
                self.skip(|b| b != quote);
                self.at += 1;
            }
            _ => self.skip(|b| !b.is_ascii_whitespace() && b != b'>'),
        }
    }

    /// Passes what is in an element without markup.
    fn skip_raw(&mut self, name: &str) {
        loop {
            self.skip_to("</");
            if self.peek().is_none() {
                return;
            }
            let own = self.rest().get(2..2 + name.len());
            if own.is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes())) {
                return;
            }
            self.at += 2;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_beyond_the_bound_are_taken_out() {
        let many = |count: usize| (0..count).fold(String::new(), |s, i| s + &format!(" a{i}='>'"));
        let html = |count| format!("<p{}>é<b c=d>", many(count));
        assert!(matches!(bound(&html(MOST)), Cow::Borrowed(_)));
        assert_eq!(
            bound(&html(MOST + 9)),
            html(MOST).replace("'>'>é", "'>' >é")
        );
        assert_eq!(
            bound(&format!("</p{}", many(2000))).matches('=').count(),
            MOST
        );
    }

    #[test]
    fn what_is_no_tag_stays() {
        let words = "w ".repeat(2000);
        for html in [
            format!("<script>if (a <b {words})</script><p>"),
            format!("<!-- <a {words} -->"),
            format!("a < b {words}"),
            format!("<title><a {words}</TITLE x>"),
            format!("<img alt=\"{words}\">"),
        ] {
            assert!(matches!(bound(&html), Cow::Borrowed(_)), "{}", &html[..20]);
        }
    }
}
