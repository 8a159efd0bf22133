-- The tables of the first version, in SQL that SQLite and PostgreSQL both read.
--
-- Every row belongs to one workspace: primary keys and foreign keys carry it. Ids are TEXT (Slack's,
-- or UUID v7), instants are UTC milliseconds (…_ms BIGINT), truth is SMALLINT 0 or 1, JSON is TEXT,
-- dates are TEXT 'YYYY-MM-DD', times of day 'HH:MM'.

CREATE TABLE workspaces (
    id             TEXT   NOT NULL PRIMARY KEY,
    name           TEXT   NOT NULL,
    bot_user_id    TEXT   NOT NULL,
    pseudonym_salt TEXT   NOT NULL,
    installed_ms   BIGINT NOT NULL,
    removed_ms     BIGINT
);

CREATE TABLE members (
    workspace_id   TEXT     NOT NULL REFERENCES workspaces (id),
    id             TEXT     NOT NULL,
    name           TEXT     NOT NULL,
    real_name      TEXT     NOT NULL,
    email          TEXT,
    zone           TEXT     NOT NULL,
    slack_locale   TEXT,
    language       TEXT,
    is_admin       SMALLINT NOT NULL DEFAULT 0,
    is_deactivated SMALLINT NOT NULL DEFAULT 0,
    is_outsider    SMALLINT NOT NULL DEFAULT 0,
    away_until_ms  BIGINT,
    working_days   SMALLINT NOT NULL DEFAULT 31,
    is_introduced  SMALLINT NOT NULL DEFAULT 0,
    silent_rounds  SMALLINT NOT NULL DEFAULT 0,
    asks_less_often SMALLINT NOT NULL DEFAULT 0,
    slack_updated_ms BIGINT,
    PRIMARY KEY (workspace_id, id)
);

CREATE TABLE loops (
    workspace_id    TEXT     NOT NULL REFERENCES workspaces (id),
    id              TEXT     NOT NULL,
    name            TEXT     NOT NULL,
    state           TEXT     NOT NULL,
    cadence         TEXT     NOT NULL,
    anchor          TEXT     NOT NULL,
    ask_at          TEXT     NOT NULL,
    window_days     SMALLINT NOT NULL,
    zone            TEXT     NOT NULL,
    language        TEXT     NOT NULL,
    digest_channel  TEXT,
    briefing_channel TEXT,
    rep_group       TEXT,
    ideal_customer  TEXT,
    quarter_goal    INTEGER,
    leads_per_ask   SMALLINT NOT NULL,
    lead_days_back  SMALLINT NOT NULL,
    shows_names     SMALLINT NOT NULL,
    created_by      TEXT     NOT NULL,
    created_ms      BIGINT   NOT NULL,
    last_extra_ms   BIGINT,
    revision        BIGINT   NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, created_by) REFERENCES members (workspace_id, id)
);

CREATE TABLE loop_roles (
    workspace_id TEXT     NOT NULL,
    loop_id      TEXT     NOT NULL,
    member_id    TEXT     NOT NULL,
    role         TEXT     NOT NULL,
    is_named     SMALLINT NOT NULL DEFAULT 0,
    from_group   SMALLINT NOT NULL DEFAULT 0,
    joined_ms    BIGINT   NOT NULL,
    PRIMARY KEY (workspace_id, loop_id, member_id, role),
    FOREIGN KEY (workspace_id, loop_id) REFERENCES loops (workspace_id, id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id)
);
CREATE INDEX loop_roles_of_member ON loop_roles (workspace_id, member_id);

CREATE TABLE rounds (
    workspace_id       TEXT     NOT NULL,
    id                 TEXT     NOT NULL,
    loop_id            TEXT     NOT NULL,
    number             INTEGER  NOT NULL,
    date               TEXT     NOT NULL,
    state              TEXT     NOT NULL,
    skip_reason        TEXT,
    is_extra           SMALLINT NOT NULL DEFAULT 0,
    only_rep           TEXT,
    missed_by_downtime SMALLINT NOT NULL DEFAULT 0,
    told_marketing     SMALLINT NOT NULL DEFAULT 0,
    opened_ms          BIGINT,
    closed_ms          BIGINT,
    digest_due_ms      BIGINT,
    published_ms       BIGINT,
    next_wake_ms       BIGINT,
    figures            TEXT,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, loop_id, number),
    FOREIGN KEY (workspace_id, loop_id) REFERENCES loops (workspace_id, id)
);
CREATE INDEX rounds_to_wake ON rounds (next_wake_ms);

