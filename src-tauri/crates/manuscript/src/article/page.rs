//! What stands round an article on its page: buttons, the list of related stories, the author's card.
//!
//! Not here: what stands above the body (`front`).

use super::Author;
use super::lines::Line;
use super::names;

/// Lines that are buttons and notices of a page, in lower case.
const PAGE_LINES: [&str; 40] = [
    "about the author",
    "ad",
    "advertisement",
    "advertisment",
    "all rights reserved",
    "back to top",
    "bookmark",
    "close",
    "comments",
    "continue reading",
    "copy link",
    "email",
    "facebook",
    "follow",
    "follow us",
    "home",
    "leave a comment",
    "listen",
    "log in",
    "menu",
    "newsletter",
    "next",
    "open",
    "previous",
    "print",
    "reply",
    "save",
    "search",
    "share",
    "show more",
    "sign in",
    "sign up",
    "skip to content",
    "skip to main content",
    "story continues below advertisement",
    "subscribe",
    "subscribe now",
    "tweet",
    "twitter",
    "whatsapp",
];
/// Beginnings of such lines, in lower case.
const PAGE_BEGINNINGS: [&str; 12] = [
    "copyright ",
    "follow us on",
    "©",
    "get our newsletter",
    "load more",
    "read more",
    "share on ",
    "share this",
    "share via ",
    "sign up for ",
    "sign up to ",
    "subscribe to ",
];
/// Lines that may be left out of the middle of an article too.
const NOTICES: [&str; 4] = [
    "ad",
    "advertisement",
    "advertisment",
    "story continues below advertisement",
];
const RELATED: [&str; 16] = [
    "also read",
    "keep reading",
    "more from this section",
    "more on this",
    "more on this story",
    "more on this topic",
    "more stories",
    "read next",
    "recommended",
    "related",
    "related articles",
    "related content",
    "related news",
    "related posts",
    "related stories",
    "you may also like",
];
/// Words that tell a bio from the last paragraph of an article.
const BIO_WORDS: [&str; 12] = [
    "author",
    "columnist",
    "contributor",
    "correspondent",
    "covering",
    "covers",
    "editor",
    "freelance",
    "journalist",
    "reporter",
    "writer",
    "writes",
];

/// Longer is prose, in bytes.
const LONGEST_PAGE_LINE: usize = 80;
const LONGEST_HEADLINE: usize = 200;
const LONGEST_BIO: usize = 800;
const MOST_RELATED: usize = 20;

/// Takes out the lines of the page: those before the article, and those after and inside it.
pub(super) fn take_page_lines(lines: &mut Vec<Line>) -> (Vec<String>, Vec<String>) {
    let before = lines
        .iter()
        .take_while(|line| is_page_line(&line.text))
        .count();
    let first = lines.drain(..before).map(|line| line.text).collect();
    let after = lines
        .iter()
        .rev()
        .take_while(|line| is_page_line(&line.text))
        .count();
    let tail = lines.split_off(lines.len() - after);
    let inside = lines
        .extract_if(.., |line| NOTICES.contains(&key(&line.text).as_str()))
        .collect::<Vec<_>>();
    (
        first,
        inside
            .into_iter()
            .chain(tail)
            .map(|line| line.text)
            .collect(),
    )
}

fn is_page_line(text: &str) -> bool {
    let key = key(text);
    text.len() <= LONGEST_PAGE_LINE
        && (PAGE_LINES.contains(&key.as_str())
            || PAGE_BEGINNINGS
                .iter()
                .any(|beginning| key.starts_with(beginning)))
}

fn key(text: &str) -> String {
    text.trim_matches(|c: char| !c.is_alphanumeric() && c != '©')
        .to_lowercase()
}

/// Takes out the last heading for related stories and what stands under it, if that can be headlines.
pub(super) fn split_related(lines: &mut Vec<Line>) -> (Option<String>, Vec<Line>) {
    let heading = lines
        .iter()
        .rposition(|line| RELATED.contains(&key(&line.text).as_str()));
    let Some(at) = heading else {
        return (None, Vec::new());
    };
    let mut under = lines[at + 1..].to_vec();
    let card = author_card(&mut under).is_some();
    let fits =
        under.len() <= MOST_RELATED && under.iter().all(|line| line.text.len() <= LONGEST_HEADLINE);
    if !fits || (at == 0 && !card && under.is_empty()) {
        return (None, Vec::new());
    }
    let under = lines.split_off(at + 1);
    (lines.pop().map(|heading| heading.text), under)
}

/// Takes the author's card off the end: a name, and the sentence or two about that person.
pub(super) fn author_card(lines: &mut Vec<Line>) -> Option<Author> {
    let name_at = |back: usize| {
        let at = lines.len().checked_sub(back).filter(|at| *at > 0)?;
        let name = lines[at].text.trim_start_matches(['—', '–', '-', ' ']);
        names::is_person(name).then(|| (at, name.to_string()))
    };
    let (at, name) = match name_at(2).filter(|(at, name)| is_bio(&lines[at + 1].text, name)) {
        Some(found) => found,
        None => name_at(1)?,
    };
    let bio = lines
        .drain(at..)
        .nth(1)
        .map(|line| line.text)
        .unwrap_or_default();
    Some(Author {
        name,
        bio,
        ..Author::default()
    })
}

/// Whether this sentence is about who wrote the article.
fn is_bio(text: &str, name: &str) -> bool {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    let first_person = words.iter().any(|word| matches!(*word, "I" | "my" | "My"));
    let about = words
        .iter()
        .any(|word| BIO_WORDS.contains(&word.to_lowercase().as_str()));
    text.len() <= LONGEST_BIO
        && (first_person || about || name.split(' ').any(|part| words.first() == Some(&part)))
}
