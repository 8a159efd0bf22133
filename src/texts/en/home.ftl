# The Home tab, and what a person decides for themselves.
purpose = leadloop is there to improve campaigns and forget no lead; not to appraise people.
home-welcome = Welcome. A feedback loop takes about three minutes to set up, and you see who will be asked before anything is saved.
home-set-up = Set up a feedback loop
home-your-leads = Your leads
home-open-ask = { $count ->
    [one] One lead is waiting for your opinion
   *[other] { CAPITALWORD($count) } leads are waiting for your opinion
} until { $until }. { CAPITAL($estimate) }.
home-open-late = The last round is closed. { $count ->
    [one] One lead can still be rated, and counts
   *[other] { CAPITALWORD($count) } leads can still be rated, and count
} in the next digest. { CAPITAL($estimate) }.
home-nothing-open = Nothing to rate now.
home-nothing-open-next = Nothing to rate now. The next round is on { $date }.
home-paused = You are paused until { $date }. Nobody is told why.
home-end-pause = Ask me again
home-away-until = Your Slack status says that you are away until { $date }: you are not asked. Nobody is told why.
home-away = Your Slack status says that you are away: you are not asked as long as it stands. Nobody is told why.
home-ask-all-the-same = Ask me all the same
home-working-days = You are asked on: { $days }.
home-pause = Pause me until…
home-less-often = At most every four weeks, as you chose.
home-loops = Feedback loops
home-loop = { $name }: { $reps ->
    [one] one person, { $cadence }.
   *[other] { WORD($reps) } people, { $cadence }.
}
home-loop-next = { $name }: { $reps ->
    [one] one person, { $cadence }.
   *[other] { WORD($reps) } people, { $cadence }.
} Next round: { $date }.
home-loop-paused = { $name }: paused.
home-loop-ended = { $name }: ended.
home-round = Round { $number } runs until { $until }: { $answered ->
    [0] none
   *[other] { WORD($answered) }
} of { WORD($asked) } asked have answered.
home-see-waiting = { $count ->
    [one] See 1 waiting lead
   *[other] See { $count } waiting leads
}
home-campaigns = Campaigns
home-no-campaigns = No campaigns yet. They come with an import, or you add one here.
home-campaign-owner = owner { $owner }
home-campaign-no-owner = no owner yet
home-edit = Edit
home-add-campaign = Add a campaign
home-posts = Messages that did not arrive
home-post-failed = Slack refused { $what } for { $to }.
home-post-unknown = It is not known whether { $what } for { $to } arrived: please look, and say so here.
home-send-again = Send again
home-it-arrived = It arrived
home-add-lead = Add a lead
home-settings = My settings
home-why = Why am I asked?
home-in-no-loop = You are in no feedback loop yet. A team lead or an admin can add you.
pause-title = Pause
pause-submit = Pause
pause-until = Until (your first day back)
pause-hint = You are neither asked nor reminded before that day.
pause-nobody-told = Only the date is kept, never why. Colleagues see "away", no more.
pause-error = Please choose a date from tomorrow on, within a year.
pause-done = Fine: nothing until { $date }. You can end the pause on the Home tab.
pause-ended = Welcome back: you are asked again from the next round on.
settings-title = My settings
settings-days = The days you work
settings-days-hint = You are asked and reminded on these days only.
settings-holidays = Public holidays
settings-holidays-hint = You are not asked on these days either.
settings-holidays-of-loop = As my feedback loop
settings-holidays-none = None
settings-language = Language
settings-language-of-loop = As my feedback loop
settings-often = How often
settings-away-words = Words for away
settings-less-often = Ask me at most every four weeks
language-name = English
away-words-title = Words for away
away-words-intro = Whoever has one of these in their Slack status is not asked and not reminded as long as the status stands. Only the date is kept, never the word.
away-words-away = Away
away-words-away-hint = One word or phrase on each line. A whole word counts, whatever its capitals and accents. An emoji counts in a status without words.
away-words-not = Not away, whatever else the status says
away-words-not-hint = So that "back from holiday" is not taken for a holiday. Leave both lists empty for those that leadloop comes with.
away-words-saved = Saved. Everybody's status is looked at again with these words.
leads-without-campaign-title = Leads without campaign
leads-without-campaign-why = Sales is asked about these and they count in totals, but in no campaign's figures. Name the campaign in the CRM and import them again.
leads-without-campaign-row = { $lead }, came in on { $date }
home-without-campaign = { $count ->
    [one] One lead names no campaign.
   *[other] { CAPITALWORD($count) } leads name no campaign.
}
