//! Errors as they travel: a closed code and the facts of its sentence.

use std::collections::BTreeMap;

use newsroom::{PersonId, Refusal, ZonedTime};

use super::Error;
use crate::border::Refused;
use crate::pictures::LARGEST_PICTURE;

type Params = BTreeMap<String, String>;

macro_rules! params {
    ($($name:literal => $value:expr),* $(,)?) => {
        BTreeMap::from([$(($name.to_owned(), $value.to_string())),*])
    };
}

impl Error {
    /// A stable name for the wire.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused { refusal, .. } => refusal.code(),
            Self::Newsroom(error) => error.code(),
            Self::Manuscript(error) => error.code(),
            Self::Store(error) => store_code(error),
            Self::Press(error) => press_code(error),
            Self::NoNewsroomOpen => "no-newsroom-open",
            Self::DeskShut => "desk-shut",
            Self::NobodyAtTheDesk => "nobody-at-the-desk",
            Self::NobodyHere { .. } => "nobody-here",
            Self::NoKeyHere { .. } => "no-key-here",
            Self::PassphraseNeeded => "passphrase-needed",
            Self::OwnerKeyNeeded => "owner-key-needed",
            Self::RestoredCopy => "restored-copy",
            Self::NoRoster => "no-roster",
            Self::NameNeeded { .. } => "name-needed",
            Self::NoSuchStory { .. } => "no-such-story",
            Self::SeveralStories { .. } => "several-stories",
            Self::NoSuchPerson { .. } => "no-such-person",
            Self::NoSuchRevision { .. } => "no-such-revision",
            Self::NeverRead => "never-read",
            Self::NeverFiled => "never-filed",
            Self::UnknownDecision { .. } => "unknown-decision",
            Self::NoSuchSuggestion { .. } => "no-such-suggestion",
            Self::NoSuchMoment { .. } => "no-such-moment",
            Self::NoSuchTarget { .. } => "no-such-target",
            Self::NoSuchShape { .. } => "no-such-shape",
            Self::ShapeTooLong => "shape-too-long",
            Self::NoTargets => "no-targets",
            Self::OtherLaptopsTarget { .. } => "other-laptops-target",
            Self::UnknownStep { .. } => "unknown-step-name",
            Self::UnknownField { .. } => "unknown-field",
            Self::UnknownRole { .. } => "unknown-role",
            Self::UnknownRule { .. } => "unknown-rule",
            Self::UnknownProfile { .. } => "unknown-profile",
            Self::UnknownFormat { .. } => "unknown-format",
            Self::TextNotOpen => "text-not-open",
            Self::VersionBehind { .. } => "version-behind",
            Self::OfferGone => "offer-gone",
            Self::MayNotType => "may-not-type",
            Self::StoryTooLong => "story-too-long",
            Self::ChangedSince => "changed-since",
            Self::NothingApproved { .. } => "nothing-approved",
            Self::FileUnreadable { .. } => "file-unreadable",
            Self::FileUnwritten { .. } => "file-unwritten",
            Self::NotADate { .. } => "not-a-date",
            Self::FileTooLarge { .. } => "file-too-large",
            Self::FolderMissing { .. } => "folder-missing",
            Self::FolderReadOnly { .. } => "folder-read-only",
            Self::DiskFull { .. } => "target-disk-full",
            Self::FolderTrouble { .. } => "folder-trouble",
            Self::PathLeavesFolder { .. } => "path-leaves-folder",
            Self::MediaMissing { .. } => "media-missing",
            Self::PictureTooLarge { .. } => "picture-too-large",
            Self::NotAPicture => "not-a-picture",
            Self::NotAnAudit => "not-an-audit",
            Self::FlawsFound { .. } => "flaws-found",
        }
    }

    /// The code with the facts that its sentence needs.
    pub fn refused(&self) -> Refused {
        Refused {
            code: self.code().to_owned(),
            params: self.params(),
        }
    }

    fn params(&self) -> Params {
        match self {
            Self::Refused { refusal, by } => refusal_params(refusal, by.as_deref()),
            Self::Newsroom(error) => params! { "detail" => error },
            Self::Manuscript(error) => params! { "detail" => error },
            Self::Store(error) => store_params(error),
            Self::Press(press::Error::PictureMissing { picture }) => params! { "path" => picture },
            Self::Press(error) => params! { "detail" => error },
            Self::NobodyHere { folder } => params! { "folder" => folder },
            Self::NoKeyHere { person } | Self::NoSuchPerson { person } => {
                params! { "person" => person }
            }
            Self::NameNeeded { field } => params! { "field" => field },
            Self::NoSuchStory { story }
            | Self::SeveralStories { story }
            | Self::NothingApproved { story } => {
                params! { "story" => story }
            }
            Self::UnknownDecision { how } => params! { "how" => how },
            Self::NoSuchSuggestion { sid } => params! { "sid" => sid },
            Self::NoSuchMoment { entry } => params! { "entry" => entry },
            Self::NoSuchRevision { revision } => params! { "revision" => revision },
            Self::NoSuchTarget { target } | Self::OtherLaptopsTarget { target } => {
                params! { "target" => target }
            }
            Self::NoSuchShape { shape } => params! { "shape" => shape },
            Self::UnknownStep { step } => params! { "step" => step },
            Self::UnknownField { field } => params! { "field" => field },
            Self::UnknownRole { role } => params! { "role" => role },
            Self::UnknownRule { rule } => params! { "rule" => rule },
            Self::UnknownProfile { profile } => params! { "profile" => profile },
            Self::UnknownFormat { format } => params! { "format" => format },
            Self::VersionBehind { window, desk } => params! { "window" => window, "desk" => desk },
            Self::FileUnreadable { path, source } | Self::FileUnwritten { path, source } => {
                params! { "path" => path, "detail" => source }
            }
            Self::NotADate { date } => params! { "date" => date },
            Self::FileTooLarge { path, bytes } => params! { "path" => path, "bytes" => bytes },
            Self::FolderMissing { folder }
            | Self::FolderReadOnly { folder }
            | Self::DiskFull { folder } => {
                params! { "folder" => folder }
            }
            Self::FolderTrouble { folder, source } => {
                params! { "folder" => folder, "detail" => source }
            }
            Self::PathLeavesFolder { path } | Self::MediaMissing { path } => {
                params! { "path" => path }
            }
            Self::PictureTooLarge { bytes } => params! {
                "megabytes" => bytes.div_ceil(1_000_000),
                "limit" => LARGEST_PICTURE / 1_000_000,
            },
            Self::FlawsFound { count } => params! { "count" => count },
            Self::NoNewsroomOpen
            | Self::DeskShut
            | Self::NobodyAtTheDesk
            | Self::PassphraseNeeded
            | Self::OwnerKeyNeeded
            | Self::RestoredCopy
            | Self::NoRoster
            | Self::NoTargets
            | Self::NotAPicture
            | Self::NotAnAudit
            | Self::TextNotOpen
            | Self::NeverRead
            | Self::NeverFiled
            | Self::OfferGone
            | Self::MayNotType
            | Self::StoryTooLong
            | Self::ShapeTooLong
            | Self::ChangedSince => Params::new(),
        }
    }
}

