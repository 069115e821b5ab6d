//! How fast and how small: each figure of the product beside the raw floor, measured in the same run.
//!
//! The floor is plain SQLite, FTS5 and file writes that do the least possible work with the same settings. Subject and
//! floor take turns, so that a machine that slows down slows both; what is compared is their medians. The archive comes
//! from a printed seed. `BENCH_ONLY=window,life` measures these parts alone. A limit that is missed is printed, and fails the run only with `STET_BENCH_STRICT=1`.
//!
//! Not here: whether anything is right. Tests ask that.

#![allow(
    clippy::print_stdout,
    reason = "the table on standard output is what a bench is for"
)]

mod archive;
mod bringing;
mod finding;
mod floor;
mod life;
mod made_up;
mod measure;
mod printing;
mod suggested;
mod typing;
mod window;

use std::process::ExitCode;

use archive::Archive;
use measure::Table;

fn main() -> ExitCode {
    let stories = number("BENCH_STORIES", 10_000);
    let seed = number("STET_SEED", 1);
    println!("Stet, measured beside the raw floor");
    println!("  seed     STET_SEED={seed}, BENCH_STORIES={stories}");
    println!("  floor    plain SQLite and FTS5, {}", floor::SETTINGS);
    println!("  subject  the desk on its own file: SQLCipher, WAL, synchronous=FULL");
    println!("  build    {}", build());
    println!("  machine  {}", machine());
    let mut table = Table::default();
    let mut archive = Archive::fill(stories, seed);
    println!(
        "  archive  {} stories, {} words, filled in {:.0} s",
        archive.stories.len(),
        archive.words,
        archive.seconds
    );
    let only = std::env::var("BENCH_ONLY").unwrap_or_default();
    let wanted = |part: &str| only.is_empty() || only.split(',').any(|name| name == part);
    if wanted("typing") {
        typing::measure(&archive, &mut table);
    }
    if wanted("finding") {
        finding::measure(&archive, &mut table);
    }
    if wanted("bringing") {
        bringing::measure(&archive, &mut table);
    }
    if wanted("printing") {
        printing::measure(&archive, &mut table);
    }
    if wanted("life") {
        life::measure(seed, &mut table);
    }
    if wanted("window") {
        window::measure(&mut archive, &mut table);
    }
    table.print();
    let path = table.write();
    println!("{}", path.display());
    let strict = std::env::var("STET_BENCH_STRICT").is_ok_and(|strict| strict == "1");
    ExitCode::from(u8::from(strict && table.missed()))
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |text| {
        text.parse()
            .unwrap_or_else(|_| panic!("{name} is a number, not {text:?}"))
    })
}

/// How busy the machine is with other work: times taken on a busy one say more about that work.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or_default();
    format!("{cores} cores, load {load} at the start")
}

fn build() -> &'static str {
    if cfg!(debug_assertions) {
        "the house's one profile: dependencies and the manuscript optimised, the other rooms as written in Cargo.toml"
    } else {
        "optimised"
    }
}
