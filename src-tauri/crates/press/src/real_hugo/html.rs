//! A page of HTML as its reader has it.

use std::collections::HashMap;

use manuscript::{Block, Inline, Mark, Run};
use scraper::node::Node;
use scraper::{ElementRef, Html, Selector};

use crate::body::fill;
use crate::picture::named;
use crate::printed::append;

pub(super) struct Page(Html);

impl Page {
    pub(super) fn of(html: &str) -> Page {
        Page(Html::parse_document(html))
    }

    /// The words of every element that the selector finds.
    pub(super) fn text(&self, selector: &str) -> Vec<String> {
        self.each(selector, |element| element.text().collect())
    }

    pub(super) fn links(&self, selector: &str) -> Vec<String> {
        self.each(selector, |element| {
            element.attr("href").unwrap_or_default().to_string()
        })
    }

    /// What pictures say to whoever does not see them.
    pub(super) fn alternatives(&self, selector: &str) -> Vec<String> {
        self.each(selector, |element| {
            element.attr("alt").unwrap_or_default().to_string()
        })
    }

    /// RFC 3339 with offset.
    pub(super) fn published(&self) -> String {
        let times = self.each(".published", |time| {
            time.attr("datetime").unwrap_or_default().to_string()
        });
        times.concat().replace('Z', "+00:00")
    }

    /// The body as blocks.
    pub(super) fn body(&self) -> Vec<Block> {
        let bodies = self.each(".body", blocks_in);
        let mut blocks = bodies.into_iter().next().expect("the page has a body");
        fill(&mut blocks, &self.notes());
        blocks
    }

    /// The texts of the footnotes, by number.
    fn notes(&self) -> HashMap<String, Inline> {
        let notes = self.each(".footnotes > ol > li", |note| {
            let number = note.attr("id").unwrap_or_default().replace("fn:", "");
            let text = match blocks_in(note).as_slice() {
                [Block::Paragraph(text)] => without_way_back(text.clone()),
                other => panic!("a footnote is one paragraph: {other:?}"),
            };
            (number, text)
        });
        notes.into_iter().collect()
    }

    fn each<T>(&self, selector: &str, take: impl Fn(ElementRef) -> T) -> Vec<T> {
        let selector = Selector::parse(selector).expect("the selector is one");
        self.0.select(&selector).map(take).collect()
    }
}

/// Behind the text of a footnote stands a link to where it is referred to, after a space.
fn without_way_back(mut text: Inline) -> Inline {
    text.retain(|run| !run.marks.contains(&Mark::Link(WAY_BACK.to_string())));
    if let Some(last) = text.last_mut() {
        last.text = last
            .text
            .strip_suffix('\u{a0}')
            .unwrap_or(&last.text)
            .to_string();
    }
    text.retain(|run| !run.text.is_empty());
    text
}

const WAY_BACK: &str = "way back";

fn blocks_in(element: ElementRef) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut loose = Inline::new();
    for child in element.children() {
        let Some(inner) = ElementRef::wrap(child) else {
            read_inline(child.value(), None, &[], &mut loose);
            continue;
        };
        let name = inner.value().name();
        if name == "span" || inner.value().classes().any(|class| class == "footnotes") {
            // The dateline is the layout's; footnotes are read where they are referred to.
            continue;
        }
        if name == "img"
            || inner
                .child_elements()
                .any(|child| child.value().name() == "img")
        {
            end_line(&mut loose, &mut blocks);
            blocks.push(figure_in(inner));
            continue;
        }
        if [
            "a", "br", "code", "em", "strong", "del", "sup", "img", "input",
        ]
        .contains(&name)
        {
            read_inline(child.value(), Some(inner), &[], &mut loose);
            continue;
        }
        end_line(&mut loose, &mut blocks);
        blocks.push(match name {
            "p" => Block::Paragraph(inline_in(inner)),
            "h2" | "h3" | "h4" => Block::Heading {
                level: name.as_bytes()[1] - b'0',
                text: inline_in(inner),
            },
            "ul" => Block::Bullets(items_in(inner)),
            "ol" => Block::Numbers {
                start: inner
                    .attr("start")
                    .map_or(1, |start| start.parse().expect("a number")),
                items: items_in(inner),
            },
            "blockquote" => Block::Quote(blocks_in(inner)),
            "table" => table_in(inner),
            "hr" => Block::Rule,
            // Nothing that a story can mean: it shows up as a difference.
            other => Block::Paragraph(vec![Run {
                text: format!("element {other}: {}", inner.html()),
                marks: vec![],
            }]),
        });
    }
    end_line(&mut loose, &mut blocks);
    blocks
}

