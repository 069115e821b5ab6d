//! A newer Stet at work on a story: what it writes goes into the newsroom's file past every rule of this one.

use std::path::Path;

use manuscript::{Manuscript, Peer};
use newsroom::{Brings, StoryId};
use store::Store;

use crate::fixtures::fixture;

/// The words of the block that this Stet does not know.
pub const WORDS: &str = "Should the bridge stay shut?";

/// Puts a poll at the end or the start of a story's body, typed on the device that began the story.
///
/// # Panics
/// When the passphrase opens no key of the newsroom, or the story is not there.
pub fn writes_a_poll(newsroom: &Path, passphrase: &str, story: &str) {
    let update = std::fs::read(fixture("newer.update")).expect("the fixture is there");
    let story: StoryId = story.parse().expect("a story's id");
    let keys = store::key_files(newsroom)
        .expect("the newsroom has keys")
        .files;
    let opened = keys
        .iter()
        .find_map(|file| store::open_secrets(file, passphrase).ok());
    let secrets = opened.expect("the passphrase opens a key");
    let mut store = Store::open(newsroom, &secrets.file_key).expect("the file is sound");
    let peers = Manuscript::peers_in(&update).expect("a sound update");
    let peer: Peer = peers.into_iter().next().expect("somebody wrote it");
    let written = store.write(|writer| -> store::Result<i64> {
        let first = writer.log().story_entries(story)?;
        let first = &first.first().expect("the story has begun").entry.envelope;
        writer.journal_mut().append(
            story,
            first.device,
            peer,
            &update,
            newsroom::hlc_millis(first.hlc),
            Brings::Words,
        )
    });
    written.expect("the file takes it");
}
