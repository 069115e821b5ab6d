//! Bad input and bad disks, with the real `stet`: each is refused with a code and a sentence, and nothing is written.

mod databases;
mod input;
mod targets;

use tests::command_line::Answer;

use crate::newsrooms::ByCommand;

/// A refusal is whole: its exit code, its code in JSON, and a sentence that is more than the code.
#[track_caller]
pub(crate) fn assert_refused(answer: &Answer, exit: i32, code: &str) {
    assert_eq!(
        (answer.exit, answer.json["code"].as_str()),
        (exit, Some(code)),
        "{}",
        answer.stderr
    );
    let sentence = answer.stderr.trim();
    assert!(
        sentence.contains(' ') && sentence != code && !sentence.contains("panicked"),
        "{code} has a sentence for people, not {sentence:?}"
    );
    assert!(
        !sentence.contains('{'),
        "every fact of the sentence is filled in: {sentence:?}"
    );
}

/// What a newsroom holds, to be compared before and after: its list and its log.
fn holdings(room: &ByCommand) -> (serde_json::Value, u64) {
    (
        room.stet.done(crate::newsrooms::EDITOR, &["list"]),
        room.entries(),
    )
}
