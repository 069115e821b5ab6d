//! What the command line prints: one JSON value, or plain lines.

use std::io::Write;
use std::path::Path;

use desk::{
    CommentView, DueView, Error, MomentView, PersonView, ReceiptView, Refused, RevisionView,
    StoryRow, StoryView, SuggestionView,
};
use serde::Serialize;

use crate::sentences::sentence;

/// One JSON value on standard output, or the lines that `plain` makes of it.
pub(crate) fn answer<T: Serialize>(value: &T, json: bool, plain: impl FnOnce(&T) -> String) {
    let text = if json {
        serde_json::to_string_pretty(value).expect("border types are plain values")
    } else {
        plain(value)
    };
    bytes(format!("{}\n", text.trim_end_matches('\n')).as_bytes());
}

/// Bytes as they are, for `export`.
pub(crate) fn bytes(bytes: &[u8]) {
    // A reader that has gone away, such as `head`, is no failure of ours.
    let _ = std::io::stdout().lock().write_all(bytes);
}

/// A file that somebody asked for, whole.
pub(crate) fn file(path: &Path, content: impl AsRef<[u8]>) -> Result<(), Error> {
    std::fs::write(path, content).map_err(|source| Error::FileUnwritten {
        path: path.display().to_string(),
        source,
    })
}

pub(crate) fn refused(refused: &Refused, json: bool) {
    if json {
        answer(refused, true, |_| String::new());
    }
    eprintln!("{}", sentence(refused));
}

/// What a check found, with the entry that it is about.
pub(crate) fn flaw(flaw: &Refused) -> String {
    let sentence = sentence(flaw);
    match (flaw.params.get("entry"), flaw.params.get("seq")) {
        (Some(entry), Some(seq)) => format!("{entry} (number {seq}): {sentence}"),
        _ => sentence,
    }
}

pub(crate) fn note(text: &str) {
    eprintln!("{text}");
}

pub(crate) fn row(row: &StoryRow) -> String {
    let state = if row.sent_back {
        "sent_back"
    } else {
        &row.desk_state
    };
    let with = row.with.as_ref().map_or("", |someone| &someone.name);
    format!(
        "{}  {:<10} {:<24} {:>6}  {}  {}",
        short(&row.id),
        state,
        row.slugline,
        row.words,
        row.headline,
        with
    )
}

pub(crate) fn story(story: &StoryView) -> String {
    let row = &story.row;
    let mut lines = vec![
        format!("{}  {}", row.slugline, row.headline),
        format!("  id          {}", row.id),
        format!("  desk        {}", row.desk_state),
        format!("  readers     {}", row.live_state),
        format!("  section     {}", row.section),
        format!("  byline      {}", story.byline),
        format!("  words       {}", row.words),
        format!("  web address {}", story.web_address),
        format!("  hash        {}", story.head_hash),
    ];
    if !row.pitch.is_empty() {
        lines.push(format!("  pitch       {}", row.pitch));
    }
    if !story.brief.is_empty() {
        lines.push(format!("  brief       {}", story.brief));
    }
    if let Some(words) = row.words_commissioned {
        lines.push(format!("  commissioned {words} words"));
    }
    for (what, at) in [("due", &row.due_at), ("planned", &row.planned_at)] {
        if let Some(at) = at {
            lines.push(format!("  {what:<11} {at}"));
        }
    }
    if let Some(update) = &story.update {
        lines.push(format!("  update      {} by {}", update.class, update.by));
    }
    if let Some(withdrawn) = &story.withdrawn {
        lines.push(format!(
            "  withdrawn   {}: {}",
            withdrawn.by, withdrawn.reason
        ));
    }
    for check in &story.checks {
        lines.push(format!("  check       {} {}", check.check, check.state));
    }
    for unread in &story.to_be_read {
        lines.push(format!(
            "  to be read  {} {} by {}",
            &unread.entry[..8],
            unread.step,
            unread.by
        ));
    }
    if let Some(approval) = &story.approval {
        let holds = if approval.holds { "holds" } else { "void" };
        lines.push(format!(
            "  approval    r{} by {}, {holds}",
            approval.revision, approval.by
        ));
    }
    if let Some(schedule) = &story.schedule {
        lines.push(format!(
            "  scheduled   {} {}",
            schedule.local, schedule.zone
        ));
    }
    if let Some(embargo) = &story.embargo {
        lines.push(format!(
            "  embargo     {} {} ({})",
            embargo.local, embargo.zone, embargo.source
        ));
    }
    if let Some(hold) = &row.on_hold {
        lines.push(format!("  on hold     {}: {}", hold.by, hold.reason));
    }
    lines.join("\n")
}

