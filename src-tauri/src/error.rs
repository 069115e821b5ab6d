//! How a refusal or failure of the desk reaches the page: as `{code, params}`, never as a sentence.

use desk::Refused;
use serde::Serialize;

/// What a command rejects with.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(crate) struct Rejection(Refused);

pub(crate) type Result<T> = std::result::Result<T, Rejection>;

impl From<desk::Error> for Rejection {
    fn from(error: desk::Error) -> Self {
        Self(error.refused())
    }
}
