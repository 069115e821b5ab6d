//! `shift-note`: the note at the end of a shift, for whoever mails it, in the newsroom's time.

use desk::{Error, ShiftHeading, ShiftLine, ShiftNote, wall_time};

use crate::print;
use crate::run::Session;
use crate::sentences::words;

impl Session {
    pub(crate) fn shift_note(&self) -> Result<(), Error> {
        print::answer(&self.desk.shift_note()?, self.json, told);
        Ok(())
    }
}

fn told(note: &ShiftNote) -> String {
    let part = |heading: ShiftHeading| {
        let lines = note.lines.iter().filter(|line| line.heading == heading);
        let lines: Vec<String> = lines.map(|it| line(it, &note.zone)).collect();
        let name = words(&format!("shift.{}", heading.name()));
        (!lines.is_empty()).then(|| format!("{name}\n{}", lines.join("\n")))
    };
    let parts: Vec<String> = ShiftHeading::ALL.into_iter().filter_map(part).collect();
    let at = format!("{} {}", wall_time(&note.at, &note.zone), note.zone);
    match parts.is_empty() {
        true => format!("{at}\n\n{}", words("shift.none")),
        false => format!("{at}\n\n{}", parts.join("\n\n")),
    }
}

fn line(line: &ShiftLine, zone: &str) -> String {
    let parts = [
        Some(line.slugline.clone()),
        Some(line.headline.clone()),
        line.at.as_deref().map(|at| wall_time(at, zone)),
        line.with.clone(),
        line.reason.clone(),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    format!("- {}", parts.join("  "))
}
