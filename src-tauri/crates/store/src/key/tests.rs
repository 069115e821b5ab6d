use super::*;

/// Enough for argon2id to run, and no more.
const CHEAP: Cost = Cost {
    memory_kib: 8,
    passes: 1,
    lanes: 1,
};

fn secrets() -> Secrets {
    Secrets {
        device_seed: [1; 32],
        file_key: FileKey::from_bytes([2; 32]),
        owner_seed: Some([3; 32]),
    }
}

fn sealed(secrets: &Secrets) -> KeyFile {
    let holder = KeyHolder {
        person: PersonId::from_bytes([4; 16]),
        name: "Desk Editor".into(),
        initials: "DE".into(),
    };
    let chance = SealChance {
        salt: [5; 16],
        nonce: [6; 24],
    };
    seal_secrets(secrets, &holder, "correct horse", &chance, CHEAP).unwrap()
}

#[test]
fn secrets_come_back_with_the_passphrase() {
    for owner_seed in [None, Some([9; 32])] {
        let mut before = secrets();
        before.owner_seed = owner_seed;
        let file = KeyFile::from_json(sealed(&before).to_json().as_bytes()).unwrap();
        assert!(open_secrets(&file, "correct horse").unwrap() == before);
    }
}

#[test]
fn a_wrong_passphrase_is_told_from_a_damaged_file() {
    let file = sealed(&secrets());
    assert!(
        matches!(open_secrets(&file, "Correct horse"), Err(Error::WrongPassphrase { name, .. }) if name == "Desk Editor")
    );

    let json = file.to_json();
    for at in 0..json.len() {
        let mut bytes = json.clone().into_bytes();
        bytes[at] ^= 1;
        match KeyFile::from_json(&bytes) {
            // A flip in the white space between fields changes nothing that counts.
            Ok(read) => assert_eq!(read, file, "byte {at} was changed and not noticed"),
            Err(Error::KeyFileDamaged { .. } | Error::KeyFileFromNewerStet { .. }) => {}
            Err(other) => panic!("byte {at}: {other}"),
        }
    }
    for length in 0..json.len() - 1 {
        assert!(
            KeyFile::from_json(&json.as_bytes()[..length]).is_err(),
            "cut at {length}"
        );
    }
}

#[test]
fn a_key_file_of_a_newer_stet_is_named_as_one() {
    let json = br#"{"version": 7, "person": "someone", "post_quantum": true}"#;
    assert!(matches!(
        KeyFile::from_json(json),
        Err(Error::KeyFileFromNewerStet { version: 7 })
    ));
}

#[test]
fn a_name_cannot_be_moved_to_another_seal() {
    let mut file = sealed(&secrets());
    file.name = "Somebody Else".into();
    file.sum = file.expected_sum();
    assert!(matches!(
        open_secrets(&file, "correct horse"),
        Err(Error::WrongPassphrase { .. })
    ));
}

#[test]
fn a_cost_that_would_stop_the_machine_is_refused() {
    let mut file = sealed(&secrets());
    file.cost = Cost {
        memory_kib: u32::MAX,
        passes: 1,
        lanes: 1,
    };
    assert!(matches!(
        open_secrets(&file, "correct horse"),
        Err(Error::KeyCost)
    ));
}

#[test]
fn secrets_do_not_show_in_debug_output() {
    assert_eq!(
        format!("{:?} {:?}", secrets(), secrets().file_key),
        "Secrets(..) FileKey(..)"
    );
}
