//! Tokens and sentences, with exact byte offsets.
//!
//! Hyphens and slashes are tokens of their own, a possessive `'s` too, so that a name inside of
//! "Russian-brokered" or "MOSCOW/BAKU" can be marked. Training text goes through this same code.

use crate::words::is_invisible;

/// A token: a word, a number, or one piece of punctuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is made of.
    pub kind: TokenKind,
    /// True for the last token of a sentence.
    pub ends: bool,
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, perhaps with digits, inner apostrophes and the dots of an abbreviation.
    Word,
    /// Digits, perhaps with separators between them.
    Number,
    /// Anything else.
    Mark,
    /// An address on the web or of mail.
    Address,
}

impl Token {
    /// The token's text; empty when the offsets do not fit `text`.
    #[must_use]
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize)
            .unwrap_or_default()
    }
}

/// What an apostrophe between letters does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Apostrophe {
    /// It is part of the word, but for the English possessive: "O'Neill", "Obama" and "'s".
    #[default]
    Inside,
    /// It ends a short word: "l'" and "OTAN".
    Before,
    /// It begins the ending of a name: "Ankara" and "'da".
    Behind,
}

/// A sentence longer than this is cut, which bounds the decoder's memory.
const LONGEST_SENTENCE: usize = 600;

/// Splits `text` into tokens and marks the ends of sentences. Linear in the text.
#[must_use]
pub fn tokenize(text: &str) -> Vec<Token> {
    tokenize_as(text, Apostrophe::Inside)
}

/// The same with the apostrophe as the text's language uses it.
#[must_use]
pub fn tokenize_as(text: &str, apostrophe: Apostrophe) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() || is_invisible(c) {
            at += c.len_utf8();
            continue;
        }
        let (end, kind) = token_end(text, at, c, apostrophe);
        let seen = text[at..end].trim_end_matches(is_invisible).len();
        tokens.push(Token {
            start: at as u32,
            end: (at + seen) as u32,
            kind,
            ends: false,
        });
        at = end;
    }
    mark_sentences(text, &mut tokens);
    tokens
}

/// Whether a word is one of a list with blanks between them.
#[must_use]
pub fn is_one_of(word: &str, list: &str) -> bool {
    list.split(' ').any(|other| other == word)
}

