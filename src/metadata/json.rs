//! JSON as pages write it: with line ends in strings, commas too many, and comments around it.

use super::character;

/// How deep lists and objects are read.
const DEEPEST: usize = 24;

/// A value. What is neither text, number, list nor object says nothing here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// True, false, null, and what is not JSON.
    Nothing,
    /// A string or a number; character references are resolved.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object, its fields in their order.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The field of a name.
    pub fn get(&self, name: &str) -> Option<&Json> {
        let Self::Object(fields) = self else {
            return None;
        };
        fields.iter().find(|(own, _)| own == name).map(|(_, v)| v)
    }

    /// The text, or the first of a list.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text.trim()).filter(|t| !t.is_empty()),
            Self::List(items) => items.iter().find_map(Self::text),
            _ => None,
        }
    }

    /// The items of a list, or the value itself.
    pub fn items(&self) -> &[Json] {
        match self {
            Self::List(items) => items,
            Self::Nothing => &[],
            other => std::slice::from_ref(other),
        }
    }
}

/// All values in a text. What cannot be read is passed over. Linear in the text.
pub fn read(text: &str) -> Vec<Json> {
    // A mark of XML, whose brackets are none of JSON's.
    let text = text.split_once("<![CDATA[").map_or(text, |(_, rest)| rest);
    let mut reader = Reader { text, at: 0 };
    let mut values = Vec::new();
    while let Some(ahead) = reader.rest().find(['{', '[']) {
        reader.at += ahead;
        values.push(reader.value(0));
    }
    values
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next character that is not blank.
    fn peek(&mut self) -> Option<char> {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        self.rest().chars().next()
    }

    fn value(&mut self, depth: usize) -> Json {
        match self.peek() {
            Some('{') if depth < DEEPEST => self.object(depth),
            Some('[') if depth < DEEPEST => self.list(depth),
            Some('"') => Json::Text(self.string()),
            Some('{' | '[') => {
                self.at = self.text.len(); // too deep to be metadata
                Json::Nothing
            }
            _ => self.word(),
        }
    }

    fn list(&mut self, depth: usize) -> Json {
        let mut items = Vec::new();
        self.at += 1;
        loop {
            match self.peek() {
                None => break,
                Some(']') => {
                    self.at += 1;
                    break;
                }
                Some(',' | ':' | '}') => self.at += 1,
                Some(_) => items.push(self.value(depth + 1)),
            }
        }
        Json::List(items)
    }

    fn object(&mut self, depth: usize) -> Json {
        let mut fields = Vec::new();
        self.at += 1;
        loop {
            match self.peek() {
                None => break,
                Some('}') => {
                    self.at += 1;
                    break;
                }
                Some('"') => {
                    let name = self.string();
                    if self.peek() == Some(':') {
                        self.at += 1;
                        fields.push((name, self.value(depth + 1)));
                    }
                }
                Some(c) => self.at += c.len_utf8(),
            }
        }
        Json::Object(fields)
    }

    /// A number, or a word such as true.
    fn word(&mut self) -> Json {
        let rest = self.rest();
        let ends =
            |c: char| c.is_whitespace() || matches!(c, ',' | ':' | ']' | '}' | '{' | '[' | '"');
        let word = rest
            .get(..rest.find(ends).unwrap_or(rest.len()))
            .unwrap_or("");
        // Always a step ahead.
        self.at += word
            .len()
            .max(rest.chars().next().map_or(0, char::len_utf8));
        if word.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
            Json::Text(word.to_owned())
        } else {
            Json::Nothing
        }
    }

    fn string(&mut self) -> String {
        let mut out = String::new();
        self.at += 1;
        let mut chars = self.rest().char_indices();
        let mut high = None;
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.at += at + 1;
                    return character::decode(&out);
                }
                '\\' => match chars.next() {
                    Some((_, 'u')) => {
                        let digits: String = chars.by_ref().take(4).map(|(_, c)| c).collect();
                        unit(&mut out, &mut high, &digits);
                    }
                    Some((_, 'n' | 'r' | 't' | 'b' | 'f')) => out.push(' '),
                    Some((_, other)) => out.push(other),
                    None => break,
                },
                other => out.push(other),
            }
        }
        self.at = self.text.len();
        character::decode(&out)
    }
}

/// Adds a UTF-16 code unit; the first half of a pair waits in `high`.
fn unit(out: &mut String, high: &mut Option<u16>, digits: &str) {
    let Ok(unit) = u16::from_str_radix(digits, 16) else {
        return;
    };
    if (0xd800..0xdc00).contains(&unit) {
        *high = Some(unit);
        return;
    }
    let pair = high.take().map_or(vec![unit], |first| vec![first, unit]);
    out.extend(char::decode_utf16(pair).filter_map(Result::ok));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_as_pages_write_it() {
        let text = "<!--//<![CDATA[\n{\"a\": \"one\ntwo &amp;amp; \\u00e9\\ud83d\\ude00\\/\", \"b\": [1.5, true, {},],\n, \"c\" : {\"d\": \"x\"}}//]]>";
        let [value] = &read(text)[..] else { panic!() };
        assert_eq!(value.get("a").unwrap().text(), Some("one\ntwo & é😀/"));
        assert_eq!(value.get("b").unwrap().items().len(), 3);
        assert_eq!(value.get("b").unwrap().text(), Some("1.5"));
        assert_eq!(value.get("c").unwrap().get("d").unwrap().text(), Some("x"));
    }

    #[test]
    fn any_text_ends() {
        for text in [
            "{",
            "[[",
            "{\"a",
            "{\"a\":",
            "[\"\\u12",
            "{a}",
            "]",
            "{\"a\" \"b\"",
            "[tru",
        ] {
            assert!(read(text).len() <= 2, "{text}");
        }
        assert_eq!(read(&"[".repeat(100_000)).len(), 1);
        assert_eq!(read("{} and [1]").len(), 2);
    }
}
