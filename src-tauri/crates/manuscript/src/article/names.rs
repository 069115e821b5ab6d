//! Names of people and outlets as they stand in running text, told apart from other words by their capitals.
//!
//! Not here: who a person is; a name is only text until someone says that it is one of the newsroom's people.

/// Small words inside names of people.
const PARTICLES: [&str; 18] = [
    "al", "ap", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "ibn", "la",
    "le", "ten", "van", "von",
];
/// Small words inside names of outlets.
const LINKS: [&str; 6] = ["&", "and", "for", "in", "of", "the"];
const LONGEST_NAME: usize = 60;

/// The people named in a byline such as `By Ann Lee in Leeds and Bo van Dyk`; `None` when the line is no byline.
pub(crate) fn byline_names(line: &str) -> Option<Vec<String>> {
    let line = line.trim();
    let by = line.get(..3).filter(|by| by.eq_ignore_ascii_case("by "))?;
    let listed = line[by.len()..].replace(" and ", ", ").replace(" & ", ", ");
    let mut names = Vec::new();
    for part in listed
        .split([',', '|', ';'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        let person = part.split(" in ").next().unwrap_or(part).trim();
        // What follows the first name may be a job or an outlet.
        match is_person(person) {
            true => names.push(person.to_string()),
            false if names.is_empty() => return None,
            false => {}
        }
    }
    (!names.is_empty()).then_some(names)
}

/// Whether a line is a person's name and nothing else: two to five words with capitals, no digit, no full stop at the end
/// but that of an initial or `Jr.`.
pub(super) fn is_person(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let count = (2..=5).contains(&words.len()) && line.len() <= LONGEST_NAME;
    let proper = words.iter().filter(|word| is_proper(word)).count() >= 2;
    let first = words
        .first()
        .is_some_and(|word| !word.eq_ignore_ascii_case("the"));
    count
        && proper
        && first
        && words
            .iter()
            .all(|word| is_proper(word) || PARTICLES.contains(word))
}

/// A capital, then letters: `O’Neill`, `Jean-Luc`, `J.`, `Jr.`.
fn is_proper(word: &str) -> bool {
    let stem = word
        .strip_suffix('.')
        .filter(|stem| stem.chars().count() <= 3)
        .unwrap_or(word);
    let capital = stem.chars().next().is_some_and(char::is_uppercase);
    capital
        && stem
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '.'))
}

/// The outlet that a bio names: one that is known, else the name after the last `for` or `at` that has one.
pub(super) fn outlet_in(bio: &str, known: &[String]) -> Option<String> {
    let mentioned = known
        .iter()
        .filter(|outlet| !outlet.is_empty() && bio.contains(outlet.as_str()));
    if let Some(outlet) = mentioned.max_by_key(|outlet| outlet.len()) {
        return Some(outlet.clone());
    }
    let mut found = None;
    for lead in [" for ", " at ", " with "] {
        for (at, _) in bio.match_indices(lead) {
            let name = outlet_name(&bio[at + lead.len()..]);
            if name.is_some() && found.as_ref().is_none_or(|(before, _)| *before < at) {
                found = Some((at, name));
            }
        }
    }
    found.and_then(|(_, name)| name)
}

/// The capitalised words at the start of this text: two or more, or one after `the`.
fn outlet_name(text: &str) -> Option<String> {
    let mut words: Vec<&str> = Vec::new();
    let mut end = 0;
    let sentence = text.split(['.', ',', ';', '(', '—']).next().unwrap_or(text);
    for word in sentence.split_whitespace() {
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let small = if words.is_empty() {
            word == "the"
        } else {
            LINKS.contains(&word)
        };
        if !capital && !small {
            break;
        }
        words.push(word);
        if capital {
            end = words.len();
        }
    }
    words.truncate(end);
    (words.len() >= 2).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_gives_its_people() {
        let check = |line: &str, expected: &[&str]| {
            assert_eq!(byline_names(line).unwrap_or_default(), expected, "{line}");
        };
        check("By Caroline Finnegan", &["Caroline Finnegan"]);
        check("BY CAROLINE FINNEGAN", &["CAROLINE FINNEGAN"]);
        check(
            "By Ann Lee in Leeds and Bo van Dyk",
            &["Ann Lee", "Bo van Dyk"],
        );
        check(
            "By Ann Lee, Political Correspondent",
            &["Ann Lee", "Political Correspondent"],
        );
        check("By all accounts it was late", &[]);
        check("Bye", &[]);
        check("é", &[]);
    }

    #[test]
    fn a_name_is_told_from_a_sentence() {
        let check = |line: &str, expected: bool| assert_eq!(is_person(line), expected, "{line}");
        check("Caroline Finnegan", true);
        check("Ludwig van der Meer", true);
        check("J. P. O’Neill", true);
        check("Related articles", false);
        check("The Chief Observer", false);
        check("World", false);
        check("He left.", false);
        check("Page 3", false);
    }

    #[test]
    fn an_outlet_is_found_in_a_bio() {
        let check = |bio: &str, known: &[&str], expected: Option<&str>| {
            let known: Vec<String> = known.iter().map(|outlet| outlet.to_string()).collect();
            assert_eq!(outlet_in(bio, &known).as_deref(), expected, "{bio}");
        };
        let bio =
            "A journalist for the past ten years, I cover global news for The Chief Observer.";
        check(bio, &[], Some("The Chief Observer"));
        check(
            "I cover trade at the Observer in Leeds.",
            &["Observer"],
            Some("Observer"),
        );
        check(
            "I write about trade for The Evening Post and live in Leeds.",
            &[],
            Some("The Evening Post"),
        );
        check("A journalist for the past ten years.", &[], None);
        check("", &[], None);
    }
}
