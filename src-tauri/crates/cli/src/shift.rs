//! `shift-note`: the note at the end of a shift, for whoever mails it.

use desk::{Error, ShiftHeading, ShiftLine, ShiftNote};

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
        let lines: Vec<String> = lines.map(line).collect();
        let name = words(&format!("shift.{}", heading.name()));
        (!lines.is_empty()).then(|| format!("{name}\n{}", lines.join("\n")))
    };
    let parts: Vec<String> = ShiftHeading::ALL.into_iter().filter_map(part).collect();
    match parts.is_empty() {
        true => words("shift.none"),
        false => parts.join("\n\n"),
    }
}

fn line(line: &ShiftLine) -> String {
    let parts = [
        Some(line.slugline.clone()),
        Some(line.headline.clone()),
        line.at.clone(),
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
