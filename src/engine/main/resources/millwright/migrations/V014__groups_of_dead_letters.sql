-- What dead letters have in common that failed by the same error: what ran, what was thrown and where. Errors without
-- an exception, such as a time-out, go by their code alone; their messages tell jobs apart and say nothing.
CREATE FUNCTION millwright.error_group(definition text, error jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN md5(jsonb_build_array(definition, error ->> 'code', error ->> 'exception', error ->> 'frame')::text);

-- Only dead letters are in it: a job that does not fail costs nothing.
CREATE INDEX job_dead_letter_group ON millwright.job (millwright.error_group(definition, error), finished_at, id)
    WHERE state = 'FAILED';

-- Those that failed in one statement have one time: the index knows their order too.
DROP INDEX millwright.job_dead_letter;
CREATE INDEX job_dead_letter ON millwright.job (finished_at, id) WHERE state = 'FAILED';
