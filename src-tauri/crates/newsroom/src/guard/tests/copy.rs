//! On the copy desk.

use super::*;

#[test]
fn who_has_it_keeps_it_on_the_copy_desk_until_another_takes_it() {
    let mut scene = Scene::copy(TwoPeople);
    assert_eq!(scene.state().holder, Some(Editor.id()));
    scene.does(JuniorCopy, Step::Take);
    let state = scene.state();
    assert_eq!((state.desk, state.holder), (InCopy, Some(JuniorCopy.id())));
    assert!(state.may_type(JuniorCopy.id(), &[]) && !state.may_type(Editor.id(), &[]));
}

#[test]
fn words_that_change_after_an_approval_on_the_copy_desk_are_the_desks() {
    let mut scene = Scene::copy(TwoPeople);
    scene.does(Editor, approve());
    scene.types(Editor, 3);
    assert!(scene.state().is_void(Some(scene.facts.head_hash)));
    assert_eq!(scene.desk(), InEditing);
}
