-- Teams: the user groups from which a loop takes its reps, and who leads each of them.

CREATE TABLE teams (
    workspace_id TEXT     NOT NULL,
    loop_id      TEXT     NOT NULL,
    -- The Slack user group.
    group_id     TEXT     NOT NULL,
    -- Its place among the loop's teams: who is in two groups counts for the first.
    position     SMALLINT NOT NULL,
    -- The group's name, as Slack last said.
    name         TEXT     NOT NULL,
    PRIMARY KEY (workspace_id, loop_id, group_id),
    FOREIGN KEY (workspace_id, loop_id) REFERENCES loops (workspace_id, id)
);
CREATE INDEX teams_of_group ON teams (workspace_id, group_id);

-- Who is in a team's group ('sales'), and who leads the team ('team_lead').
CREATE TABLE team_members (
    workspace_id TEXT NOT NULL,
    loop_id      TEXT NOT NULL,
    group_id     TEXT NOT NULL,
    role         TEXT NOT NULL,
    member_id    TEXT NOT NULL,
    PRIMARY KEY (workspace_id, loop_id, group_id, role, member_id),
    FOREIGN KEY (workspace_id, loop_id, group_id) REFERENCES teams (workspace_id, loop_id, group_id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id)
);
CREATE INDEX team_members_of_member ON team_members (workspace_id, member_id, role);

-- A loop had one group at most; it is a team without a lead of its own. Its name is learnt at the start.
INSERT INTO teams (workspace_id, loop_id, group_id, position, name)
    SELECT workspace_id, id, rep_group, 0, rep_group FROM loops WHERE rep_group IS NOT NULL;
INSERT INTO team_members (workspace_id, loop_id, group_id, role, member_id)
    SELECT r.workspace_id, r.loop_id, l.rep_group, r.role, r.member_id
    FROM loop_roles r JOIN loops l ON l.workspace_id = r.workspace_id AND l.id = r.loop_id
    WHERE r.role = 'sales' AND r.from_group = 1 AND l.rep_group IS NOT NULL;
ALTER TABLE loops DROP COLUMN rep_group;

-- Leads that an ask left out because enough others of their campaign were asked about in its round.
CREATE TABLE held_back (
    workspace_id TEXT    NOT NULL,
    ask_id       TEXT    NOT NULL,
    campaign_id  TEXT    NOT NULL,
    leads        INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, ask_id, campaign_id),
    FOREIGN KEY (workspace_id, ask_id) REFERENCES asks (workspace_id, id),
    FOREIGN KEY (workspace_id, campaign_id) REFERENCES campaigns (workspace_id, id)
);