/// True for both forms of the apostrophe and what stands in for it.
#[must_use]
pub fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}' | '`' | '\u{b4}'
    )
}

/// True for quotation marks of all shapes; the single ones double as apostrophes.
#[must_use]
pub fn is_quote(c: char) -> bool {
    is_apostrophe(c) || matches!(c, '"' | '\u{201c}'..='\u{201f}' | '«' | '»' | '‹' | '›')
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}')
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c) || is_invisible(c)
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{e7f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3134f}')
}

fn first(text: &str) -> Option<char> {
    text.chars().next()
}

/// Where the token that starts at `at` with `c` ends.
fn token_end(text: &str, at: usize, c: char, apostrophe: Apostrophe) -> (usize, TokenKind) {
    if c.is_ascii_digit() {
        return number_end(text, at);
    }
    if is_ideograph(c) {
        return (at + c.len_utf8(), TokenKind::Word);
    }
    if is_word(c) {
        if let Some(end) = address_end(text, at) {
            return (end, TokenKind::Address);
        }
        let sign = currency_sign(&text[at..]);
        return (
            sign.map_or_else(|| word_end(text, at, apostrophe), |s| at + s),
            TokenKind::Word,
        );
    }
    let next = at + c.len_utf8();
    let rest = &text[next..];
    let ending = || text[..at].ends_with(char::is_alphanumeric);
    if apostrophe == Apostrophe::Behind && is_apostrophe(c) && ending() {
        return (next + run_of_letters(rest), TokenKind::Mark);
    }
    if is_apostrophe(c) && rest.starts_with(['s', 'S']) && !rest[1..].starts_with(is_word) {
        return (next + 1, TokenKind::Mark);
    }
    if c == '.' {
        let behind = rest.trim_start_matches('.');
        return (text.len() - behind.len(), TokenKind::Mark);
    }
    (next, TokenKind::Mark)
}

fn number_end(text: &str, at: usize) -> (usize, TokenKind) {
    let mut end = at;
    let mut kind = TokenKind::Number;
    let mut chars = text[at..].char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let separates = matches!(c, '.' | ',')
            && chars.peek().is_some_and(|(_, next)| next.is_ascii_digit())
            && kind == TokenKind::Number;
        if (!is_word(c) && !separates) || is_ideograph(c) {
            break;
        }
        if c.is_alphabetic() {
            kind = TokenKind::Word;
        }
        end = at + i + c.len_utf8();
    }
    (end, kind)
}

/// The length of a currency's letters that stick to a number: the "RM" of "RM250,000".
fn currency_sign(text: &str) -> Option<usize> {
    const SIGNS: [&str; 9] = ["RM", "Rs", "Tk", "Rp", "USD", "EUR", "GBP", "KSh", "AED"];
    let sign = SIGNS.iter().find(|s| text.starts_with(**s))?;
    text[sign.len()..]
        .starts_with(|c: char| c.is_ascii_digit())
        .then_some(sign.len())
}

/// The end of a web or mail address that starts at `at`.
fn address_end(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let run = rest
        .bytes()
        .take(64)
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+'))
        .count();
    let after = rest.get(run..)?;
    let is_address = after.starts_with("://")
        || (rest.starts_with("www.") && run > 4)
        || (after.starts_with('@') && after[1..].starts_with(|c: char| c.is_ascii_alphanumeric()));
    if !is_address {
        return None;
    }
    let stop = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | ')' | ']' | '”' | '»');
    let long = rest.find(stop).unwrap_or(rest.len());
    let trimmed = rest[..long].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
    Some(at + trimmed.len())
}

/// The end of a word: letters, digits and marks, inner apostrophes, `&` between capitals, and
/// the dots of initials and abbreviations.
fn word_end(text: &str, at: usize, apostrophe: Apostrophe) -> usize {
    let mut end = at;
    loop {
        end += run_of_letters(&text[end..]);
        let rest = &text[end..];
        let Some(joint) = first(rest) else { break };
        let after = &rest[joint.len_utf8()..];
        let goes_on = match joint {
            c if is_apostrophe(c) && apostrophe == Apostrophe::Behind => false,
            c if is_apostrophe(c) && apostrophe == Apostrophe::Before => {
                if is_elided(&text[at..end]) && after.starts_with(char::is_alphabetic) {
                    return end + c.len_utf8();
                }
                is_inner_apostrophe(&text[at..end], after)
            }
            c if is_apostrophe(c) => is_inner_apostrophe(&text[at..end], after),
            '&' => {
                text[..end].ends_with(char::is_uppercase) && after.starts_with(char::is_uppercase)
            }
            '.' => is_inner_dot(&text[at..end], after),
            _ => false,
        };
        if !goes_on {
            if joint == '.' && takes_dot(&text[at..end], after) {
                end += 1;
            }
            break;
        }
        end += joint.len_utf8();
    }
    end
}

fn run_of_letters(text: &str) -> usize {
    text.find(|c| !is_word(c) || is_ideograph(c))
        .unwrap_or(text.len())
}

/// Words that lose their last letter before a vowel, in French, Italian and Catalan.
fn is_elided(word: &str) -> bool {
    const LONGER: &str = "qu jusqu lorsqu puisqu quoiqu un dell nell all sull dall quell";
    (word.len() == 1 && !word.eq_ignore_ascii_case("o"))
        || is_one_of(&word.to_ascii_lowercase(), LONGER)
}

fn is_inner_apostrophe(before: &str, after: &str) -> bool {
    let possessive = after.starts_with(['s', 'S']) && !after[1..].starts_with(is_word);
    after.starts_with(char::is_alphabetic) && !possessive && !before.is_empty()
}

/// A dot inside of a word: "U.S" before the last dot, "Booking.com".
fn is_inner_dot(before: &str, after: &str) -> bool {
    const ENDINGS: &str = "com org net co io ru de uk tv";
    let letter = |s: &str| s.chars().count() == 1 && s.chars().all(char::is_alphabetic);
    let piece = before.rsplit('.').next().unwrap_or_default();
    if after.starts_with(char::is_alphabetic) && letter(piece) {
        let next = &after[..run_of_letters(after)];
        return letter(next);
    }
    let tail = &after[..run_of_letters(after)];
    piece.len() > 1 && is_one_of(tail, ENDINGS)
}

/// Abbreviations that keep their dot; all in lower case, sorted.
const ABBREVIATIONS: &str = "\
    adm apr assoc aug ave bros brig capt cmdr co col corp dec dept dr etc feb fr gen gov inc jan jr \
    lt ltd maj messrs mr mrs ms mt nov oct pres prof pvt rep rev sen sept sgt sr st supt univ vol vs";

fn takes_dot(word: &str, after: &str) -> bool {
    if after.starts_with('.') {
        return false;
    }
    let mut chars = word.chars();
    let initial = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
    let dotted = word.contains('.') && word.split('.').all(|p| p.chars().count() == 1);
    initial || dotted || is_abbreviation(word)
}

fn is_abbreviation(word: &str) -> bool {
    word.len() < 7 && is_one_of(&word.to_ascii_lowercase(), ABBREVIATIONS)
}

fn mark_sentences(text: &str, tokens: &mut [Token]) {
    let mut length = 0;
    for i in 0..tokens.len() {
        length += 1;
        let next = tokens.get(i + 1).copied();
        let ends = next.is_none_or(|next| ends_sentence(text, &tokens[..=i], next));
        if ends || length >= LONGEST_SENTENCE {
            tokens[i].ends = true;
            length = 0;
        }
    }
}

/// Whether a sentence ends between the last of `before` and `next`.
fn ends_sentence(text: &str, before: &[Token], next: Token) -> bool {
    let Some(last) = before.last() else {
        return false;
    };
    let gap = text
        .get(last.end as usize..next.start as usize)
        .unwrap_or_default();
    let follows = next.text(text);
    if gap.contains(['\n', '\r', '\u{2029}']) {
        let lines = gap.matches('\n').count();
        let wrapped =
            lines == 1 && follows.starts_with(|c: char| c.is_lowercase() || c.is_numeric());
        return !wrapped;
    }
    let closes = |t: &Token| {
        t.text(text)
            .starts_with(|c| is_quote(c) || matches!(c, ')' | ']'))
    };
    let Some(stop) = before.iter().rev().take(3).find(|t| !closes(t)) else {
        return false;
    };
    let opens = follows.starts_with(|c: char| {
        c.is_uppercase()
            || c.is_numeric()
            || is_quote(c)
            || matches!(c, '(' | '[' | '-' | '–' | '—')
    });
    match stop.text(text) {
        "!" | "?" | "。" | "！" | "？" => opens && !gap.is_empty(),
        "." | ".." | "..." | "…" => {
            opens && !gap.is_empty() && !closes_before(text, last, follows)
        }
        word if word.ends_with('.') => opens && ends_after_abbreviation(word, follows),
        _ => false,
    }
}

/// A closing quote must not be cut off from its sentence.
fn closes_before(text: &str, last: &Token, follows: &str) -> bool {
    let open = last.text(text).starts_with('.');
    open && follows.starts_with(['”', '»', '’'])
}

/// "the U.S. The" ends a sentence; "the U.S. State Department" does not.
fn ends_after_abbreviation(word: &str, follows: &str) -> bool {
    const STARTERS: &str = "\
        A After An And As At But For He I If In It Last On She That The There These They This We \
        When";
    let dotted = word.matches('.').count() > 1;
    let closing = ["inc.", "ltd.", "corp.", "co.", "jr.", "sr.", "etc."];
    let may = dotted || closing.iter().any(|c| c.eq_ignore_ascii_case(word));
    may && is_one_of(follows, STARTERS)
}
