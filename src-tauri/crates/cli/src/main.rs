//! `stet`: the desk without a window, for scripts, servers and the system's own timer.
//!
//! Why it exists: everything a person does in the window, a script can do here, through the same use cases.
//! Not here: any rule of the newsroom. Arguments become requests, answers become text or JSON, and that is all.
//!
//! Exit codes: 0 done; 1 refused by a rule of the newsroom; 2 wrong use; 3 the machine failed.

mod arguments;
mod audit;
mod difference;
mod inbox;
mod newslist;
mod passphrase;
mod print;
mod run;
mod sentences;
mod shapes;
mod shift;
mod steps;

use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let json = arguments.json;
    match run::run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // What a check found has been printed as its JSON value already.
            let found = matches!(error, desk::Error::FlawsFound { .. });
            print::refused(&error.refused(), json && !found);
            ExitCode::from(if error.is_rule() { 1 } else { 3 })
        }
    }
}
