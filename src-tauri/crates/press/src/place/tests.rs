use proptest::prelude::*;

use super::*;

fn story(section: &str, web_address: &str) -> Reading {
    Reading {
        section: section.into(),
        web_address: web_address.into(),
        ..Reading::default()
    }
}

#[test]
fn a_page_lies_where_its_client_looks_for_it() {
    let reading = story("World", "second-summit");
    let check = |profile, expected: &str| {
        assert_eq!(page_path(profile, &reading).as_deref(), Ok(expected));
    };
    check(Profile::Plain, "second-summit/index.md");
    check(Profile::Hugo, "content/world/second-summit/index.md");
}

#[test]
fn a_section_keeps_the_letters_of_its_own_language() {
    let check = |section: &str, expected: &str| {
        assert_eq!(section_folder(section).as_deref(), Ok(expected))
    };
    check("Arts & Life", "arts-life");
    check("Économie", "économie");
    check("Мир", "мир");
    check("a/b\\c:d", "a-b-c-d");
}

#[test]
fn a_web_address_that_is_not_safe_is_refused_and_never_repaired() {
    let check = |address: &str, expected: Flaw| {
        let refused = Err(unplaceable("web_address", address, expected));
        assert_eq!(web_address(address), refused, "{address:?}");
    };
    let unsafe_character = |character| Flaw::UnsafeCharacter { character };
    check("", Flaw::Empty);
    check("../../etc", unsafe_character('.'));
    check("..", unsafe_character('.'));
    check("/etc", unsafe_character('/'));
    check("c:", unsafe_character(':'));
    check("a\\b", unsafe_character('\\'));
    check("a\0b", unsafe_character('\0'));
    check("Summit", unsafe_character('S'));
    check("😀", unsafe_character('😀'));
    check("-a", unsafe_character('-'));
    check("a--b", unsafe_character('-'));
    check("nul", Flaw::Reserved);
    check("com1", Flaw::Reserved);
    let (characters, limit) = (300, 80);
    check(&"a".repeat(300), Flaw::TooLong { characters, limit });
}

#[test]
fn a_section_without_letters_or_with_a_reserved_name_is_refused() {
    let check = |section: &str, expected: Flaw| {
        let refused = Err(unplaceable("section", section, expected));
        assert_eq!(section_folder(section), refused, "{section:?}");
    };
    check("", Flaw::Empty);
    check("🎉", Flaw::Empty);
    check("../..", Flaw::Climbs);
    check("World\\..", Flaw::Climbs);
    check("CON", Flaw::Reserved);
    check("Tags", Flaw::Reserved);
}

proptest! {
    #![proptest_config(crate::laws::cases(256))]

    #[test]
    fn nothing_leaves_the_folder(section in any::<String>(), address in any::<String>()) {
        stays_inside(&story(&section, &address))?;
    }

    #[test]
    fn nothing_leaves_the_folder_when_the_names_try_to(
        section in "[./\\\\a-c: -]{0,12}",
        address in "[./\\\\a-c: -]{0,12}",
    ) {
        stays_inside(&story(&section, &address))?;
    }
}

fn stays_inside(reading: &Reading) -> std::result::Result<(), TestCaseError> {
    for profile in Profile::ALL {
        let Ok(path) = page_path(profile, reading) else {
            continue;
        };
        for name in path.split('/') {
            prop_assert!(!name.is_empty() && name != "." && name != "..", "{path}");
            prop_assert!(
                !name.contains(['\\', ':', '\0', '*', '?', '"', '<', '>', '|']),
                "{path}"
            );
            prop_assert!(
                !name.ends_with([' ', '.']) && name.chars().count() <= LONGEST_NAME,
                "{path}"
            );
        }
    }
    Ok(())
}
