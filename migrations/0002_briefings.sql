-- Campaigns that are drafts, closed or merged; their briefings; and what marketing does with what came back.

ALTER TABLE campaigns ADD COLUMN state TEXT NOT NULL DEFAULT 'running';
-- A campaign that was another spelling of this one. Its row stays, so that its name is still known.
ALTER TABLE campaigns ADD COLUMN merged_into TEXT;

CREATE TABLE briefings (
    workspace_id TEXT   NOT NULL,
    campaign_id  TEXT   NOT NULL,
    state        TEXT   NOT NULL,
    -- What is being written, and what the post says (JSON); they differ while an edit is under way.
    content      TEXT   NOT NULL,
    posted       TEXT,
    -- Channels in which it stands, or is to stand (JSON).
    channels     TEXT   NOT NULL DEFAULT '[]',
    revision     BIGINT NOT NULL,
    edited_by    TEXT   NOT NULL,
    edited_ms    BIGINT NOT NULL,
    -- When it is to be posted; none once it is, or while nobody has said.
    post_at_ms   BIGINT,
    posted_ms    BIGINT,
    posted_by    TEXT,
    closed_ms    BIGINT,
    PRIMARY KEY (workspace_id, campaign_id),
    FOREIGN KEY (workspace_id, campaign_id) REFERENCES campaigns (workspace_id, id)
);
CREATE INDEX briefings_to_post ON briefings (post_at_ms);

-- What a briefing said at its last revisions: somebody who wrote on an older one is shown what changed since.
CREATE TABLE briefing_revisions (
    workspace_id TEXT   NOT NULL,
    campaign_id  TEXT   NOT NULL,
    revision     BIGINT NOT NULL,
    content      TEXT   NOT NULL,
    PRIMARY KEY (workspace_id, campaign_id, revision),
    FOREIGN KEY (workspace_id, campaign_id) REFERENCES briefings (workspace_id, campaign_id)
);

-- What marketing expects: a new row with each change, so that none is lost unseen.
CREATE TABLE forecasts (
    workspace_id    TEXT     NOT NULL,
    campaign_id     TEXT     NOT NULL,
    made_ms         BIGINT   NOT NULL,
    made_by         TEXT     NOT NULL,
    accepted_of_ten SMALLINT NOT NULL,
    warm_of_ten     SMALLINT NOT NULL,
    cold_of_ten     SMALLINT NOT NULL,
    PRIMARY KEY (workspace_id, campaign_id, made_ms),
    FOREIGN KEY (workspace_id, campaign_id) REFERENCES campaigns (workspace_id, id)
);

-- Reps who were shown a draft, what they think of it, and what its owner answered.
CREATE TABLE briefing_reviews (
    workspace_id TEXT   NOT NULL,
    campaign_id  TEXT   NOT NULL,
    member_id    TEXT   NOT NULL,
    asked_ms     BIGINT NOT NULL,
    opinion      TEXT,
    remark       TEXT,
    given_ms     BIGINT,
    reply        TEXT,
    -- The reply tells what was changed because of them; the posted briefing says so.
    is_taken_over SMALLINT NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, campaign_id, member_id),
    FOREIGN KEY (workspace_id, campaign_id) REFERENCES campaigns (workspace_id, id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id)
);

-- Who has read a posted briefing. Shown by name to its owner alone.
CREATE TABLE briefing_reads (
    workspace_id TEXT   NOT NULL,
    campaign_id  TEXT   NOT NULL,
    member_id    TEXT   NOT NULL,
    read_ms      BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, campaign_id, member_id),
    FOREIGN KEY (workspace_id, campaign_id) REFERENCES campaigns (workspace_id, id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id)
);

-- When what the owner answered was done; and the reasons and ratings that led to it.
ALTER TABLE owner_answers ADD COLUMN done_ms BIGINT;
ALTER TABLE owner_answers ADD COLUMN reasons TEXT NOT NULL DEFAULT '[]';

CREATE TABLE answer_sources (
    workspace_id TEXT NOT NULL,
    round_id     TEXT NOT NULL,
    campaign_id  TEXT NOT NULL,
    ask_id       TEXT NOT NULL,
    lead_id      TEXT NOT NULL,
    -- Its comment was ticked; else it comes with a reason that was.
    is_ticked    SMALLINT NOT NULL,
    PRIMARY KEY (workspace_id, round_id, campaign_id, ask_id, lead_id),
    FOREIGN KEY (workspace_id, round_id, campaign_id)
        REFERENCES owner_answers (workspace_id, round_id, campaign_id),
    FOREIGN KEY (workspace_id, ask_id, lead_id) REFERENCES ratings (workspace_id, ask_id, lead_id)
);
