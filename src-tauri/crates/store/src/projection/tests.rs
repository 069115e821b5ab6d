use manuscript::Manuscript;
use newsroom::{Brings, Kind, Step, StoryId, Text};

use crate::testing::{TestNewsroom, sign};
use crate::{Found, Query, Store};

fn busy_newsroom() -> (TestNewsroom, Vec<StoryId>) {
    let mut newsroom = TestNewsroom::founded();
    let mut stories = Vec::new();
    for id in 1..=6_u8 {
        let story = newsroom.story(
            id,
            "Politics",
            &format!("Headline {id}"),
            &format!("Body of story {id}, a letter."),
        );
        for round in 0..id {
            newsroom.rewrite(
                story,
                &format!("Body of story {id}, letter {round}, as it was changed."),
            );
        }
        stories.push(story);
    }
    // Words that nothing has sealed yet are in the rows and not in the index.
    newsroom.type_over(stories[0], "Typed and not sealed.");
    let filed: Manuscript = newsroom.type_over(stories[1], "Filed in the end.");
    newsroom.save(
        stories[1],
        &filed,
        Step::File {
            note: String::new(),
        },
    );
    (newsroom, stories)
}

fn search(store: &Store, text: &str) -> Vec<Found> {
    store
        .read(|reader| {
            reader.search().query(&Query {
                text: text.into(),
                limit: 50,
                ..Query::default()
            })
        })
        .unwrap()
}

#[test]
fn a_rebuild_makes_the_same_rows_and_finds_the_same_stories() {
    let (mut newsroom, stories) = busy_newsroom();
    let rows = newsroom.store.dump().unwrap();
    assert!(
        rows.iter().any(|row| row.contains("desk_state=\"filed\"")),
        "{rows:#?}"
    );
    let questions = [
        "letter",
        "changed",
        "\"story 3\"",
        "typed",
        "filed",
        "body*",
    ];
    let answers: Vec<Vec<Found>> = questions
        .iter()
        .map(|text| search(&newsroom.store, text))
        .collect();
    let bytes = |store: &Store| {
        store.read(|reader| {
            let mut all = Vec::new();
            for story in &stories {
                for row in reader.revisions().of(*story)? {
                    all.push((row, reader.revisions().bytes(*story, row.entry)?));
                }
            }
            Ok::<_, crate::Error>(all)
        })
    };
    let revisions = bytes(&newsroom.store).unwrap();

    newsroom.store.rebuild().unwrap();

    assert_eq!(newsroom.store.dump().unwrap(), rows);
    for (text, answer) in questions.iter().zip(answers) {
        assert_eq!(search(&newsroom.store, text), answer, "{text}");
    }
    assert_eq!(bytes(&newsroom.store).unwrap(), revisions);
    assert_eq!(newsroom.store.verify().unwrap(), []);
}

#[test]
fn a_long_story_gets_a_checkpoint_that_opens_to_the_same_text() {
    let mut newsroom = TestNewsroom::founded();
    let story = newsroom.story(1, "Politics", "Long", "Start.");
    for round in 0..70 {
        newsroom.rewrite(story, &format!("Round {round}."));
    }
    let before = newsroom.store.dump().unwrap();
    newsroom.store.rebuild().unwrap();
    assert_eq!(newsroom.store.dump().unwrap(), before);
    let checkpoint = newsroom
        .store
        .read(|reader| reader.checkpoints().get(story))
        .unwrap()
        .expect("70 texts are many");
    let (document, waiting) = Manuscript::load(5, Some(&checkpoint.snapshot), []).unwrap();
    assert!(waiting.is_empty());
    let row = newsroom
        .store
        .read(|reader| reader.stories().get(story))
        .unwrap()
        .unwrap();
    assert_eq!(
        Some(manuscript::content_hash(&document.reading().unwrap())),
        row.head_hash
    );
}

#[test]
fn signed_bytes_that_are_no_update_do_not_hide_the_rest_of_a_story() {
    let mut newsroom = TestNewsroom::founded();
    let story = newsroom.story(1, "Politics", "Headline", "Body that stays.");
    let (now, key) = (newsroom.tick(), newsroom.key.clone());
    let text = Text {
        seen: Vec::new(),
        peers: vec![77],
        update: vec![1, 2, 3],
        recovered: None,
        brings: Brings::Words,
    };
    newsroom
        .store
        .write(|writer| sign(writer, &key, now, Kind::Text, Some(story), text.to_bytes()))
        .unwrap();
    newsroom.store.rebuild().unwrap();
    let [found] = &search(&newsroom.store, "stays")[..] else {
        panic!("the story is found")
    };
    assert_eq!(found.story, story);
}
