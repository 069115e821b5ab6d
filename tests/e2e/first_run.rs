//! The first minute: from an empty laptop to the caret in a headline.

use tests::Laptop;

#[test]
fn the_window_opens_on_first_run() {
    let laptop = Laptop::new("the_window_opens_on_first_run");
    let window = laptop.open();
    window.find("first-run");
    for way in ["first-create", "first-folder", "first-sample"] {
        assert!(window.is_shown(way), "{way} is one of the three ways in");
    }
    window.check_access("first run");
    assert!(
        !laptop.newsroom().exists(),
        "looking at the first screen makes nothing"
    );
}

#[test]
fn three_questions_lead_to_a_headline() {
    let laptop = Laptop::new("three_questions_lead_to_a_headline");
    let window = laptop.open();
    window.click("first-create");
    window.fill("create-name", "The Chief Observer");
    window.fill("create-person", "Desk Editor");
    window.click("create-rule-alone");
    window.fill("create-passphrase", "let it stand");
    window.fill("create-again", "let it stand");
    window.check_access("create a newsroom");
    window.click("create-submit");
    window.find("screen-write");
    window.find("write-text");
    window.keys("A headline");
    window.wait_text("write-text", "A headline");
    window.wait_text("status-saved", "Saved on this laptop");
    window.check_access("first headline");
    assert!(
        laptop.newsroom().join("newsroom.stet").exists(),
        "the newsroom lies where the form said"
    );
}

#[test]
fn the_sample_opens_with_stories_at_every_stage() {
    let laptop = Laptop::new("the_sample_opens_with_stories_at_every_stage");
    let window = laptop.open();
    window.click("first-sample");
    window.find("desk-list");
    for state in [
        "draft",
        "sent_back",
        "filed",
        "editing",
        "approved",
        "scheduled",
        "live",
        "spiked",
    ] {
        window.find_css(&format!("[data-testid=desk-row][data-state={state}]"));
    }
    window.check_access("sample newsroom");
}
