//! What each field above the text becomes.

use super::*;

#[test]
fn every_field_finds_its_place() {
    let read = from_markdown(concat!(
        "---\n",
        "title: \"Rates: what next\"\n",
        "kicker: Money\n",
        "slug: \"rates-what-next\"\n",
        "description: 'A standfirst'\n",
        "date: 2026-11-23T06:00:00+00:00\n",
        "draft: false\n",
        "authors: [\"caroline-finnegan\"]\n",
        "categories: [\"World\", \"Money\"]\n",
        "tags:\n  - rates\n  - banks\n",
        "language: no\n",
        "---\n\n# Rates: what next\n\nText.\n",
    ));
    let Reading {
        credits,
        headline,
        standfirst,
        kicker,
        ..
    } = &read.reading;
    assert_eq!(
        [plain(headline), plain(kicker), plain(standfirst)],
        ["Rates: what next", "Money", "A standfirst"]
    );
    assert_eq!(read.reading.web_address, "rates-what-next");
    assert_eq!(
        (credits[0].name.as_str(), credits[0].slug.as_str()),
        ("Caroline Finnegan", "caroline-finnegan")
    );
    assert_eq!(credits[0].role, "reporter");
    assert_eq!(
        (
            read.reading.section.as_str(),
            read.reading.language.as_str()
        ),
        ("World", "no")
    );
    assert_eq!(read.reading.tags, ["banks", "rates"]);
    assert_eq!(
        read.reading.body,
        [paragraph("Text.")],
        "a heading that repeats the title is not text"
    );
    let dropped: Vec<&str> = read.losses.iter().map(Loss::code).collect();
    assert_eq!(
        dropped,
        ["field-dropped", "field-dropped"],
        "the date and the second category: {:?}",
        read.losses
    );
}

#[test]
fn people_tell_more_than_authors() {
    let read = from_markdown(
        "---\nauthors: [\"a-b\"]\npeople:\n  - { slug: \"a-b\", name: \"A. B.\", role: \"translator\", bio: \"I do.\" }\n---\n",
    );
    let credit = &read.reading.credits[0];
    assert_eq!(
        [&credit.name, &credit.slug, &credit.role, &credit.bio],
        ["A. B.", "a-b", "translator", "I do."]
    );
    assert_eq!(read.reading.credits.len(), 1);
}

#[test]
fn a_byline_alone_credits_its_people() {
    let read = from_markdown("---\nbyline: By Ann Lee and Bo van Dyk\n---\nText");
    let names: Vec<&str> = read
        .reading
        .credits
        .iter()
        .map(|credit| credit.name.as_str())
        .collect();
    assert_eq!(names, ["Ann Lee", "Bo van Dyk"]);
}

#[test]
fn what_cannot_be_read_stays_as_text() {
    let read = from_markdown("---\ntitle: Rates: what next\n---\n\nText.\n");
    assert_eq!(
        read.reading.body,
        [paragraph("title: Rates: what next"), paragraph("Text.")]
    );
    assert_eq!(read.losses, [Loss::FrontMatterAsText { line: 2 }]);
    assert_eq!(
        codes("+++\ntitle = \"x\"\n+++\nText"),
        ["front-matter-as-text"]
    );
}

#[test]
fn a_rule_at_the_top_is_not_front_matter() {
    let check = |markdown: &str| assert_eq!(codes(markdown), [] as [&str; 0], "{markdown}");
    check("---\n\nSome text.\n\n---\n");
    check("---\nnever closed: yes\n");
    check("\u{feff}Text");
}
