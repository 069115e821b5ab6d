//! What a desk takes from the world: the time, chance, the laptop's zone and its usual folder.
//!
//! Everything below the desk is handed these as values, so a test can set the clock and repeat the dice.

use std::path::PathBuf;

use store::Cost;

/// Tells the time.
pub type Clock = Box<dyn Fn() -> i64 + Send + Sync>;
/// Throws the dice.
pub type Chance = Box<dyn Fn(&mut [u8]) + Send + Sync>;

/// The outside of a desk. [`Surroundings::real`] is the laptop's own.
pub struct Surroundings {
    /// Milliseconds since 1970, UTC.
    pub clock: Clock,
    /// Fills the bytes with chance good enough for keys.
    pub chance: Chance,
    /// An IANA zone.
    pub laptop_zone: String,
    /// The folder in which a new newsroom is made when nobody names one.
    pub default_folder: PathBuf,
    /// The file in which a window keeps which newsroom was open last; `None` for programs that keep nothing.
    pub last_newsroom: Option<PathBuf>,
    /// How hard a passphrase is to guess from a key file.
    pub key_cost: Cost,
}

impl Surroundings {
    /// The clock, chance and zone of this laptop.
    pub fn real() -> Self {
        Self {
            clock: Box::new(|| chrono::Utc::now().timestamp_millis()),
            chance: Box::new(|bytes| {
                getrandom::fill(bytes).expect("a laptop without chance cannot make keys")
            }),
            laptop_zone: laptop_zone(),
            default_folder: home().join("Stet"),
            last_newsroom: Some(home().join("Stet").join(".last-newsroom")),
            key_cost: Cost::STANDARD,
        }
    }
}

fn home() -> PathBuf {
    std::env::var_os("HOME")
        .or_else(|| std::env::var_os("USERPROFILE"))
        .map_or_else(PathBuf::new, PathBuf::from)
}

/// `TZ`, else what the system's settings say, else UTC.
fn laptop_zone() -> String {
    std::env::var("TZ")
        .ok()
        .filter(|zone| newsroom::is_zone(zone))
        .or_else(|| iana_time_zone::get_timezone().ok())
        .filter(|zone| newsroom::is_zone(zone))
        .unwrap_or_else(|| "UTC".to_owned())
}
