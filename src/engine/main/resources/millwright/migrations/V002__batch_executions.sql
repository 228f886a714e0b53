-- Jakarta Batch's own three nouns. A batch job is one JobInstance, each of its attempts one JobExecution.
-- job_id names the job without a foreign key: the job row moves to the archive while these stay.
CREATE TABLE millwright.job_instance (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job_id      uuid        NOT NULL UNIQUE,
    job_name    text        NOT NULL,
    -- how many steps its job XML has, those in flows and splits too
    step_count  integer     NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT millwright.clock()
);

CREATE TABLE millwright.job_execution (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job_instance_id   bigint      NOT NULL REFERENCES millwright.job_instance ON DELETE CASCADE,
    attempt           integer     NOT NULL,
    lease             bigint      NOT NULL,
    node              uuid        NOT NULL,
    batch_status      text        NOT NULL,
    exit_status       text,
    restart_position  text,
    parameters        jsonb       NOT NULL,
    created_at        timestamptz NOT NULL DEFAULT millwright.clock(),
    started_at        timestamptz,
    ended_at          timestamptz,
    last_updated_at   timestamptz NOT NULL DEFAULT millwright.clock(),
    UNIQUE (job_instance_id, lease)
);

CREATE TABLE millwright.step_execution (
    id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job_execution_id      bigint      NOT NULL REFERENCES millwright.job_execution ON DELETE CASCADE,
    step_name             text        NOT NULL,
    batch_status          text        NOT NULL,
    exit_status           text,
    -- class, message and stack of what ended the step
    exception             jsonb,
    -- part of the input read so far, 0 to 1, where the reader can tell
    fraction              double precision,
    read_count            bigint      NOT NULL DEFAULT 0,
    write_count           bigint      NOT NULL DEFAULT 0,
    filter_count          bigint      NOT NULL DEFAULT 0,
    read_skip_count       bigint      NOT NULL DEFAULT 0,
    process_skip_count    bigint      NOT NULL DEFAULT 0,
    write_skip_count      bigint      NOT NULL DEFAULT 0,
    commit_count          bigint      NOT NULL DEFAULT 0,
    rollback_count        bigint      NOT NULL DEFAULT 0,
    reader_checkpoint     bytea,
    writer_checkpoint     bytea,
    persistent_user_data  bytea,
    -- the job's result as given while this step ran, so that a crash after the step does not lose it
    result                jsonb,
    started_at            timestamptz NOT NULL DEFAULT millwright.clock(),
    ended_at              timestamptz
) WITH (fillfactor = 70);

CREATE INDEX step_execution_of_job_execution ON millwright.step_execution (job_execution_id);

-- What a chunk left out, and why. Written with the chunk's checkpoint; an item skipped again after a restart is one row.
CREATE TABLE millwright.skipped_item (
    job_instance_id  bigint      NOT NULL REFERENCES millwright.job_instance ON DELETE CASCADE,
    step_name        text        NOT NULL,
    position         bigint      NOT NULL,
    phase            text        NOT NULL CHECK (phase IN ('READ', 'PROCESS', 'WRITE')),
    reason           text        NOT NULL,
    item             text,
    skipped_at       timestamptz NOT NULL DEFAULT millwright.clock(),
    PRIMARY KEY (job_instance_id, step_name, position, phase)
);
