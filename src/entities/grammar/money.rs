//! Sums of money, shares in per cent, and quantities with a unit.

use super::View;
use super::lexeme::{flag, told_apart};
use super::number::{self, Decimal, Number};

/// What a reading gives: the token behind it, and a value.
pub(super) type Read = Option<(usize, Option<String>)>;

/// A sum at token `at`: "$5 million", "US$70", "10 billion ringgit", "40 pence".
pub(super) fn sum(view: &View, at: usize) -> Read {
    sign_first(view, at).or_else(|| number_first(view, at))
}

/// Whether the token is the country's part of a sign: the "US" of "US$70".
pub(super) fn is_prefix(view: &View, at: usize) -> bool {
    view.text(at + 1) == "$" && view.text(at).len() <= 4 && view.is_capital(at)
}

fn sign_first(view: &View, at: usize) -> Read {
    let (sign, code) = if is_prefix(view, at) && (view.joined(at + 1) || view.text(at).len() > 1) {
        (at + 1, told_apart(view.text(at), "$")?)
    } else {
        (at, view.lexeme(at).currency?)
    };
    let text = view.text(sign);
    let dollar = text == "$";
    let code = if dollar && sign == at { "USD" } else { code };
    // A word is a sign only when it is a code or an abbreviation: "USD 5", "Tk 26", "Rs 300".
    let word = text.starts_with(char::is_alphabetic);
    if word && (text.len() > 4 || !view.is_capital(sign)) {
        return None;
    }
    let number = number::number(view, sign + 1).filter(|n| n.digits)?;
    if !view.same_line(sign + 1) || (word && view.lexeme(number.end).month > 0) {
        return None;
    }
    let (end, value) = number::power(view, &number)?;
    let (end, value) = range(view, end, value, sign);
    Some((end, text_of(&value, code)))
}

/// "$5-7 million", "$5 to $7 million": the second number's power holds for the first as well.
fn range(view: &View, end: usize, value: Decimal, sign: usize) -> (usize, Vec<Decimal>) {
    let dash = matches!(view.text(end), "-" | "–" | "—") || view.is(end, flag::JOINS);
    if !dash || !view.same_line(end) {
        return (end, vec![value]);
    }
    let again = usize::from(view.text(end + 1) == view.text(sign));
    if again == 0 && !view.joined(end) {
        return (end, vec![value]);
    }
    let Some(second) = number::number(view, end + 1 + again).filter(|n| n.digits) else {
        return (end, vec![value]);
    };
    match number::power(view, &second) {
        Some((behind, last)) => {
            let power = if behind > second.end {
                view.lexeme(behind - 1).power
            } else {
                0
            };
            let bare = view.lexeme(end.saturating_sub(1)).power == 0;
            let first = if bare {
                value.times_ten_to(i32::from(power))
            } else {
                value
            };
            (behind, vec![first, last])
        }
        None => (end, vec![value]),
    }
}

fn text_of(values: &[Decimal], code: &str) -> Option<String> {
    if code == "?" {
        return None;
    }
    let texts: Vec<String> = values.iter().map(Decimal::to_string).collect();
    Some(format!("{} {code}", texts.join("–")))
}

fn number_first(view: &View, at: usize) -> Read {
    let number = number::number(view, at)?;
    let (end, value) = number::power(view, &number)?;
    let hyphen = usize::from(view.text(end) == "-" && view.joined(end));
    // "5 millones de euros"
    let of = usize::from(hyphen == 0 && end > at + 1 && view.is(end, flag::OF));
    let mut word = end + hyphen + of;
    if !view.same_line(word) {
        return None;
    }
    let mut code = view.lexeme(word).currency;
    // Every word that can be told apart is a currency by itself.
    let second = view.lexeme(word + 1).currency;
    let told = second.and_then(|_| told_apart(view.text(word), view.text(word + 1)));
    if told.is_some() {
        word += 1;
        code = told;
    }
    let text = view.text(word);
    if let Some(code) = view.lexeme(word).hundredth.filter(|_| told.is_none()) {
        return Some((word + 1, text_of(&[value.times_ten_to(-2)], code)));
    }
    let code = code?;
    let article =
        !number.digits && end == at + 1 && view.text(at).len() < 4 && view.lexeme(at).number == 1;
    // "5 try" and "6 real" are no sums: a code counts in capitals alone, and so does a short word.
    let plain = text.len() > 3 || text.chars().all(char::is_uppercase) || !text.is_ascii();
    if article || !plain || text == "$" || is_common(text) {
        return None;
    }
    Some((word + 1, text_of(&[value], code)))
}

