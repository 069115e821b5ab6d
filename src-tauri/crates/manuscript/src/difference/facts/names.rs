//! Names of people, places and bodies: runs of words with a capital.
//!
//! A capital at the start of a sentence or in a headline set in capitals says little, so a word there is a name only where
//! the rest of the story, or another capital beside it, says so. `Pompeo’s` names Pompeo.

use std::collections::HashSet;

use super::super::Difference;
use super::FactKind;
use super::found::Found;
use super::line::{When, texts};
use super::tokens::{Token, is_apostrophe, stem, tokens};

/// Words that begin sentences and no names.
const COMMON: &str = " a about above according across after again against ago all almost along already also although always am among an and \
another any anyone are around as asked at away back be because been before behind being below between both but by can could despite did do \
does don down during each earlier either else even ever every everyone everything few finally first following for former from had has have \
he her here hers his how however i if in indeed inside instead into is it its just last late later least less let like man many may maybe \
me meanwhile men might more most much must my near nearly neither never next no nobody none nor not nothing now of off officials on once \
one only or other others our out outside over part people perhaps police quite rather reporters residents said same she should since so some \
someone something soon still such than that the their them then there these they this those though through thus to too toward towards \
under unless until up upon us very was we well were what whatever when where whether which while who whoever whom whose why will with \
within without woman women would yes yet you your critics officers negotiators lawyers leaders experts ministers sources aides ok ";
/// Small words inside a name.
const PARTICLES: &str = " van der den ten ter de del della dela di da do dos das du des la le von zu zur bin ibn al el of y e ";
/// Small words that a name can begin with.
const FIRST: &str = " van der den de della di da du von zu bin ibn al el ";
/// Words before a point that ends no sentence.
const SHORT: &str = " mr mrs ms dr st sen gov gen rep lt col sgt capt prof jr sr no rev hon ";

/// What the whole story says of words with a capital.
#[derive(Debug, Default)]
pub(super) struct Known {
    capital: HashSet<String>,
    small: HashSet<String>,
}

impl Known {
    pub(super) fn of(difference: &Difference) -> Self {
        let mut known = Known::default();
        for text in texts(difference, When::Before).chain(texts(difference, When::After)) {
            known.read(&text);
        }
        known
    }

    fn read(&mut self, text: &str) {
        let tokens = tokens(text);
        if is_in_capitals(&tokens) {
            return;
        }
        for (at, token) in tokens
            .iter()
            .enumerate()
            .filter(|(_, token)| token.is_word())
        {
            if !token.is_capital() {
                self.small.insert(token.lower());
            } else if !begins_sentence(&tokens, at) {
                self.capital.insert(token.lower());
            }
        }
    }

    /// Whether a word that has to begin with a capital is a name all the same.
    fn is_name(&self, word: &str) -> bool {
        let lower = stem(word).to_lowercase();
        let short = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
        if is_one_of(COMMON, &lower) && !short {
            return false;
        }
        let looks = ["s", "ing", "ly", "tion", "ment", "ed"];
        short
            || self.capital.contains(&lower)
            || !(self.small.contains(&lower) || looks.iter().any(|ending| lower.ends_with(ending)))
    }
}

pub(super) fn names(text: &str, tokens: &[Token<'_>], taken: &[bool], known: &Known) -> Vec<Found> {
    let in_capitals = is_in_capitals(tokens);
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !begins(tokens, taken, at) {
            at += 1;
            continue;
        }
        let end = run(tokens, taken, at);
        let name = if in_capitals {
            trimmed(tokens, at, end, |token| {
                known.capital.contains(&token.lower())
            })
        } else {
            plainly(tokens, at, end, known)
        };
        if let Some((first, last)) = name {
            out.push(found(text, tokens, first, last));
        }
        at = end;
    }
    out
}

