use super::*;
use crate::{
    DeskState, Kind,
    SecondReader::TwoPeople,
    fold,
    play::{
        STORY, Scene,
        Who::{self, *},
        approve, story_entry,
    },
};

fn comment(blocking: bool) -> Remark {
    Remark::Comment(Comment {
        seen: Vec::new(),
        roster: 1,
        at: 5,
        anchor: "7-1".into(),
        about: "a summit in June".into(),
        text: "Which day?".into(),
        blocking,
        mentions: vec![Reporter.id()],
        kept_both: None,
    })
}

fn reply(comment: EntryId, text: &str) -> Remark {
    Remark::Reply(Reply {
        seen: Vec::new(),
        roster: 1,
        at: 6,
        comment,
        text: text.into(),
        mentions: Vec::new(),
    })
}

fn resolve(comment: EntryId, resolved: bool) -> Remark {
    Remark::Resolve(Resolve {
        seen: Vec::new(),
        roster: 1,
        at: 7,
        comment,
        resolved,
    })
}

impl Scene {
    /// Asks first, then signs whatever the answer: every reader must give the same one.
    fn remarks(&mut self, who: Who, mut remark: Remark) -> Result<EntryId, Refusal> {
        let state = self.state();
        match &mut remark {
            Remark::Comment(said) => said.seen.clone_from(&state.heads),
            Remark::Reply(said) => said.seen.clone_from(&state.heads),
            Remark::Resolve(said) => said.seen.clone_from(&state.heads),
        }
        self.seq += 1;
        let actor = Actor {
            person: who.person(),
            device: who.device(),
            seq: self.seq,
        };
        let roster = self.rosters.in_force(1).expect("the play has its roster");
        let answer = may_remark(&remark, &actor, &state, roster);
        let (kind, payload) = remark.encode();
        let entry = story_entry(who, self.seq, kind, payload);
        let id = entry.id;
        let mut entries = self.entries.clone();
        entries.push(entry);
        let after = fold(&self.rosters, STORY, &entries);
        assert_eq!(
            answer.is_ok(),
            after.comments != state.comments,
            "the desk that signs {remark:?} and the desks that read it must agree"
        );
        if answer.is_ok() {
            self.entries = entries;
        }
        answer.map(|_| id)
    }
}

fn refused(result: Result<EntryId, Refusal>) -> &'static str {
    result
        .expect_err("the rules of the newsroom say no to this")
        .code()
}

#[test]
fn a_comment_holds_its_replies_and_who_settled_it() {
    let mut scene = Scene::editing(TwoPeople);
    let asked = scene.remarks(Editor, comment(false)).expect("may comment");
    scene
        .remarks(Reporter, reply(asked, "12 June"))
        .expect("may reply");
    scene
        .remarks(Reporter, resolve(asked, true))
        .expect("may settle what does not block");
    let state = scene.state();
    let [thread] = state.comments.as_slice() else {
        panic!("one comment was made: {:?}", state.comments)
    };
    assert_eq!(thread.by, Editor.id());
    assert_eq!(thread.replies[0].text, "12 June");
    assert_eq!(
        thread.resolved.as_ref().map(|by| by.by),
        Some(Reporter.id())
    );
    scene
        .remarks(Editor, resolve(asked, false))
        .expect("may open it again");
    assert_eq!(scene.state().comments[0].resolved, None);
}

#[test]
fn a_story_with_an_open_query_is_not_approved() {
    let mut scene = Scene::editing(TwoPeople);
    let query = scene.remarks(Legal, comment(true)).expect("may ask");
    let said = scene.tries(OtherEditor, approve()).expect_err("it is open");
    assert_eq!(said.code(), "query-open");
    scene
        .remarks(Legal, resolve(query, true))
        .expect("who asked settles");
    scene.does(OtherEditor, approve());
    assert_eq!(scene.desk(), DeskState::Approved);
}

#[test]
fn an_open_comment_that_is_no_query_does_not_keep_a_story() {
    let mut scene = Scene::editing(TwoPeople);
    scene.remarks(Editor, comment(false)).expect("may comment");
    scene.does(OtherEditor, approve());
    assert_eq!(scene.desk(), DeskState::Approved);
}

#[test]
fn a_query_is_settled_by_who_asked_by_who_has_the_story_or_by_the_desk() {
    let check = |who: Who, may: bool| {
        let mut scene = Scene::editing(TwoPeople);
        let query = scene.remarks(Legal, comment(true)).expect("may ask");
        let settled = scene.remarks(who, resolve(query, true));
        match may {
            true => assert!(settled.is_ok(), "{who:?}: {settled:?}"),
            false => assert_eq!(refused(settled), "not-your-role", "{who:?}"),
        }
    };
    check(Legal, true);
    check(Editor, true);
    check(OtherEditor, true);
    check(Copy, true);
    check(Chief, true);
    check(Reporter, false);
    check(Production, false);
}

#[test]
fn remarks_need_words_a_comment_and_somebody_who_works_here() {
    let mut scene = Scene::editing(TwoPeople);
    let asked = scene.remarks(Editor, comment(false)).expect("may comment");
    assert_eq!(
        refused(scene.remarks(Editor, reply(asked, " \n"))),
        "needs-words"
    );
    let nothing = EntryId::from_bytes([8; 32]);
    assert_eq!(
        refused(scene.remarks(Editor, reply(nothing, "?"))),
        "no-such-comment"
    );
    assert_eq!(
        refused(scene.remarks(Admin, comment(false))),
        "not-your-role"
    );
    assert_eq!(
        refused(scene.remarks(Stranger, comment(false))),
        "not-on-roster"
    );
    assert_eq!(
        refused(scene.remarks(Publisher, comment(false))),
        "not-on-roster"
    );
}

#[test]
fn a_revoked_device_remarks_nothing_more_and_what_it_asked_stays_open() {
    let mut scene = Scene::editing(TwoPeople);
    let asked = scene.remarks(Editor, comment(true)).expect("may comment");
    scene.close_roles(Editor);
    for remark in [comment(false), reply(asked, "?"), resolve(asked, true)] {
        assert_eq!(refused(scene.remarks(Editor, remark)), "not-your-role");
    }
    assert_eq!(scene.state().open_queries().len(), 1);
}

#[test]
fn a_query_asked_elsewhere_meanwhile_does_not_take_an_approval_back() {
    let (mut one, mut other) = (Scene::editing(TwoPeople), Scene::editing(TwoPeople));
    other.seq += 100;
    one.does(OtherEditor, approve());
    other.remarks(Reporter, comment(true)).expect("may ask");
    let both: Vec<_> = one.entries.iter().chain(&other.entries).cloned().collect();
    let state = fold(&one.rosters, STORY, &both);
    assert_eq!(
        state,
        fold(&one.rosters, STORY, both.iter().rev()),
        "the order of arrival must not matter"
    );
    assert_eq!(
        state.desk_state(Some([2; 32])),
        DeskState::Approved,
        "a late comment never stops a story; a hold does"
    );
    assert_eq!(
        state.open_queries().len(),
        1,
        "and yet it is there to be read"
    );
}

#[test]
fn each_kind_is_read_as_it_was_written() {
    for remark in [
        comment(true),
        reply(EntryId::from_bytes([3; 32]), "Ja"),
        resolve(EntryId::from_bytes([3; 32]), false),
    ] {
        let (kind, bytes) = remark.encode();
        assert_eq!(read(&kind, &bytes), Some(Ok(remark)));
    }
    assert_eq!(read(&Kind::Text, &[]), None);
}
