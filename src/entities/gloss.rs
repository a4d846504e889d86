//! Other languages: for a few hundred words of each the English word that the tagger, which
//! learned from English, reads in their place.

use super::code::Decoder;
use super::document::{Case, Document, case_of};
use super::lexicon::{Lexicon, mark, word_hash};
use super::table::Table;
use super::token::{Apostrophe, is_one_of};

/// The languages of the lists, in the order of the columns.
pub const LANGUAGES: [&str; 5] = ["fr", "de", "es", "pt", "tr"];

/// Marks the hash of a word with a capital where nouns have one: "Weil" is not "weil".
pub const CAPITAL: u32 = 1 << 31;

/// Glosses of all languages.
#[derive(Clone, Debug, Default)]
pub struct Glosses {
    /// English words.
    words: Vec<String>,
    /// For each language the number of the English word by the hash of its own.
    tables: Vec<Table<u16>>,
}

/// Glosses of one language.
#[derive(Clone, Copy, Debug)]
pub struct Tongue<'g> {
    words: &'g [String],
    table: &'g Table<u16>,
    /// Whether nouns have a capital, as in German.
    pub nouns: bool,
}

impl Glosses {
    /// Glosses of these words; what training makes.
    #[must_use]
    pub fn new(words: Vec<String>, tables: &[Vec<(u32, u16)>]) -> Self {
        let tables = tables.iter().map(|entries| Table::new(entries)).collect();
        Self { words, tables }
    }

    /// Reads what training wrote; `None` when it is damaged.
    #[must_use]
    pub fn decode(decoder: &mut Decoder) -> Option<Self> {
        let mut words = Vec::new();
        for _ in 0..decoder.count()? {
            let letters = decoder.symbol(20, 5);
            let letter = |_| char::from(decoder.symbol(21, 7) as u8);
            words.push((0..letters).map(letter).collect());
        }
        let mut tables = Vec::new();
        for _ in LANGUAGES {
            let mut entries = Vec::new();
            decoder.keys(&mut |decoder, key| entries.push((key, decoder.symbol(22, 10) as u16)))?;
            tables.push(entries);
        }
        Some(Self::new(words, &tables))
    }

    /// The glosses of a language by its primary tag.
    #[must_use]
    pub fn of(&self, language: &str) -> Option<Tongue<'_>> {
        let at = LANGUAGES.iter().position(|l| *l == language)?;
        Some(Tongue {
            words: &self.words,
            table: self.tables.get(at)?,
            nouns: language == "de",
        })
    }
}

impl<'g> Tongue<'g> {
    /// The English word that stands for a word at the start of a sentence or inside of it.
    #[must_use]
    pub fn word(&self, word: &str, starts: bool) -> Option<&'g str> {
        let hash = word_hash(word);
        let number = if self.nouns && word.starts_with(char::is_uppercase) {
            let small = || self.table.get(hash).filter(|_| starts);
            self.table.get(hash ^ CAPITAL).or_else(small)?
        } else {
            self.table.get(hash)?
        };
        self.words.get(usize::from(number)).map(String::as_str)
    }
}

/// How a language uses the apostrophe, by its primary tag.
#[must_use]
pub fn apostrophe(language: &str) -> Apostrophe {
    match language {
        "fr" | "it" | "ca" => Apostrophe::Before,
        "tr" | "az" => Apostrophe::Behind,
        _ => Apostrophe::Inside,
    }
}

