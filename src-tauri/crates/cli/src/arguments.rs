//! The words of the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// The desk without a window.
#[derive(Debug, Parser)]
#[command(name = "stet", version, about, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    /// The newsroom's folder.
    #[arg(long, global = true, env = "STET_NEWSROOM", value_name = "DIR")]
    pub(crate) newsroom: Option<PathBuf>,
    /// Who acts: a person's name or id.
    #[arg(long = "as", global = true, env = "STET_AS", value_name = "PERSON")]
    pub(crate) who: Option<String>,
    /// One JSON value on standard output; words for people go to standard error.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Makes a newsroom in the folder; whoever makes it is its chief and admin.
    Init(Init),
    /// Profiles and staff.
    #[command(subcommand)]
    Person(Person),
    /// Brings files in, a draft each.
    Import(Import),
    /// The stories of the desk.
    List {
        /// Only stories in this state.
        #[arg(long)]
        state: Option<String>,
    },
    /// One story, with every field.
    Show {
        story: String,
        /// What was cut and is kept with the story, instead; nothing of it is ever published.
        #[arg(long)]
        stash: bool,
    },
    /// Changes a story by the difference; its history stays.
    Edit(Edit),
    /// An idea for a story, in one line.
    Pitch(Pitch),
    /// Asks somebody for a story that nobody pitched; for one that is pitched, `step STORY commission`.
    Commission(Commission),
    /// Takes a step with a story.
    Step(Step),
    /// Pictures.
    #[command(subcommand)]
    Picture(Picture),
    /// Says something about a story.
    Comment(Comment),
    /// Answers a comment.
    Reply {
        story: String,
        /// The comment's id, as `show --json` gives it.
        comment: String,
        text: String,
    },
    /// The suggestions that nobody has decided on.
    Suggestions { story: String },
    /// Decides on suggestions; on all of them when none is named.
    Decide {
        story: String,
        /// `accept` or `stand`.
        how: String,
        /// Ids, as `suggestions` gives them.
        suggestions: Vec<String>,
    },
    /// Settles a comment.
    Resolve {
        story: String,
        comment: String,
        /// Opens it again.
        #[arg(long)]
        reopen: bool,
    },
    /// The revisions of a story.
    Revisions { story: String },
    /// Every moment of a story's text.
    History { story: String },
    /// Brings the words of a revision or a moment back, as a new revision.
    Revert {
        story: String,
        /// A revision's number.
        #[arg(long, required_unless_present = "moment")]
        revision: Option<u32>,
        /// An entry, as `history --json` gives it.
        #[arg(long)]
        moment: Option<String>,
    },
    /// What differs between two revisions.
    Diff(Diff),
    /// What happened today, and what the next shift finds.
    ShiftNote,
    /// What the newsroom means to run on a day, as a Markdown table.
    Newslist {
        /// Such as `2026-11-24`; today in the newsroom when none is named.
        #[arg(long)]
        date: Option<String>,
        /// A page that any browser prints, instead.
        #[arg(long)]
        html: bool,
        /// Writes it to a file.
        #[arg(short = 'o', long = "output", value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// What concerns whoever acts, newest first.
    Inbox {
        /// Marks all of it as seen.
        #[arg(long)]
        seen: bool,
    },
    /// What kinds of stories usually have: headings and blanks to begin from.
    #[command(subcommand)]
    Shape(Shape),
    /// Where stories are published to.
    #[command(subcommand)]
    Target(Target),
    /// Publishes an approved story now.
    Publish {
        story: String,
        /// A target's name; all when none is named.
        #[arg(long)]
        target: Vec<String>,
    },
    /// Publishes what is due.
    PublishDue {
        /// Stays, and publishes each story at its time.
        #[arg(long)]
        watch: bool,
    },
    /// The approved or live revision, to standard output.
    Export {
        story: String,
        /// `plain` or `hugo`.
        #[arg(long, default_value = "plain")]
        profile: String,
        /// The working copy, marked as a draft.
        #[arg(long)]
        draft: bool,
    },
    /// Finds stories by their words.
    Search {
        query: String,
        #[arg(long)]
        section: Option<String>,
        #[arg(long)]
        by: Option<String>,
        #[arg(long)]
        state: Option<String>,
    },
    /// Checks every signature and page.
    Verify {
        /// Checks an audit instead, without the newsroom.
        #[arg(long, value_name = "AUDIT")]
        file: Option<PathBuf>,
    },
    /// Writes everything that was signed about a story to one file, for `verify --file`.
    Audit {
        story: String,
        #[arg(short = 'o', long = "output", value_name = "FILE")]
        output: PathBuf,
    },
    /// Makes every table anew from the log.
    Rebuild,
    /// Writes the whole newsroom to one file.
    Backup { file: PathBuf },
    /// Makes the newsroom's folder from a backup.
    Restore { file: PathBuf },
}

