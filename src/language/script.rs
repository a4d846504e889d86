//! Scripts, and the letters that tell languages of one script apart.

use std::sync::OnceLock;

use super::stopwords::TAGS;
use crate::order;

/// What the script of a text says about its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// Enough: one language, or none other that we tell apart.
    Only(&'static str),
    Latin,
    Cyrillic,
    Arabic,
    Devanagari,
}

impl Script {
    /// The languages with a list of words that are written in it, as bits.
    pub(super) fn languages(self) -> u64 {
        let cyrillic = set("ru uk be bg sr mk");
        let arabic = set("ar fa ur");
        let devanagari = set("hi mr");
        match self {
            Self::Cyrillic => cyrillic,
            Self::Arabic => arabic,
            Self::Devanagari => devanagari,
            Self::Latin => !(cyrillic | arabic | devanagari | set("el he zh ja ko")),
            Self::Only(_) => 0,
        }
    }
}

/// Letters outside of ASCII that a language uses, and others of its script do not all.
const LETTERS: &[(&str, &str)] = &[
    ("fr", "éèêàçùœîôûëïâ"),
    ("de", "äöüß"),
    ("es", "ñáéíóú¿¡"),
    ("pt", "ãõçáéíóúâêôà"),
    ("it", "àèéìòù"),
    ("sv", "åäöé"),
    ("da", "æøå"),
    ("no", "æøå"),
    ("fi", "äö"),
    ("is", "þðæöáéíóúý"),
    ("pl", "ąćęłńóśźż"),
    ("cs", "ěščřžýáíéúůťďň"),
    ("sk", "ľĺŕôäčďťňžšýáíéú"),
    ("ro", "ăâîșțşţ"),
    ("hu", "őűáéíóöúü"),
    ("tr", "ğışçöüâ"),
    ("az", "əğışçöü"),
    (
        "vi",
        "ơưđăâêôạảấầẩậắằặẹẻếềểễệịỉĩọỏốồổộớờởợụủũứừửựỳỹàáãèéìíòóõùúý",
    ),
    ("ca", "çàèéíïòóúü·"),
    ("gl", "ñáéíóú"),
    ("hr", "čćžšđ"),
    ("sl", "čšž"),
    ("sq", "ëç"),
    ("et", "äöõü"),
    ("lv", "āčēģīķļņšūž"),
    ("lt", "ąčęėįšųūž"),
    ("ru", "ыэъё"),
    ("uk", "іїєґ"),
    ("be", "ўіыэё"),
    ("bg", "ъщ"),
    ("sr", "ђјљњћџ"),
    ("mk", "ѓќѕјљњџ"),
    ("ar", "ةكيىأإؤئ"),
    ("fa", "پچژگکی"),
    ("ur", "ٹڈڑںےہھپچگکی"),
    ("mr", "ळ"),
];

/// The languages that have `c` among their own letters.
pub(super) fn languages_of(c: char) -> u64 {
    static TABLE: OnceLock<Vec<(char, u64)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table: Vec<(char, u64)> = Vec::new();
        for (tag, letters) in LETTERS {
            table.extend(letters.chars().map(|c| (c, set(tag))));
        }
        let letter = |i: usize| table.get(i).map_or(0, |(c, _)| *c as usize);
        let mut merged: Vec<(char, u64)> = Vec::new();
        for (c, tags) in order::by_key(table.len(), letter)
            .into_iter()
            .filter_map(|i| table.get(i))
        {
            match merged.last_mut() {
                Some(last) if last.0 == *c => last.1 |= tags,
                _ => merged.push((*c, *tags)),
            }
        }
        merged
    });
    let c = c.to_lowercase().next().unwrap_or(c);
    let found = table.binary_search_by_key(&c, |entry| entry.0).ok();
    found
        .and_then(|at| table.get(at))
        .map_or(0, |entry| entry.1)
}