/// A picture of this site, alone in its paragraph.
fn figure_in(element: ElementRef) -> Block {
    let image = element
        .descendent_elements()
        .find(|inner| inner.value().name() == "img")
        .expect("it holds one");
    let alt = image.attr("alt").unwrap_or_default();
    let mut words = Inline::new();
    append(&mut words, alt, &[]);
    let address = image.attr("src").unwrap_or_default();
    Block::Figure {
        picture: named(address).unwrap_or_else(|| panic!("a file beside the page: {address}")),
        caption: inline_in(element)
            .into_iter()
            .filter(|run| run.text != "element img")
            .collect(),
        alt: words,
        credit: Inline::new(),
    }
}

fn table_in(table: ElementRef) -> Block {
    let rows = table.descendent_elements();
    let rows = rows.filter(|inner| inner.value().name() == "tr");
    let cells = |row: ElementRef| row.child_elements().map(inline_in).collect();
    let mut rows: Vec<Vec<Inline>> = rows.map(cells).collect();
    Block::Table {
        head: rows.remove(0),
        rows,
    }
}

fn items_in(list: ElementRef) -> Vec<Vec<Block>> {
    list.child_elements().map(blocks_in).collect()
}

/// Line ends between blocks are how HTML is laid out.
fn end_line(loose: &mut Inline, blocks: &mut Vec<Block>) {
    let line = trimmed(std::mem::take(loose));
    if !line.is_empty() {
        blocks.push(Block::Paragraph(line));
    }
}

fn inline_in(element: ElementRef) -> Inline {
    let mut inline = Inline::new();
    for child in element.children() {
        read_inline(child.value(), ElementRef::wrap(child), &[], &mut inline);
    }
    trimmed(inline)
}

/// Hugo lays out a line end after each break, and at the end of an item.
fn trimmed(inline: Inline) -> Inline {
    let mut trimmed = Inline::new();
    let mut after_break = true;
    for run in inline {
        let text = run.text.replace("\u{1}\n", "\u{1}");
        let text = if after_break {
            text.trim_start_matches('\n')
        } else {
            &text
        };
        after_break = text.ends_with('\u{1}');
        append(&mut trimmed, &text.replace('\u{1}', "\n"), &run.marks);
    }
    if let Some(last) = trimmed.last_mut() {
        last.text.truncate(last.text.trim_end_matches('\n').len());
    }
    trimmed.retain(|run| !run.text.is_empty());
    trimmed
}

fn read_inline(node: &Node, element: Option<ElementRef>, marks: &[Mark], line: &mut Inline) {
    if let Node::Text(text) = node {
        append(line, text, marks);
        return;
    }
    let Some(element) = element else { return };
    let mut marks = marks.to_vec();
    match element.value().name() {
        // A character that no story holds stands for the break until the layout is gone.
        "br" => append(line, "\u{1}", &marks),
        "strong" => marks.push(Mark::Strong),
        "em" => marks.push(Mark::Em),
        "code" => marks.push(Mark::Code),
        "sup"
            if element
                .attr("id")
                .is_some_and(|id| id.starts_with("fnref:")) =>
        {
            let text = element.text().collect();
            let number = Run {
                text,
                marks: vec![],
            };
            return line.push(Run::of_note(vec![number]));
        }
        "a" if element.attr("class") == Some("footnote-backref") => {
            marks.push(Mark::Link(WAY_BACK.to_string()));
        }
        "a" => marks.push(Mark::Link(
            element.attr("href").unwrap_or_default().to_string(),
        )),
        other => append(line, &format!("element {other}"), &marks),
    }
    marks.sort();
    marks.dedup();
    for child in element.children() {
        read_inline(child.value(), ElementRef::wrap(child), &marks, line);
    }
}
