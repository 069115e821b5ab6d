//! Steps by command: `step` for any of them, and `pitch` and `commission`, which have no story to name yet.

use desk::{Error, StepRequest, StepTaken, TypedTime};

use crate::arguments::{Commission, Pitch, Step};
use crate::print;
use crate::run::{Session, split};

impl Session {
    pub(crate) fn pitch(&self, pitch: Pitch) -> Result<(), Error> {
        self.take(StepRequest {
            step: "pitch".to_owned(),
            note: pitch.line,
            section: pitch.section,
            slugline: pitch.slugline,
            ..StepRequest::default()
        })
    }

    pub(crate) fn commission(&self, commission: Commission) -> Result<(), Error> {
        self.take(StepRequest {
            step: "commission".to_owned(),
            person: commission.person,
            due: Some(time(commission.due, commission.zone)),
            words: Some(commission.words),
            brief: commission.brief,
            section: commission.section,
            slugline: commission.slugline,
            ..StepRequest::default()
        })
    }

    pub(crate) fn step(&self, step: Step) -> Result<(), Error> {
        let zone = step.zone;
        let mut request = StepRequest {
            story: self.desk.find_story(&step.story)?,
            step: step.step,
            note: step.note,
            targets: step.target,
            at: step.at.map(|local| time(local, zone.clone())),
            ..StepRequest::default()
        };
        for pair in &step.set {
            let (key, value) = split(pair)?;
            match key.as_str() {
                "reason" => request.reason = value,
                "source" => request.source = value,
                "terms" => request.terms = value,
                "seen_hash" => request.seen_hash = Some(value),
                "let_stand" => request.let_stand = value == "yes",
                "person" => request.person = value,
                "brief" => request.brief = value,
                "check" => request.check = value,
                "class" => request.class = value,
                "notice" => request.notice = value,
                "entry" => request.entry = value,
                "section" => request.section = value,
                "slugline" => request.slugline = value,
                "words" => request.words = Some(number(&key, &value)?),
                "due" => request.due = Some(time(value, zone.clone())),
                "planned" => request.planned = Some(time(value, zone.clone())),
                "which" => {
                    let times = [&mut request.at, &mut request.due, &mut request.planned];
                    for at in times.into_iter().flatten() {
                        at.which = Some(value.clone());
                    }
                }
                _ => return Err(Error::UnknownField { field: key }),
            }
        }
        self.take(request)
    }

    pub(crate) fn take(&self, request: StepRequest) -> Result<(), Error> {
        let taken = self.desk.take_step(request)?;
        print::answer(
            &taken,
            self.json,
            |StepTaken {
                 story, receipts, ..
             }| {
                format!(
                    "{}\n{}",
                    print::story(story),
                    print::lines(receipts, print::receipt)
                )
            },
        );
        Ok(())
    }
}

fn time(local: String, zone: String) -> TypedTime {
    TypedTime {
        local,
        zone,
        which: None,
    }
}

fn number(key: &str, value: &str) -> Result<u32, Error> {
    value.trim().parse().map_err(|_| Error::UnknownField {
        field: format!("{key}={value}"),
    })
}
