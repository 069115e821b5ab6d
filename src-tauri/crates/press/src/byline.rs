//! The byline sentence, and who its authors are.

use manuscript::{Credit, Reading};

use crate::place::words_joined;
use crate::printed::one_line;

/// Roles of people who made a story possible without writing it.
const NOT_WRITERS: [&str; 8] = [
    "photographer",
    "illustrator",
    "videographer",
    "translator",
    "editor",
    "producer",
    "designer",
    "researcher",
];

/// The sentence that a person wrote, else `By A in Place, B and C` of those who wrote the story; empty when nobody
/// is credited.
pub fn byline(reading: &Reading) -> String {
    if let Some(rewritten) = &reading.byline {
        return one_line(rewritten);
    }
    let names: Vec<String> = writers(reading).map(signature).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => format!("By {one}"),
        [others @ .., last] => format!("By {} and {last}", others.join(", ")),
    }
}

/// Web addresses of the writers, in byline order, each once.
pub(crate) fn author_slugs(reading: &Reading) -> Vec<String> {
    let mut slugs: Vec<String> = Vec::new();
    for slug in writers(reading).map(slug_of) {
        if !slug.is_empty() && !slugs.contains(&slug) {
            slugs.push(slug);
        }
    }
    slugs
}

/// A person's web address; a guest without one has it from the name.
pub(crate) fn slug_of(credit: &Credit) -> String {
    match credit.slug.is_empty() {
        true => words_joined(&credit.name),
        false => one_line(&credit.slug),
    }
}

/// Those who wrote the story; everybody who is credited when none of them did.
fn writers(reading: &Reading) -> impl Iterator<Item = &Credit> {
    let wrote = |credit: &&Credit| !NOT_WRITERS.contains(&credit.role.as_str());
    let nobody_wrote = !reading.credits.iter().any(|credit| wrote(&credit));
    let named = reading
        .credits
        .iter()
        .filter(|credit| !credit.name.is_empty());
    named.filter(move |credit| nobody_wrote || wrote(credit))
}

fn signature(credit: &Credit) -> String {
    match credit.place.is_empty() {
        true => one_line(&credit.name),
        false => one_line(&format!("{} in {}", credit.name, credit.place)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credit(name: &str, role: &str, place: &str) -> Credit {
        Credit {
            name: name.into(),
            role: role.into(),
            place: place.into(),
            ..Credit::default()
        }
    }

    fn story(credits: &[Credit]) -> Reading {
        Reading {
            credits: credits.to_vec(),
            ..Reading::default()
        }
    }

    #[test]
    fn a_byline_names_the_writers_in_order() {
        let check =
            |credits: &[Credit], expected: &str| assert_eq!(byline(&story(credits)), expected);
        let a = credit("Ada", "reporter", "");
        let b = credit("Bo", "reporter", "Istanbul");
        let c = credit("Cy", "", "");
        let photographer = credit("Di", "photographer", "");
        check(&[], "");
        check(std::slice::from_ref(&a), "By Ada");
        check(&[a.clone(), b.clone()], "By Ada and Bo in Istanbul");
        check(&[a.clone(), b, c], "By Ada, Bo in Istanbul and Cy");
        check(&[a, photographer.clone()], "By Ada");
        check(&[photographer], "By Di");
    }

    #[test]
    fn a_byline_that_a_person_rewrote_stands() {
        let reading = Reading {
            byline: Some("Our reporters".into()),
            ..story(&[credit("Ada", "", "")])
        };
        assert_eq!(byline(&reading), "Our reporters");
    }

    #[test]
    fn a_guest_has_an_address_from_the_name_and_nobody_stands_twice() {
        let guest = credit("Jane O’Neil", "", "");
        let author = Credit {
            slug: "ada-k".into(),
            ..credit("Ada", "", "")
        };
        let reading = story(&[author.clone(), guest, author]);
        assert_eq!(author_slugs(&reading), ["ada-k", "jane-o-neil"]);
    }
}
