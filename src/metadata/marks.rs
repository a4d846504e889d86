//! What the words of classes and ids tell of an element.

/// An author's name.
pub const AUTHOR: u8 = 1;
/// A date.
pub const DATE: u8 = 2;
/// A date of a change.
pub const CHANGE: u8 = 4;
/// A part that tells of other things than the article.
pub const ASIDE: u8 = 8;
/// A part that tells of the article, though it may stand in an `aside`.
pub const HEAD: u8 = 16;

/// A part that tells of other articles, or what readers say.
pub const OTHER: u8 = 32;

/// Words in small letters, each once.
const WORDS: [(&str, u8); 43] = [
    ("author", AUTHOR | HEAD),
    ("authors", AUTHOR | HEAD),
    ("byline", AUTHOR | HEAD),
    ("writer", AUTHOR),
    ("date", DATE | HEAD),
    ("dates", DATE | HEAD),
    ("published", DATE | HEAD),
    ("pubdate", DATE),
    ("posted", DATE),
    ("timestamp", DATE),
    ("datetime", DATE),
    ("updated", CHANGE),
    ("modified", CHANGE),
    ("update", CHANGE),
    ("reviewed", CHANGE),
    ("edited", CHANGE),
    ("meta", HEAD),
    ("details", HEAD),
    ("comment", ASIDE | OTHER),
    ("comments", ASIDE | OTHER),
    ("related", ASIDE | OTHER),
    ("sidebar", ASIDE),
    ("footer", ASIDE),
    ("menu", ASIDE),
    ("nav", ASIDE),
    ("navigation", ASIDE),
    ("recommended", ASIDE | OTHER),
    ("popular", ASIDE | OTHER),
    ("trending", ASIDE | OTHER),
    ("newsletter", ASIDE),
    ("disqus", ASIDE | OTHER),
    ("respond", ASIDE | OTHER),
    ("breadcrumb", ASIDE),
    ("breadcrumbs", ASIDE),
    ("cookie", ASIDE),
    ("promo", ASIDE),
    ("recirc", ASIDE | OTHER),
    ("teaser", ASIDE | OTHER),
    ("carousel", ASIDE | OTHER),
    ("recommendations", ASIDE | OTHER),
    ("similar", ASIDE | OTHER),
    ("upnext", ASIDE | OTHER),
    ("", 0),
];

/// Places by hash: numbers of [`WORDS`], the empty last one where there is none.
static PLACES: [u8; 256] = places();

const NONE: u8 = WORDS.len() as u8 - 1;

const fn places() -> [u8; 256] {
    let mut places = [NONE; 256];
    let mut number = 0;
    while number < NONE {
        let word = WORDS[number as usize].0.as_bytes();
        let (mut hash, mut at) = (EMPTY, 0);
        while at < word.len() {
            hash = extend(hash, word[at]);
            at += 1;
        }
        while places[place(hash)] != NONE {
            hash += 1;
        }
        places[place(hash)] = number;
        number += 1;
    }
    places
}

const EMPTY: u32 = 0x811c_9dc5;

const fn extend(hash: u32, letter: u8) -> u32 {
    (hash ^ letter as u32).wrapping_mul(0x0100_0193)
}

const fn place(hash: u32) -> usize {
    (hash ^ hash >> 15) as usize & 255
}

/// The words of a class or an id, parted by signs or by capitals. One pass over its bytes.
pub fn words(value: &str) -> impl Iterator<Item = &str> {
    let bytes = value.as_bytes();
    let (mut start, mut lower) = (0, false);
    (0..=bytes.len()).filter_map(move |at| {
        let byte = bytes.get(at).copied().unwrap_or(b' ');
        let turn = byte.is_ascii_uppercase() && lower;
        lower = byte.is_ascii_lowercase();
        if byte.is_ascii_alphanumeric() && !turn {
            return None;
        }
        let word = value.get(start..at);
        start = at + usize::from(!turn);
        word
    })
}

/// What is told by the words of a class or an id.
pub fn read(value: &str) -> u8 {
    // As in `words`, but hashed on the way: every class of a page comes by here.
    let (mut told, mut hash, mut start, mut lower) = (0, EMPTY, 0, false);
    for (at, byte) in value.bytes().chain([b' ']).enumerate() {
        let turn = byte.is_ascii_uppercase() && lower;
        lower = byte.is_ascii_lowercase();
        if turn || !byte.is_ascii_alphanumeric() {
            told |= look_up(value.get(start..at).unwrap_or_default(), hash);
            (hash, start) = (EMPTY, at + usize::from(!turn));
        }
        if byte.is_ascii_alphanumeric() {
            hash = extend(hash, byte.to_ascii_lowercase());
        }
    }
    told
}

/// What is told by a word with its hash.
fn look_up(own: &str, hash: u32) -> u8 {
    for step in 0..PLACES.len() as u32 {
        let number = PLACES.get(place(hash.wrapping_add(step)));
        match number.and_then(|n| WORDS.get(usize::from(*n))) {
            Some((word, told)) if own.eq_ignore_ascii_case(word) => return *told,
            None | Some(("", _)) => break,
            Some(_) => {}
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_however_it_is_parted() {
        for (word, told) in WORDS {
            assert_eq!(read(word), told, "{word}");
            assert_eq!(read(&word.to_uppercase()), told, "{word}");
            assert_eq!(read(&format!("x-{word}__y {word}")), told, "{word}");
        }
        assert_eq!(read("entryDate postAuthor"), DATE | AUTHOR | HEAD);
        assert_eq!(read("authority, updates and dated; über-nav"), ASIDE);
    }
}
