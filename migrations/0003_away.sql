-- Away by Slack status, and public holidays.

-- Until when their status says that they are away: an instant, never the word. The pause that they set themselves stays
-- in away_until_ms, so that neither overwrites the other.
ALTER TABLE members ADD COLUMN status_until_ms BIGINT;
-- They are asked all the same while that status stands.
ALTER TABLE members ADD COLUMN overrules_status SMALLINT NOT NULL DEFAULT 0;
-- Whose public holidays they keep: a country, 'none', or NULL for the loop's.
ALTER TABLE members ADD COLUMN holidays TEXT;

ALTER TABLE loops ADD COLUMN country TEXT;

-- Which words of a status mean "away" (JSON); NULL for those that leadloop comes with.
ALTER TABLE workspaces ADD COLUMN status_words TEXT;
