//! Where a passphrase comes from: the environment, else a prompt that shows nothing.

use std::io::{self, IsTerminal};

/// `STET_PASSPHRASE`, else what is typed.
pub(crate) fn passphrase(of: &str) -> io::Result<String> {
    from("STET_PASSPHRASE", &format!("Passphrase of {of}: "))
}

/// `STET_NEW_PASSPHRASE`, else what is typed.
pub(crate) fn new_passphrase(of: &str) -> io::Result<String> {
    from("STET_NEW_PASSPHRASE", &format!("A passphrase for {of}: "))
}

/// For the founder of a newsroom: either variable will do, since there is nobody else yet.
pub(crate) fn founders_passphrase(of: &str) -> io::Result<String> {
    match std::env::var("STET_PASSPHRASE") {
        Ok(known) => Ok(known),
        Err(_) => new_passphrase(of),
    }
}

fn from(variable: &str, prompt: &str) -> io::Result<String> {
    if let Ok(known) = std::env::var(variable) {
        return Ok(known);
    }
    if !io::stdin().is_terminal() {
        return Err(io::Error::new(io::ErrorKind::NotFound, variable.to_owned()));
    }
    rpassword::prompt_password(prompt)
}
