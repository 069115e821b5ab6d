//! Which tables hold data. Mail and old pages use tables to lay a page out; what stands in those is ordinary text.
//!
//! Not here: what a table of data becomes (`read`).

use super::line::is_shown;
use super::names::is_list;
use super::tree::{Event, Opened};

/// A table that is open while the page is walked.
struct Seen {
    opened: usize,
    cells_in_row: usize,
    /// Rows with words in two cells and more.
    is_grid: bool,
    /// Something in it that is no line of words.
    holds_blocks: bool,
    has_merged: bool,
    cell_has_words: bool,
}

/// Marks the tables of data: words side by side, and nothing in them that a line of words could not say.
pub(super) fn find_data(events: &mut [Event]) {
    let mut tables: Vec<Seen> = Vec::new();
    let mut names = Vec::new();
    let mut data = Vec::new();
    for (at, event) in events.iter().enumerate() {
        match event {
            Event::Open(opened) => {
                names.push(&*opened.name);
                open(&mut tables, at, opened);
            }
            Event::Close => {
                if let (Some("table"), Some(table)) = (names.pop(), tables.last()) {
                    if table.is_grid && !table.holds_blocks {
                        data.push((table.opened, table.has_merged));
                    }
                    tables.pop();
                }
            }
            Event::Text(text, dress) if is_shown(dress) && !text.trim().is_empty() => {
                if let Some(table) = tables.last_mut()
                    && !std::mem::replace(&mut table.cell_has_words, true)
                {
                    table.cells_in_row += 1;
                    table.is_grid |= table.cells_in_row >= 2;
                }
            }
            Event::Rule(_) => {
                if let Some(table) = tables.last_mut() {
                    table.holds_blocks = true;
                }
            }
            _ => {}
        }
    }
    for (at, has_merged) in data {
        if let Event::Open(opened) = &mut events[at] {
            opened.is_data = true;
            opened.is_merged = has_merged;
        }
    }
}

fn open(tables: &mut Vec<Seen>, at: usize, opened: &Opened) {
    let name = &*opened.name;
    let is_block =
        opened.heading.is_some() || is_list(name) || matches!(name, "table" | "blockquote" | "pre");
    if let Some(table) = tables.last_mut() {
        table.holds_blocks |= is_block;
        match name {
            "tr" => {
                table.cells_in_row = 0;
                table.cell_has_words = false;
            }
            "td" | "th" => {
                table.cell_has_words = false;
                table.has_merged |= opened.is_merged;
            }
            _ => {}
        }
    }
    if name == "table" {
        tables.push(Seen {
            opened: at,
            cells_in_row: 0,
            is_grid: false,
            holds_blocks: false,
            has_merged: false,
            cell_has_words: false,
        });
    }
}
