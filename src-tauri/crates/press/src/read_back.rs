//! A page as its client will read it, from its bytes alone.

use manuscript::Block;

use crate::body::blocks_of;
use crate::printed::runs_in_hugo;
use crate::{Error, FrontMatter, Profile, Result};

/// What a written page says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadBack {
    pub profile: Profile,
    pub front_matter: FrontMatter,
    /// The body as the client shows it.
    pub body: Vec<Block>,
}

/// Parses a whole page.
///
/// # Errors
/// What keeps it from being one: [`Error::NotText`], [`Error::NoFrontMatter`], [`Error::UnreadableFrontMatter`], or
/// [`Error::WouldRun`] when the client would run a part of it.
pub fn read_back(profile: Profile, bytes: &[u8]) -> Result<ReadBack> {
    let page = std::str::from_utf8(bytes).map_err(|_| Error::NotText)?;
    let head = page.strip_prefix("---\n").ok_or(Error::NoFrontMatter)?;
    let (yaml, body) = head.split_once("\n---\n").ok_or(Error::NoFrontMatter)?;
    let habits = profile.habits();
    if let Some(what) = runs_in_hugo(body).filter(|_| habits.shortcodes) {
        let what = what.to_string();
        return Err(Error::WouldRun { what });
    }
    Ok(ReadBack {
        profile,
        front_matter: FrontMatter::from_yaml(yaml)?,
        body: blocks_of(body, habits.typographer),
    })
}
