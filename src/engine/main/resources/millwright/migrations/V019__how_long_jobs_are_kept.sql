-- How long jobs of a definition are kept once they are over, where it says so: for those that no attempt ends, whose ends
-- are written by statements that know of no definition.
CREATE TABLE millwright.definition_keep (
    definition  text PRIMARY KEY,
    millis      bigint NOT NULL CHECK (millis > 0)
);
