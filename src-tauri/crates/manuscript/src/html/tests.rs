//! Pages in the shapes that office suites and the web make them, and the law of pasting for any page.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use proptest::prelude::*;
use scraper::ElementRef;
use scraper::node::Node;
use serde_json::json;

use super::{from_html, from_html_page};
use crate::testing::{hold, sketch};
use crate::words::{each_text, plain};
use crate::{Block, Manuscript, Mark, body_to_markdown};

/// The body as Markdown, and what was left out.
fn became(html: &str) -> String {
    let read = from_html(html).expect("what it shows comes in");
    let mut text = body_to_markdown(&read.reading.body);
    text.push_str("\n=== blocks\n");
    text.push_str(&sketch(&read.reading.body));
    text.push_str("\n=== left out\n");
    for loss in &read.losses {
        text.push_str(&serde_json::to_string(loss).expect("a loss is text and numbers"));
        text.push('\n');
    }
    text
}

#[test]
fn each_page_becomes_what_is_written_beside_it() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/paste");
    let mut pages: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("the pages are there")
        .map(|entry| entry.expect("a page").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
        .collect();
    pages.sort();
    assert!(
        pages.len() >= 8,
        "every source that people paste from has a page"
    );
    let mut flat = BTreeMap::new();
    for page in pages {
        let html = fs::read_to_string(&page).expect("a page is text");
        compare(&page.with_extension("txt"), &became(&html));
        let reading = from_html(&html).expect("words").reading;
        let mut laid_out = Manuscript::empty(1);
        laid_out.rewrite(&reading).expect("it is a text");
        let name = page
            .file_stem()
            .and_then(|name| name.to_str())
            .expect("a name");
        let became = json!({ "fields": laid_out.text(), "blocks": sketch(&reading.body) });
        flat.insert(name.to_owned(), became);
    }
    // The window's own tests put these in.
    let flat = serde_json::to_string_pretty(&flat).expect("a text is JSON");
    compare(&folder.join("became.json"), &format!("{flat}\n"));
}

fn compare(file: &Path, became: &str) {
    if std::env::var_os("STET_WRITE_PASTE").is_some() {
        fs::write(file, became).expect("the page can be written");
    }
    let expected = fs::read_to_string(file).unwrap_or_default();
    assert_eq!(became, expected, "{}", file.display());
}

fn check(html: &str, expected: &str) {
    let read = from_html(html).expect("what it shows comes in");
    assert_eq!(sketch(&read.reading.body), expected, "{html}");
}

fn words_of(blocks: &[Block]) -> Vec<String> {
    let mut words = Vec::new();
    each_text(blocks, &mut |text, _| {
        words.extend(plain(text).split_whitespace().map(str::to_owned));
    });
    words
}

#[test]
fn spaces_around_a_raised_digit_stay_between_the_words() {
    check("<p>ten<sup> 2 </sup>metres</p>", "p(ten ² metres)");
}

#[test]
fn tags_may_be_missing_or_cross() {
    check("<p>one<p>two", "p(one) p(two)");
    check("one</p>two", "p(one) p(two)");
    check(
        "<ul><li>a<ul><li>b</ul><li>c</ul>",
        "ul(li(p(a) ul(li(p(b)))) li(p(c)))",
    );
    check(
        "<table><tr><td>a<td>b<tr><td>c<td>d</table>e",
        "table(a|b/c|d) p(e)",
    );
    check(
        "<table><caption>Votes</caption><tr><th>a</th><th></th></tr><tr><td>c<p>d</td></tr></table>",
        "p(Votes) p(a) p(c) p(d)",
    );
    check(
        "<table><caption>Votes</caption><tr><th>a<th>b<tr><td>c<p>d</table>",
        "p(Votes) table(a|b/c d|)",
    );
    check(
        "<table><tr><td colspan=2>a</td></tr><tr><td>b</td><td>c</td></tr></table>",
        "p(a) p(b | c)",
    );
    check("<dl><dt>a<dd>b</dl>", "p(a) p(b)");
    check("<h2>a<h3>b</h3>c", "h2(a) h3(b) p(c)");
    check("<div><td></div>a</div>b", "p(ab)");
    check("<li>a</li>", "p(a)");
    check("<ol><p>a<li value=7>b</ol>", "ol1(li(p(a)) li(p(b)))");
    check("<ol><li value=7>b</ol>", "ol7(li(p(b)))");
    check("<p>a &nbsp;&nbsp; b&nbsp;</p>&nbsp;<p>&nbsp;</p>", "p(a b)");
    check("", "");
}

