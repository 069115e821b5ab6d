//! Taking times, and the table that they end in.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tests::fixtures;

/// What a figure is held to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Limit {
    /// At most so many times the floor.
    TimesFloor(f64),
    /// At least this part of the floor's speed.
    PartOfFloor(f64),
    /// At most this, in the figure's own unit.
    AtMost(f64),
    /// Stated only.
    None,
}

pub(crate) struct Figure {
    pub(crate) name: &'static str,
    pub(crate) value: f64,
    pub(crate) unit: &'static str,
    pub(crate) floor: Option<f64>,
    pub(crate) limit: Limit,
    /// What exactly was measured.
    pub(crate) note: String,
}

#[derive(Default)]
pub(crate) struct Table {
    figures: Vec<Figure>,
    skipped: Vec<String>,
}

impl Figure {
    fn ratio(&self) -> Option<f64> {
        self.floor.map(|floor| self.value / floor)
    }

    fn ok(&self) -> bool {
        match self.limit {
            Limit::TimesFloor(most) => self.ratio().is_some_and(|ratio| ratio <= most),
            Limit::PartOfFloor(least) => self.ratio().is_some_and(|ratio| ratio >= least),
            Limit::AtMost(most) => self.value <= most,
            Limit::None => true,
        }
    }

    fn limit(&self) -> String {
        match self.limit {
            Limit::TimesFloor(most) => format!("≤ {most} × floor"),
            Limit::PartOfFloor(least) => format!("≥ {least} × floor"),
            Limit::AtMost(most) => format!("≤ {most} {}", self.unit),
            Limit::None => "stated".to_owned(),
        }
    }

    fn json(&self) -> Value {
        json!({
            "name": self.name,
            "value": rounded(self.value),
            "unit": self.unit,
            "floor": self.floor.map(rounded),
            "ratio": self.ratio().map(rounded),
            "limit": self.limit(),
            "ok": self.ok(),
        })
    }
}

impl Table {
    pub(crate) fn add(&mut self, figure: Figure) {
        println!(
            "  …        {} {} {}",
            figure.name,
            shown(figure.value),
            figure.unit
        );
        self.figures.push(figure);
    }

    /// Says which figures this machine could not give, and why.
    pub(crate) fn skip(&mut self, names: &str, why: &str) {
        self.skipped.push(format!("{names}: not measured, {why}"));
    }

    pub(crate) fn missed(&self) -> bool {
        self.figures.iter().any(|figure| !figure.ok())
    }

    pub(crate) fn print(&self) {
        println!();
        println!(
            "{:<17} {:>10} {:<6} {:>10} {:>7}  {:<14} ok",
            "name", "value", "unit", "floor", "ratio", "limit"
        );
        let or_dash = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), shown);
        for figure in &self.figures {
            println!(
                "{:<17} {:>10} {:<6} {:>10} {:>7}  {:<14} {}",
                figure.name,
                shown(figure.value),
                figure.unit,
                or_dash(figure.floor),
                or_dash(figure.ratio()),
                figure.limit(),
                figure.ok()
            );
        }
        println!();
        for figure in &self.figures {
            println!("{:<17} {}", figure.name, figure.note);
        }
        for skipped in &self.skipped {
            println!("{skipped}");
        }
    }

    /// Keeps the figures as `bench.json` in the target folder.
    pub(crate) fn write(&self) -> PathBuf {
        let path = fixtures::built()
            .parent()
            .expect("programs lie in the target folder")
            .join("bench.json");
        let figures: Vec<Value> = self.figures.iter().map(Figure::json).collect();
        let text = serde_json::to_string_pretty(&figures).expect("figures are plain values");
        std::fs::write(&path, text + "\n").expect("the target folder can be written to");
        path
    }
}

/// Subject and floor by turns: their times in milliseconds. `warm` turns are not counted.
pub(crate) fn by_turns(
    warm: usize,
    turns: usize,
    mut subject: impl FnMut(usize) -> Duration,
    mut floor: impl FnMut(usize) -> Duration,
) -> (Times, Times) {
    let (mut subjects, mut floors) = (Times::default(), Times::default());
    for turn in 0..warm + turns {
        // Whoever goes second finds warmer caches, so they change places.
        let (one, other) = if turn % 2 == 0 {
            let one = subject(turn);
            (one, floor(turn))
        } else {
            let other = floor(turn);
            (subject(turn), other)
        };
        if turn >= warm {
            subjects.0.push(millis(one));
            floors.0.push(millis(other));
        }
    }
    (subjects, floors)
}

/// Times in milliseconds.
#[derive(Default, Clone)]
pub(crate) struct Times(pub(crate) Vec<f64>);

impl Times {
    pub(crate) fn median(&self) -> f64 {
        self.at(0.5)
    }

    /// The time that this part of all is not above.
    pub(crate) fn at(&self, part: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let last = sorted.len().saturating_sub(1);
        let place = (part * last as f64).round() as usize;
        sorted.get(place).copied().unwrap_or(f64::NAN)
    }
}

/// The quietest tenth of both: what a machine that others use as well would say if it were left alone.
pub(crate) fn quiet(subjects: &Times, floors: &Times) -> String {
    let (subject, floor) = (subjects.at(0.1), floors.at(0.1));
    format!(
        "quietest tenth {} ms over {} ms: {}",
        shown(subject),
        shown(floor),
        shown(subject / floor)
    )
}

pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let begun = Instant::now();
    let done = work();
    (begun.elapsed(), done)
}

pub(crate) fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

fn shown(value: f64) -> String {
    match value.abs() {
        large if large >= 1000.0 => format!("{value:.0}"),
        middle if middle >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.3}"),
    }
}
