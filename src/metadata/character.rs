//! Character references, such as `&amp;`, in text that was written for HTML and put elsewhere.

const NAMED: [(&str, char); 22] = [
    ("amp", '&'),
    ("apos", '\''),
    ("eacute", 'é'),
    ("gt", '>'),
    ("hellip", '…'),
    ("laquo", '«'),
    ("ldquo", '“'),
    ("lsquo", '‘'),
    ("lt", '<'),
    ("mdash", '—'),
    ("middot", '·'),
    ("nbsp", ' '),
    ("ndash", '–'),
    ("quot", '"'),
    ("raquo", '»'),
    ("rdquo", '”'),
    ("reg", '®'),
    ("rsquo", '’'),
    ("shy", '\u{ad}'),
    ("trade", '™'),
    ("copy", '©'),
    ("bull", '•'),
];

/// The text with its references resolved, twice when they were written twice over. Linear.
pub fn decode(text: &str) -> String {
    let once = pass(text);
    if once.contains('&') {
        pass(&once)
    } else {
        once
    }
}

fn pass(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let name = tail.get(1..).unwrap_or_default();
        let end = name.bytes().take(10).position(|b| b == b';');
        if let Some((c, end)) = end.and_then(|end| Some((named(name.get(..end)?)?, end))) {
            out.push(c);
            rest = name.get(end + 1..).unwrap_or_default();
        } else {
            out.push('&');
            rest = name;
        }
    }
    out.push_str(rest);
    out
}

fn named(name: &str) -> Option<char> {
    let Some(number) = name.strip_prefix('#') else {
        return NAMED.iter().find(|(own, _)| *own == name).map(|(_, c)| *c);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    code.ok().filter(|c| *c > 0).and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_characters() {
        assert_eq!(
            decode("Q&amp;A &#8211; &quot;x&quot; &#x27;y&#39; &amp;amp; & &unknown; &#0; AT&T"),
            "Q&A – \"x\" 'y' & & &unknown; &#0; AT&T"
        );
    }
}
