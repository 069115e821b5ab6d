//! Pairs of sentences as an editor changes them, and the facts that differ then.

use super::{changed, story};

fn check(before: &str, after: &str, expected: &[&str]) {
    assert_eq!(
        changed(&story(&[before]), &story(&[after])),
        expected,
        "from {before:?} to {after:?}"
    );
}

#[test]
fn numbers_are_compared_by_what_they_say() {
    check(
        "It killed 12 people.",
        "It killed 14 people.",
        &["number 12 > 14"],
    );
    check("It killed 12 people.", "It killed twelve people.", &[]);
    check(
        "It killed twelve people.",
        "It killed eleven people.",
        &["number twelve > eleven"],
    );
    check("About 1,000 came.", "About 1000 came.", &[]);
    check(
        "About 1,000 came.",
        "About 10,000 came.",
        &["number 1,000 > 10,000"],
    );
    check("It cost $5.", "It cost £5.", &["number $5 > £5"]);
    check("It cost £5m.", "It cost £5 million.", &[]);
    check(
        "It cost £1.5m.",
        "It cost £1.5bn.",
        &["number £1.5m > £1.5bn"],
    );
    check("It cost 1.5 million pounds.", "It cost £1,500,000.", &[]);
    check("Prices rose 5%.", "Prices rose 5 per cent.", &[]);
    check(
        "Prices rose 5 per cent.",
        "Prices rose 5 percentage points.",
        &["number 5 per cent > 5 percentage points"],
    );
    check(
        "Prices rose 5.0%.",
        "Prices rose 5.5%.",
        &["number 5.0% > 5.5%"],
    );
    check(
        "It was minus the rain.",
        "It was −5 outside.",
        &["number + −5"],
    );
    check("Two hundred and five came.", "205 came.", &[]);
    check(
        "Two hundred came.",
        "Three hundred came.",
        &["number Two hundred > Three hundred"],
    );
    check(
        "A third of them left.",
        "A quarter of them left.",
        &["number A third > A quarter"],
    );
    check("Two-thirds of them left.", "2/3 of them left.", &[]);
    check("She came 3rd.", "She came third.", &[]);
    check(
        "the second summit",
        "the third summit",
        &["number second > third"],
    );
    check("The twenty-first round.", "The 21st round.", &[]);
    check("They lost 3-2.", "They lost 2-3.", &["number ~ 3"]);
    check("half a million people", "500,000 people", &[]);
    check(
        "Dozens were hurt.",
        "Hundreds were hurt.",
        &["number Dozens > Hundreds"],
    );
    check(
        "They drove 5 miles.",
        "They drove 5 km.",
        &["number 5 miles > 5 km"],
    );
    check("No one came.", "Nobody came.", &[]);
    check(
        "A vaccine for people aged 1 and 2.",
        "A vaccine for people aged 1.",
        &["number - 2"],
    );
    check(
        "Es waren 1.234.567 Euro.",
        "Es waren 1.234.568 Euro.",
        &["number 1.234.567 Euro > 1.234.568 Euro"],
    );
    check(
        "The year-old club.",
        "The 10-year-old club.",
        &["number + 10-year"],
    );
    check(
        "Half a dozen came.",
        "A dozen came.",
        &["number Half a dozen > A dozen"],
    );
}

#[test]
fn names_are_told_from_words_that_only_begin_a_sentence() {
    check(
        "It was Mike Pompeo.",
        "It was John Bolton.",
        &["name Mike Pompeo > John Bolton"],
    );
    check("It was Pompeo.", "It was Pompeo’s.", &[]);
    check(
        "The letter reached Trump.",
        "Well, the letter reached Trump.",
        &[],
    );
    check(
        "Trump said so, and Trump meant it.",
        "Trump said so, and Kim meant it.",
        &["name Trump > Kim"],
    );
    check(
        "Donald Trump came.",
        "Donald Trupm came.",
        &["name Donald Trump > Donald Trupm"],
    );
    check("Officials said no.", "Aides said no.", &[]);
    check("Yesterday we met.", "However, we met yesterday.", &[]);
    check(
        "A vote for Alexander Van der Bellen.",
        "A vote for Norbert Hofer.",
        &["name Alexander Van der Bellen > Norbert Hofer"],
    );
    check(
        "It was Ursula von der Leyen.",
        "It was Ursula von der Layen.",
        &["name Ursula von der Leyen > Ursula von der Layen"],
    );
    check(
        "He met Bashar al-Assad.",
        "He met al-Assad.",
        &["name Bashar al-Assad > al-Assad"],
    );
    check(
        "The White House said so.",
        "The Kremlin said so.",
        &["name White House > Kremlin"],
    );
    check(
        "Kim Jong Un wrote.",
        "Kim Jong-un wrote.",
        &["name Kim Jong Un > Kim Jong-un"],
    );
    check(
        "Mr. Trump wrote. Nobody read it.",
        "Mr. Kim wrote. Nobody read it.",
        &["name Mr. Trump > Mr. Kim"],
    );
    check(
        "It is the Bank of England.",
        "It is the Bank of Scotland.",
        &["name Bank of England > Bank of Scotland"],
    );
    check("The US left.", "The UN left.", &["name US > UN"]);
    check(
        "It is Seán O’Brien.",
        "It is Sean O'Brien.",
        &["name Seán O’Brien > Sean O'Brien"],
    );
    check(
        "Smith beat Jones at chess.",
        "Jones beat Smith at chess.",
        &["name ~ Smith"],
    );
    check("I met Kim.", "We met Kim.", &[]);
    check("He met Kim and Moon.", "He met Kim.", &["name - Moon"]);
    check("He met Kim.", "He met Kim in Hanoi.", &["name + Hanoi"]);
}

