//! Numbers: digits with separators, number words, and powers of ten, as exact decimals.

use super::View;

/// An exact decimal number: `digits` times ten to the power of `-scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    digits: u128,
    scale: i32,
}

/// A number that was read: the token behind it, its value, and letters that stick to it ("5bn").
#[derive(Clone, Copy, Debug)]
pub(super) struct Number<'t> {
    pub end: usize,
    pub value: Decimal,
    pub suffix: &'t str,
    /// True when written in digits.
    pub digits: bool,
}

impl Decimal {
    /// Reads digits with separators; the rest of the text is the suffix.
    pub(super) fn parse(text: &str, comma: bool) -> Option<(Self, &str)> {
        let end = text
            .find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
            .unwrap_or(text.len());
        let number = text.get(..end)?.trim_end_matches(['.', ',']);
        let count = number.bytes().filter(u8::is_ascii_digit).count();
        if count == 0 || count > 18 {
            return None;
        }
        let point = decimal_point(number, comma);
        let mut value = Self {
            digits: 0,
            scale: 0,
        };
        for (i, b) in number.bytes().enumerate() {
            if b.is_ascii_digit() {
                value.digits = value.digits * 10 + u128::from(b - b'0');
                value.scale += i32::from(point.is_some_and(|p| i > p));
            }
        }
        Some((value, text.get(number.len()..)?))
    }

    pub(super) fn small(number: u8) -> Self {
        Self {
            digits: u128::from(number),
            scale: 0,
        }
    }

    /// The number times a power of ten.
    pub(super) fn times_ten_to(self, power: i32) -> Self {
        Self {
            scale: self.scale - power,
            ..self
        }
    }

    /// Joins three more digits: "2 000".
    fn thousand(self, more: u128) -> Self {
        Self {
            digits: self.digits * 1000 + more,
            scale: 0,
        }
    }

    /// The number as an integer, if it is a small one.
    pub(super) fn whole(self) -> Option<u32> {
        (self.scale == 0).then(|| u32::try_from(self.digits).ok())?
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut digits = self.digits.to_string();
        let mut scale = self.scale;
        while scale > 0 && digits.ends_with('0') && digits.len() > 1 {
            digits.pop();
            scale -= 1;
        }
        if scale <= 0 {
            let zeros = if self.digits == 0 {
                0
            } else {
                scale.unsigned_abs() as usize
            };
            return write!(f, "{digits}{}", "0".repeat(zeros));
        }
        let scale = scale as usize;
        if digits.len() <= scale {
            digits.insert_str(0, &"0".repeat(scale + 1 - digits.len()));
        }
        let (whole, part) = digits.split_at(digits.len() - scale);
        write!(f, "{whole}.{part}")
    }
}

/// Where the decimal mark is: the last of two kinds of separators, or the only one when what
/// stands behind it is no group of three digits. Alone before three digits, the mark of the
/// language's own decimals is one.
fn decimal_point(number: &str, comma: bool) -> Option<usize> {
    let last = number.rfind(['.', ','])?;
    let mark = number.get(last..=last)?;
    let other = if mark == "." { "," } else { "." };
    let grouped = number.len() - last - 1 == 3;
    match (number.matches(mark).count(), number.contains(other)) {
        (1, true) => Some(last),
        (1, false) if (mark == ",") == comma || !grouped => Some(last),
        _ => None,
    }
}

/// Reads a number at token `at`: digits, or number words such as "twenty-five".
pub(super) fn number<'t>(view: &View<'_, 't>, at: usize) -> Option<Number<'t>> {
    let text = view.text(at);
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        let (mut value, suffix) = Decimal::parse(text, view.setting.comma)?;
        let mut end = at + 1;
        while suffix.is_empty()
            && (view.gap(end) == " " || view.gap(end) == "\u{a0}" || view.gap(end) == "\u{202f}")
            && value.digits > 0
            && value.scale == 0
            && value.digits < 1_000_000_000
            && text.len() <= 3
        {
            let next = view.text(end);
            if next.len() != 3 || !next.bytes().all(|b| b.is_ascii_digit()) {
                break;
            }
            value = value.thousand(next.parse().ok()?);
            end += 1;
        }
        return Some(Number {
            end,
            value,
            suffix,
            digits: true,
        });
    }
    let tens = view.lexeme(at).number;
    if tens == 0 {
        return None;
    }
    let ones = view.lexeme(at + 2).number;
    let compound = (20..=90).contains(&tens) && view.text(at + 1) == "-" && (1..10).contains(&ones);
    let (value, end) = if compound {
        (tens + ones, at + 3)
    } else {
        (tens, at + 1)
    };
    Some(Number {
        end,
        value: Decimal::small(value),
        suffix: "",
        digits: false,
    })
}

/// Reads a power of ten behind a number: "million", the "bn" of "5bn", "hundred thousand".
pub(super) fn power(view: &View, number: &Number) -> Option<(usize, Decimal)> {
    let mut end = number.end;
    let mut value = number.value;
    if !number.suffix.is_empty() {
        let power = power_of(number.suffix)?;
        return Some((end, value.times_ten_to(i32::from(power))));
    }
    for _ in 0..2 {
        let hyphen = usize::from(view.text(end) == "-" && view.joined(end));
        let lexeme = view.lexeme(end + hyphen);
        let spelled = view.text(end + hyphen).len() > 1 || view.joined(end);
        if lexeme.power > 0 && spelled && view.same_line(end + hyphen) {
            value = value.times_ten_to(i32::from(lexeme.power));
            end += hyphen + 1;
        } else if lexeme.number == 100 && hyphen == 0 {
            value = value.times_ten_to(2);
            end += 1;
        } else {
            break;
        }
    }
    Some((end, value))
}

fn power_of(suffix: &str) -> Option<u8> {
    let lexeme = super::lexeme::of(super::super::lexicon::word_hash(suffix));
    (lexeme.power > 0).then_some(lexeme.power)
}
