//! The rules of the newsroom through the only door to them: a real desk on a real file, with the clock in hand.

mod approving;
mod beginning;
mod commenting;
mod leaving;
mod live;
mod suggesting;
mod timing;
mod two_versions;