#[test]
fn bold_that_nobody_ended_goes_on() {
    let read = from_html("<p><b>one<p>two</b> three").expect("words");
    let strong = |block: &Block| match block {
        Block::Paragraph(line) => line[0].marks.clone(),
        _ => Vec::new(),
    };
    let marks: Vec<Vec<Mark>> = read.reading.body.iter().map(strong).collect();
    assert_eq!(
        marks,
        [vec![Mark::Strong], vec![Mark::Strong]],
        "as a browser shows it"
    );
}

#[test]
fn a_page_has_a_headline() {
    let headline = |html: &str| plain(&from_html_page(html).expect("words").reading.headline);
    assert_eq!(
        headline("<title>T</title><p>a<h1>The  <i>head</i></h1><p>b"),
        "The head"
    );
    assert_eq!(headline("<title>T &amp; U</title><p>a"), "T & U");
    assert_eq!(headline("<p>a"), "");
}

#[test]
fn depth_costs_no_stack_and_little_time() {
    let began = Instant::now();
    for tag in [
        "div",
        "b",
        "blockquote",
        "ul><li",
        "table><tr><td",
        "span style='color:red'",
        "a href=x",
        "p><b",
        "aside",
    ] {
        let deep = format!("{}words", format!("<{tag}>").repeat(10_000));
        let read = from_html(&deep).expect("the words come in");
        assert_eq!(words_of(&read.reading.body), ["words"], "{tag}");
    }
    let took = began.elapsed();
    assert!(took.as_secs() < 20, "ten thousand levels took {took:?}");
}

#[test]
fn five_megabytes_take_little_time() {
    let paragraph = "<p class=MsoNormal><span style='font-size:11pt'>Some <b>bold</b> words&nbsp;here.</span></p>\n";
    let unclosed = "<b><i x=1><p>a</b>";
    for unit in [paragraph, unclosed, "<div>", "</div></p>", "<b id=a>"] {
        let html = unit.repeat(5_000_000 / unit.len());
        let began = Instant::now();
        let read = from_html(&html).expect("the words come in");
        let took = began.elapsed();
        assert!(
            took.as_secs() < 10,
            "{unit} took {took:?} for {} blocks",
            read.reading.body.len()
        );
    }
}

/// A page that is put together from its parts, and the words that it shows.
#[derive(Debug, Clone)]
struct Shown {
    html: String,
    words: Vec<String>,
}

fn leaf() -> impl Strategy<Value = Shown> {
    let shown = |html: &str, words: &[&str]| Shown {
        html: html.to_owned(),
        words: words.iter().map(|word| (*word).to_owned()).collect(),
    };
    prop_oneof![
        4 => "[a-z]{1,5}".prop_map(|word| Shown { html: format!(" {word} "), words: vec![word] }),
        1 => "[a-z]{1,3}".prop_map(|word| Shown { html: format!("<b>{word}</b><i>s</i> "), words: vec![word + "s"] }),
        1 => prop::sample::select(vec![
            shown("&nbsp;", &[]), shown("<br>", &[]), shown("<hr>", &[]), shown("\n\t ", &[]),
            shown(" caf&eacute; ", &["café"]), shown(" 日本 ", &["日本"]), shown(" &lt;b&gt; ", &["<b>"]),
            shown("<script>x()</script>", &[]), shown("<style>p{}</style>", &[]), shown("<!-- no -->", &[]),
            shown("<span style='display:none'>no</span>", &[]), shown("<img src=x alt=no>", &[]),
            shown("<textarea>no</textarea>", &[]), shown("<![if !x]>", &[]), shown("<o:p>&nbsp;</o:p>", &[]),
            shown(" un<wbr>do&shy;ne ", &["undone"]), shown("<iframe>no</iframe>", &[]),
            shown("<del datetime=x>no</del>", &[]), shown("<a href='javascript:x'>go</a> ", &["go"]),
        ]),
    ]
}

