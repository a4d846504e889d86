//! Titles and offices that stand before a person's name.

use super::document::Document;
use super::lexicon::{mark, word_hash};
use super::token::is_one_of;

/// Most words of a role.
const LONGEST: usize = 6;

/// The role before the name that starts at token `start`: "acting Prime Minister".
#[must_use]
pub fn before(document: &Document, start: usize) -> Option<String> {
    let mut first = start;
    let mut titled = false;
    while first > 0 && start - first < LONGEST {
        let i = first - 1;
        let Some(form) = document.form(i) else { break };
        let ends = document.tokens.get(i).is_none_or(|t| t.ends);
        let title = form.entry.marks & mark::TITLE != 0;
        let joins = titled && qualifiers().contains(&form.word);
        if ends || !(title || joins) {
            break;
        }
        titled |= title;
        first = i;
    }
    let from = document.tokens.get(first)?.start as usize;
    let to = document.tokens.get(start.checked_sub(1)?)?.end as usize;
    let role = document.text.get(from..to).filter(|_| titled)?;
    let role = role.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    // "former" and its like alone are no role.
    const BARE: &str =
        "former late acting interim opposition head chief saint father brother sister";
    (!role.is_empty() && !is_one_of(role, BARE))
        .then(|| role.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Words that stand inside of a role but are none alone.
fn qualifiers() -> &'static [u32] {
    use std::sync::OnceLock;
    static WORDS: OnceLock<Vec<u32>> = OnceLock::new();
    const LIST: &str = "\
        foreign defense defence finance interior vice deputy press prime army police executive \
        general state assistant caretaker senior - home military health justice education trade \
        energy transport economy agriculture labor labour chief supreme grand crown managing \
        national security special";
    WORDS.get_or_init(|| LIST.split(' ').map(word_hash).collect())
}