fn found(text: &str, tokens: &[Token<'_>], first: usize, last: usize) -> Found {
    let end = tokens[last].start + stem(tokens[last].text).len();
    let name = text[tokens[first].start..end].to_owned();
    Found {
        kind: FactKind::Name,
        value: name.replace(['\u{A0}', '\u{202F}'], " ").replace('’', "'"),
        text: name,
        of: String::new(),
        at: tokens[first].start,
    }
}

/// The name in a run of capitals where capitals mean something: without what only begins the sentence.
fn plainly(
    tokens: &[Token<'_>],
    first: usize,
    end: usize,
    known: &Known,
) -> Option<(usize, usize)> {
    let mut first = first;
    let words = |first: usize| (first..end).filter(|at| tokens[*at].is_capital()).count();
    if begins_sentence(tokens, first) {
        let word = &tokens[first];
        let common = is_one_of(COMMON, &word.lower())
            && !(word.text.len() > 1 && word.text.chars().all(char::is_uppercase));
        let only_small =
            known.small.contains(&word.lower()) && !known.capital.contains(&word.lower());
        if common
            || (words(first) > 1 && only_small)
            || (words(first) == 1 && !known.is_name(word.text))
        {
            first = (first + 1..end).find(|at| tokens[*at].is_capital())?;
        }
    }
    let article = matches!(tokens[first].text, "The" | "A" | "An");
    if article {
        first = (first + 1..end).find(|at| tokens[*at].is_capital())?;
    }
    let alone = &tokens[first];
    let signs = alone.text.chars().count() > 1 && alone.text.chars().all(char::is_uppercase);
    let common = is_one_of(COMMON, &alone.lower()) && !signs;
    // `I’m` and its like.
    let i = alone.text.starts_with(['I', 'i']) && alone.text[1..].starts_with(is_apostrophe);
    let nobody = words(first) == 1 && (common || i || alone.text == "TK");
    (!nobody).then(|| (lead(tokens, first), end - 1))
}

/// The known names in a line whose words all have capitals.
fn trimmed(
    tokens: &[Token<'_>],
    first: usize,
    end: usize,
    is_name: impl Fn(&Token<'_>) -> bool,
) -> Option<(usize, usize)> {
    let is_known = |at: &usize| {
        tokens[*at].is_word() && is_name(&tokens[*at]) && !is_one_of(COMMON, &tokens[*at].lower())
    };
    let begin = (first..end).find(is_known)?;
    let last = (begin..end).rev().find(is_known)?;
    Some((begin, last))
}

/// A name begins with a capital; the small words before it are found from there.
fn begins(tokens: &[Token<'_>], taken: &[bool], at: usize) -> bool {
    let token = &tokens[at];
    token.is_capital() && !taken[at]
}

/// Where the run of words with capitals ends.
fn run(tokens: &[Token<'_>], taken: &[bool], first: usize) -> usize {
    let capital = |at: usize| at < tokens.len() && begins(tokens, taken, at);
    let mut end = first + 1;
    loop {
        if tokens[end - 1].is_possessive() {
            return end;
        }
        let Some(next) = tokens.get(end) else {
            return end;
        };
        if capital(end) {
            end += 1;
        } else if (next.is_sign(".")
            && next.glued
            && is_short(&tokens[end - 1])
            && capital(end + 1))
            || (next.is_sign("-‑") && next.glued && joins(tokens, end + 1))
            || (next.is_sign("&") && capital(end + 1))
        {
            end += 2;
        } else if let Some(after) = over_particles(tokens, end).filter(|after| capital(*after)) {
            end = after + 1;
        } else {
            return end;
        }
    }
}

/// Behind a hyphen: `Al-Assad`, and `Jong-un`.
fn joins(tokens: &[Token<'_>], at: usize) -> bool {
    let next = tokens.get(at).filter(|next| next.glued && next.is_word());
    next.is_some_and(|next| next.is_capital() || next.text.chars().count() <= 3)
}

fn over_particles(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let mut end = at;
    while tokens
        .get(end)
        .is_some_and(|token| token.is_word() && is_one_of(PARTICLES, token.text))
    {
        end += 1;
    }
    // `Bank of the West`
    end += usize::from(end > at && tokens.get(end).is_some_and(|token| token.text == "the"));
    // `al-Assad`
    end += usize::from(
        end > at
            && tokens
                .get(end)
                .is_some_and(|token| token.is_sign("-‑") && token.glued),
    );
    (end > at).then_some(end)
}

/// The particles before a name belong to it.
fn lead(tokens: &[Token<'_>], first: usize) -> usize {
    let mut begin = first;
    loop {
        let hyphen =
            usize::from(begin > 1 && tokens[begin - 1].is_sign("-‑") && tokens[begin].glued);
        let Some(before) = begin.checked_sub(1 + hyphen) else {
            return begin;
        };
        if !(tokens[before].is_word() && is_one_of(FIRST, tokens[before].text)) {
            return begin;
        }
        begin = before;
    }
}

fn is_short(token: &Token<'_>) -> bool {
    token.text.chars().count() == 1 || is_one_of(SHORT, &token.lower())
}

fn begins_sentence(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return true;
    };
    let token = &tokens[before];
    let short = before > 0 && token.glued && is_short(&tokens[before - 1]);
    match token.text {
        "." => !short,
        "?" | "!" | ":" | "…" | "•" => true,
        "“" | "\"" | "„" | "«" | "‘" | "'" | "(" | "[" => true,
        "”" => before > 0 && tokens[before - 1].is_sign(".?!"),
        _ => false,
    }
}

/// A headline set with capitals, or a line in nothing else.
fn is_in_capitals(tokens: &[Token<'_>]) -> bool {
    let long: Vec<&Token<'_>> = tokens
        .iter()
        .filter(|token| token.is_word() && token.text.chars().count() > 3)
        .collect();
    let capital = long.iter().filter(|token| token.is_capital()).count();
    long.len() >= 4 && capital * 4 >= long.len() * 3
}

fn is_one_of(list: &str, word: &str) -> bool {
    let at = list.match_indices(word);
    !word.is_empty()
        && at
            .into_iter()
            .any(|(at, _)| list[..at].ends_with(' ') && list[at + word.len()..].starts_with(' '))
}
