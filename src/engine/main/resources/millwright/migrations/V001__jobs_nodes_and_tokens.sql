-- The clock of everything the engine decides: run_at, expiry, beats. Tests move it by replacing this function.
CREATE FUNCTION millwright.clock() RETURNS timestamptz
    LANGUAGE sql STABLE
    RETURN now();

-- One running server process each. A beat is a counter, not a time: observers compare what they saw, never clocks.
CREATE TABLE millwright.node (
    id          uuid PRIMARY KEY,
    name        text        NOT NULL,
    version     text        NOT NULL,
    workers     integer     NOT NULL CHECK (workers > 0),
    beat        bigint      NOT NULL DEFAULT 0,
    alive       boolean     NOT NULL DEFAULT true,
    started_at  timestamptz NOT NULL DEFAULT millwright.clock(),
    ended_at    timestamptz,
    rescued_at  timestamptz,
    CHECK (alive = (ended_at IS NULL))
);

-- First in, first out within a priority is the order of this sequence.
CREATE SEQUENCE millwright.job_position;

-- Every job that is not over, and the dead letters. No foreign key points here: rows leave by the thousand.
CREATE TABLE millwright.job (
    id              uuid PRIMARY KEY,
    definition      text        NOT NULL,
    queue           text        NOT NULL,
    priority        smallint    NOT NULL CHECK (priority BETWEEN 0 AND 3),
    position        bigint      NOT NULL DEFAULT nextval('millwright.job_position'),
    state           text        NOT NULL,
    ready           boolean     NOT NULL DEFAULT true,
    round           integer     NOT NULL DEFAULT 1,
    lease           bigint      NOT NULL DEFAULT 0,
    node            uuid,
    attempts        integer     NOT NULL DEFAULT 0,
    crash_count     integer     NOT NULL DEFAULT 0,
    run_at          timestamptz,
    deadline        timestamptz,
    expires_at      timestamptz,
    control         text CHECK (control IN ('STOP', 'CANCEL')),
    submitter       text        NOT NULL,
    correlation_id  text,
    parameters      jsonb       NOT NULL DEFAULT '{}',
    tags            jsonb       NOT NULL DEFAULT '[]',
    metadata        jsonb       NOT NULL DEFAULT '{}',
    history         jsonb       NOT NULL DEFAULT '[]',
    error           jsonb,
    created_at      timestamptz NOT NULL DEFAULT millwright.clock(),
    -- of the first attempt
    started_at          timestamptz,
    -- of the running attempt; null while it is claimed ahead and has not begun
    attempt_started_at  timestamptz,
    finished_at         timestamptz,
    CONSTRAINT job_state_is_known CHECK (state IN (
        'BLOCKED', 'SCHEDULED', 'QUEUED', 'RUNNING', 'RETRYING', 'STOPPED', 'FAILED')),
    CONSTRAINT job_final_states_carry_finished_at CHECK ((state = 'FAILED') = (finished_at IS NOT NULL)),
    CONSTRAINT job_runs_under_a_node CHECK ((state = 'RUNNING') = (node IS NOT NULL))
) WITH (fillfactor = 80);

-- What a claim reads, and nothing else. There is on purpose no index on RUNNING: see the engine's package notes.
CREATE INDEX job_claimable ON millwright.job (queue, priority, position) WHERE state = 'QUEUED' AND ready;

-- Everything that is over, by the day it ended, so that retention drops a partition instead of deleting rows.
CREATE TABLE millwright.job_archive (
    id              uuid        NOT NULL,
    definition      text        NOT NULL,
    queue           text        NOT NULL,
    priority        smallint    NOT NULL,
    position        bigint      NOT NULL,
    state           text        NOT NULL,
    round           integer     NOT NULL,
    lease           bigint      NOT NULL,
    node            uuid,
    attempts        integer     NOT NULL,
    crash_count     integer     NOT NULL,
    run_at          timestamptz,
    deadline        timestamptz,
    expires_at      timestamptz,
    submitter       text        NOT NULL,
    correlation_id  text,
    parameters      jsonb       NOT NULL,
    tags            jsonb       NOT NULL,
    metadata        jsonb       NOT NULL,
    history         jsonb       NOT NULL,
    result          jsonb,
    error           jsonb,
    created_at      timestamptz NOT NULL,
    started_at      timestamptz,
    finished_at     timestamptz NOT NULL,
    CONSTRAINT job_archive_state_is_final CHECK (state IN ('COMPLETED', 'FAILED', 'CANCELLED', 'EXPIRED'))
) PARTITION BY RANGE (finished_at);

