//! `newslist`: a day's list as a Markdown table, or as a page that any browser prints; in the newsroom's time.

use std::path::PathBuf;

use desk::{Error, Newslist, NewslistHeading, NewslistLine, wall_time};

use crate::print;
use crate::run::Session;
use crate::sentences::{words, words_with};

/// The columns, by the keys of their names.
const COLUMNS: [&str; 9] = [
    "newslist.column.runs",
    "newslist.column.slugline",
    "desk.column.story",
    "newslist.column.reporter",
    "desk.column.words",
    "desk.column.state",
    "desk.column.due",
    "desk.column.section",
    "newslist.column.note",
];

impl Session {
    pub(crate) fn newslist(
        &self,
        date: Option<&str>,
        html: bool,
        output: Option<PathBuf>,
    ) -> Result<(), Error> {
        let list = self.desk.newslist(date)?;
        let laid_out = match html {
            true => page(&list),
            false => markdown(&list),
        };
        let Some(path) = output else {
            print::answer(&list, self.json, |_| laid_out);
            return Ok(());
        };
        print::file(&path, laid_out)?;
        print::answer(&list, self.json, |_| path.display().to_string());
        Ok(())
    }
}

/// Each heading that has stories, with its rows.
fn parts(list: &Newslist) -> Vec<(String, Vec<[String; 9]>)> {
    let part = |heading: NewslistHeading| {
        let lines = list.lines.iter().filter(|line| line.heading == heading);
        let rows: Vec<[String; 9]> = lines.map(|line| cells(line, &list.zone)).collect();
        let name = match heading {
            NewslistHeading::Day => list.date.clone(),
            other => words(&format!("newslist.{}", other.name())),
        };
        (!rows.is_empty()).then_some((name, rows))
    };
    NewslistHeading::ALL.into_iter().filter_map(part).collect()
}

fn cells(line: &NewslistLine, zone: &str) -> [String; 9] {
    let time = |at: &Option<String>| {
        at.as_deref()
            .map(|at| wall_time(at, zone))
            .unwrap_or_default()
    };
    let runs = [&line.published_at, &line.scheduled_for, &line.planned_at];
    let runs = runs.into_iter().find(|at| at.is_some());
    let length = match line.words_commissioned {
        Some(of) => format!(
            "{} {}",
            line.words,
            words_with("words.of", &[("words", &of.to_string())])
        ),
        None => line.words.to_string(),
    };
    [
        runs.map(time).unwrap_or_default(),
        line.slugline.clone(),
        line.title.clone(),
        line.reporter.clone(),
        length,
        words(&format!("state.{}", line.state)),
        time(&line.due_at),
        line.section.clone(),
        note(line, zone),
    ]
}