/// A refusal of the newsroom's rules as it travels.
pub(crate) fn refusal(refusal: &Refusal, by: Option<&str>) -> Refused {
    Refused {
        code: refusal.code().to_owned(),
        params: refusal_params(refusal, by),
    }
}

/// The person whom a refusal is about.
pub(crate) fn person_of(refusal: &Refusal) -> Option<PersonId> {
    match refusal {
        Refusal::OnHold { by, .. }
        | Refusal::AlreadyHeld { by }
        | Refusal::CheckRefused { by, .. } => Some(*by),
        _ => None,
    }
}

fn refusal_params(refusal: &Refusal, by: Option<&str>) -> Params {
    let name = by.unwrap_or_default();
    match refusal {
        Refusal::NotYourRole { roles } => {
            let names: Vec<&str> = roles.iter().map(|role| role.name()).collect();
            params! { "roles" => names.join(", ") }
        }
        Refusal::UnknownRoster { number } | Refusal::OldRoster { number } => {
            params! { "number" => number }
        }
        Refusal::UnknownStep { number } => params! { "number" => number },
        Refusal::WrongState { state } => params! { "state" => state.name() },
        Refusal::SuggestionsOpen { count } => params! { "count" => count },
        Refusal::TkOpen { words } => {
            params! { "count" => words.len(), "words" => words.join(" · ") }
        }
        Refusal::QueryOpen { about } => {
            params! { "count" => about.len(), "about" => about.join(" · ") }
        }
        Refusal::RelatedBlocked { stories } => params! { "stories" => stories.join(", ") },
        Refusal::ApprovalVoid { revision } => params! { "revision" => revision },
        Refusal::OnHold { reason, .. } => params! { "reason" => reason, "by" => name },
        Refusal::CheckRefused { reason, .. } => params! { "reason" => reason, "by" => name },
        Refusal::AlreadyHeld { .. } => params! { "by" => name },
        Refusal::EmbargoUntil { at } | Refusal::EmbargoAgreed { at } | Refusal::NotDue { at } => {
            time_params(at)
        }
        Refusal::FigureBare { figure } => params! { "number" => figure.number },
        Refusal::TargetNotScheduled { target } => params! { "target" => target },
        _ => Params::new(),
    }
}

