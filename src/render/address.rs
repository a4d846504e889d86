//! Which addresses may come out.

/// Schemes that only name a place to read, to write to or to call.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// The address as it may stand in a link: absolute http, https, mailto or tel, or `#part` of the
/// same page. Anything else gives `None`: script, data, relative and protocol-relative addresses.
///
/// Reads the address as browsers do: without control characters and spaces around it, and without
/// tabs and line ends inside. What could end an attribute or a Markdown link is percent-encoded.
#[must_use]
pub fn safe_address(address: &str) -> Option<String> {
    let trimmed = address.trim_matches(|c: char| c <= ' ');
    if trimmed.bytes().all(is_plain) {
        return is_safe(trimmed).then(|| trimmed.to_owned());
    }
    let joined: String = trimmed
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    is_safe(&joined).then(|| joined.chars().fold(String::new(), push_encoded))
}

/// The same for a picture, which can only come from http or https.
pub(super) fn safe_image(address: &str) -> Option<String> {
    safe_address(address).filter(|a| scheme(a).is_some_and(|(s, _)| is_web(s)))
}

fn is_safe(address: &str) -> bool {
    if address.starts_with('#') {
        return true;
    }
    scheme(address).is_some_and(|(scheme, rest)| {
        if is_web(scheme) {
            // Without a host it would be relative to the page that shows it.
            rest.strip_prefix("//")
                .is_some_and(|host| !host.is_empty() && !host.starts_with(['/', '\\', '?', '#']))
        } else {
            !rest.is_empty() && SCHEMES.iter().any(|s| scheme.eq_ignore_ascii_case(s))
        }
    })
}

fn scheme(address: &str) -> Option<(&str, &str)> {
    address.split_once(':')
}

fn is_web(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

/// What stands in an address as it is.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_graphic() && !is_special(char::from(byte))
}

/// What could end an attribute or a link of Markdown.
fn is_special(c: char) -> bool {
    matches!(c, '"' | '<' | '>' | '`')
}

fn push_encoded(mut out: String, c: char) -> String {
    if c.is_control() || c.is_whitespace() || is_special(c) {
        let mut bytes = [0; 4];
        for byte in c.encode_utf8(&mut bytes).bytes() {
            out.push('%');
            out.extend([byte >> 4, byte & 15].map(hex_digit));
        }
    } else {
        out.push(c);
    }
    out
}

fn hex_digit(nibble: u8) -> char {
    char::from(match nibble {
        0..=9 => b'0' + nibble,
        _ => b'A' + nibble - 10,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of `tests/fixtures/render/addresses.json`: address in, address out or null. The browser's
    /// side reads the same file.
    #[test]
    fn addresses_come_out_as_the_table_says() {
        let table = include_str!("../../tests/fixtures/render/addresses.json");
        let rows: Vec<(String, Option<String>)> = serde_json::from_str(table).unwrap();
        assert!(rows.len() > 40);
        for (address, expected) in rows {
            assert_eq!(safe_address(&address), expected, "{address:?}");
        }
    }

    #[test]
    fn pictures_come_from_the_web_alone() {
        assert_eq!(safe_image("HTTP://a.b/c").as_deref(), Some("HTTP://a.b/c"));
        assert_eq!(safe_image("mailto:a@b.c"), None);
        assert_eq!(safe_image("#a:b"), None);
    }
}
