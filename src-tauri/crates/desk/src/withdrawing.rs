//! What goes out, or is taken away, right behind a step: the notice in place of a withdrawn story, the publication that an
//! emergency or a confirmed reinstatement is for.
//!
//! A withdrawal is signed first, because it counts at once, and with it that its notice is owed; the notice is then
//! written wherever the story was live on this laptop. What a crash or a full disk interrupts stays noted and is written by whoever opens the newsroom next.

use manuscript::{Block, ContentHash, Reading, Run, content_hash};
use newsroom::{StepName, StoryId, Withdrawn};
use store::Writer;

use crate::border::{ReceiptView, StepRequest, StoryView};
use crate::head::Head;
use crate::room::{Room, device_of};
use crate::view::story_id;
use crate::{Error, Result};

/// Rows of withdrawals whose notice is not written everywhere, by story.
const NOTICES: &str = "withdrawing/";

/// Notes, in the transaction that signs a withdrawal, that its notice is still to be written.
pub(crate) fn owe_notice(writer: &mut Writer<'_>, story: StoryId) -> Result<()> {
    Ok(writer.local_mut().set(&format!("{NOTICES}{story}"), &[])?)
}

impl Room {
    pub(crate) fn withdraw(&mut self, request: &StepRequest) -> Result<StoryView> {
        let story = story_id(&request.story)?;
        let _turn = self.turn_to_publish()?;
        self.sign_step(request)?;
        self.put_up_notice(story)?;
        self.story(&request.story)
    }

    /// Writes the notices that are still owed; a folder that cannot be written to keeps nobody from the desk.
    pub(crate) fn put_up_notices(&mut self) -> Result<()> {
        let owed = self
            .store
            .read(|reader| Ok::<_, Error>(reader.local().under(NOTICES)?))?;
        for (key, _) in owed {
            let story = story_id(key.trim_start_matches(NOTICES))?;
            if let Err(error) = self.put_up_notice(story) {
                self.trouble.insert(story, error.refused());
            }
        }
        Ok(())
    }

    /// The notice in every target on this laptop where the story was.
    fn put_up_notice(&mut self, story: StoryId) -> Result<()> {
        let head = self.load(story, self.fresh_peer())?;
        if let Some(withdrawn) = &head.state.withdrawn {
            let here = device_of(&self.publisher);
            let known = self
                .store
                .read(|reader| Ok::<_, Error>(reader.targets().list()?))?;
            let targets = known.into_iter().filter(|target| {
                withdrawn.targets.contains(&target.name) && target.publisher == here
            });
            let printed = self.printed_notice(&head, withdrawn)?;
            // One folder that has gone must not keep the story up in the others.
            let mut kept_up = Ok(());
            for target in targets {
                let written = crate::publisher::site::write(&target, &printed);
                kept_up = kept_up.and(written.map(|_| ()));
            }
            kept_up?;
        }
        let key = format!("{NOTICES}{story}");
        self.store
            .write(|writer| Ok::<_, Error>(writer.local_mut().remove(&key)?))
    }

    /// The page that stands at the story's address: the notice, and nothing of the story.
    fn printed_notice(
        &self,
        head: &Head,
        withdrawn: &Withdrawn,
    ) -> Result<crate::publisher::site::Printed> {
        let live = head.state.live.as_ref().ok_or(newsroom::Refusal::NotLive)?;
        let had = self.words_of(head.story, ContentHash(live.content_hash))?;
        let line = |text: &str| {
            let text = text.to_owned();
            vec![Run {
                text,
                marks: Vec::new(),
            }]
        };
        let notice = Reading {
            headline: line(first_sentence(&withdrawn.notice)),
            body: vec![Block::Paragraph(line(&withdrawn.notice))],
            section: had.section,
            language: had.language,
            web_address: had.web_address,
            ..Reading::default()
        };
        let hash = content_hash(&notice);
        let mut printed = self.print_with(
            head,
            notice,
            hash,
            withdrawn.entry,
            &live.first_published,
            Some(withdrawn.at),
        )?;
        printed.record.revision = live.revision;
        printed.record.withdrawn = true;
        Ok(printed)
    }

    /// An emergency approval goes out with its step, and so does a reinstatement with its confirmation.
    pub(crate) fn publish_what_follows(
        &mut self,
        request: &StepRequest,
        head: &Head,
    ) -> Result<Vec<ReceiptView>> {
        let last = head.state.trail.iter().rfind(|line| line.is_done());
        let confirmed = |withdrawn: &Withdrawn| {
            let asked = withdrawn.reinstatement.as_ref();
            asked.is_some_and(|asked| asked.confirmed_by.is_some())
        };
        let back = head
            .state
            .withdrawn
            .as_ref()
            .filter(|withdrawn| confirmed(withdrawn));
        match (last.map(|line| line.step.step_name()), back) {
            (Some(StepName::BreakGlass), _) => self.publish_by_hand(request),
            (Some(StepName::Confirm), Some(withdrawn)) => {
                let targets: Vec<String> = withdrawn.targets.iter().cloned().collect();
                self.publish_by_hand(&StepRequest {
                    story: request.story.clone(),
                    targets,
                    ..StepRequest::default()
                })
            }
            _ => Ok(Vec::new()),
        }
    }
}

/// The notice as a headline: the story's own may be what had to be taken down.
fn first_sentence(notice: &str) -> &str {
    let end = notice.find(". ").or_else(|| notice.find('\n'));
    notice[..end.unwrap_or(notice.len())].trim_end_matches('.')
}
