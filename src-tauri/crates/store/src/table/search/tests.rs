use proptest::prelude::*;

use super::*;
use crate::testing::TestNewsroom;

fn archive() -> TestNewsroom {
    let mut newsroom = TestNewsroom::founded();
    newsroom.story(
        1,
        "Politics",
        "A very warm letter",
        "The president spoke of a warm, positive letter from Kim.",
    );
    newsroom.story(
        2,
        "Politics",
        "Council counts letters",
        "Nobody was warm; the café closed. Governors met.",
    );
    newsroom.story(
        3,
        "Sport",
        "Rain stops play",
        "A letter was read out at the ground.",
    );
    newsroom
}

fn found(newsroom: &TestNewsroom, query: &Query) -> Vec<u8> {
    let found = newsroom
        .store
        .read(|reader| reader.search().query(query))
        .unwrap();
    found
        .iter()
        .map(|found| found.story.as_bytes()[0])
        .collect()
}

fn words(text: &str) -> Query {
    Query {
        text: text.to_owned(),
        limit: 10,
        ..Query::default()
    }
}

#[test]
fn stories_are_found_by_words_phrases_and_beginnings() {
    let newsroom = archive();
    let check = |text: &str, expected: &[u8]| {
        let mut found = found(&newsroom, &words(text));
        found.sort();
        assert_eq!(found, expected, "{text:?}");
    };
    check("letter", &[1, 3]);
    check("letter warm", &[1]);
    check("\"positive letter\"", &[1]);
    check("\"letter positive\"", &[]);
    check("letter*", &[1, 2, 3]);
    check("gov*", &[2]);
    check("cafe", &[2]);
    check("CAFÉ", &[2]);
    check("caroline", &[1, 2, 3]);
    check("sport", &[3]);
    check("very-warm", &[1]);
}

#[test]
fn a_word_in_the_headline_counts_for_more_than_one_in_the_body() {
    assert_eq!(found(&archive(), &words("letter"))[0], 1);
}

#[test]
fn filters_hold_beside_words_and_alone() {
    let newsroom = archive();
    let section = Query {
        section: Some("politics".into()),
        ..words("letter*")
    };
    assert_eq!(found(&newsroom, &section).len(), 2);
    let section_alone = Query {
        section: Some("Sport".into()),
        ..words("")
    };
    assert_eq!(found(&newsroom, &section_alone), [3]);
    let by = Query {
        by: Some("finnegan".into()),
        ..words("rain")
    };
    assert_eq!(found(&newsroom, &by), [3]);
    let by_alone = Query {
        by: Some("Caroline Finnegan".into()),
        ..words("")
    };
    assert_eq!(found(&newsroom, &by_alone).len(), 3);
    let by_nobody = Query {
        by: Some("Kim".into()),
        ..words("letter")
    };
    assert_eq!(
        found(&newsroom, &by_nobody),
        [0; 0],
        "a name in the text is no byline"
    );
    let state = |state: &str| Query {
        state: Some(state.into()),
        ..words("letter")
    };
    assert_eq!(found(&newsroom, &state("draft")).len(), 2);
    assert_eq!(found(&newsroom, &state("unpublished")).len(), 2);
    assert_eq!(found(&newsroom, &state("filed")), [0; 0]);
    assert_eq!(
        found(
            &newsroom,
            &Query {
                limit: 1,
                ..words("letter")
            }
        )
        .len(),
        1
    );
}

#[test]
fn nothing_that_a_person_types_is_an_error() {
    let newsroom = archive();
    let odd = [
        "\"",
        "\"\"",
        "\"\"\"",
        "AND",
        "OR",
        "NOT",
        "NEAR",
        "NEAR(a b, 2)",
        "*",
        "**",
        "a*b*",
        "-",
        "--",
        "'",
        "''; DROP TABLE",
        "(",
        ")",
        "()",
        "{headline}: a",
        "headline:",
        "^",
        "^a",
        "+",
        "a + b",
        "🙂",
        "🙂*",
        "\0",
        "a\0b",
        "\u{2}\u{3}",
        "%",
        "_",
        "\\",
        "letter \"",
        "*letter",
        "letter**",
        "ﬁ",
        "\u{301}",
        "𝕏",
        "…",
        "a:b:c",
        "NULL",
        "é\u{301}",
        "\"a\" \"",
    ];
    for text in odd {
        found(&newsroom, &words(text));
        found(
            &newsroom,
            &Query {
                by: Some(text.to_owned()),
                section: Some(text.to_owned()),
                ..words("")
            },
        );
    }
    assert_eq!(
        found(&newsroom, &words("🙂")),
        [0; 0],
        "nothing to look for is not everything"
    );
    assert_eq!(
        found(&newsroom, &words("")).len(),
        3,
        "no question lists everything"
    );
}

#[test]
fn a_snippet_shows_what_was_found() {
    let newsroom = archive();
    let found = newsroom
        .store
        .read(|reader| reader.search().query(&words("governors")))
        .unwrap();
    let [found] = &found[..] else {
        panic!("one story")
    };
    let hits: Vec<&str> = found
        .snippet
        .iter()
        .filter(|piece| piece.hit)
        .map(|piece| piece.text.as_str())
        .collect();
    assert_eq!(hits, ["Governors"]);
    let text: String = found
        .snippet
        .iter()
        .map(|piece| piece.text.as_str())
        .collect();
    assert_eq!(text, "Nobody was warm; the café closed. Governors met.");
}

#[test]
fn what_was_rewritten_is_no_longer_found_and_typing_alone_is_not_found_yet() {
    let mut newsroom = archive();
    let story = StoryId::from_bytes([3; 16]);
    newsroom.rewrite(story, "Play goes on.");
    assert_eq!(found(&newsroom, &words("ground")), [0; 0]);
    assert_eq!(found(&newsroom, &words("goes")), [3]);
    newsroom.type_over(story, "Play has ended.");
    assert_eq!(
        found(&newsroom, &words("ended")),
        [0; 0],
        "search follows sealed entries"
    );
}

proptest! {
    // Each case makes an encrypted file: a part of the cases that `PROPTEST_CASES` asks for.
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 8, ..ProptestConfig::default() })]

    #[test]
    fn any_text_at_all_may_be_asked_for(
        texts in prop::collection::vec("\\PC{0,12}|[\"*()^:+\\-{}a-c \u{0}-\u{1f}]{0,12}|\\p{Any}{0,6}", 40)
    ) {
        let (_folder, store) = crate::testing::empty_file();
        for text in texts {
            let query = Query { by: Some(text.clone()), ..words(&text) };
            store.read(|reader| reader.search().query(&query)).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        }
    }
}
