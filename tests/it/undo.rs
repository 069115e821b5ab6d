//! What one undo takes back of somebody's typing at a desk.

use desk::{ApplyTextRequest, TextChanged};
use serde_json::json;
use tests::TestDesk;

/// Somebody who types into a story, a letter at a time.
struct Typing<'a> {
    desk: &'a TestDesk,
    story: String,
    version: u64,
    letters: usize,
}

impl<'a> Typing<'a> {
    fn begin(desk: &'a TestDesk) -> Self {
        let story = desk.start_story().expect("an editor may start a story");
        desk.open_text(&story).expect("a new story opens");
        Self {
            desk,
            story,
            version: 0,
            letters: 0,
        }
    }

    /// Each letter at the end of the text, a fifth of a second after the one before it.
    fn letters(&mut self, letters: &str) {
        for letter in letters.chars() {
            self.desk.pass_milliseconds(200);
            let before = (self.letters > 0).then(|| json!({"retain": self.letters}));
            let ops: Vec<_> = before
                .into_iter()
                .chain([json!({"insert": letter})])
                .collect();
            let kept = self.desk.apply_text(ApplyTextRequest {
                story: self.story.clone(),
                version: self.version.to_string(),
                batch: format!("typed-{}", self.version),
                batches: vec![serde_json::from_value(json!({"body": ops})).expect("a batch")],
                caret: None,
            });
            self.version += 1;
            self.letters += 1;
            assert_eq!(
                kept.expect("typing is kept").version,
                self.version.to_string()
            );
        }
    }

    fn undo(&mut self) -> Option<TextChanged> {
        let undone = self.desk.undo_text(&self.story, &self.version.to_string());
        let undone = undone.expect("undo is never refused to whoever may type");
        self.version += u64::from(undone.is_some());
        undone
    }
}

fn batch(changed: Option<TextChanged>) -> serde_json::Value {
    serde_json::to_value(changed.expect("a step to undo").batch).expect("a batch is JSON")
}

#[test]
fn one_undo_takes_back_what_was_typed_without_a_pause() {
    let desk = TestDesk::newsroom("always");
    let mut typing = Typing::begin(&desk);
    typing.letters("wheat");
    desk.pass_milliseconds(1_000);
    typing.letters(" in the rain");
    assert_eq!(
        batch(typing.undo()),
        json!({"body": [{"retain": 5}, {"delete": 12}]}),
        "the second burst goes and the first stays"
    );
    assert_eq!(
        batch(typing.undo()),
        json!({"body": [{"delete": 5}]}),
        "the first burst goes"
    );
    assert!(typing.undo().is_none(), "nothing else was typed");
}