#[test]
fn dates_are_compared_by_the_day_they_mean() {
    check(
        "They met on 12 June 2018.",
        "They met on June 12, 2018.",
        &[],
    );
    check("They met on 12 June 2018.", "They met on 2018-06-12.", &[]);
    check(
        "They met on 12 June.",
        "They met on the 13th of June.",
        &["date 12 June > 13th of June"],
    );
    check(
        "They met on Monday.",
        "They met on Tuesday.",
        &["date Monday > Tuesday"],
    );
    check(
        "The White House on Monday said so.",
        "The White House said so on Monday.",
        &[],
    );
    check(
        "They met on Monday 12 June.",
        "They met on Monday, June 12.",
        &[],
    );
    check(
        "They met yesterday.",
        "They met today.",
        &["date yesterday > today"],
    );
    check(
        "They met last week.",
        "They met last month.",
        &["date last week > last month"],
    );
    check(
        "They met in May.",
        "They met in April.",
        &["date May > April"],
    );
    check(
        "They met Theresa May.",
        "They met Theresa Mai.",
        &["name Theresa May > Theresa Mai"],
    );
    check(
        "In 2017 they met.",
        "In 2018 they met.",
        &["date 2017 > 2018"],
    );
    check(
        "It was the 1980s.",
        "It was the 1990s.",
        &["date 1980s > 1990s"],
    );
    check(
        "It ran at 14:05.",
        "It ran at 14:50.",
        &["date 14:05 > 14:50"],
    );
    check("It ran at 6pm.", "It ran at 6 p.m. sharp.", &[]);
    check(
        "Am 12.06.2018.",
        "Am 13.06.2018.",
        &["date 12.06.2018 > 13.06.2018"],
    );
}

#[test]
fn quotations_are_their_words_and_who_said_them() {
    check(
        "“It was warm,” she said.",
        "“It was cold,” she said.",
        &["quotation It was warm > It was cold"],
    );
    check(
        "“It was warm,” she said.",
        "\"It was warm\", she said.",
        &[],
    );
    check(
        "“It was warm,” said Trump.",
        "“It was warm,” said Kim.",
        &["said It was warm: Trump > Kim", "name Trump > Kim"],
    );
    check(
        "“It was warm,” she said.",
        "“It was warm,” he said.",
        &["said It was warm: she > he"],
    );
    check(
        "It was warm, she said.",
        "“It was warm,” she said.",
        &["quotation + It was warm"],
    );
    check(
        "“It was warm,” she said.",
        "It was warm, she said.",
        &["quotation - It was warm"],
    );
    check(
        "Er sagte: „Es war warm.“",
        "Er sagte: „Es war kalt.“",
        &["quotation Es war warm. > Es war kalt."],
    );
    check(
        "Il a dit «\u{A0}oui\u{A0}».",
        "Il a dit «\u{A0}non\u{A0}».",
        &["quotation - oui", "quotation + non"],
    );
    check("He called it ‘a mess’.", "He called it “a mess”.", &[]);
    check(
        "The workers’ rights were the employers’ too.",
        "The workers’ duties were the employers’ too.",
        &[],
    );
    check(
        "“It goes on",
        "“It goes off",
        &["quotation It goes on > It goes off"],
    );
    check(
        "Kim told reporters: “We are ready.”",
        "Moon told reporters: “We are ready.”",
        &["name Kim > Moon", "said We are ready.: Kim > Moon"],
    );
}

#[test]
fn what_only_changed_its_place_is_told_so() {
    let check = |before: &[&str], after: &[&str], expected: &[&str]| {
        assert_eq!(
            changed(&story(before), &story(after)),
            expected,
            "from {before:?} to {after:?}"
        );
    };
    let said = "“It was a very warm letter,” she said after the meeting in the garden.";
    let (one, two) = (
        "The first of many plain words stand here today.",
        "Other words stand here and are as plain as those.",
    );
    check(
        &[said, one, two],
        &[one, two, said],
        &["quotation ~ It was a very warm letter"],
    );
    check(
        &[
            "They said “yes we can” and went home that evening.",
            one,
            "He was glad of what had been done there.",
        ],
        &[
            "They went home that evening.",
            one,
            "He was glad of what had been done there, “yes we can”.",
        ],
        &["said yes we can: they > nobody", "quotation ~ yes we can"],
    );
    check(
        &["He met 12 people there. She met Kim Jong Un on Monday."],
        &["He met 12 people there.", "She met Kim Jong Un on Monday."],
        &[],
    );
    check(&["One man died.", one], &[one], &["number - One"]);
    check(
        &[one],
        &[one, "Kim met 5 men."],
        &["name + Kim", "number + 5"],
    );
}

#[test]
fn no_number_is_too_long_to_be_read() {
    let many = "hundred ".repeat(40);
    let text = format!("It was one {many} trillion and five, or 9{many}.");
    assert_eq!(changed(&story(&[&text]), &story(&[&text])), [""; 0]);
    assert!(!changed(&story(&[]), &story(&[&text])).is_empty());
}