CREATE TABLE campaigns (
    workspace_id       TEXT     NOT NULL REFERENCES workspaces (id),
    id                 TEXT     NOT NULL,
    name               TEXT     NOT NULL,
    name_key           TEXT     NOT NULL,
    owner_id           TEXT,
    goal               TEXT,
    not_for            TEXT,
    first_contact_days SMALLINT,
    starts_on          TEXT,
    ends_on            TEXT,
    created_ms         BIGINT   NOT NULL,
    revision           BIGINT   NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, name_key),
    FOREIGN KEY (workspace_id, owner_id) REFERENCES members (workspace_id, id)
);

CREATE TABLE leads (
    workspace_id       TEXT     NOT NULL REFERENCES workspaces (id),
    id                 TEXT     NOT NULL,
    source             TEXT     NOT NULL,
    external_id        TEXT,
    identity           TEXT     NOT NULL,
    campaign_id        TEXT,
    company            TEXT,
    company_key        TEXT,
    person             TEXT,
    person_key         TEXT,
    email              TEXT,
    facts              TEXT     NOT NULL,
    came_in_ms         BIGINT   NOT NULL,
    imported_ms        BIGINT   NOT NULL,
    owner_id           TEXT,
    owner_from         TEXT     NOT NULL,
    import_owner       TEXT,
    times_asked        SMALLINT NOT NULL DEFAULT 0,
    rounds_not_reached SMALLINT NOT NULL DEFAULT 0,
    rests_until_ms     BIGINT,
    has_rested         SMALLINT NOT NULL DEFAULT 0,
    waited_alone       SMALLINT NOT NULL DEFAULT 0,
    done               TEXT,
    done_ms            BIGINT,
    duplicate_of       TEXT,
    passed_on_as       TEXT,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, identity),
    FOREIGN KEY (workspace_id, campaign_id) REFERENCES campaigns (workspace_id, id),
    FOREIGN KEY (workspace_id, owner_id) REFERENCES members (workspace_id, id)
);
CREATE INDEX leads_of_owner ON leads (workspace_id, owner_id, done, came_in_ms);
CREATE INDEX leads_by_email ON leads (workspace_id, email);
CREATE INDEX leads_by_company ON leads (workspace_id, company_key, person_key);
CREATE INDEX leads_of_campaign ON leads (workspace_id, campaign_id, duplicate_of, source, id);

CREATE TABLE asks (
    workspace_id   TEXT   NOT NULL,
    id             TEXT   NOT NULL,
    round_id       TEXT   NOT NULL,
    member_id      TEXT   NOT NULL,
    state          TEXT   NOT NULL,
    due_ms         BIGINT NOT NULL,
    send_ms        BIGINT NOT NULL,
    deadline_ms    BIGINT NOT NULL,
    remind_ms      BIGINT,
    filled_ms      BIGINT,
    sent_ms        BIGINT,
    reminded_ms    BIGINT,
    finished_ms    BIGINT,
    decline_reason TEXT,
    less_often     TEXT,
    left_waiting   INTEGER NOT NULL DEFAULT 0,
    next_wake_ms   BIGINT,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, round_id, member_id),
    FOREIGN KEY (workspace_id, round_id) REFERENCES rounds (workspace_id, id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id)
);
CREATE INDEX asks_of_member ON asks (workspace_id, member_id, due_ms);