#[derive(Debug, Args)]
pub(crate) struct Init {
    #[arg(long)]
    pub(crate) name: String,
    /// The founder.
    #[arg(long)]
    pub(crate) person: String,
    /// `two_people`, `always` or `alone`.
    #[arg(long, default_value = "two_people")]
    pub(crate) rule: String,
    /// An IANA zone; the laptop's when none is named.
    #[arg(long, default_value = "")]
    pub(crate) zone: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Person {
    /// Adds a person; with roles, a key for this laptop.
    Add(AddPerson),
    /// Everybody.
    List,
    /// One profile.
    Show { person: String },
}

#[derive(Debug, Args)]
pub(crate) struct AddPerson {
    pub(crate) name: String,
    /// `reporter`, `desk_editor`, `copy_editor`, `legal`, `production`, `chief`, `admin`.
    #[arg(long)]
    pub(crate) role: Vec<String>,
    /// Lets a copy editor approve.
    #[arg(long)]
    pub(crate) may_approve: bool,
    #[arg(long, default_value = "")]
    pub(crate) bio: String,
    #[arg(long, default_value = "")]
    pub(crate) outlet: String,
    #[arg(long, default_value = "")]
    pub(crate) title: String,
    #[arg(long, default_value = "")]
    pub(crate) section: String,
    #[arg(long, default_value = "")]
    pub(crate) place: String,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// `auto`, `article`, `markdown` or `html`.
    #[arg(long, default_value = "auto")]
    pub(crate) format: String,
    /// Makes guests of the names it meets.
    #[arg(long)]
    pub(crate) create_people: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Edit {
    pub(crate) story: String,
    /// `headline=…`, `standfirst=…`, `kicker=…`, `dateline=…`, `slugline=…`, `section=…`, `language=…`,
    /// `web_address=…`, `byline=…`, `correction=…`, `tags=a, b`, `credits=Name; Name`, `related=STORY, STORY`.
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    pub(crate) set: Vec<String>,
    /// The new body, as Markdown.
    #[arg(long, value_name = "FILE.md")]
    pub(crate) body: Option<PathBuf>,
    /// The `head_hash` that `show --json` gave for the text this was made from; nothing changes if it is another by now.
    #[arg(long, value_name = "HASH")]
    pub(crate) seen: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Pitch {
    pub(crate) line: String,
    #[arg(long, default_value = "")]
    pub(crate) section: String,
    /// Proposed from the line when left out.
    #[arg(long, default_value = "")]
    pub(crate) slugline: String,
}

#[derive(Debug, Args)]
pub(crate) struct Commission {
    /// A person's name or id.
    pub(crate) person: String,
    /// A wall time such as `2026-11-24 17:00`.
    #[arg(long)]
    pub(crate) due: String,
    #[arg(long, default_value = "")]
    pub(crate) zone: String,
    #[arg(long)]
    pub(crate) words: u32,
    /// What it should say.
    #[arg(long, default_value = "")]
    pub(crate) brief: String,
    #[arg(long, default_value = "")]
    pub(crate) section: String,
    /// Proposed from the brief when left out.
    #[arg(long, default_value = "")]
    pub(crate) slugline: String,
}

#[derive(Debug, Args)]
pub(crate) struct Step {
    pub(crate) story: String,
    /// `file`, `take`, `send_back`, `approve`, `schedule`, …
    pub(crate) step: String,
    #[arg(long, default_value = "")]
    pub(crate) note: String,
    /// A wall time such as `2026-11-24 06:00`.
    #[arg(long)]
    pub(crate) at: Option<String>,
    #[arg(long, default_value = "")]
    pub(crate) zone: String,
    #[arg(long)]
    pub(crate) target: Vec<String>,
    /// `reason=…`, `source=…`, `terms=…`, `which=earlier|later`, `seen_hash=…`, `let_stand=yes`; for commission and
    /// assign `person=…`, `due="2026-11-24 17:00"`, `words=600`, `planned=…`, `brief=…`, `section=…`, `slugline=…`;
    /// for checks `check=legal|checklist`; for open_update `class=update|correction|clarification|minor_fix` with the note
    /// to readers as `--note`; for withdraw `notice=…`; for confirm `entry=…`.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub(crate) set: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Comment {
    pub(crate) story: String,
    pub(crate) text: String,
    /// The words that it is about; the whole story when left out.
    #[arg(long, default_value = "")]
    pub(crate) about: String,
    /// A query: nobody approves the story before it is settled.
    #[arg(long)]
    pub(crate) blocking: bool,
    #[arg(long, value_name = "PERSON")]
    pub(crate) mention: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Picture {
    /// Puts a picture at the end of a story: JPEG, PNG or WebP.
    Add(AddPicture),
}

#[derive(Debug, Args)]
pub(crate) struct AddPicture {
    pub(crate) story: String,
    pub(crate) file: PathBuf,
    /// What it shows, for whoever does not see it.
    #[arg(long, default_value = "")]
    pub(crate) alt: String,
    #[arg(long, default_value = "")]
    pub(crate) caption: String,
    /// Who made it.
    #[arg(long, default_value = "")]
    pub(crate) credit: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Shape {
    /// Every shape that is offered.
    List,
    /// A shape's Markdown.
    Show { name: String },
    /// States a shape, or states it anew, from a file of Markdown.
    Put { name: String, file: PathBuf },
    /// Takes a shape off the list; stories that began from it stay as they are.
    Retire { name: String },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Target {
    /// Adds a folder that this laptop publishes to.
    Add {
        name: String,
        /// `plain` or `hugo`.
        #[arg(long)]
        profile: String,
        #[arg(long)]
        dir: PathBuf,
    },
    /// Every target.
    List,
}

#[derive(Debug, Args)]
pub(crate) struct Diff {
    pub(crate) story: String,
    /// The older revision's number.
    #[arg(required_unless_present = "since_filing")]
    pub(crate) from: Option<u32>,
    /// The newer one; the story as it is now when none is named.
    pub(crate) to: Option<u32>,
    /// From the revision that was filed last to the story as it is now.
    #[arg(long, conflicts_with_all = ["from", "to"])]
    pub(crate) since_filing: bool,
    /// Only the numbers, names, quotations, links and dates that differ.
    #[arg(long)]
    pub(crate) facts: bool,
}