CREATE INDEX job_archive_id ON millwright.job_archive (id);

-- Catches what no daily partition takes, so that an outcome is never lost for want of one.
CREATE TABLE millwright.job_archive_default PARTITION OF millwright.job_archive DEFAULT;

-- Makes the partition of one day (UTC) unless it is there; false when it was. The lock on the parent waits 200 ms at
-- the most: the caller tries again later rather than hold up every outcome behind it.
CREATE FUNCTION millwright.make_archive_partition(day date) RETURNS boolean
    LANGUAGE plpgsql
    -- a node whose role may not create tables makes partitions all the same
    SECURITY DEFINER
    SET search_path = millwright, pg_temp
    SET lock_timeout = '200ms'
    SET timezone = 'UTC'
AS $$
DECLARE
    partition_name text := 'job_archive_' || to_char(day, 'YYYYMMDD');
BEGIN
    -- two nodes may come at once; the second finds it made
    PERFORM pg_advisory_xact_lock(hashtext('millwright.make_archive_partition'));
    IF to_regclass('millwright.' || partition_name) IS NOT NULL THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE millwright.%I (LIKE millwright.job_archive INCLUDING DEFAULTS INCLUDING CONSTRAINTS)',
                   partition_name);
    -- rows of that day which the default partition took meanwhile would keep the new one from being attached
    EXECUTE format('WITH strays AS (DELETE FROM millwright.job_archive_default
                                     WHERE finished_at >= %L AND finished_at < %L RETURNING *)
                    INSERT INTO millwright.%I SELECT * FROM strays',
                   day::timestamptz, (day + 1)::timestamptz, partition_name);
    EXECUTE format('ALTER TABLE millwright.job_archive ATTACH PARTITION millwright.%I FOR VALUES FROM (%L) TO (%L)',
                   partition_name, day::timestamptz, (day + 1)::timestamptz);
    RETURN true;
END
$$;

-- Hot and cold read as one.
CREATE VIEW millwright.any_job AS
SELECT id, definition, queue, priority, state, round, lease, node, attempts, crash_count, run_at, deadline, expires_at,
       submitter, correlation_id, parameters, tags, metadata, history, NULL::jsonb AS result, error,
       created_at, started_at, attempt_started_at, finished_at
  FROM millwright.job
UNION ALL
SELECT id, definition, queue, priority, state, round, lease, node, attempts, crash_count, run_at, deadline, expires_at,
       submitter, correlation_id, parameters, tags, metadata, history, result, error,
       created_at, started_at, NULL::timestamptz, finished_at
  FROM millwright.job_archive;

-- Ended attempts travel in the job's history; the running one is the job row itself.
CREATE VIEW millwright.attempt AS
SELECT j.id AS job_id,
       (entry ->> 'attempt')::integer AS number,
       (entry ->> 'round')::integer AS round,
       (entry ->> 'lease')::bigint AS lease,
       (entry ->> 'node')::uuid AS node,
       entry ->> 'outcome' AS outcome,
       (entry ->> 'started_at')::timestamptz AS started_at,
       (entry ->> 'ended_at')::timestamptz AS ended_at,
       entry -> 'error' AS error
  FROM millwright.any_job j
 CROSS JOIN LATERAL jsonb_array_elements(j.history) AS entry
UNION ALL
SELECT id, attempts, round, lease, node, NULL, attempt_started_at, NULL, NULL
  FROM millwright.job
 WHERE state = 'RUNNING';

-- API tokens: the token itself is shown once and never stored.
CREATE TABLE millwright.api_token (
    id          uuid PRIMARY KEY,
    name        text        NOT NULL UNIQUE,
    hash        bytea       NOT NULL UNIQUE,
    role        text        NOT NULL CHECK (role IN ('ADMIN')),
    created_at  timestamptz NOT NULL DEFAULT millwright.clock()
);
