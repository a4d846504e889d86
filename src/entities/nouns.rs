//! German writes all nouns with a capital: which of them name nothing.
//!
//! Words with a gloss are settled. For each of the others the article gives evidence: what stands
//! before it, how it ends, what the lexicon says. Without evidence for a name it is a noun.

use super::document::{Case, Document, Form};
use super::lexicon::{mark, word_hash};
use super::token::{TokenKind, is_one_of};

/// Endings of nouns that are made from other words.
const ENDINGS: &str = "\
    ung ungen heit heiten keit keiten schaft schaften tion tionen tät täten ismus nis nisse tum chen \
    lein enz anz ment iker";

/// English words, as glosses, behind which a noun stands.
const ARTICLES: &str = "the a his her our no this which all some many other two three";

/// Makes small words of the nouns. Linear in the article.
pub fn lower(document: &mut Document) {
    let articles: Vec<u32> = ARTICLES.split(' ').map(word_hash).collect();
    let mut votes = vec![0i32; document.forms.len()];
    for (i, &number) in document.form_of.iter().enumerate() {
        let Some(vote) = votes.get_mut(number as usize) else {
            continue;
        };
        let before = i.checked_sub(1).filter(|&j| !document.tokens[j].ends);
        let (Some(form), Some(before)) = (document.form(i), before) else {
            continue;
        };
        if let Some(near) = document.form(before) {
            *vote += of_neighbour(document, near, before, &articles);
        }
        let next = document.form(i + 1).filter(|_| !document.tokens[i].ends);
        if is_open(form) && next.is_some_and(is_open) {
            *vote += 2;
        }
    }
    let mut texts = vec![""; document.forms.len()];
    for (token, &number) in document.tokens.iter().zip(&document.form_of) {
        if token.kind == TokenKind::Word {
            texts[number as usize] = token.text(document.text);
        }
    }
    for ((form, vote), text) in document.forms.iter_mut().zip(votes).zip(texts) {
        if is_open(form) && !text.is_empty() && vote.clamp(-3, 3) + of_word(form, text) <= 0 {
            form.lower();
        }
    }
}

/// Whether a word has a capital and no gloss.
fn is_open(form: &Form) -> bool {
    matches!(form.case, Case::Title | Case::Mixed) && form.word == form.own
}

/// What the word before says: above 0 for a name, below for a noun.
fn of_neighbour(document: &Document, near: &Form, at: usize, articles: &[u32]) -> i32 {
    let text = document
        .tokens
        .get(at)
        .map_or("", |t| t.text(document.text));
    let contracted = is_one_of(text, "im am zum zur vom beim ins");
    let of_adjective = ends_as("e en er es em", text);
    if near.entry.marks & mark::TITLE != 0 || is_open(near) {
        return 2;
    }
    let plain = near.word == near.own && near.case == Case::Lower;
    -i32::from(contracted || articles.contains(&near.word) || (plain && of_adjective))
}

/// What the lexicon and the ending say.
fn of_word(form: &Form, text: &str) -> i32 {
    const LISTS: u16 = mark::CITY | mark::COUNTRY | mark::REGION | mark::DEMONYM | mark::KNOWN_BODY;
    let mut vote = i32::from(form.entry.kind > 0);
    vote += 2 * i32::from(form.entry.marks & LISTS != 0);
    vote += i32::from(form.entry.marks & (mark::GIVEN | mark::FAMILY) != 0);
    vote += i32::from(form.case == Case::Mixed);
    vote -= 2 * i32::from(ends_as(ENDINGS, text));
    vote - i32::from(text.chars().count() > 12)
}

fn ends_as(list: &str, text: &str) -> bool {
    list.split(' ').any(|ending| text.ends_with(ending))
}
