//! Pasting from other programs: what comes in, what the window says about it, and Undo.

use fantoccini::key::Key;
use tests::Window;

use crate::newsroom::{REPORTER, laptop};

const WORD: &str = include_str!("../fixtures/paste/word-lists.html");

#[test]
fn a_paste_comes_in_as_blocks_and_can_be_taken_back() {
    let laptop = laptop("pasting", "two_people", REPORTER);
    let window = laptop.open();
    window.find("screen-desk");
    window.chord(&[], 'n');
    window.find_css(".story[data-mode=edit]");
    window.keys("Three things");
    window.key(Key::Enter);
    window.key(Key::Enter);
    window.keys("Typed before. ");
    let html = WORD.replace(
        "A new",
        "<img src='x'><script>document.title='run'</script>A new",
    );
    paste(&window, &html, "plain");
    window.keys("Typed after.");
    let body = |what: &str| window.ask(&format!("return document.querySelector('.story').{what}"));
    window.wait("the pasted words", || {
        let text = body("innerText").to_string();
        text.contains("Nobody may park here.Typed after.")
    });
    let items = "querySelectorAll(':scope > ul > li, :scope > ul > li > ul > li').length";
    assert_eq!(body(items), 4, "Word's paragraphs are a list in a list");
    assert_eq!(body("querySelectorAll('ol[start=\"4\"] > li').length"), 2);
    assert_eq!(body("querySelectorAll('img, script, [style]').length"), 0);
    let said = window.text_of("toast");
    assert!(
        said.contains("1 picture"),
        "it says what was left out: {said}"
    );

    window.chord(&[Key::Control], 'z');
    window.chord(&[Key::Control], 'z');
    window.wait("the page as it was before the paste", || {
        let text = body("innerText").to_string();
        text.contains("Typed before.") && !text.contains("council")
    });
}

fn paste(window: &Window, html: &str, text: &str) {
    let script = "const data = new DataTransfer();
        data.setData('text/html', arguments[0]);
        data.setData('text/plain', arguments[1]);
        const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
        document.querySelector('.story').dispatchEvent(event);";
    window.ask_with(script, vec![html.into(), text.into()]);
}

#[test]
fn an_article_that_is_dropped_on_the_desk_is_shown_before_it_comes_in() {
    let laptop = laptop("an_article_is_dropped", "two_people", REPORTER);
    let window = laptop.open();
    window.find("screen-desk");
    drop_file(
        &window,
        "bridge.md",
        "# Bridge opens\n\nThe *quay* café was closed.\n",
    );
    window.wait_text("article-parts", "Bridge opens");
    window.screenshot("a dropped article");
    window.click("article-keep");
    window.find_css(".story[contenteditable=true]");
    window.wait_words("The quay café was closed.");
    let looks = window.ask("return document.querySelector('.story em')?.textContent");
    assert_eq!(looks, "quay", "its name says that it is Markdown");
}

/// A file let go over the window, as the browser tells the page.
fn drop_file(window: &Window, name: &str, text: &str) {
    let script = "const [name, text] = arguments; const held = new DataTransfer(); held.items.add(new File([text], name)); \
        for (const kind of ['dragover', 'drop']) document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: held, bubbles: true, cancelable: true }))";
    window.ask_with(script, vec![name.into(), text.into()]);
}