pub(crate) fn revision(revision: &RevisionView) -> String {
    let note = revision.note.as_deref().unwrap_or("");
    format!(
        "{:<5} {:<10} {}  {}  {} words  {}  {note}",
        revision.label,
        revision.step,
        revision.at,
        revision.by,
        revision.words,
        short(&revision.content_hash),
    )
}

pub(crate) fn suggestion(suggestion: &SuggestionView) -> String {
    let SuggestionView {
        sid,
        by,
        at,
        kind,
        inserted,
        struck,
        set,
        ..
    } = suggestion;
    let words = [("−", struck), ("+", inserted), ("~", set)];
    let words = words.iter().filter(|(_, words)| !words.is_empty());
    let words: Vec<String> = words
        .map(|(sign, words)| format!("{sign}“{words}”"))
        .collect();
    format!("{sid}  {at}  {}  {kind}  {}", by.name, words.join(" "))
}

pub(crate) fn moment(moment: &MomentView) -> String {
    let what = moment.step.as_deref().unwrap_or("typed");
    let revision = moment
        .revision
        .map_or_else(String::new, |number| format!("r{number}"));
    format!(
        "{}  {}  {what:<12} {revision:<5} {}",
        short(&moment.entry),
        moment.at,
        moment.by
    )
}

pub(crate) fn person(person: &PersonView) -> String {
    format!(
        "{}  {}  {}",
        short(&person.id),
        person.name,
        person.roles.join(", ")
    )
}

pub(crate) fn receipt(receipt: &ReceiptView) -> String {
    let late = if receipt.late_minutes > 0 {
        format!(", late {} min", receipt.late_minutes)
    } else {
        String::new()
    };
    let files = receipt
        .files
        .iter()
        .map(|file| format!("\n  {}/{file}", receipt.folder))
        .collect::<String>();
    format!(
        "{} r{} → {} at {}{late}{files}",
        receipt.slugline, receipt.revision, receipt.target, receipt.fired
    )
}

pub(crate) fn due(due: &DueView) -> String {
    match &due.sleeping {
        Some(why) => format!(
            "{} r{} {}: {}",
            due.slugline,
            due.revision,
            due.at,
            sentence(why)
        ),
        None => format!("{} r{} {}", due.slugline, due.revision, due.at),
    }
}

pub(crate) fn lines<T>(rows: &[T], line: impl Fn(&T) -> String) -> String {
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Enough of an id to name a thing by.
fn short(id: &str) -> &str {
    id.get(..10).unwrap_or(id)
}

/// The comments of a story with what was said under each.
pub(crate) fn comments(story: &StoryView) -> String {
    let said = |comment: &CommentView| {
        let kind = if comment.blocking { "query" } else { "comment" };
        let standing = if comment.resolved.is_some() {
            "settled"
        } else {
            "open"
        };
        let says = match &comment.kept_both {
            Some(kept) => {
                let place = match kept.field.as_str() {
                    "body" => format!("paragraph {}", kept.paragraph),
                    cell if cell.starts_with("cell:") => "a cell of a table".to_owned(),
                    line => line.to_owned(),
                };
                format!("  two versions of {place}, both kept ({})", kept.how)
            }
            None => format!("  {}: {}", comment.by.name, comment.text),
        };
        let mut lines = vec![format!("{}  {kind}, {standing}", short(&comment.id)), says];
        if !comment.about.is_empty() {
            lines.insert(1, format!("  about “{}”", comment.about));
        }
        lines.extend(
            comment
                .replies
                .iter()
                .map(|reply| format!("    {}: {}", reply.by.name, reply.text)),
        );
        lines.join("\n")
    };
    lines(&story.comments, said)
}