/// What stands in its way.
fn note(line: &NewslistLine, zone: &str) -> String {
    let hold = line.hold.as_ref();
    let embargo = line.embargo_until.as_ref();
    let void = line.void_revision.map(|revision| revision.to_string());
    let parts = [
        hold.map(|reason| words_with("desk.row.hold", &[("reason", reason)])),
        embargo.map(|at| words_with("desk.row.embargo", &[("time", &wall_time(at, zone))])),
        void.map(|revision| words_with("desk.row.void", &[("revision", &revision)])),
        line.to_be_read.then(|| words("desk.row.to_be_read")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(". ")
}

/// `The Chief Observer, 2026-11-24`, and when it was made.
fn heads(list: &Newslist) -> (String, String) {
    let made = format!("{} {}", wall_time(&list.at, &list.zone), list.zone);
    (
        format!(
            "{}: {}, {}",
            words("newslist.title"),
            list.newsroom,
            list.date
        ),
        words_with("newslist.made", &[("time", &made)]),
    )
}

fn markdown(list: &Newslist) -> String {
    let row = |cells: Vec<String>| {
        let cells: Vec<String> = cells.iter().map(|cell| in_a_cell(cell)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let columns = row(COLUMNS.map(words).to_vec());
    let rule = format!("|{}", " --- |".repeat(COLUMNS.len()));
    let (title, made) = heads(list);
    let mut blocks = vec![format!("# {title}"), made];
    for (name, rows) in parts(list) {
        let rows: Vec<String> = rows.into_iter().map(|cells| row(cells.to_vec())).collect();
        blocks.push(format!(
            "## {name}\n\n{columns}\n{rule}\n{}",
            rows.join("\n")
        ));
    }
    if list.lines.is_empty() {
        blocks.push(words("newslist.none"));
    }
    format!("{}\n", blocks.join("\n\n"))
}

/// What somebody typed, on one line and without ending the cell or becoming a mark.
fn in_a_cell(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut cell = String::new();
    for letter in one_line.chars() {
        if matches!(letter, '\\' | '|' | '<' | '>' | '`' | '*' | '_' | '[' | ']') {
            cell.push('\\');
        }
        cell.push(letter);
    }
    cell
}

const STYLE: &str = "body{font:13px/1.35 sans-serif;margin:2em}h1{font-size:18px;margin:0}h2{font-size:14px;margin:1.4em 0 .3em}\
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:3px 8px 3px 0;border-bottom:1px solid #999}\
th{font-weight:600}tr{break-inside:avoid}@page{size:landscape;margin:14mm}";

fn page(list: &Newslist) -> String {
    let (title, made) = heads(list);
    let head = COLUMNS.map(|name| format!("<th scope=\"col\">{}</th>", escaped(&words(name))));
    let table = |(name, rows): &(String, Vec<[String; 9]>)| {
        let rows: String = rows.iter().map(table_row).collect();
        format!(
            "<h2>{}</h2>\n<table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n",
            escaped(name),
            head.concat(),
        )
    };
    let tables: String = parts(list).iter().map(table).collect();
    let none = match list.lines.is_empty() {
        true => format!("<p>{}</p>\n", escaped(&words("newslist.none"))),
        false => String::new(),
    };
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n<h1>{title}</h1>\n<p>{}</p>\n{tables}{none}</body>\n</html>\n",
        escaped(&made),
        title = escaped(&title),
    )
}

fn table_row(cells: &[String; 9]) -> String {
    let cells: String = cells
        .iter()
        .map(|cell| format!("<td>{}</td>", escaped(cell)))
        .collect();
    format!("<tr>{cells}</tr>\n")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(title: &str) -> Newslist {
        let line = NewslistLine {
            heading: NewslistHeading::Day,
            story: String::new(),
            slugline: "WHEAT".to_owned(),
            title: title.to_owned(),
            section: "World".to_owned(),
            reporter: "City reporter".to_owned(),
            words: 380,
            words_commissioned: Some(600),
            state: "sent_back".to_owned(),
            due_at: Some("2026-07-01T17:00:00+00:00".to_owned()),
            planned_at: None,
            scheduled_for: None,
            published_at: None,
            hold: Some("The lawyer reads it".to_owned()),
            embargo_until: None,
            void_revision: None,
            to_be_read: false,
        };
        Newslist {
            newsroom: "The Chief Observer".to_owned(),
            zone: "Europe/London".to_owned(),
            date: "2026-07-01".to_owned(),
            at: "2026-07-01T08:00:00+00:00".to_owned(),
            lines: vec![line],
        }
    }

    #[test]
    fn a_row_says_what_a_newsroom_asks_in_its_own_time() {
        let row = "|  | WHEAT | Wheat | City reporter | 380 of 600 | Sent back | 2026-07-01 18:00 | World | On hold. The lawyer reads it |";
        let made = markdown(&list("Wheat"));
        assert!(made.contains(row), "{made}");
    }

    #[test]
    fn what_somebody_typed_ends_no_cell_and_opens_no_element() {
        let typed = "a | b <script>x</script> *c*\nd";
        let made = markdown(&list(typed));
        assert!(
            made.contains(r"a \| b \<script\>x\</script\> \*c\* d"),
            "{made}"
        );
        let made = page(&list(typed));
        assert!(!made.contains("<script"), "{made}");
        assert!(made.contains("a | b &lt;script&gt;"), "{made}");
    }

    #[test]
    fn a_day_without_stories_says_so() {
        let empty = Newslist {
            lines: Vec::new(),
            ..list("")
        };
        for made in [markdown(&empty), page(&empty)] {
            assert!(made.contains("Nothing is wanted that day."), "{made}");
        }
    }
}