CREATE TABLE asked_leads (
    workspace_id TEXT     NOT NULL,
    ask_id       TEXT     NOT NULL,
    lead_id      TEXT     NOT NULL,
    position     SMALLINT NOT NULL,
    form         TEXT     NOT NULL,
    state        TEXT     NOT NULL,
    card_of      TEXT,
    skipped      SMALLINT NOT NULL DEFAULT 0,
    passed_to    TEXT,
    draft        TEXT,
    PRIMARY KEY (workspace_id, ask_id, lead_id),
    FOREIGN KEY (workspace_id, ask_id) REFERENCES asks (workspace_id, id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES leads (workspace_id, id)
);
CREATE INDEX asked_leads_of_lead ON asked_leads (workspace_id, lead_id);

CREATE TABLE ratings (
    workspace_id TEXT     NOT NULL,
    ask_id       TEXT     NOT NULL,
    lead_id      TEXT     NOT NULL,
    member_id    TEXT     NOT NULL,
    follow_up    TEXT     NOT NULL,
    relevance    TEXT     NOT NULL,
    timing       TEXT     NOT NULL,
    intent       TEXT     NOT NULL,
    verdict      TEXT     NOT NULL,
    reason       TEXT,
    comment      TEXT,
    rated_ms     BIGINT   NOT NULL,
    edited_ms    BIGINT,
    is_late      SMALLINT NOT NULL DEFAULT 0,
    counted_in   TEXT,
    revision     BIGINT   NOT NULL DEFAULT 1,
    PRIMARY KEY (workspace_id, ask_id, lead_id),
    FOREIGN KEY (workspace_id, ask_id, lead_id) REFERENCES asked_leads (workspace_id, ask_id, lead_id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id)
);
CREATE INDEX ratings_of_lead ON ratings (workspace_id, lead_id, rated_ms, ask_id);
CREATE INDEX ratings_in_order ON ratings (workspace_id, rated_ms, ask_id, lead_id);

-- A rating window that is open on somebody's screen; its id is the view's private metadata.
CREATE TABLE windows (
    workspace_id  TEXT     NOT NULL,
    id            TEXT     NOT NULL,
    member_id     TEXT     NOT NULL,
    ask_id        TEXT     NOT NULL,
    lead_id       TEXT     NOT NULL,
    is_edit       SMALLINT NOT NULL DEFAULT 0,
    revision      BIGINT   NOT NULL,
    saved_lead_id TEXT,
    answered_view TEXT,
    answered_hash TEXT,
    answer        TEXT,
    opened_ms     BIGINT   NOT NULL,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, ask_id) REFERENCES asks (workspace_id, id)
);

-- A form that is filled in over more than one view: what was filled in so far.
CREATE TABLE forms (
    workspace_id TEXT   NOT NULL REFERENCES workspaces (id),
    id           TEXT   NOT NULL,
    member_id    TEXT   NOT NULL,
    content      TEXT   NOT NULL,
    opened_ms    BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

-- The one line with which a campaign's owner answers a round's numbers.
CREATE TABLE owner_answers (
    workspace_id TEXT   NOT NULL,
    round_id     TEXT   NOT NULL,
    campaign_id  TEXT   NOT NULL,
    member_id    TEXT   NOT NULL,
    answer       TEXT   NOT NULL,
    answered_ms  BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, round_id, campaign_id),
    FOREIGN KEY (workspace_id, round_id) REFERENCES rounds (workspace_id, id),
    FOREIGN KEY (workspace_id, campaign_id) REFERENCES campaigns (workspace_id, id)
);

CREATE TABLE outbox (
    workspace_id TEXT     NOT NULL REFERENCES workspaces (id),
    id           TEXT     NOT NULL,
    post_key     TEXT     NOT NULL,
    destination  TEXT     NOT NULL,
    post         TEXT     NOT NULL,
    edits_key    TEXT,
    thread_key   TEXT,
    state        TEXT     NOT NULL,
    revision     BIGINT   NOT NULL DEFAULT 0,
    is_plain     SMALLINT NOT NULL DEFAULT 0,
    attempts     SMALLINT NOT NULL DEFAULT 0,
    not_before_ms BIGINT  NOT NULL,
    claimed_ms   BIGINT,
    channel      TEXT,
    ts           TEXT,
    reason       TEXT,
    created_ms   BIGINT   NOT NULL,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, post_key)
);
CREATE INDEX outbox_to_send ON outbox (state, not_before_ms);