fn time_params(at: &ZonedTime) -> Params {
    params! { "local" => at.local.replace('T', " "), "zone" => at.zone }
}

fn store_params(error: &store::Error) -> Params {
    let detail = error.to_string();
    match error {
        store::Error::WrongPassphrase { name, .. } => {
            params! { "name" => name, "detail" => detail }
        }
        store::Error::FromNewerStet { version, .. } => {
            params! { "version" => version, "detail" => detail }
        }
        store::Error::NoNewsroomHere { path }
        | store::Error::NewsroomAlreadyHere { path }
        | store::Error::WrongKey { path }
        | store::Error::NotAStetFile { path }
        | store::Error::Truncated { path, .. }
        | store::Error::FolderNotEmpty { path }
        | store::Error::NotABackup { path } => {
            params! { "path" => path.display(), "detail" => detail }
        }
        _ => params! { "detail" => detail },
    }
}

fn store_code(error: &store::Error) -> &'static str {
    use store::{DiskFault, Error};
    match error {
        Error::NoNewsroomHere { .. } => "no-newsroom-here",
        Error::NewsroomAlreadyHere { .. } => "newsroom-already-here",
        Error::KeysWithoutNewsroom { .. } => "keys-without-newsroom",
        Error::WrongKey { .. } => "wrong-key",
        Error::NotAStetFile { .. } => "not-a-stet-file",
        Error::FromNewerStet { .. } | Error::KeyFileFromNewerStet { .. } => "from-newer-stet",
        Error::Truncated { .. } => "truncated",
        Error::Damaged(store::Damage::Page(_)) => "damaged-page",
        Error::Damaged(_) => "damaged",
        Error::Disk {
            fault: DiskFault::Full,
            ..
        } => "disk-full",
        Error::Disk {
            fault: DiskFault::ReadOnly,
            ..
        } => "disk-read-only",
        Error::Disk {
            fault: DiskFault::NotAllowed,
            ..
        } => "disk-not-allowed",
        Error::Disk {
            fault: DiskFault::Gone,
            ..
        } => "disk-gone",
        Error::Disk {
            fault: DiskFault::Failed,
            ..
        } => "disk-failed",
        Error::Busy => "busy",
        Error::WrongPassphrase { .. } => "wrong-passphrase",
        Error::KeyFileDamaged { .. } | Error::KeyCost => "key-file-damaged",
        Error::FolderNotEmpty { .. } => "folder-not-empty",
        Error::NotABackup { .. } => "not-a-backup",
        Error::Newsroom(error) => error.code(),
        Error::Manuscript(error) => error.code(),
        // A program that writes its own log wrongly, or names what is not there, has a fault that no person can mend.
        _ => "fault",
    }
}

fn press_code(error: &press::Error) -> &'static str {
    use press::Error;
    match error {
        Error::UnknownProfile { .. } => "unknown-profile",
        Error::Unplaceable { .. } => "unplaceable",
        Error::NotATime { .. } => "not-a-time",
        Error::NestedTooDeep { .. } => "nested-too-deep",
        Error::WouldRun { .. } => "would-run",
        Error::PlaceTaken { .. } => "place-taken",
        Error::PictureMissing { .. } => "media-missing",
        Error::DamagedManifest { .. } => "damaged-manifest",
        Error::NewerManifest { .. } => "newer-manifest",
        Error::NoFrontMatter
        | Error::UnreadableFrontMatter { .. }
        | Error::NotText
        | Error::ReadBackDiffers { .. } => "read-back-differs",
    }
}