/// The languages named by `tags`, as bits.
fn set(tags: &str) -> u64 {
    TAGS.iter()
        .enumerate()
        .filter(|(_, tag)| tags.split(' ').any(|wanted| wanted == **tag))
        .map(|(number, _)| 1 << number)
        .sum()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Latin,
    Cyrillic,
    Arabic,
    Devanagari,
    Han,
    Kana,
    Other(&'static str),
}

fn kind(c: char) -> Option<Kind> {
    Some(match c {
        '\0'..='\u{bf}' | '×' | '÷' => return None,
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Kind::Latin,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Kind::Other("el"),
        '\u{400}'..='\u{52f}' => Kind::Cyrillic,
        '\u{531}'..='\u{58f}' => Kind::Other("hy"),
        '\u{5d0}'..='\u{5f4}' => Kind::Other("he"),
        '\u{620}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fdff}' => Kind::Arabic,
        '\u{900}'..='\u{97f}' => Kind::Devanagari,
        '\u{980}'..='\u{9ff}' => Kind::Other("bn"),
        '\u{a00}'..='\u{a7f}' => Kind::Other("pa"),
        '\u{a80}'..='\u{aff}' => Kind::Other("gu"),
        '\u{b80}'..='\u{bff}' => Kind::Other("ta"),
        '\u{c00}'..='\u{c7f}' => Kind::Other("te"),
        '\u{c80}'..='\u{cff}' => Kind::Other("kn"),
        '\u{d00}'..='\u{d7f}' => Kind::Other("ml"),
        '\u{d80}'..='\u{dff}' => Kind::Other("si"),
        '\u{e00}'..='\u{e7f}' => Kind::Other("th"),
        '\u{1000}'..='\u{109f}' => Kind::Other("my"),
        '\u{10a0}'..='\u{10ff}' => Kind::Other("ka"),
        '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7a3}' => Kind::Other("ko"),
        '\u{1200}'..='\u{137f}' => Kind::Other("am"),
        '\u{1780}'..='\u{17ff}' => Kind::Other("km"),
        '\u{3041}'..='\u{30ff}' => Kind::Kana,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}' => Kind::Han,
        _ => return None,
    })
}

/// The script of most letters; none when there are hardly any, or no script has a clear lead.
pub(super) fn main(pieces: &[&str]) -> Option<Script> {
    let ascii = pieces.iter().flat_map(|piece| piece.bytes());
    let mut counts = vec![(Kind::Latin, ascii.filter(u8::is_ascii_alphabetic).count())];
    let foreign = pieces.iter().filter(|piece| !piece.is_ascii());
    let others = foreign
        .flat_map(|piece| piece.chars())
        .filter(|c| !c.is_ascii());
    for kind in others.filter_map(kind) {
        match counts.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += weight(kind),
            None => counts.push((kind, weight(kind))),
        }
    }
    let kana: usize = count(&counts, Kind::Kana);
    let total: usize = counts.iter().map(|(_, count)| count).sum();
    let (most, mut lead) = counts.iter().copied().max_by_key(|(_, count)| *count)?;
    if matches!(most, Kind::Han | Kind::Kana) {
        lead = kana + count(&counts, Kind::Han);
    }
    if total < 10 || lead * 5 < total * 3 {
        return None;
    }
    Some(match most {
        Kind::Latin => Script::Latin,
        Kind::Cyrillic => Script::Cyrillic,
        Kind::Arabic => Script::Arabic,
        Kind::Devanagari => Script::Devanagari,
        // Japanese news has at least a third kana; Chinese has them in names at most.
        Kind::Han | Kind::Kana if kana * 10 > lead => Script::Only("ja"),
        Kind::Han | Kind::Kana => Script::Only("zh"),
        Kind::Other(tag) => Script::Only(tag),
    })
}

/// A character of the scripts without spaces says as much as a few letters.
fn weight(kind: Kind) -> usize {
    match kind {
        Kind::Han | Kind::Kana | Kind::Other("ko") => 3,
        _ => 1,
    }
}

fn count(counts: &[(Kind, usize)], kind: Kind) -> usize {
    let found = counts.iter().find(|(known, _)| *known == kind);
    found.map_or(0, |(_, count)| *count)
}
