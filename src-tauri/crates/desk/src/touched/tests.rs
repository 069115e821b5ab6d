use manuscript::from_markdown;

use super::*;

/// Which of extras, spelling, more and facts differ.
fn check(before: &str, now: &str, expected: [bool; 4]) {
    let (old, new) = (from_markdown(before).reading, from_markdown(now).reading);
    let touched = touched(ContentHash([0; 32]), &old, &new);
    let found = [
        touched.extras,
        touched.spelling,
        touched.more,
        touched.facts,
    ];
    assert_eq!(found, expected, "{before:?} → {now:?}");
}

const SPELLING: [bool; 4] = [false, true, false, false];
const MORE: [bool; 4] = [false, true, true, false];
/// Punctuation or spelling, and with it a fact.
const A_FACT: [bool; 4] = [false, true, false, true];
const MORE_AND_A_FACT: [bool; 4] = [false, true, true, true];

#[test]
fn punctuation_and_spelling_are_minor() {
    check("the ferry is late", "the ferry is late", [false; 4]);
    check("the ferry is late", "the ferry, is late.", SPELLING);
    check("the ferrry is late", "the ferry is late", SPELLING);
    check("the frery is late", "the ferry is late", SPELLING);
    check("the ferri is late", "the ferry is late", SPELLING);
}

#[test]
fn another_word_is_more() {
    check("it is not late", "it is now late", MORE);
    check("it is late", "it is very late", MORE);
    check("the ferry is late", "the plane is late", MORE);
    check("one\n\ntwo", "one two", [false, true, true, false]);
}

#[test]
fn a_number_a_name_a_date_and_a_quotation_are_facts() {
    check("it cost 1,000 pounds", "it cost 1.000 pounds", A_FACT);
    check(
        "it cost four pounds",
        "it cost five pounds",
        MORE_AND_A_FACT,
    );
    check("seen by Anna", "seen by Hanna", MORE_AND_A_FACT);
    check("it was in may", "it was in May", MORE_AND_A_FACT);
    check("he said “we go on”", "he said “we go on!”", A_FACT);
    check("he said we go on", "he said “we go on”", A_FACT);
    check("a rise of 5 %", "a rise of 5 ‰", A_FACT);
    check("minus 5", "minus -5", A_FACT);
}

#[test]
fn a_link_and_the_look_of_words_are_more_than_minor() {
    check(
        "read [this](https://a.example/)",
        "read [this](https://b.example/)",
        [false, false, true, true],
    );
    check("it is late", "it is *late*", [false, false, true, false]);
}

#[test]
fn tags_are_extras() {
    let before = "---\ntitle: \"Ferry\"\ntags: [\"a\"]\n---\n\nText.\n";
    let now = "---\ntitle: \"Ferry\"\ntags: [\"b\"]\n---\n\nText.\n";
    check(before, now, [true, false, false, false]);
}

#[test]
fn an_author_is_a_fact() {
    let before = "---\ntitle: \"Ferry\"\nauthors: [\"A Writer\"]\n---\n\nText.\n";
    let now = "---\ntitle: \"Ferry\"\nauthors: [\"B Writer\"]\n---\n\nText.\n";
    check(before, now, [false, false, true, true]);
}
