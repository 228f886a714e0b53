-- What jobs are found by once they are over. Every end of a job pays for each of these, so that there are no more than
-- people ask for, and a job is in those alone that can narrow a search down: hardly any job has a correlation id, and
-- COMPLETED is what nearly all of them are.
CREATE INDEX job_archive_definition ON millwright.job_archive (definition, id);
CREATE INDEX job_archive_queue ON millwright.job_archive (queue, id);
CREATE INDEX job_archive_submitter ON millwright.job_archive (submitter, id);
CREATE INDEX job_archive_state ON millwright.job_archive (state, id) WHERE state <> 'COMPLETED';
CREATE INDEX job_archive_correlation ON millwright.job_archive (correlation_id, id) WHERE correlation_id IS NOT NULL;
-- Rows come in the order of this one, and go to its last page.
CREATE INDEX job_archive_finished ON millwright.job_archive (finished_at, id);
-- Jobs end in about the order in which they started: a summary of pages is enough, and costs next to nothing.
CREATE INDEX job_archive_started ON millwright.job_archive USING brin (started_at) WITH (pages_per_range = 32);