/// How a token of another language is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reading<'g> {
    /// As it stands.
    Own,
    /// As its gloss, with its own case.
    Gloss(&'g str),
    /// As its gloss, with the gloss's case.
    Case(&'g str),
}

/// Small words between the parts of a person's name, which are not glossed there.
const PARTICLES: &str = "von van der den zu de da do dos das du del la y";

/// How token `i` is read; the tokens before it have their forms.
#[must_use]
pub fn reading<'g>(
    document: &Document,
    lexicon: &Lexicon,
    i: usize,
    tongue: &Tongue<'g>,
) -> Reading<'g> {
    let Some(token) = document.tokens.get(i) else {
        return Reading::Own;
    };
    let text = token.text(document.text);
    let starts = !is_behind_word(document, i);
    let Some(gloss) = tongue.word(text, starts) else {
        return Reading::Own;
    };
    let capital = case_of(text).is_capital();
    let names = case_of(gloss).is_capital();
    if capital {
        // "Le Monde", "El País": an article with a capital inside of a sentence.
        if is_one_of(text, ARTICLES) && !starts {
            return Reading::Own;
        }
        let lowers = tongue.nouns && !names && case_of(text) != Case::Upper;
        return if lowers {
            Reading::Case(gloss)
        } else {
            Reading::Gloss(gloss)
        };
    }
    let peoples = || {
        let entry = lexicon.word(word_hash(gloss)).unwrap_or_default();
        let article = text_before(document, i).unwrap_or_default();
        let is_plural = is_one_of(&article.to_lowercase(), PLURALS);
        entry.marks & mark::DEMONYM != 0 && is_plural
    };
    if is_one_of(text, PARTICLES) && in_person(document, i) {
        return Reading::Own;
    }
    if names && !tongue.nouns && (goes_on(document, i) || peoples()) {
        return Reading::Case(gloss);
    }
    Reading::Gloss(gloss)
}

/// Articles that a name may begin with.
const ARTICLES: &str = "Le La Les El Los Las O A";

fn is_behind_word(document: &Document, i: usize) -> bool {
    text_before(document, i).is_some_and(|text| text.starts_with(char::is_alphabetic))
}

/// Articles behind which a people is meant: "los alemanes".
const PLURALS: &str = "les los las os as";

/// Words between the parts of a body's name: "Organisation mondiale de la santé".
const LINKS: &str = "de la le les l' d' du des del los da do das dos";

fn text_before<'t>(document: &Document<'t>, i: usize) -> Option<&'t str> {
    let token = document.tokens.get(i.checked_sub(1)?)?;
    (!token.ends).then(|| token.text(document.text))
}

fn is_behind(document: &Document, i: usize, words: &str) -> bool {
    text_before(document, i).is_some_and(|text| is_one_of(text, words))
}

/// Whether a body's name goes on at token `i`, in languages where only its first word has a
/// capital.
fn goes_on(document: &Document, mut i: usize) -> bool {
    for _ in 0..2 {
        i -= usize::from(is_behind(document, i, LINKS));
    }
    let Some(text) = text_before(document, i) else {
        return false;
    };
    document.form(i - 1).is_some_and(|form| {
        let raised = text.starts_with(char::is_lowercase);
        form.case.is_capital() && (raised || form.entry.marks & mark::BODY != 0)
    })
}

/// Whether the small word at token `i` stands inside of a person's name: "Ursula von der Leyen".
fn in_person(document: &Document, i: usize) -> bool {
    const PLACE: u16 = mark::CITY | mark::COUNTRY | mark::REGION;
    let text = |i: usize| document.tokens.get(i).map_or("", |t| t.text(document.text));
    let next = (i + 1..i + 3).find(|&j| !is_one_of(text(j), PARTICLES));
    if !next.is_some_and(|j| text(j).starts_with(char::is_uppercase)) {
        return false;
    }
    let mut at = i;
    while is_behind(document, at, PARTICLES) && i - at < 2 {
        at -= 1;
    }
    let titles = [word_hash("mr"), word_hash("mrs")];
    for _ in 0..4 {
        let (Some(_), Some(form)) = (text_before(document, at), document.form(at.wrapping_sub(1)))
        else {
            return false;
        };
        let given = form.entry.marks & mark::GIVEN != 0 && form.entry.marks & PLACE == 0;
        if given || titles.contains(&form.word) {
            return true;
        }
        if !form.case.is_capital() {
            return false;
        }
        at -= 1;
    }
    false
}
