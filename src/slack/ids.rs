//! The names that leadloop gives to buttons, modals and fields, and reads back when Slack sends them.
//!
//! Dispatch matches these enums exhaustively: a new button can't be forgotten there.

use crate::domain::ids::{AskId, LeadId};

macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident => $id:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$vdoc])* $variant,)*
        }

        impl $name {
            /// Every name.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name as Slack is told.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $id),* }
            }

            /// Reads a name that Slack sent back; none for one that is not leadloop's, or no longer.
            #[must_use]
            pub fn parse(id: &str) -> Option<Self> {
                match id { $($id => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

names! {
    /// `action_id`: a button, menu or field that sends a `block_actions` (or `block_suggestion`).
    /// What a button's value holds is said with each.
    ActionId {
        /// A field without an action of its own; nothing to do but acknowledge.
        Field => "pick",
        /// A button that only opens a link; acknowledge.
        OpenLink => "open_link",

        /// Rating: "What has happened so far?" changed; fold.
        PickFollowUp => "pick_follow_up",
        /// Rating: "What next?" changed; fold.
        PickVerdict => "pick_verdict",
        /// Rating: push the "not my lead" view. Value: `ask:lead`.
        NotMyLead => "not_my_lead",
        /// Rating: next lead, draft kept. Value: `ask:lead`.
        SkipLead => "skip_lead",
        /// Rating, ask: show a campaign's briefing (pushed over a window, opened from a message). Value: campaign.
        SeeBriefing => "see_briefing",
        /// Rating, last view: five more. Value: the window's metadata.
        RateMore => "rate_more",

        /// Ask, reminder, Home: open the rating window at the first open lead. Value: ask.
        RateLeads => "rate_leads",
        /// Ask, reminder: decline. Value: ask.
        NotThisTime => "not_this_time",
        /// Ask: the overflow menu; the option's value is a [`MenuChoice`].
        AskMenu => "ask_menu",
        /// Ask: the language button. Value: the language's code.
        SpeakLanguage => "speak_language",
        /// Declined: too early to say. Value: ask.
        DeclineTooEarly => "decline_too_early",
        /// Declined: too busy. Value: ask.
        DeclineTooBusy => "decline_too_busy",
        /// Declined: not my leads. Value: ask.
        DeclineNotMine => "decline_not_mine",
        /// "Shall I ask less often?": every four weeks. Value: ask.
        AskLessOften => "ask_less_often",
        /// "Shall I ask less often?": keep it. Value: ask.
        KeepRhythm => "keep_rhythm",
        /// Ask, Home, `pause`: open the pause modal.
        OpenPause => "open_pause",
        /// Home: be asked again from now on.
        EndPause => "end_pause",
        /// Home: open the settings modal.
        OpenSettings => "open_settings",
        /// Settings: open the modal with the words of a status that mean "away".
        AwayWords => "away_words",
        /// Home: why was I asked, or not?
        AskWhy => "ask_why",

        /// Record: a static_select; the option's value is `ask:lead`.
        ChangeAnswer => "change_answer",
        /// Record, Home: open the add-lead modal.
        AddLead => "add_lead",

        /// Campaign owner's numbers: open the modal for the one line. Value: `round:campaign`.
        AnswerFigures => "answer_figures",
        /// Campaign owner's numbers, results in the thread: what was answered is done. Value: `round:campaign`.
        AnswerDone => "answer_done",

        /// Digest, Home: the waiting leads. Value: round, and a page.
        SeeWaiting => "see_waiting",
        /// Digest: the leads of colleagues who are away. Value: round, and a page.
        PassOnAway => "pass_on_away",
        /// Digest, Home: the leads without owner. Value: loop, and a page.
        GiveOwners => "give_owners",
        /// A list of leads: a users_select that gives one an owner. The block's id is the lead's.
        GiveOwner => "give_owner",
        /// Digest: the campaigns beyond the first ten. Value: round.
        MoreCampaigns => "more_campaigns",
        /// Plain list: the rated leads beyond the first ten. Value: round.
        MoreRated => "more_rated",
        /// Digest's thread: the comments beyond the first five. Value: round.
        MoreComments => "more_comments",
        /// Digest of a team lead, owner's numbers, the window itself: a page of the ratings with names. Value:
        /// round, campaign (empty: all of the loop) and page.
        SeeRatings => "see_ratings",
        /// Digest: what its words mean.
        Definitions => "definitions",
        /// Digest: how to get everything as CSV.
        Export => "export",

        /// Home: open the set-up modal for a new loop.
        SetUpLoop => "set_up_loop",
        /// Home: a loop's overflow menu; the option's value is a [`LoopChoice`] and the loop.
        LoopMenu => "loop_menu",
        /// Set-up: the user group; asks for options.
        PickGroup => "pick_group",
        /// Set-up: the home time zone; asks for options.
        PickZone => "pick_zone",

        /// Home: open the campaign modal. Value: campaign, or empty for a new one.
        EditCampaign => "edit_campaign",
        /// Home: all campaigns. Value: page, or empty for the first.
        SeeCampaigns => "see_campaigns",
        /// Home: all loops that somebody leads. Value: page, or empty for the first.
        SeeLoops => "see_loops",
        /// Home: all briefings that somebody has not read. Value: page, or empty for the first.
        SeeUnread => "see_unread",
        /// Home: the leads that name no campaign. Value: page, or empty for the first.
        SeeWithoutCampaign => "see_without_campaign",
        /// Below a list: its page before. Value: the list's action, and its value.
        PageBefore => "page_before",
        /// Below a list: its page after. Value: the list's action, and its value.
        PageAfter => "page_after",
        /// Add lead, import: the campaign; asks for options.
        PickCampaign => "pick_campaign",

        /// Home, campaign modal, list of briefings: open the briefing form. Value: campaign, or empty for a new one.
        WriteBriefing => "write_briefing",
        /// Briefing form, first page: the campaign was chosen.
        BriefingCampaign => "briefing_campaign",
        /// Briefing form: the page before, keeping what was typed.
        BriefingBack => "briefing_back",
        /// Briefing form, preview: first to colleagues, now or later; unfold.
        BriefingWhen => "briefing_when",
        /// Campaign modal: close the campaign. Value: campaign.
        CloseCampaign => "close_campaign",
        /// Campaign modal: open a closed campaign again. Value: campaign.
        ReopenCampaign => "reopen_campaign",
        /// Campaign modal: choose the campaign that this one is another spelling of. Value: campaign.
        MergeCampaign => "merge_campaign",
        /// "Merge into…": a campaign was chosen; say how many leads move.
        MergeInto => "merge_into",

        /// Briefing in its channel: "I've read it". Value: campaign.
        BriefingRead => "briefing_read",
        /// Briefing in its channel: open the modal for a question. Value: campaign.
        BriefingQuestion => "briefing_question",
        /// Briefing in its channel: objections with answers, links. Value: campaign.
        BriefingMore => "briefing_more",
        /// Draft: "I would call these." Value: campaign.
        WouldCall => "would_call",
        /// Draft: "I need more." Value: campaign.
        NeedsMore => "needs_more",
        /// Draft: "Wrong audience." Value: campaign.
        WrongAudience => "wrong_audience",
        /// Owner's message: answer a colleague. Value: `campaign:member`.
        ReplyToRemark => "reply_to_remark",
        /// Owner's message: post it now. Value: campaign.
        PostBriefingNow => "post_briefing_now",
        /// Owner's message: who has not read it. Value: campaign.
        WhoHasNotRead => "who_has_not_read",

        /// A post that failed or may not have arrived: send it again. Value: post.
        SendAgain => "send_again",
        /// A post that may not have arrived: it did. Value: post.
        ItArrived => "it_arrived",
    }
}

names! {
    /// `callback_id`: a modal that is submitted or closed, or a shortcut.
    CallbackId {
        /// The rating window, whole form or follow-up only.
        Rate => "rate",
        /// The same form from the record: one lead, back to the record.
        ChangeAnswer => "change_answer",
        /// "Done, thank you. Nine older leads are waiting"; nothing to submit.
        RateDone => "rate_done",
        /// "Whose lead is it?"
        PassOn => "pass_on",
        /// A campaign's briefing; nothing to submit.
        Briefing => "briefing",
        /// "I have a question."
        BriefingQuestion => "briefing_question",
        /// A colleague's line on a draft.
        Remark => "remark",
        /// The owner's answer to a colleague.
        Reply => "reply",
        /// Set up or edit a loop.
        SetUp => "set_up",
        /// The set-up's preview; submitting saves.
        SetUpPreview => "set_up_preview",
        /// Move a loop's next round to another date.
        ShiftRound => "shift_round",
        /// Confirm that a loop ends for good.
        EndLoop => "end_loop",
        /// Add a lead: a global shortcut and the modal it opens.
        AddLead => "add_lead",
        /// Add a lead from a message: a message shortcut.
        AddLeadFromMessage => "add_lead_from_message",
        /// Make or edit a campaign.
        Campaign => "campaign",
        /// One of the three pages of the briefing form.
        BriefingForm => "briefing_form",
        /// The briefing form's preview: when and where it is posted.
        BriefingPreview => "briefing_preview",
        /// Unfinished briefings; nothing to submit.
        Briefings => "briefings",
        /// Two spellings of one campaign become one.
        MergeCampaigns => "merge_campaigns",
        /// A list of leads, with or without owners to give; nothing to submit.
        Leads => "leads",
        /// Campaigns, loops or briefings, a page of them; nothing to submit.
        Lists => "lists",
        /// The ratings of a round with names; nothing to submit.
        Ratings => "ratings",
        /// What a digest had no room for, or what the words mean; nothing to submit.
        Notice => "notice",
        /// A campaign owner's one line.
        OwnerAnswer => "owner_answer",
        /// Pause until.
        Pause => "pause",
        /// Working days and language.
        Settings => "settings",
        /// The words of a status that mean "away".
        AwayWords => "away_words",
    }
}

names! {
    /// What the overflow menu of an ask offers.
    MenuChoice {
        /// "Pause me until…"
        Pause => "pause",
        /// "Why am I asked?"
        Why => "why",
        /// "My settings"
        Settings => "settings",
    }
}

names! {
    /// What a loop's overflow menu on the Home tab offers.
    LoopChoice {
        /// Edit it.
        Edit => "edit",
        /// Leave this round out.
        SkipNext => "skip_next",
        /// Move this round.
        ShiftNext => "shift_next",
        /// Pause it.
        Pause => "pause",
        /// Resume it.
        Resume => "resume",
        /// End it for good.
        End => "end",
    }
}

impl LoopChoice {
    /// The option's value: the choice, and the loop or round that it is about.
    #[must_use]
    pub fn value(self, about: &impl std::fmt::Display) -> String {
        pair(&self.as_str(), about)
    }

    /// Reads an option's value.
    #[must_use]
    pub fn parse_value(value: &str) -> Option<(Self, &str)> {
        let (choice, about) = value.split_once(':')?;
        Some((Self::parse(choice)?, about))
    }
}

/// Two ids in one value or block id, as `first:second`.
#[must_use]
pub fn pair(first: &impl std::fmt::Display, second: &impl std::fmt::Display) -> String {
    format!("{first}:{second}")
}

/// Reads what [`pair`] wrote about a lead of an ask.
#[must_use]
pub fn parse_asked_lead(value: &str) -> Option<(AskId, LeadId)> {
    let (ask, lead) = value.split_once(':')?;
    (!ask.is_empty() && !lead.is_empty()).then(|| (AskId::new(ask), LeadId::new(lead)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back() {
        for action in ActionId::ALL {
            assert_eq!(ActionId::parse(action.as_str()), Some(*action));
        }
        for callback in CallbackId::ALL {
            assert_eq!(CallbackId::parse(callback.as_str()), Some(*callback));
        }
        assert_eq!(ActionId::parse("of_somebody_else"), None);
    }

    #[test]
    fn an_asked_lead_reads_back() {
        let value = pair(&AskId::new("a91"), &LeadId::new("l07"));
        assert_eq!(
            parse_asked_lead(&value),
            Some((AskId::new("a91"), LeadId::new("l07")))
        );
        assert_eq!(parse_asked_lead("a91"), None);
    }
}
