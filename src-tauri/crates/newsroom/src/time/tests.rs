use super::*;

fn check(local: &str, zone: &str, rfc: &str) {
    let time = resolve(local, zone).expect("a time of the day");
    assert_eq!(rfc3339(time.instant, zone).as_deref(), Ok(rfc));
    assert!(time.is_sound(), "what resolve makes holds together");
    assert_eq!(
        in_zone(time.instant, zone).as_ref(),
        Ok(&time),
        "the instant leads back to the wall time"
    );
}

fn check_repeated(local: &str, zone: &str, rfc: [&str; 2]) {
    match resolve(local, zone) {
        Err(Error::Repeated { earlier, later }) => {
            let both = [earlier, later]
                .map(|time| rfc3339(time.instant, zone).expect("a moment of the calendar"));
            assert_eq!(both, rfc);
        }
        other => panic!("{local} comes twice in {zone}, but got {other:?}"),
    }
}

fn check_refused(local: &str, zone: &str, code: &str) {
    assert_eq!(
        resolve(local, zone).map_err(|error| error.code()),
        Err(code)
    );
}

#[test]
fn a_wall_time_has_an_instant_in_its_zone() {
    check(
        "2026-11-24 06:00",
        "Europe/London",
        "2026-11-24T06:00:00+00:00",
    );
    check(
        "2026-07-01T06:00",
        "Europe/London",
        "2026-07-01T06:00:00+01:00",
    );
    check(
        "2026-11-24T06:00:30",
        "Asia/Kolkata",
        "2026-11-24T06:00:30+05:30",
    );
    check(
        "2026-01-10 23:59",
        "Australia/Sydney",
        "2026-01-10T23:59:00+11:00",
    );
}

#[test]
fn a_time_that_the_clock_skips_is_refused() {
    check_refused("2026-03-29 01:30", "Europe/London", "time-skipped");
    check_refused("2026-03-08 02:30", "America/New_York", "time-skipped");
    check_refused("2026-10-04 02:30", "Australia/Sydney", "time-skipped");
    check_refused("2026-09-06 00:30", "America/Santiago", "time-skipped");
}

#[test]
fn a_time_that_the_clock_repeats_is_asked_about() {
    check_repeated(
        "2026-10-25 01:30",
        "Europe/London",
        ["2026-10-25T01:30:00+01:00", "2026-10-25T01:30:00+00:00"],
    );
    check_repeated(
        "2026-04-05 02:30",
        "Australia/Sydney",
        ["2026-04-05T02:30:00+11:00", "2026-04-05T02:30:00+10:00"],
    );
    check_repeated(
        "2026-04-05 01:45",
        "Australia/Lord_Howe",
        ["2026-04-05T01:45:00+11:00", "2026-04-05T01:45:00+10:30"],
    );
}

#[test]
fn the_minutes_beside_a_change_of_clocks_are_ordinary() {
    check(
        "2026-03-29 00:59",
        "Europe/London",
        "2026-03-29T00:59:00+00:00",
    );
    check(
        "2026-03-29 02:00",
        "Europe/London",
        "2026-03-29T02:00:00+01:00",
    );
    check(
        "2026-10-04 03:00",
        "Australia/Sydney",
        "2026-10-04T03:00:00+11:00",
    );
    check(
        "2026-04-05 03:00",
        "Australia/Sydney",
        "2026-04-05T03:00:00+10:00",
    );
}

#[test]
fn what_is_not_a_time_or_a_zone_is_refused() {
    check_refused("tomorrow", "Europe/London", "not-a-time");
    check_refused("2026-02-30 06:00", "Europe/London", "not-a-time");
    check_refused("2026-11-24 23:59:60", "Europe/London", "not-a-time");
    check_refused("2026-11-24 06:00", "Europe/Lundon", "unknown-zone");
    assert_eq!(
        rfc3339(i64::MAX, "Europe/London").map_err(|error| error.code()),
        Err("not-a-time")
    );
    assert_eq!(
        in_zone(i64::MIN, "Asia/Tokyo").map_err(|error| error.code()),
        Err("not-a-time")
    );
}

#[test]
fn an_instant_far_from_its_wall_time_is_not_sound() {
    let mut time = resolve("2026-11-24 06:00", "Europe/London").expect("an ordinary morning");
    time.instant += 3 * 24 * 60 * 60 * 1000;
    assert!(!time.is_sound());
    time.local = "soon".into();
    assert!(!time.is_sound());
}
