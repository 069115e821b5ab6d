//! The border types as TypeScript, in one file.
//!
//! A test compares the committed file with this text, so the window never speaks of a field that the desk does not have.

use ts_rs::{Config, TS};

use super::*;

const HEADER: &str = "\
// Written by the border test from the desk's Rust types; change those, not this file.

export type Op =
  | { retain: number; attributes?: Record<string, unknown> }
  | { insert: string; attributes?: Record<string, unknown> }
  | { delete: number };

export type Batch = Partial<Record<\"kicker\" | \"headline\" | \"standfirst\" | \"dateline\" | \"body\" | \"stash\", Op[]>>;
";

/// Every type of the border, in a fixed order.
pub fn typescript() -> String {
    let config = Config::default();
    let mut file = String::from(HEADER);
    macro_rules! declare {
        ($($name:ty),* $(,)?) => {
            $( file.push_str(&format!("\nexport {}\n", <$name>::decl(&config))); )*
        };
    }
    declare!(
        Opening,
        NewsroomHere,
        Someone,
        Place,
        CreateNewsroomRequest,
        SitDownRequest,
        DeskView,
        StoryRow,
        HoldView,
        StoryView,
        CreditView,
        RelatedView,
        RevisionView,
        BarePictureView,
        ApprovalView,
        EmbargoView,
        ScheduleView,
        LiveView,
        WithdrawnView,
        UpdateView,
        CheckView,
        ToBeReadView,
        CorrectionView,
        TrailView,
        CommentView,
        KeptBothView,
        ReplyView,
        ResolvedView,
        CommentRequest,
        ReplyRequest,
        ResolveRequest,
        DifferenceView,
        HistoryView,
        MomentView,
        MomentText,
        WriterRun,
        RestoreRequest,
        LetStandRequest,
        ArticleView,
        PartView,
        BringInRequest,
        BroughtIn,
        OpenText,
        ApplyTextRequest,
        TextKept,
        TextOffer,
        TextChanged,
        SuggestionView,
        DecideRequest,
        Decided,
        PasteRequest,
        PastedView,
        PictureView,
        FurnitureChange,
        SetFurnitureRequest,
        StepRequest,
        TypedTime,
        StepTaken,
        NextWaiting,
        StepOffer,
        PersonView,
        SavePersonRequest,
        TargetView,
        ShiftHeading,
        ShiftLine,
        ShiftNote,
        Newslist,
        NewslistLine,
        NewslistHeading,
        InboxView,
        InboxLineView,
        SeenRequest,
        TellingChoice,
        SavedView,
        ShapeView,
        PutShapeRequest,
        AddTargetRequest,
        DueView,
        ReceiptView,
        Found,
        SnippetPart,
        SearchRequest,
        Change,
        Changed,
        Refused,
    );
    file
}
