//! What the tests of the whole house share: a desk with a clock in hand, a laptop of its own for each test, and the
//! real window driven from outside.
//!
//! Nothing here stands in for the database, the window or the file system: a test that uses this uses the real ones.

pub mod command_line;
pub mod fixtures;
pub mod house;
pub mod laptop;
pub mod newer;
pub mod test_desk;
pub mod window;

pub use laptop::Laptop;
pub use test_desk::TestDesk;
pub use window::Window;