/// Words of currencies that mean something else more often.
fn is_common(word: &str) -> bool {
    [
        "real", "crown", "crowns", "sterling", "soles", "pounds", "pound", "won",
    ]
    .contains(&word)
        && word != "pounds"
        && word != "pound"
}

/// A share at token `at`: "5.3 percent", "5 per cent", "%5".
pub(super) fn share(view: &View, at: usize) -> Read {
    if view.is(at, flag::BEFORE_PERCENT) || (view.text(at) == "%" && view.joined(at + 1)) {
        let number = number::number(view, at + 1).filter(|n| n.digits && n.suffix.is_empty())?;
        return Some((number.end, Some(format!("{}%", number.value))));
    }
    let number = number::number(view, at).filter(|n| n.suffix.is_empty())?;
    let mut end = number.end;
    let mut first = None;
    let dash = matches!(view.text(end), "-" | "–") || view.is(end, flag::JOINS);
    let mut last = number.value;
    if dash
        && let Some(second) =
            number::number(view, end + 1).filter(|n| n.digits && n.suffix.is_empty())
        && percent(view, second.end).is_some()
    {
        (first, last, end) = (Some(last), second.value, second.end);
    }
    let hyphen = usize::from(view.text(end) == "-" && view.joined(end));
    let end = percent(view, end + hyphen)?;
    let value = first.map_or_else(|| format!("{last}%"), |f| format!("{f}%–{last}%"));
    Some((end, Some(value)))
}

fn percent(view: &View, at: usize) -> Option<usize> {
    if !view.same_line(at) {
        return None;
    }
    if view.is(at, flag::PERCENT) {
        return Some(at + 1);
    }
    (view.is(at, flag::PER) && view.is(at + 1, flag::CENT)).then_some(at + 2)
}

/// A quantity at token `at`: "40 kilometers", "30 °C", "5-kilometre".
pub(super) fn quantity(view: &View, at: usize) -> Read {
    let number = number::number(view, at)?;
    if let Some(unit) = glued_unit(&number) {
        return Some((number.end, Some(format!("{} {unit}", number.value))));
    }
    if !number.digits && view.lexeme(at).number == 1 {
        return None;
    }
    let (end, value) = number::power(view, &number)?;
    let hyphen = usize::from(view.text(end) == "-" && view.joined(end));
    let square = usize::from(view.is(end + hyphen, flag::SQUARE));
    let word = end + hyphen + square;
    let unit = view.lexeme(word).unit?;
    let text = view.text(word);
    let short = text.len() <= 2 && text.is_ascii();
    if !view.same_line(word)
        || (short && (!number.digits || hyphen > 0 || text == "in" || text == "l" || text == "t"))
    {
        return None;
    }
    if unit == "deg" {
        let (end, text) = degrees(view, word, value);
        return Some((end, Some(text)));
    }
    let squared = if square > 0 { "2" } else { "" };
    Some((word + 1, Some(format!("{value} {unit}{squared}"))))
}

fn glued_unit(number: &Number) -> Option<&'static str> {
    let suffix = Some(number.suffix).filter(|s| s.len() > 1 || *s == "m")?;
    // "5m" is a sum's or a count's million more often than metres.
    super::lexeme::of(super::super::lexicon::word_hash(suffix))
        .unit
        .filter(|_| suffix != "m" && suffix != "in")
}

fn degrees(view: &View, word: usize, value: Decimal) -> (usize, String) {
    let next = view.text(word + 1);
    let joined = view.joined(word + 1);
    if view.is(word + 1, flag::CELSIUS) || (joined && next == "C") {
        return (word + 2, format!("{value} °C"));
    }
    if view.is(word + 1, flag::FAHRENHEIT) || (joined && next == "F") {
        return (word + 2, format!("{value} °F"));
    }
    (word + 1, format!("{value}°"))
}
