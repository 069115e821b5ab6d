//! Tables in Markdown: one line for each row, cells between bars, the first row over a line of hyphens.
//!
//! A cell is one line of source, so a break in it is written as a reference, and every bar in it is escaped. Bars that stand
//! behind a backslash have no form in code that all readers agree on: such words leave without that look.
//!
//! Not here: rows that are no table after all (`rows`).

use super::escape::{self, Place};
use super::marks;
use crate::{Inline, Mark, Run};

/// The source lines of a table.
pub(super) fn lines(head: &[Inline], rows: &[Vec<Inline>]) -> Vec<String> {
    let row = |cells: &[Inline]| {
        let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let rule = vec!["---"; head.len()].join(" | ");
    let mut lines = vec![row(head), format!("| {rule} |")];
    lines.extend(rows.iter().map(|cells| row(cells)));
    lines
}

fn cell(text: &[Run]) -> String {
    let line = settled(text);
    escape::render(&marks::atoms(&line, &mut 0), Place::Cell)
}

/// A cell without what Markdown cannot set in it.
pub(super) fn settled(text: &[Run]) -> Inline {
    let mut line = Inline::new();
    for run in text {
        let mut run = run.clone();
        if run.text.contains("\\|") || run.text.ends_with('\\') {
            run.marks.retain(|mark| *mark != Mark::Code);
        }
        match line.last_mut() {
            Some(last) if last.marks == run.marks => last.text.push_str(&run.text),
            _ => line.push(run),
        }
    }
    line
}