fn any_page() -> impl Strategy<Value = Shown> {
    let joined = |parts: &[Shown]| Shown {
        html: parts.iter().map(|part| part.html.as_str()).collect(),
        words: parts.iter().flat_map(|part| part.words.clone()).collect(),
    };
    leaf().prop_recursive(5, 60, 5, move |inner| {
        let blocks = prop::sample::select(vec![
            ("<p>", "</p>"), ("<div>", "</div>"), ("<p>", ""), ("<ul><li>", "</ul>"), ("<ol start=4><li>", "</li></ol>"),
            ("<blockquote>", "</blockquote>"), ("<h1>", "</h1>"), ("<h6>", "</h6>"), ("<table><tr><td>", "</td></tr></table>"),
            ("<table><tr><td>", "<td>x y</table>"), ("<aside>", "</aside>"), ("<figure>", "</figure>"), ("<ul>", "</ul>"),
            (" <b>", "</b> "), (" <span style='font-weight:700'>", "</span> "), (" <a href='https://a.test'>", "</a> "),
            (" <em><p>", "</em></p>"), ("<dl><dt>", "</dl>"), ("</p>", "</div>"), (" <u><i>", "</u></i> "), ("<section><li>", "</section>"),
            ("<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>3.&nbsp; </span>", "</p>"),
        ]);
        (blocks, prop::collection::vec(inner, 0..5)).prop_map(move |((open, close), parts)| {
            let mut page = joined(&parts);
            if close.contains("<td>x y") {
                page.words.extend(["x".to_owned(), "y".to_owned()]);
            }
            page.html = format!("{open}{}{close}", page.html);
            page
        })
    })
}

#[test]
fn the_words_of_any_page_come_in() {
    hold(&any_page(), |page| {
        let read = from_html(&page.html);
        let read = read.map_err(|error| TestCaseError::fail(format!("{error}: {}", page.html)))?;
        let mut words = words_of(&read.reading.body);
        words.retain(|word| word != "|");
        prop_assert_eq!(words, page.words, "{}", page.html);
        Ok(())
    });
}

/// The words that a parser made for browsers sees.
fn seen_by_a_browser(html: &str) -> Vec<String> {
    let page = scraper::Html::parse_document(html);
    let mut text = String::new();
    see(page.root_element(), &mut text);
    text.split_whitespace().map(str::to_owned).collect()
}

fn see(parent: ElementRef<'_>, text: &mut String) {
    for child in parent.children() {
        match (child.value(), ElementRef::wrap(child)) {
            (Node::Text(words), _) => text.push_str(words),
            (_, Some(element)) if !["style", "head"].contains(&element.value().name()) => {
                let phrases = ["b", "i", "a", "span", "em", "u", "font"];
                let is_phrase = phrases.contains(&element.value().name());
                let edge = if is_phrase { "" } else { "\n" };
                text.push_str(edge);
                see(element, text);
                text.push_str(edge);
            }
            _ => {}
        }
    }
}

#[test]
fn tag_soup_says_what_a_browser_says() {
    let piece = prop_oneof![
        3 => "[a-z]{1,4} ?",
        3 => prop::sample::select(vec![
            "<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<div>", "</div>", "<span>", "</span>", "<ul>", "</ul>", "<li>", "</li>",
            "<h2>", "</h2>", "<blockquote>", "</blockquote>", "<a href=x>", "</a>", "<br>", "<hr>", "<ol>", "</ol>", "<font>", "</em>",
            "<style>", "</style>", "&amp;", "<!-- c -->", "<dd>", "<dt>", "</dl>", "<pre>", "</pre>",
        ]).prop_map(str::to_owned),
    ];
    let soup = prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat());
    hold(&soup, |html| {
        let read = from_html(&html);
        let read = read.map_err(|error| TestCaseError::fail(format!("{error}: {html}")))?;
        prop_assert_eq!(
            words_of(&read.reading.body),
            seen_by_a_browser(&html),
            "{}",
            html
        );
        Ok(())
    });
}
