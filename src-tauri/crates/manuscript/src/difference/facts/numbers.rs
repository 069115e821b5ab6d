//! Numbers in figures and in words, with their currency, share, ordinal ending, size and unit.
//!
//! The value is exact decimal text: `1.5m`, `1.5 million` and `1,500,000` are one number.

use super::tokens::{Kind, Token};
use super::words;

/// The number that begins at this token: where it ends, and its value.
pub(super) fn number_at(tokens: &[Token<'_>], first: usize) -> Option<(usize, String)> {
    let mut at = first;
    let minus = tokens[at].text == "−" || (tokens[at].text == "-" && !tokens[at].glued);
    at += usize::from(minus && is_next_glued(tokens, at));
    let sign = if at > first { "-" } else { "" };
    let (money, after_money) = currency_before(tokens, at);
    at = after_money;
    let mut number = match tokens.get(at)?.kind {
        Kind::Figures => figures_at(tokens, at)?,
        Kind::Word if at == first => words::number_at(tokens, at)?,
        _ => return None,
    };
    number.scale(tokens);
    number.unit(tokens, &money);
    let value = format!("{sign}{}{}", number.decimal(), number.unit);
    Some((number.end, value))
}

#[derive(Debug)]
pub(super) struct Number {
    pub(super) end: usize,
    /// Digits with at most one point, or a fraction.
    pub(super) digits: String,
    /// How many places the point goes to the right.
    pub(super) zeros: usize,
    pub(super) unit: String,
}

impl Number {
    fn scale(&mut self, tokens: &[Token<'_>]) {
        while let Some(token) = tokens.get(self.end).filter(|token| token.is_word()) {
            let lower = token.text.to_lowercase();
            let zeros = match lower.as_str() {
                "hundred" => 2,
                "k" if token.glued => 3,
                "thousand" => 3,
                "m" | "mn" if token.glued => 6,
                "million" => 6,
                "bn" | "billion" => 9,
                "tn" | "trillion" => 12,
                _ => return,
            };
            self.zeros += zeros;
            self.end += 1;
        }
    }

    /// What is counted, as far as it is written in one word or sign.
    fn unit(&mut self, tokens: &[Token<'_>], money: &str) {
        let word = |at: usize| tokens.get(at).filter(|token| token.is_word());
        let lower = |at: usize| word(at).map(|token| token.text.to_lowercase());
        self.unit.push_str(money);
        let Some(next) = tokens.get(self.end) else {
            return;
        };
        if matches!(next.text, "%" | "‰" | "°" | "€" | "£" | "¢") {
            self.unit.push_str(next.text);
            self.end += 1;
            return;
        }
        let after_hyphen = self.end + usize::from(next.is_sign("-‑") && next.glued);
        let Some(found) = lower(after_hyphen) else {
            return;
        };
        let glued = tokens[after_hyphen].glued;
        match found.as_str() {
            "per" if lower(self.end + 1).as_deref() == Some("cent") => self.take(2, "%"),
            "percent" | "pc" => self.take(1, "%"),
            "percentage" if lower(self.end + 1).is_some_and(|word| word.starts_with("point")) => {
                self.take(2, "pp");
            }
            "st" | "nd" | "rd" | "th" if glued => self.take(1, "th"),
            "s" if glued => self.take(1, "s"),
            _ => {
                if let Some(unit) = unit(&found, glued) {
                    self.take(after_hyphen + 1 - self.end, unit);
                }
            }
        }
    }

    fn take(&mut self, tokens: usize, unit: &str) {
        self.end += tokens;
        self.unit.push_str(unit);
    }

    /// One spelling for one number: no needless zeros, the point where it belongs.
    fn decimal(&self) -> String {
        if !self.digits.chars().all(|c| c.is_ascii_digit() || c == '.') {
            return match self.zeros {
                0 => self.digits.clone(),
                zeros => format!("{}e{zeros}", self.digits),
            };
        }
        let (whole, part) = self.digits.split_once('.').unwrap_or((&self.digits, ""));
        let mut part = part.to_owned();
        while part.len() < self.zeros {
            part.push('0');
        }
        let (up, rest) = part.split_at(self.zeros);
        let whole = format!("{whole}{up}");
        let whole = match whole.trim_start_matches('0') {
            "" => "0",
            whole => whole,
        };
        match rest.trim_end_matches('0') {
            "" => whole.to_owned(),
            rest => format!("{whole}.{rest}"),
        }
    }
}

fn is_next_glued(tokens: &[Token<'_>], at: usize) -> bool {
    let next = tokens.get(at + 1);
    next.is_some_and(|next| next.glued && (next.kind == Kind::Figures || next.is_sign("£$€¥₹₩")))
}

fn currency_before(tokens: &[Token<'_>], at: usize) -> (String, usize) {
    let figures = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| token.kind == Kind::Figures)
    };
    let Some(token) = tokens.get(at) else {
        return (String::new(), at);
    };
    if token.is_sign("£$€¥₹₩") && figures(at + 1) {
        return (token.text.to_owned(), at + 1);
    }
    let dollar = tokens
        .get(at + 1)
        .is_some_and(|next| next.text == "$" && next.glued);
    if token.is_capital() && token.text.len() <= 3 && dollar && figures(at + 2) {
        let country = if token.text == "US" { "" } else { token.text };
        return (format!("{country}$"), at + 2);
    }
    if matches!(token.text, "USD" | "GBP" | "EUR" | "CHF" | "JPY") && figures(at + 1) {
        return (
            unit(&token.text.to_lowercase(), false)
                .unwrap_or(token.text)
                .to_owned(),
            at + 1,
        );
    }
    (String::new(), at)
}

fn figures_at(tokens: &[Token<'_>], at: usize) -> Option<Number> {
    let token = tokens.get(at)?;
    let mut number = Number {
        end: at + 1,
        digits: digits(token.text),
        zeros: 0,
        unit: String::new(),
    };
    if let [slash, below, ..] = &tokens[at + 1..]
        && slash.is_sign("/⁄")
        && slash.glued
        && below.glued
        && below.kind == Kind::Figures
    {
        number.digits = format!("{}/{}", number.digits, below.text);
        number.end = at + 3;
    }
    Some(number)
}

/// Figures without what parts the thousands, and a point before the decimals, as either is written in English and most
/// other languages.
fn digits(text: &str) -> String {
    let separators: Vec<(usize, char)> = text
        .char_indices()
        .filter(|(_, c)| !c.is_numeric())
        .collect();
    let decimals = separators.last().filter(|(at, last)| {
        let behind = text.len() - at - last.len_utf8();
        let alone = separators.iter().filter(|(_, c)| c == last).count() == 1;
        match last {
            '.' => alone,
            ',' => alone && (behind != 3 || separators.len() > 1),
            _ => false,
        }
    });
    let (whole, part) = match decimals {
        Some((at, c)) => (&text[..*at], Some(&text[at + c.len_utf8()..])),
        None => (text, None),
    };
    let mut out: String = whole.chars().filter(|c| c.is_numeric()).collect();
    if let Some(part) = part {
        out.push('.');
        out.push_str(part);
    }
    out
}

/// Words that make a number another one when they change.
fn unit(word: &str, glued: bool) -> Option<&'static str> {
    Some(match word {
        "pound" | "pounds" | "gbp" => "£",
        "dollar" | "dollars" | "usd" => "$",
        "euro" | "euros" | "eur" => "€",
        "yen" | "jpy" => "¥",
        "franc" | "francs" | "chf" => "CHF",
        "pence" | "penny" => "p",
        "p" if glued => "p",
        "cent" | "cents" => "¢",
        "kilometre" | "kilometres" | "kilometer" | "kilometers" | "km" => "km",
        "mile" | "miles" => "mile",
        "m" if glued => "m",
        "metre" | "metres" | "meter" | "meters" => "m",
        "foot" | "feet" | "ft" => "ft",
        "inch" | "inches" => "in",
        "kilogram" | "kilograms" | "kilo" | "kilos" | "kg" => "kg",
        "tonne" | "tonnes" => "t",
        "ton" | "tons" => "ton",
        "litre" | "litres" | "liter" | "liters" => "l",
        "degree" | "degrees" => "°",
        "second" | "seconds" => "s.",
        "minute" | "minutes" => "min",
        "hour" | "hours" => "h",
        "day" | "days" => "day",
        "week" | "weeks" => "week",
        "month" | "months" => "month",
        "year" | "years" => "year",
        _ => return None,
    })
}
