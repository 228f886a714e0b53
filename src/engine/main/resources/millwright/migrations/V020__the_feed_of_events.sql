-- What happens to jobs, for who follows it: a row for each set of jobs of a definition and a queue that one statement
-- brought to a state, written by that statement, so that no event is lost and none is told that was not committed. The
-- ids are in the order in which the statements had the rows of the jobs: of one job, the order of its events. Its place
-- in the feed, seq, a row is given when it is committed, by one node at a time: who has read up to a place has missed
-- nothing before it, however late a transaction commits. Nodes of the version before write none.
CREATE TABLE millwright.feed (
    id               bigint GENERATED ALWAYS AS IDENTITY,
    seq              bigint,
    at               timestamptz NOT NULL DEFAULT millwright.clock(),
    state            text        NOT NULL,
    queue            text        NOT NULL,
    definition       text        NOT NULL,
    jobs             uuid[]      NOT NULL,
    -- of each job, or one that is that of all
    submitters       text[]      NOT NULL,
    -- null where none of the jobs has one
    correlation_ids  text[]
) WITH (
    -- each row is changed once and soon deleted: by the usual share of the table, its dead rows would wait too long
    autovacuum_vacuum_scale_factor = 0.02
);
-- random bits, of which a compressor makes nothing
ALTER TABLE millwright.feed ALTER COLUMN jobs SET STORAGE EXTERNAL;
-- for databases that publish their tables: a row without a key could be neither changed nor deleted there
ALTER TABLE millwright.feed REPLICA IDENTITY FULL;
CREATE INDEX feed_fresh ON millwright.feed (id) WHERE seq IS NULL;
CREATE UNIQUE INDEX feed_place ON millwright.feed (seq) WHERE seq IS NOT NULL;

-- The one row whose lock is the right to give places: the last that was given, and the last whose row is deleted.
CREATE TABLE millwright.feed_end (
    one        boolean PRIMARY KEY DEFAULT true CHECK (one),
    seq        bigint NOT NULL DEFAULT 0,
    forgotten  bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 10);
INSERT INTO millwright.feed_end DEFAULT VALUES;
