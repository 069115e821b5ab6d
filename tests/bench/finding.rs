//! Reading: search in the archive, a story opened, two revisions compared.

use desk::SearchRequest;
use manuscript::difference;

use crate::archive::Archive;
use crate::made_up::{self, Dice};
use crate::measure::{Figure, Limit, Table, Times, by_turns, millis, timed};

const QUERIES: usize = 20;
const ROUNDS: usize = 5;
const OPENED: usize = 60;

/// What a person types, and the same as FTS5 has it.
struct Asked {
    typed: String,
    expression: String,
}

pub(crate) fn measure(archive: &Archive, table: &mut Table) {
    search(archive, table);
    open_story(archive, table);
    compare(archive, table, "diff_1k", 1_000, 60, 1.0);
    compare(archive, table, "diff_50k", 50_000, 10, 50.0);
}

fn search(archive: &Archive, table: &mut Table) {
    let asked = questions(archive);
    let question = |turn: usize| &asked[turn % asked.len()];
    let mut found = 0;
    let (subjects, floors) = by_turns(
        asked.len(),
        asked.len() * ROUNDS,
        |turn| {
            let request = SearchRequest {
                query: question(turn).typed.clone(),
                ..SearchRequest::default()
            };
            let (took, hits) =
                timed(|| archive.desk.search(request).expect("any text may be asked"));
            found += hits.len();
            took
        },
        |turn| timed(|| archive.floor.borrow().search(&question(turn).expression)).0,
    );
    assert!(found > 0, "the questions are about what is there");
    let note = format!(
        "rare, common, two words, phrase and prefix, {QUERIES} of each, through the desk: ranked, first hundred, snippet and row; \
         floor: raw FTS5, ranked, first hundred, snippet"
    );
    for (name, part) in [("search_p50", 0.5), ("search_p95", 0.95)] {
        table.add(Figure {
            name,
            value: subjects.at(part),
            unit: "ms",
            floor: Some(floors.at(part)),
            limit: Limit::TimesFloor(1.3),
            note: note.clone(),
        });
    }
}

fn questions(archive: &Archive) -> Vec<Asked> {
    let mut dice = Dice::new(archive.seed ^ 0xF1D);
    let mut asked = Vec::new();
    for _ in 0..QUERIES {
        let (rare, common) = (made_up::rare(&mut dice), made_up::common(&mut dice));
        let other = made_up::common(&mut dice);
        let beginning: String = made_up::rare(&mut dice).chars().take(4).collect();
        asked.extend([
            Asked {
                expression: format!("\"{rare}\""),
                typed: rare,
            },
            Asked {
                expression: format!("\"{common}\" \"{other}\""),
                typed: format!("{common} {other}"),
            },
            Asked {
                expression: format!("\"{common} {other}\""),
                typed: format!("\"{common} {other}\""),
            },
            Asked {
                expression: format!("\"{beginning}\"*"),
                typed: format!("{beginning}*"),
            },
            Asked {
                expression: format!("\"{common}\""),
                typed: common,
            },
        ]);
    }
    asked
}

fn open_story(archive: &Archive, table: &mut Table) {
    let mut dice = Dice::new(archive.seed ^ 0x0BE);
    let places: Vec<usize> = (0..OPENED + 5)
        .map(|_| dice.below(archive.stories.len()))
        .collect();
    let (opened, floors) = by_turns(
        5,
        OPENED,
        |turn| {
            let story = archive.stories[places[turn]].to_string();
            let (took, text) = timed(|| archive.desk.open_text(&story));
            text.expect("the archive can be read");
            archive.desk.close_text(&story).expect("it is open");
            took
        },
        |turn| {
            let row = i64::try_from(places[turn]).expect("an archive that fits") + 1;
            timed(|| archive.floor.borrow().text(row)).0
        },
    );
    table.add(Figure {
        name: "open_story",
        value: opened.median(),
        unit: "ms",
        floor: Some(floors.median()),
        limit: Limit::AtMost(30.0),
        note: format!(
            "any of the archive's stories to its text (p95 {:.2} ms); floor: its plain text out of a table",
            opened.at(0.95)
        ),
    });
}

fn compare(
    archive: &Archive,
    table: &mut Table,
    name: &'static str,
    words: usize,
    runs: usize,
    limit: f64,
) {
    let mut dice = Dice::new(archive.seed ^ 0xD1F);
    let before = made_up::story(&mut dice, words);
    let after = made_up::edited(&mut dice, &before);
    let times = Times(
        (0..runs)
            .map(|_| millis(timed(|| difference(&before, &after)).0))
            .collect(),
    );
    table.add(Figure {
        name,
        value: times.median(),
        unit: "ms",
        floor: None,
        limit: Limit::AtMost(limit),
        note: format!("{words} words, one in twenty written anew"),
    });
}
