-- Which lines hold jobs that workers outside may claim: of each definition, the queues. Hops from line to line: as many
-- steps as there are lines, however many jobs. Planned once a session along the indexes, as millwright.claim.
CREATE FUNCTION millwright.external_lines(definitions text[]) RETURNS TABLE (definition text, queue text)
    LANGUAGE plpgsql STABLE
    SET search_path = millwright, pg_temp
    SET plan_cache_mode = force_generic_plan
    SET enable_seqscan = off
    SET enable_bitmapscan = off
    SET enable_hashjoin = off
    SET enable_mergejoin = off
    SET jit = off
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH RECURSIVE line AS (
        SELECT asked.name, first.queue
          FROM unnest(definitions) AS asked (name)
         CROSS JOIN LATERAL (
            SELECT j.queue FROM job j
             WHERE j.state = 'QUEUED' AND j.ready AND j.external AND j.definition = asked.name
             ORDER BY j.queue LIMIT 1) AS first
        UNION ALL
        SELECT line.name, next.queue
          FROM line
         CROSS JOIN LATERAL (
            SELECT j.queue FROM job j
             WHERE j.state = 'QUEUED' AND j.ready AND j.external AND j.definition = line.name AND j.queue > line.queue
             ORDER BY j.queue LIMIT 1) AS next
    )
    SELECT line.name, line.queue FROM line;
END
$$;

-- As claim_external before, of one queue alone where one is named.
CREATE FUNCTION millwright.claim_external(
        session uuid, worker text, definitions text[], most integer, lease_millis bigint, only_queue text)
    RETURNS TABLE (id uuid, definition text, queue text, parameters text, options text, history text, round integer,
                   attempts integer, lease bigint, attempt_started_at timestamptz, deadline timestamptz,
                   submitter text, correlation_id text, lease_expires_at timestamptz)
    LANGUAGE plpgsql
    SET search_path = millwright, pg_temp
    SET plan_cache_mode = force_generic_plan
    SET enable_seqscan = off
    SET enable_bitmapscan = off
    SET enable_hashjoin = off
    SET enable_mergejoin = off
    SET jit = off
AS $$
#variable_conflict use_column
DECLARE
    lines       text[];
    limits      queue;
    limited     boolean;
    room        integer;
    tokens      double precision;
    queues      text[] := '{}';
    limiteds    boolean[] := '{}';
    rooms       integer[] := '{}';
    all_tokens  double precision[] := '{}';
