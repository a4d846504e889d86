//! Addresses in a document, made absolute.

use std::borrow::Cow;

use crate::render::safe_address;
use crate::snapshot::{Attribute, Snapshot, Tag};

/// What relative addresses are relative to.
#[derive(Clone, Debug, Default)]
pub struct Base {
    address: Option<String>,
}

impl Base {
    /// The base of a document: its `base` element's address, else its own, else the one that the caller knows.
    #[must_use]
    pub fn of(snapshot: &Snapshot, known: Option<&str>) -> Self {
        let own = Self {
            address: snapshot
                .url
                .as_deref()
                .or(known)
                .filter(|a| is_web(a))
                .map(str::to_owned),
        };
        let named = (0..snapshot.len())
            .take_while(|n| snapshot.tag(*n) != Tag::Body)
            .filter(|n| snapshot.tag(*n) == Tag::Base)
            .find_map(|n| snapshot.attribute(n, Attribute::Href));
        match named.and_then(|href| own.absolute(href)) {
            Some(address) if is_web(&address) => Self {
                address: Some(address.into_owned()),
            },
            _ => own,
        }
    }

    /// The address of a link, absolute and safe to give out; `#part` stays as it is.
    #[must_use]
    pub fn link(&self, href: &str) -> Option<String> {
        let href = href.trim_matches(|c: char| c <= ' ');
        if href.starts_with('#') {
            return safe_address(href);
        }
        safe_address(&self.absolute(href)?)
    }

    /// The address of a picture, absolute, from the web alone.
    #[must_use]
    pub fn picture(&self, src: &str) -> Option<String> {
        self.link(src).filter(|a| is_web(a))
    }

    /// An address made absolute (RFC 3986, 5.2, on the text; a browser's parser would also mend the host).
    fn absolute<'a>(&self, href: &'a str) -> Option<Cow<'a, str>> {
        let href = joined(href);
        if has_scheme(&href) {
            return Some(href);
        }
        let base = self.address.as_deref()?;
        let (scheme, rest) = base.split_once("://")?;
        if href.is_empty() {
            return Some(base.to_owned().into());
        }
        if let Some(host) = href.strip_prefix("//") {
            return Some(format!("{scheme}://{host}").into());
        }
        let path_at = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, path) = rest.split_at_checked(path_at)?;
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let joined = match href.chars().next() {
            Some('?') => format!("{path}{href}"),
            Some('/') => href.into_owned(),
            _ => {
                let folder = path
                    .rfind('/')
                    .and_then(|at| path.get(..=at))
                    .unwrap_or("/");
                format!("{folder}{href}")
            }
        };
        Some(format!("{scheme}://{host}{}", without_dots(&joined)).into())
    }
}

/// An address as browsers read it: without spaces and control characters around it, without tabs and line ends inside.
fn joined(href: &str) -> Cow<'_, str> {
    let href = href.trim_matches(|c: char| c <= ' ');
    let is_dropped = |b: u8| matches!(b, b'\t' | b'\n' | b'\r');
    if href.bytes().any(is_dropped) {
        href.replace(['\t', '\n', '\r'], "").into()
    } else {
        href.into()
    }
}

fn is_web(address: &str) -> bool {
    let starts = |scheme: &str| {
        address
            .get(..scheme.len())
            .is_some_and(|s| s.eq_ignore_ascii_case(scheme))
    };
    starts("http://") || starts("https://")
}

fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    })
}

/// A path without `.` and `..`; query and fragment stay.
fn without_dots(path: &str) -> String {
    let end = path.find(['?', '#']).unwrap_or(path.len());
    let (path, tail) = path.split_at_checked(end).unwrap_or((path, ""));
    if !path.contains("/.") {
        return format!("{path}{tail}");
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut open = false;
    for part in path.split('/').skip(1) {
        open = matches!(part, "." | "..");
        match part {
            "." => {}
            ".." => {
                kept.pop();
            }
            part => kept.push(part),
        }
    }
    let slash = if open && !kept.is_empty() { "/" } else { "" };
    format!("/{}{slash}{tail}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_absolute() {
        let base = Base {
            address: Some("https://a.org/b/c?d#e".into()),
        };
        for (href, expected) in [
            ("f", Some("https://a.org/b/f")),
            (" ./f\n", Some("https://a.org/b/f")),
            ("../f?g=/../h", Some("https://a.org/f?g=/../h")),
            ("../../../f/", Some("https://a.org/f/")),
            ("/f", Some("https://a.org/f")),
            ("?f", Some("https://a.org/b/c?f")),
            ("", Some("https://a.org/b/c?d#e")),
            ("//h.org/f", Some("https://h.org/f")),
            ("#f", Some("#f")),
            ("mailto:f@a.org", Some("mailto:f@a.org")),
            ("java\nscript:alert(1)", None),
            ("data:text/html,f", None),
        ] {
            assert_eq!(base.link(href).as_deref(), expected, "{href:?}");
        }
        assert_eq!(Base::default().link("f"), None);
        assert_eq!(base.picture("mailto:f@a.org"), None);
        let rootless = Base {
            address: Some("https://a.org".into()),
        };
        assert_eq!(rootless.link("f").as_deref(), Some("https://a.org/f"));
    }
}
