-- What is known of a line beside its text; null where it is not: where the job's own code named no logger, outside a step.
ALTER TABLE millwright.job_log
    ADD COLUMN logger        text,
    ADD COLUMN thread        text,
    ADD COLUMN step          text,
    ADD COLUMN partition_id  integer,
    -- class, message and stack
    ADD COLUMN exception     jsonb;
