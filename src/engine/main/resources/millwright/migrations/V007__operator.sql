-- A JobExecution that the JobOperator has created and no attempt has taken yet has none of these three: the first attempt
-- that begins after it takes it.
ALTER TABLE millwright.job_execution
    ALTER COLUMN attempt DROP NOT NULL,
    ALTER COLUMN lease DROP NOT NULL,
    ALTER COLUMN node DROP NOT NULL,
    ADD CONSTRAINT job_execution_is_taken_as_a_whole
        CHECK (num_nulls(attempt, lease, node) IN (0, 3));

-- One at a time waits to be taken.
CREATE UNIQUE INDEX job_execution_untaken ON millwright.job_execution (job_instance_id)
    WHERE node IS NULL AND ended_at IS NULL;

-- What is not over, for who asks for the running executions of a job.
CREATE INDEX job_execution_open ON millwright.job_execution (job_instance_id) WHERE ended_at IS NULL;

-- The instances of a job, newest first.
CREATE INDEX job_instance_name ON millwright.job_instance (job_name, id);
