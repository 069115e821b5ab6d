//! Where a page lies inside the folder of its target.
//!
//! A path is built only from names that are safe on every file system and in every address, so nothing that a story
//! says can lead out of the folder. The web address is used exactly as approved or refused; it is never repaired,
//! because readers' links and the hash name it.

use manuscript::Reading;

use crate::{Error, Flaw, Profile, Result};

/// The longest web address or section folder, in characters.
const LONGEST_NAME: usize = 80;

/// File systems hold names of at most 255 bytes.
const LONGEST_NAME_BYTES: usize = 240;

/// Path of the page, relative to the target's folder, with `/` between names.
pub fn page_path(profile: Profile, reading: &Reading) -> Result<String> {
    let address = web_address(&reading.web_address)?;
    match profile {
        Profile::Plain => Ok(format!("{address}/index.md")),
        Profile::Hugo => {
            let section = section_folder(&reading.section)?;
            Ok(format!("content/{section}/{address}/index.md"))
        }
    }
}

/// The web address itself when it is one: lower-case ASCII words joined by single hyphens.
pub(crate) fn web_address(text: &str) -> Result<&str> {
    let refuse = |flaw| unplaceable("web_address", text, flaw);
    check_length(text).map_err(refuse)?;
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if let Some(character) = text.chars().find(|&c| !allowed(c)) {
        return Err(refuse(Flaw::UnsafeCharacter { character }));
    }
    if text.starts_with('-') || text.ends_with('-') || text.contains("--") {
        return Err(refuse(Flaw::UnsafeCharacter { character: '-' }));
    }
    if is_device_name(text) {
        return Err(refuse(Flaw::Reserved));
    }
    Ok(text)
}

/// The folder of a section: its letters and digits in lower case, everything else a hyphen. Letters of any script
/// stay, for a newsroom names its sections in its own language.
pub(crate) fn section_folder(section: &str) -> Result<String> {
    let refuse = |flaw| unplaceable("section", section, flaw);
    term("section", section)?;
    let folder = words_joined(section);
    check_length(&folder).map_err(refuse)?;
    // Hugo keeps these for the pages that list all tags and categories, and `page` for its pagination.
    if is_device_name(&folder) || ["tags", "categories", "page"].contains(&folder.as_str()) {
        return Err(refuse(Flaw::Reserved));
    }
    Ok(folder)
}

/// Whether a site can list stories under this text. Hugo stops the build of the whole site at one with `..` in it.
pub(crate) fn term(part: &'static str, text: &str) -> Result<()> {
    match text.split(['/', '\\']).any(|name| name.trim() == "..") {
        true => Err(unplaceable(part, text, Flaw::Climbs)),
        false => Ok(()),
    }
}

/// Lower-case letters and digits with single hyphens between words; empty when there are none.
pub(crate) fn words_joined(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

fn unplaceable(part: &'static str, text: &str, flaw: Flaw) -> Error {
    Error::Unplaceable {
        part,
        text: text.to_string(),
        flaw,
    }
}

fn check_length(name: &str) -> std::result::Result<(), Flaw> {
    let characters = name.chars().count();
    if characters == 0 {
        return Err(Flaw::Empty);
    }
    if characters > LONGEST_NAME || name.len() > LONGEST_NAME_BYTES {
        let limit = LONGEST_NAME;
        return Err(Flaw::TooLong { characters, limit });
    }
    Ok(())
}

/// Windows opens a device instead of a file for these names.
fn is_device_name(name: &str) -> bool {
    let numbered = |device: &str| {
        let number = name.strip_prefix(device);
        number.is_some_and(|digit| {
            let mut characters = digit.chars();
            characters.next().is_some_and(|c| c.is_numeric()) && characters.next().is_none()
        })
    };
    ["con", "prn", "aux", "nul", "conin", "conout"].contains(&name)
        || numbered("com")
        || numbered("lpt")
}

#[cfg(test)]
mod tests;
