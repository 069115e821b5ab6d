//! Out of the archive: stories as Markdown files.

use desk::ExportRequest;

use crate::archive::Archive;
use crate::floor::write_whole;
use crate::made_up::Dice;
use crate::measure::{Figure, Limit, Table, by_turns, quiet, timed};

const STORIES: usize = 200;
const WARM: usize = 10;

pub(crate) fn measure(archive: &Archive, table: &mut Table) {
    let mut dice = Dice::new(archive.seed ^ 0xE4);
    let places: Vec<usize> = (0..STORIES + WARM)
        .map(|_| dice.below(archive.stories.len()))
        .collect();
    let (printed, plain) = (archive.folder("printed"), archive.folder("plain"));
    let (subjects, floors) = by_turns(
        WARM,
        STORIES,
        |turn| {
            let request = ExportRequest {
                story: archive.stories[places[turn]].to_string(),
                profile: "hugo".to_owned(),
                draft: true,
            };
            let name = format!("story-{turn}.md");
            timed(|| {
                let bytes = archive.desk.export(request).expect("nothing holds it back");
                write_whole(&printed, &name, &bytes);
            })
            .0
        },
        |turn| {
            let row = i64::try_from(places[turn]).expect("an archive that fits") + 1;
            let name = format!("story-{turn}.md");
            timed(|| {
                let text = archive.floor.borrow().text(row);
                write_whole(&plain, &name, text.as_bytes());
            })
            .0
        },
    );
    table.add(Figure {
        name: "export",
        value: 1000.0 / subjects.median(),
        unit: "/s",
        floor: Some(1000.0 / floors.median()),
        limit: Limit::PartOfFloor(0.7),
        note: format!(
            "story out of the archive, through the press, into a file that is whole and on the disk ({:.2} ms each); \
             floor: its plain text out of a table into such a file ({:.2} ms); {}",
            subjects.median(),
            floors.median(),
            quiet(&subjects, &floors)
        ),
    });
}