BEGIN
    -- lost by a crash of the server, a claim would let two workers run one job
    IF current_setting('synchronous_commit') = 'off' THEN
        PERFORM set_config('synchronous_commit', 'on', true);
    END IF;
    IF only_queue IS NULL THEN
        SELECT array_agg(DISTINCT l.queue ORDER BY l.queue) INTO lines FROM external_lines(definitions) AS l;
    ELSE
        lines := ARRAY[only_queue];
    END IF;
    -- in the order of their names, and waiting for no row: two workers never wait for each other in a circle
    FOR i IN 1 .. coalesce(cardinality(lines), 0) LOOP
        -- whoever pauses or limits a queue exactly, takes this lock and thereby waits for claims that have not seen it
        CONTINUE WHEN NOT pg_try_advisory_xact_lock_shared(hashtext('millwright.queue'), hashtext(lines[i]));
        SELECT q.* INTO limits FROM queue q WHERE q.name = lines[i];
        CONTINUE WHEN limits.paused;
        limited := limits.max_running IS NOT NULL OR limits.rate IS NOT NULL;
        room := most;
        tokens := NULL;
        IF limited THEN
            -- another is just claiming from it: the next claim finds what it leaves
            SELECT q.* INTO limits FROM queue q WHERE q.name = lines[i] FOR NO KEY UPDATE SKIP LOCKED;
            CONTINUE WHEN NOT FOUND OR limits.paused;
            SELECT r.room, r.tokens INTO room, tokens FROM limited_room(limits, most) AS r;
            CONTINUE WHEN room < 1;
        END IF;
        queues := queues || lines[i];
        limiteds := limiteds || limited;
        rooms := rooms || room;
        all_tokens := all_tokens || tokens;
    END LOOP;
    RETURN QUERY
    WITH line AS MATERIALIZED (
        SELECT open.*, asked.name
          FROM unnest(queues, rooms) AS open (queue, room)
         CROSS JOIN unnest(definitions) AS asked (name)
    ), next AS MATERIALIZED (
        SELECT fit.id
          FROM (
            SELECT front.*, line.room,
                   row_number() OVER (PARTITION BY line.queue ORDER BY front.priority, front.position) AS number
              FROM line
             CROSS JOIN LATERAL (
                SELECT j.id, j.priority, j.position FROM job j
                 WHERE j.state = 'QUEUED' AND j.ready AND j.external
                   AND j.definition = line.name AND j.queue = line.queue
                   AND (j.expires_at IS NULL OR j.started_at IS NOT NULL OR j.expires_at > millwright.clock())
                   AND (j.deadline IS NULL OR j.deadline > millwright.clock())
                 ORDER BY j.priority, j.position
                 LIMIT line.room
                   FOR UPDATE SKIP LOCKED) AS front
          ) AS fit
         WHERE fit.number <= fit.room
         ORDER BY fit.priority, fit.position
         LIMIT most
    ), claimed AS (
        UPDATE job j
           SET state = 'RUNNING', lease = j.lease + 1, node = session, attempts = j.attempts + 1,
               started_at = coalesce(j.started_at, millwright.clock()), attempt_started_at = millwright.clock(),
               attempt_deadline = j.deadline,
               lease_expires_at = least(millwright.clock() + lease_millis * interval '1 millisecond', j.deadline),
               history = j.history || jsonb_build_array(jsonb_build_object(
                   'event', 'CLAIMED', 'at', millwright.clock(), 'by', worker, 'node', session, 'detail', NULL))
         WHERE j.id = ANY (ARRAY(SELECT n.id FROM next n)) AND j.state = 'QUEUED'
        RETURNING j.*
    ), names_freed AS (
        DELETE FROM unique_hold u USING claimed c
         WHERE c.unique_until = 'STARTED' AND u.until = 'STARTED'
           AND u.definition = c.definition AND u.key = c.unique_key AND u.job_id = c.id
    ), taken AS (
        SELECT c.queue, count(*) AS jobs FROM claimed c GROUP BY c.queue
    ), slots_taken AS (
        INSERT INTO queue_slot (job_id, queue, lease)
        SELECT c.id, c.queue, c.lease
          FROM claimed c JOIN unnest(queues, limiteds) AS open (name, limited) ON open.name = c.queue AND open.limited
            ON CONFLICT (job_id) DO UPDATE SET queue = excluded.queue, lease = excluded.lease
    ), tokens_spent AS (
        UPDATE queue q
           SET rate_tokens = open.tokens - taken.jobs,
               rate_filled_at = greatest(q.rate_filled_at, millwright.clock())
          FROM taken JOIN unnest(queues, all_tokens) AS open (name, tokens)
            ON open.name = taken.queue AND open.tokens IS NOT NULL
         WHERE q.name = taken.queue
    ), counted AS (
        INSERT INTO job_delta (queue, definition, state, jobs)
        SELECT moved.queue, moved.definition, side.state, side.sign * moved.jobs
          FROM (SELECT c.queue, c.definition, count(*)::integer AS jobs FROM claimed c GROUP BY 1, 2) AS moved
         CROSS JOIN (VALUES ('QUEUED', -1), ('RUNNING', 1)) AS side (state, sign)
    )
    SELECT c.id, c.definition, c.queue, c.parameters::text, c.options::text, c.history::text, c.round, c.attempts,
           c.lease, c.attempt_started_at, c.deadline, c.submitter, c.correlation_id, c.lease_expires_at
      FROM claimed c
     ORDER BY c.priority, c.position;
END
$$;

-- The version before calls it so.
CREATE OR REPLACE FUNCTION millwright.claim_external(
        session uuid, worker text, definitions text[], most integer, lease_millis bigint)
    RETURNS TABLE (id uuid, definition text, queue text, parameters text, options text, history text, round integer,
                   attempts integer, lease bigint, attempt_started_at timestamptz, deadline timestamptz,
                   submitter text, correlation_id text, lease_expires_at timestamptz)
    LANGUAGE sql
BEGIN ATOMIC
    SELECT * FROM millwright.claim_external(session, worker, definitions, most, lease_millis, NULL);
END;
