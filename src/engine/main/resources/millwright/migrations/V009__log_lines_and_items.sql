-- What is known of a line beside its text; null where it is not: where the job's own code named no logger, outside a step.
ALTER TABLE millwright.job_log
    ADD COLUMN logger        text,
    ADD COLUMN thread        text,
    ADD COLUMN step          text,
    ADD COLUMN partition_id  integer,
    -- class, message and stack
    ADD COLUMN exception     jsonb;

-- A position is one within its partition, -1 outside partitions; an item may fail a step and be skipped by the next attempt.
ALTER TABLE millwright.skipped_item
    ADD COLUMN partition_id  integer NOT NULL DEFAULT -1,
    ADD COLUMN kind          text    NOT NULL DEFAULT 'SKIPPED' CHECK (kind IN ('SKIPPED', 'FAILED')),
    DROP CONSTRAINT skipped_item_pkey,
    ADD PRIMARY KEY (job_instance_id, step_name, partition_id, position, phase, kind);

-- What an earlier run of the same job says of how far one has come.
CREATE INDEX job_instance_by_name ON millwright.job_instance (job_name, id);
