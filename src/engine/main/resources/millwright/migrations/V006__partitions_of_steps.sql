-- The partitions of a step: one row for each that an execution of the step began. A restart begins those alone that are
-- not complete, so the state of a partition is its newest row over all executions of the step.
CREATE TABLE millwright.partition_execution (
    id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    step_execution_id     bigint      NOT NULL REFERENCES millwright.step_execution ON DELETE CASCADE,
    partition_id          integer     NOT NULL,
    -- how many the plan has, and the execution of the step that this plan began with: an older plan's rows count no more
    planned               integer     NOT NULL,
    plan                  bigint      NOT NULL,
    batch_status          text        NOT NULL,
    exit_status           text,
    -- class, message and stack of what ended the partition
    exception             jsonb,
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
    started_at            timestamptz NOT NULL DEFAULT millwright.clock(),
    ended_at              timestamptz,
    UNIQUE (step_execution_id, partition_id)
) WITH (fillfactor = 70);

CREATE INDEX partition_execution_of_plan ON millwright.partition_execution (plan);
