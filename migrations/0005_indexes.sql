-- Indexes for what grows with the years: most ratings are counted and most posts sent, and what is looked for
-- are the few that are not.

-- How many leads came in since the last digest.
CREATE INDEX leads_by_arrival ON leads (workspace_id, came_in_ms);

-- Ratings that no digest has counted yet, and those that one has.
CREATE INDEX ratings_by_digest ON ratings (workspace_id, counted_in);
-- Those that were changed since the last digest.
CREATE INDEX ratings_changed ON ratings (workspace_id, edited_ms) WHERE edited_ms IS NOT NULL;

-- Asks of a round that are due.
CREATE INDEX asks_to_wake ON asks (workspace_id, round_id, next_wake_ms);

-- Posts that wait, new ones and edits each by themselves, for thousands of edits may wait for Slack's limits; those
-- that are with Slack; and those that are in trouble.
DROP INDEX outbox_to_send;
CREATE INDEX outbox_new_to_send ON outbox (not_before_ms) WHERE state = 'pending' AND edits_key IS NULL;
CREATE INDEX outbox_edits_to_send ON outbox (not_before_ms) WHERE state = 'pending' AND edits_key IS NOT NULL;
CREATE INDEX outbox_with_slack ON outbox (claimed_ms) WHERE state = 'sending';
CREATE INDEX outbox_in_trouble ON outbox (workspace_id, created_ms) WHERE state IN ('failed', 'unknown');
-- Where somebody was written to last.
CREATE INDEX outbox_of_receiver ON outbox (workspace_id, destination, created_ms) WHERE channel IS NOT NULL;
