use super::*;
use crate::testing::empty_file;
use crate::{Error, Store};

fn row(id: u8, desk_state: &str, live_state: &str, updated_at: i64) -> StoryRow {
    StoryRow {
        id: StoryId::from_bytes([id; 16]),
        slugline: format!("STORY-{id}"),
        headline: "Headline".into(),
        section: "Politics".into(),
        credits: "Caroline Finnegan".into(),
        web_address: "headline".into(),
        words: 5,
        head_hash: Some(ContentHash([id; 32])),
        desk_state: desk_state.into(),
        live_state: live_state.into(),
        holder: Some(PersonId::from_bytes([id; 16])),
        hold: Some("legal reads it".into()),
        embargo_until: Some(1),
        approved_hash: Some(ContentHash([2; 32])),
        scheduled_for: (id == 1).then_some(3),
        schedule_counts: true,
        live_hash: Some(ContentHash([4; 32])),
        live_at: Some(5),
        created_at: 6,
        updated_at,
    }
}

fn desk() -> (tempfile::TempDir, Store) {
    let (folder, mut store) = empty_file();
    store
        .write(|writer| {
            for row in [
                row(1, "draft", "unpublished", 10),
                row(2, "filed", "unpublished", 30),
                row(3, "idle", "live", 20),
            ] {
                writer.stories_mut().put(&row)?;
            }
            Ok::<_, Error>(())
        })
        .unwrap();
    (folder, store)
}

fn listed(store: &Store, filter: &StoryFilter) -> Vec<u8> {
    let rows = store.read(|reader| reader.stories().list(filter)).unwrap();
    rows.iter().map(|row| row.id.as_bytes()[0]).collect()
}

#[test]
fn a_line_reads_back_as_it_was_put() {
    let (_folder, mut store) = desk();
    let mut changed = row(2, "editing", "live", 40);
    changed.head_hash = None;
    changed.hold = None;
    store
        .write(|writer| writer.stories_mut().put(&changed))
        .unwrap();
    assert_eq!(
        store
            .read(|reader| reader.stories().get(changed.id))
            .unwrap(),
        Some(changed)
    );
    assert_eq!(
        listed(&store, &StoryFilter::default()),
        [2, 3, 1],
        "the one that changed last is first"
    );
}

#[test]
fn typing_changes_what_it_must_and_nothing_else() {
    let (_folder, mut store) = desk();
    let facts = HeadFacts {
        headline: "Other",
        words: 6,
        head_hash: Some(ContentHash([9; 32])),
        desk_state: "editing",
        schedule_counts: false,
        updated_at: 50,
    };
    let known = |id: u8, store: &mut Store| {
        store
            .write(|writer| {
                writer
                    .stories_mut()
                    .put_head(StoryId::from_bytes([id; 16]), &facts)
            })
            .unwrap()
    };
    assert!(known(1, &mut store));
    assert!(!known(77, &mut store), "no such story");
    let expected = StoryRow {
        headline: "Other".into(),
        words: 6,
        head_hash: Some(ContentHash([9; 32])),
        desk_state: "editing".into(),
        schedule_counts: false,
        updated_at: 50,
        ..row(1, "draft", "unpublished", 10)
    };
    assert_eq!(
        store
            .read(|reader| reader.stories().get(expected.id))
            .unwrap(),
        Some(expected)
    );
}

#[test]
fn lists_are_filtered_by_either_state_section_holder_and_schedule() {
    let (_folder, store) = desk();
    let states = |names: &[&str]| StoryFilter {
        states: names.iter().map(|&name| name.into()).collect(),
        ..StoryFilter::default()
    };
    assert_eq!(listed(&store, &states(&["draft"])), [1]);
    assert_eq!(listed(&store, &states(&["draft", "filed"])), [2, 1]);
    assert_eq!(listed(&store, &states(&["live"])), [3]);
    assert_eq!(listed(&store, &states(&["draft", "live"])), [3, 1]);
    assert_eq!(listed(&store, &states(&["spiked"])), [0; 0]);
    let section = |name: &str| StoryFilter {
        section: Some(name.into()),
        ..StoryFilter::default()
    };
    assert_eq!(listed(&store, &section("POLITICS")).len(), 3);
    assert_eq!(listed(&store, &section("Sport")), [0; 0]);
    assert_eq!(
        listed(
            &store,
            &StoryFilter {
                holder: Some(PersonId::from_bytes([2; 16])),
                ..StoryFilter::default()
            }
        ),
        [2]
    );
    assert_eq!(
        listed(
            &store,
            &StoryFilter {
                scheduled: true,
                ..StoryFilter::default()
            }
        ),
        [1]
    );
    assert_eq!(
        listed(
            &store,
            &StoryFilter {
                limit: Some(1),
                ..StoryFilter::default()
            }
        ),
        [2]
    );
    let counts = store
        .read(|reader| reader.stories().count_by_state())
        .unwrap();
    assert_eq!(
        counts,
        [
            ("draft".to_owned(), 1),
            ("filed".to_owned(), 1),
            ("idle".to_owned(), 1)
        ]
    );
}

#[test]
fn a_story_is_found_by_the_beginning_of_its_id_when_there_is_only_one() {
    let (_folder, store) = desk();
    let by = |digits: &str| {
        store
            .read(|reader| reader.stories().by_prefix(digits))
            .unwrap()
    };
    assert_eq!(by("0202"), Some(StoryId::from_bytes([2; 16])));
    assert_eq!(by("0"), None, "three begin so");
    assert_eq!(by("ff"), None);
}
