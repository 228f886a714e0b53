-- What a job may be asked for beyond its definition, and what keeps it from running.
ALTER TABLE millwright.job
    -- what the request sets in place of its definition's: timeout, retry …; null for most
    ADD COLUMN options              jsonb,
    -- dependencies not settled yet
    ADD COLUMN waits_for            integer NOT NULL DEFAULT 0,
    -- some job may wait for this one: whatever ends it leaves a row in due
    ADD COLUMN has_dependents       boolean NOT NULL DEFAULT false,
    ADD COLUMN concurrency_key      text,
    -- how many jobs of that key may run at once, as this job's request says
    ADD COLUMN concurrency_slots    integer,
    ADD COLUMN unique_key           text,
    -- STARTED, FINISHED or PERIOD
    ADD COLUMN unique_until         text,
    -- somebody waits for its end, on whichever node
    ADD COLUMN awaited              boolean NOT NULL DEFAULT false,
    -- the job during whose attempt it was submitted
    ADD COLUMN parent               uuid,
    ADD COLUMN retry_of             uuid,
    ADD COLUMN redriven_from        uuid,
    -- its work is done by programs outside: no node claims it, and no node's claim reads past it
    ADD COLUMN external             boolean NOT NULL DEFAULT false,
    -- of an external worker's attempt: it must beat before; never after attempt_deadline
    ADD COLUMN lease_expires_at     timestamptz,
    -- of an external worker's attempt: it must be over before
    ADD COLUMN attempt_deadline     timestamptz,
    -- What must hold of a row is known to the statements of this engine, which is all that writes here, and held against
    -- every one of them in its tests: as constraints, which PostgreSQL reads and prepares anew for every statement, it
    -- took a third of the database's time for a submit.
    DROP CONSTRAINT job_state_is_known,
    DROP CONSTRAINT job_runs_under_a_node,
    DROP CONSTRAINT job_final_states_carry_finished_at,
    DROP CONSTRAINT job_priority_check,
    DROP CONSTRAINT job_control_check;

-- What nodes may claim, and what external workers may: each reads its own rows only, however many the others have.
DROP INDEX millwright.job_claimable;
CREATE INDEX job_claimable ON millwright.job (queue, priority, position)
    WHERE state = 'QUEUED' AND ready AND NOT external;
CREATE INDEX job_external_claimable ON millwright.job (definition, queue, priority, position)
    WHERE state = 'QUEUED' AND ready AND external;

-- What is due, in the order of time.
CREATE INDEX job_waiting ON millwright.job (run_at) WHERE state IN ('SCHEDULED', 'RETRYING');
CREATE INDEX job_expiring ON millwright.job (expires_at)
    WHERE expires_at IS NOT NULL AND started_at IS NULL AND state IN ('BLOCKED', 'SCHEDULED', 'QUEUED');
CREATE INDEX job_deadline ON millwright.job (deadline)
    WHERE deadline IS NOT NULL AND state IN ('BLOCKED', 'SCHEDULED', 'QUEUED', 'RETRYING', 'STOPPED');
-- Who holds one of a concurrency key's slots, and who waits for one.
CREATE INDEX job_key_holders ON millwright.job (concurrency_key)
    WHERE concurrency_key IS NOT NULL AND ready AND state IN ('QUEUED', 'RUNNING');
CREATE INDEX job_key_waiting ON millwright.job (concurrency_key, priority, position)
    WHERE concurrency_key IS NOT NULL AND NOT ready AND state = 'QUEUED';
CREATE INDEX job_external_lease ON millwright.job (lease_expires_at) WHERE lease_expires_at IS NOT NULL;
CREATE INDEX job_dead_letter ON millwright.job (finished_at) WHERE state = 'FAILED';
CREATE INDEX job_parent ON millwright.job (parent) WHERE parent IS NOT NULL;
CREATE INDEX job_redriven ON millwright.job (redriven_from) WHERE redriven_from IS NOT NULL;
CREATE INDEX job_retried ON millwright.job (retry_of) WHERE retry_of IS NOT NULL;

ALTER TABLE millwright.job_archive
    ADD COLUMN options              jsonb,
    ADD COLUMN concurrency_key      text,
    ADD COLUMN concurrency_slots    integer,
    ADD COLUMN unique_key           text,
    ADD COLUMN unique_until         text,
    ADD COLUMN parent               uuid,
    ADD COLUMN retry_of             uuid,
    ADD COLUMN redriven_from        uuid,
    -- as last reported by an attempt
    ADD COLUMN progress             jsonb,
    -- its definition keeps it no longer than this; null for as long as its day's partition is kept
    ADD COLUMN keep_until           timestamptz;
CREATE INDEX job_archive_parent ON millwright.job_archive (parent) WHERE parent IS NOT NULL;
CREATE INDEX job_archive_redriven ON millwright.job_archive (redriven_from) WHERE redriven_from IS NOT NULL;
CREATE INDEX job_archive_retried ON millwright.job_archive (retry_of) WHERE retry_of IS NOT NULL;
-- What was cancelled because of a dead letter, for who runs that again and wants its dependents too.
CREATE INDEX job_archive_dependent ON millwright.job_archive ((history -> -1 -> 'detail' ->> 'dependency'))
    WHERE state = 'CANCELLED' AND (history -> -1 -> 'detail' ->> 'dependency') IS NOT NULL;
CREATE INDEX job_archive_keep_until ON millwright.job_archive (keep_until) WHERE keep_until IS NOT NULL;

-- What has to be looked at because of something that was committed: written by the statement that makes it necessary,
-- so that a crash loses none, and deleted by whoever has seen to it. PARENT: a job that others wait for is over. CHILD:
-- a job was submitted whose dependencies nobody has checked. KEY: a job of a concurrency key was submitted, whose number
-- of slots holds from now on. SLOT: a key may have a slot or a waiting job more; its number is for a key without a gate.
CREATE TABLE millwright.due (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind    text NOT NULL CHECK (kind IN ('PARENT', 'CHILD', 'KEY', 'SLOT')),
    job     uuid,
    key     text,
    slots   integer CHECK (slots > 0),
    CHECK ((kind IN ('KEY', 'SLOT')) = (job IS NULL)
           AND (kind IN ('KEY', 'SLOT')) = (key IS NOT NULL AND slots IS NOT NULL))
);

-- Which jobs a job waits for. No foreign keys: jobs leave by the thousand.
CREATE TABLE millwright.job_dependency (
    child       uuid    NOT NULL,
    parent      uuid    NOT NULL,
    on_failure  text    NOT NULL CHECK (on_failure IN ('CANCEL', 'RUN', 'HOLD')),
    settled     boolean NOT NULL DEFAULT false,
    PRIMARY KEY (child, parent)
);
CREATE INDEX job_dependency_open ON millwright.job_dependency (parent, child) WHERE NOT settled;

-- Unique keys that are taken. A job that asks for one finds the row and gives way.
CREATE TABLE millwright.unique_hold (
    definition  text NOT NULL,
    key         text NOT NULL,
    job_id      uuid NOT NULL,
    until       text NOT NULL CHECK (until IN ('STARTED', 'FINISHED', 'PERIOD')),
    expires_at  timestamptz,
    PRIMARY KEY (definition, key),
    CHECK ((until = 'PERIOD') = (expires_at IS NOT NULL))
);
CREATE INDEX unique_hold_expiring ON millwright.unique_hold (expires_at) WHERE expires_at IS NOT NULL;

-- Takes the keys that are free, in their order, so that two submissions never wait for each other in a circle; one that
-- another transaction has taken and not yet committed is waited for, two seconds at the most. Returns who has each key
-- then, in the statement that asks: what depends on a job that gives way depends on that one. Each statement in here sees
-- what was committed before it, and a holder that vanishes in between leaves its key to the next try.
-- A key that somebody has is not locked: the end of its holder, with the whole batch of outcomes it is in, would wait
-- for the transaction of whoever has given way, however long that stays open.
CREATE FUNCTION millwright.take_names(definitions text[], keys text[], jobs uuid[], untils text[], periods bigint[])
    RETURNS TABLE (asked uuid, holder uuid)
    LANGUAGE plpgsql
    SET search_path = millwright, pg_temp
    SET lock_timeout = '2s'
    SET enable_seqscan = off
AS $$
#variable_conflict use_column
DECLARE
    holders uuid[];
BEGIN
    FOR try IN 1 .. 100 LOOP
        -- those whose period is over, and which nobody has swept yet
        DELETE FROM unique_hold h
         USING (SELECT o.definition, o.key
                  FROM unique_hold o
                  JOIN unnest(definitions, keys) AS n (definition, key) ON o.definition = n.definition AND o.key = n.key
                 WHERE o.expires_at <= clock()
                 ORDER BY o.definition, o.key
                   FOR UPDATE OF o) AS gone
         WHERE h.definition = gone.definition AND h.key = gone.key AND h.expires_at <= clock();
        INSERT INTO unique_hold AS h (definition, key, job_id, until, expires_at)
        SELECT n.definition, n.key, n.job, n.until, clock() + n.period * interval '1 millisecond'
          FROM unnest(definitions, keys, jobs, untils, periods) AS n (definition, key, job, until, period)
         ORDER BY n.definition, n.key
            ON CONFLICT (definition, key) DO NOTHING;
        SELECT array_agg(h.job_id ORDER BY n.number) INTO holders
          FROM unnest(definitions, keys) WITH ORDINALITY AS n (definition, key, number)
          LEFT JOIN unique_hold h ON h.definition = n.definition AND h.key = n.key;
        IF array_position(holders, NULL) IS NULL THEN
            RETURN QUERY SELECT * FROM unnest(jobs, holders);
            RETURN;
        END IF;
    END LOOP;
    RAISE EXCEPTION 'unique keys change hands faster than they can be read' USING ERRCODE = '55P03';
END
$$;

-- What an operator has said about a queue; a queue nobody spoke of has no row.
CREATE TABLE millwright.queue (
    name            text PRIMARY KEY,
    weight          integer NOT NULL DEFAULT 1 CHECK (weight BETWEEN 1 AND 1000),
    paused          boolean NOT NULL DEFAULT false,
    paused_reason   text,
    paused_by       text,
    paused_at       timestamptz,
    -- over all nodes
    max_running     integer CHECK (max_running > 0),
    -- at most rate jobs begin in rate_period
    rate            integer CHECK (rate > 0),
    rate_period     interval CHECK (rate_period > interval '0'),
    rate_tokens     double precision NOT NULL DEFAULT 0,
    -- null: full
    rate_filled_at  timestamptz,
    -- jobs that ran when max_running was introduced hold slots too
    adopted         boolean NOT NULL DEFAULT false,
    -- when slots whose job no longer runs were last looked for
    swept_at        timestamptz,
    CHECK ((rate IS NULL) = (rate_period IS NULL)),
    CHECK (paused = (paused_at IS NOT NULL))
);

-- One row for each running job of a queue with max_running.
CREATE TABLE millwright.queue_slot (
    job_id  uuid PRIMARY KEY,
    queue   text   NOT NULL,
    lease   bigint NOT NULL
);
CREATE INDEX queue_slot_queue ON millwright.queue_slot (queue);

-- The key of the advisory lock that each open transaction of a node holds, as others compute it too: a process that
-- is frozen keeps its locks, and this is how its sessions are found and ended.
CREATE FUNCTION millwright.mark(incarnation uuid) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ('x' || substr(replace(incarnation::text, '-', ''), 1, 16))::bit(64)::bigint
     # ('x' || substr(replace(incarnation::text, '-', ''), 17))::bit(64)::bigint;

-- Claims the next jobs of some queues without limits for a living node, each queue as far as asked: `free` jobs of any
-- kind, which begin now, and up to `most` in all, which are claimed ahead and begin when their node says so. What cannot
-- be claimed ahead is never overtaken: it ends its queue's part, and a row without an id says that it waits. `aged` of
-- the jobs are the queue's oldest whatever their priority. The positions are this node's low-water marks: behind them
-- are only rows it has taken, dead or not yet vacuumed.
--
-- A function, because its plan must not depend on statistics or on the values of the first calls: planned once a
-- session, along the indexes. State literals stand in the text so that the partial index fits.
CREATE FUNCTION millwright.claim(
        claimer uuid, queues text[], free integer[], most integer[], aged integer[],
        low0 bigint[], low1 bigint[], low2 bigint[], low3 bigint[],
        runnable text[], fast text[], excepted uuid[], limited boolean DEFAULT false)
    RETURNS TABLE (id uuid, definition text, queue text, priority smallint, "position" bigint, parameters text,
                   options text, history text, round integer, attempts integer, lease bigint,
                   attempt_started_at timestamptz, deadline timestamptz, submitter text, correlation_id text)
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
    served         text[];
    stopped        text[];
    old_ids        uuid[] := '{}';
    old_queues     text[] := '{}';
    old_priorities smallint[];
    old_ahead      boolean[];
BEGIN
    -- lost by a crash of the server, a claim would let two nodes run one job
    IF current_setting('synchronous_commit') = 'off' THEN
        PERFORM set_config('synchronous_commit', 'on', true);
    END IF;
    PERFORM pg_advisory_xact_lock_shared(millwright.mark(claimer));
    -- no node is declared dead or drained beside its claim, and this claim gives nothing once it is
    SELECT stopped_queues INTO stopped FROM node WHERE node.id = claimer AND alive AND NOT draining FOR KEY SHARE;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    -- whoever pauses or limits a queue exactly, takes this lock and thereby waits for claims that have not seen it
    IF limited THEN
        served := queues;
    ELSE
        SELECT array_agg(name) INTO served FROM unnest(queues) AS name
         WHERE pg_try_advisory_xact_lock_shared(hashtext('millwright.queue'), hashtext(name));
    END IF;
    -- a statement of its own, because it is needed seldom: what the other has in it is got ready each time
    IF 0 < ANY (aged) THEN
        WITH oldest AS MATERIALIZED (
            SELECT line.queue, head.id
              FROM unnest(queues, aged, low0, low1, low2, low3) AS line (queue, aged, low0, low1, low2, low3)
             CROSS JOIN LATERAL (
                SELECT first.id
                  FROM (VALUES (0::smallint, low0), (1::smallint, low1), (2::smallint, low2), (3::smallint, low3))
                       AS p (priority, low)
                 CROSS JOIN LATERAL (
                    SELECT j.id, j.position FROM job j
                     WHERE j.state = 'QUEUED' AND j.ready AND NOT j.external
                       AND j.queue = line.queue AND j.priority = p.priority AND j.position > p.low
                       AND j.definition = ANY (runnable) AND j.id <> ALL (excepted)
                       AND (j.expires_at IS NULL OR j.started_at IS NOT NULL OR j.expires_at > millwright.clock())
                       AND (j.deadline IS NULL OR j.deadline > millwright.clock())
                     ORDER BY j.position
                     LIMIT line.aged) AS first
                 ORDER BY first.position
                 LIMIT line.aged) AS head
             WHERE line.aged > 0 AND line.queue = ANY (served)
        ), locked AS MATERIALIZED (
            SELECT j.id, j.queue, j.priority, j.position,
                   j.definition = ANY (fast) AND j.concurrency_key IS NULL AND j.crash_count = 0
                       AND NOT j.history @> '[{"outcome": "LOST"}]'
                       AND j.unique_until IS DISTINCT FROM 'STARTED' AS ahead
              FROM job j
             -- a state that no partial index has: a plan made while there were few jobs walks through all claimable
             -- ones otherwise
             WHERE j.id = ANY (ARRAY(SELECT o.id FROM oldest o)) AND coalesce(j.state, '') = 'QUEUED' AND j.ready
               FOR UPDATE SKIP LOCKED
        )
        SELECT coalesce(array_agg(l.id ORDER BY l.position), '{}'),
               coalesce(array_agg(l.queue ORDER BY l.position), '{}'),
               array_agg(l.priority ORDER BY l.position), array_agg(l.ahead ORDER BY l.position)
          INTO old_ids, old_queues, old_priorities, old_ahead
          FROM locked l;
    END IF;
    RETURN QUERY
    WITH line AS MATERIALIZED (
        SELECT asked.*
          FROM unnest(queues, free, most, aged, low0, low1, low2, low3)
               AS asked (queue, free, most, aged, low0, low1, low2, low3)
         WHERE asked.queue = ANY (served) AND asked.queue <> ALL (stopped)
           AND (limited OR NOT EXISTS (
                SELECT FROM queue q
                 WHERE q.name = asked.queue AND (q.paused OR q.max_running IS NOT NULL OR q.rate IS NOT NULL)))
    ), next AS MATERIALIZED (
        SELECT line.queue, n.id, n.priority, n.number <= line.free AS begins, n.taken
          FROM line
         CROSS JOIN LATERAL (
            SELECT c.id, c.priority, c.number,
                   bool_and(c.number <= line.free OR (c.ahead AND NOT limited))
                       OVER (ROWS UNBOUNDED PRECEDING) AS taken
              FROM (
                SELECT candidate.*, row_number() OVER () AS number
                  FROM (
                    SELECT old.id, old.priority, old.ahead
                      FROM unnest(old_ids, old_queues, old_priorities, old_ahead) AS old (id, queue, priority, ahead)
                     WHERE old.queue = line.queue
                    UNION ALL
                    SELECT * FROM (
                        SELECT front.*
                          FROM (VALUES (0::smallint, low0), (1::smallint, low1), (2::smallint, low2),
                                       (3::smallint, low3)) AS p (priority, low)
                         CROSS JOIN LATERAL (
                            -- a job that has lost a node may be what kills nodes: never beside others in a buffer, also
                            -- when it was lost there and nobody knows whether it had begun
                            SELECT j.id, j.priority,
                                   j.definition = ANY (fast) AND j.concurrency_key IS NULL AND j.crash_count = 0
                                       AND NOT j.history @> '[{"outcome": "LOST"}]'
                                       AND j.unique_until IS DISTINCT FROM 'STARTED' AS ahead
                              FROM job j
                             WHERE j.state = 'QUEUED' AND j.ready AND NOT j.external
                               AND j.queue = line.queue AND j.priority = p.priority AND j.position > p.low
                               AND j.definition = ANY (runnable) AND j.id <> ALL (excepted)
                               -- one's own lock is not skipped: the oldest would be taken twice
                               AND j.id <> ALL (old_ids)
                               AND (j.expires_at IS NULL OR j.started_at IS NOT NULL
                                    OR j.expires_at > millwright.clock())
                               AND (j.deadline IS NULL OR j.deadline > millwright.clock())
                             ORDER BY j.position
                             LIMIT line.most - cardinality(array_positions(old_queues, line.queue))
                               FOR UPDATE SKIP LOCKED) AS front
                         LIMIT line.most - cardinality(array_positions(old_queues, line.queue))) AS fronts
                  ) AS candidate
              ) AS c
         ) AS n
    ), claimed AS (
        UPDATE job j
           SET state = 'RUNNING', lease = j.lease + 1, node = claimer, attempts = j.attempts + 1,
               started_at = CASE WHEN j.id = ANY (ARRAY(SELECT b.id FROM next b WHERE b.begins))
                                 THEN coalesce(j.started_at, millwright.clock()) ELSE j.started_at END,
               attempt_started_at = CASE WHEN j.id = ANY (ARRAY(SELECT b.id FROM next b WHERE b.begins))
                                         THEN millwright.clock() END
         WHERE j.id = ANY (ARRAY(SELECT t.id FROM next t WHERE t.taken)) AND j.state = 'QUEUED'
        RETURNING j.*
    ), names_freed AS (
        DELETE FROM unique_hold u USING claimed c
         WHERE c.unique_until = 'STARTED' AND u.until = 'STARTED'
           AND u.definition = c.definition AND u.key = c.unique_key AND u.job_id = c.id
    ), slots_taken AS (
        INSERT INTO queue_slot (job_id, queue, lease)
        SELECT c.id, c.queue, c.lease FROM claimed c WHERE limited
            ON CONFLICT (job_id) DO UPDATE SET queue = excluded.queue, lease = excluded.lease
    ), counted AS (
        INSERT INTO job_delta (queue, definition, state, jobs)
        SELECT moved.queue, moved.definition, side.state, side.sign * moved.jobs
          FROM (SELECT c.queue, c.definition, count(*)::integer AS jobs FROM claimed c GROUP BY 1, 2) AS moved
         CROSS JOIN (VALUES ('QUEUED', -1), ('RUNNING', 1)) AS side (state, sign)
    )
    SELECT c.id, c.definition, c.queue, c.priority, c.position, c.parameters::text, c.options::text,
           CASE WHEN c.history <> '[]' THEN c.history::text END, c.round, c.attempts, c.lease,
           c.attempt_started_at, c.deadline, c.submitter, c.correlation_id
      FROM claimed c
    UNION ALL
    SELECT NULL, NULL, w.queue, min(w.priority), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
      FROM next w WHERE NOT w.taken GROUP BY w.queue;
END
$$;

-- How many jobs a queue with a limit has room for, up to `most`, and its tokens; to be called under the lock of its row.
CREATE FUNCTION millwright.limited_room(limits millwright.queue, most integer,
                                        OUT room integer, OUT tokens double precision)
    LANGUAGE plpgsql
    SET search_path = millwright, pg_temp
AS $$
DECLARE
    held    integer;
BEGIN
    room := most;
    IF limits.max_running IS NOT NULL THEN
        IF NOT limits.adopted THEN
            -- claims that have not seen the limit are over before what runs is counted
            PERFORM pg_advisory_xact_lock(hashtext('millwright.queue'), hashtext(limits.name));
            INSERT INTO queue_slot (job_id, queue, lease)
            SELECT j.id, j.queue, j.lease FROM job j WHERE j.queue = limits.name AND j.state = 'RUNNING'
                ON CONFLICT (job_id) DO NOTHING;
            UPDATE queue SET adopted = true WHERE name = limits.name;
        END IF;
        SELECT count(*) INTO held FROM queue_slot s WHERE s.queue = limits.name;
        IF held >= limits.max_running
           AND (limits.swept_at IS NULL OR limits.swept_at < clock_timestamp() - interval '1 second') THEN
            -- an outcome that began before its job's slot was adopted did not see it
            DELETE FROM queue_slot s
             WHERE s.queue = limits.name
               AND NOT EXISTS (SELECT FROM job j WHERE j.id = s.job_id AND j.state = 'RUNNING');
            UPDATE queue SET swept_at = clock_timestamp() WHERE name = limits.name;
            SELECT count(*) INTO held FROM queue_slot s WHERE s.queue = limits.name;
        END IF;
        room := least(room, limits.max_running - held);
    END IF;
    IF limits.rate IS NOT NULL THEN
        tokens := CASE WHEN limits.rate_filled_at IS NULL THEN limits.rate
            ELSE least(limits.rate, limits.rate_tokens + limits.rate
                 * greatest(0, extract(epoch FROM millwright.clock() - limits.rate_filled_at))
                 / extract(epoch FROM limits.rate_period)) END;
        room := least(room, floor(tokens)::integer);
    END IF;
END
$$;

-- The same for queues with a limit over all nodes, one after the other under the lock of the queue's row: as many jobs
-- as it has free slots and tokens. A queue that another node is just claiming from is left to it. A row without an id
-- says that a limit was reached.
CREATE FUNCTION millwright.claim_limited(
        claimer uuid, queues text[], free integer[], aged integer[],
        low0 bigint[], low1 bigint[], low2 bigint[], low3 bigint[], runnable text[], excepted uuid[])
    RETURNS TABLE (id uuid, definition text, queue text, priority smallint, "position" bigint, parameters text,
                   options text, history text, round integer, attempts integer, lease bigint,
                   attempt_started_at timestamptz, deadline timestamptz, submitter text, correlation_id text)
    LANGUAGE plpgsql
    SET search_path = millwright, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    limits  queue;
    budget  integer;
    tokens  double precision;
    taken   integer;
BEGIN
    FOR i IN 1 .. cardinality(queues) LOOP
        SELECT q.* INTO limits FROM queue q
         WHERE q.name = queues[i] AND (q.max_running IS NOT NULL OR q.rate IS NOT NULL)
           FOR NO KEY UPDATE SKIP LOCKED;
        IF NOT FOUND THEN
            RETURN QUERY SELECT NULL::uuid, NULL, queues[i], NULL::smallint, NULL::bigint, NULL, NULL, NULL,
                NULL::integer, NULL::integer, NULL::bigint, NULL::timestamptz, NULL::timestamptz, NULL, NULL;
            CONTINUE;
        END IF;
        CONTINUE WHEN limits.paused;
        SELECT r.room, r.tokens INTO budget, tokens FROM limited_room(limits, free[i]) AS r;
        taken := 0;
        IF budget > 0 THEN
            RETURN QUERY SELECT * FROM claim(
                claimer, queues[i:i], ARRAY[budget], ARRAY[budget], ARRAY[least(aged[i], budget)],
                low0[i:i], low1[i:i], low2[i:i], low3[i:i], runnable, '{}', excepted, true);
            GET DIAGNOSTICS taken = ROW_COUNT;
            IF limits.rate IS NOT NULL AND taken > 0 THEN
                UPDATE queue SET rate_tokens = tokens - taken,
                                 rate_filled_at = greatest(limits.rate_filled_at, millwright.clock())
                 WHERE name = limits.name;
            END IF;
        END IF;
        IF taken >= budget AND budget < free[i] THEN
            RETURN QUERY SELECT NULL::uuid, NULL, queues[i], NULL::smallint, NULL::bigint, NULL, NULL, NULL,
                NULL::integer, NULL::integer, NULL::bigint, NULL::timestamptz, NULL::timestamptz, NULL, NULL;
        END IF;
    END LOOP;
END
$$;

-- Claims the next jobs of some definitions for a session of an external worker: of higher priority first, and first in,
-- first out within one. Queues that are paused give none, those with a limit as many as they have room for. Planned once
-- a session along the indexes, for the reasons of millwright.claim.
CREATE FUNCTION millwright.claim_external(
        session uuid, worker text, definitions text[], most integer, lease_millis bigint)
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
    -- hops from line to line: as many steps as there are lines, however many jobs
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
    SELECT array_agg(DISTINCT line.queue ORDER BY line.queue) INTO lines FROM line;
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

-- What runs in a queue when its limit is introduced holds slots too: see limited_room.
CREATE FUNCTION millwright.limit_introduced() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    new.adopted := new.max_running IS NOT NULL AND old.max_running IS NOT NULL AND new.adopted;
    RETURN new;
END
$$;
CREATE TRIGGER queue_limit_introduced BEFORE UPDATE ON millwright.queue
    FOR EACH ROW WHEN (old.max_running IS NULL OR new.max_running IS NULL)
    EXECUTE FUNCTION millwright.limit_introduced();

-- The lock under which a concurrency key's jobs are admitted, there while any of them is queued or runs.
CREATE TABLE millwright.concurrency_gate (
    key     text PRIMARY KEY,
    slots   integer NOT NULL CHECK (slots > 0)
);

-- Gives a key's free slots to the first of its waiting jobs. Holders (ready or running) never exceed the slots: only
-- this function makes a job ready, under the lock of the key's gate, and each of its statements sees what was committed
-- before it got that lock. A waiting job of a higher priority takes the slot of a ready one that no node has claimed.
-- A limit that is not to be set is only for a key without a gate: an end must not bring back the number that was in force
-- when its job was submitted. A waiting job that somebody has locked, perhaps for long, is passed over. Returns how many
-- jobs may be claimed now that could not before, and the keys that have a slot free for such a job still.
CREATE FUNCTION millwright.admit(keys text[], limits integer[], sets boolean[],
                                 OUT admitted integer, OUT unfinished text[])
    LANGUAGE plpgsql
    SET search_path = millwright, pg_temp
AS $$
DECLARE
    wanted      record;
    held        integer;
    free        integer;
    moved       integer;
    weakest     record;
    strongest   record;
BEGIN
    admitted := 0;
    unfinished := '{}';
    -- in the order of the keys: two callers wait for each other, and never in a circle
    FOR wanted IN
        SELECT DISTINCT ON (key) key, slots, set
          FROM unnest(keys, limits, sets) WITH ORDINALITY AS asked (key, slots, set, number)
         ORDER BY key, set DESC, number DESC
    LOOP
        INSERT INTO concurrency_gate AS gate (key, slots) VALUES (wanted.key, wanted.slots)
            ON CONFLICT (key) DO UPDATE SET slots = CASE WHEN wanted.set THEN excluded.slots ELSE gate.slots END
            RETURNING slots INTO held;
        SELECT held - count(*) INTO free
          FROM job
         WHERE concurrency_key = wanted.key AND ready AND state IN ('QUEUED', 'RUNNING');
        IF free > 0 THEN
            WITH next AS (
                SELECT id FROM job
                 WHERE concurrency_key = wanted.key AND NOT ready AND state = 'QUEUED'
                 ORDER BY priority, position
                 LIMIT free
                   FOR UPDATE SKIP LOCKED
            )
            UPDATE job j SET ready = true FROM next WHERE j.id = next.id AND NOT j.ready AND j.state = 'QUEUED';
            GET DIAGNOSTICS moved = ROW_COUNT;
            admitted := admitted + moved;
            IF moved < free AND EXISTS (SELECT FROM job
                                         WHERE concurrency_key = wanted.key AND NOT ready AND state = 'QUEUED') THEN
                unfinished := unfinished || wanted.key;
            END IF;
        END IF;
        -- with the last slot gone, who has one unclaimed gives way to whoever waits with a higher priority
        IF free <= 0 OR moved = free THEN
            LOOP
                SELECT id, priority INTO strongest
                  FROM job
                 WHERE concurrency_key = wanted.key AND NOT ready AND state = 'QUEUED'
                 ORDER BY priority, position
                 LIMIT 1
                   FOR UPDATE SKIP LOCKED;
                EXIT WHEN NOT FOUND;
                -- a holder that is just being claimed is not waited for: it runs
                SELECT id INTO weakest
                  FROM job
                 WHERE concurrency_key = wanted.key AND ready AND state = 'QUEUED' AND priority > strongest.priority
                 ORDER BY priority DESC, position DESC
                 LIMIT 1
                   FOR UPDATE SKIP LOCKED;
                EXIT WHEN NOT FOUND;
                UPDATE job SET ready = false WHERE id = weakest.id;
                UPDATE job SET ready = true WHERE id = strongest.id;
                admitted := admitted + 1;
            END LOOP;
        END IF;
        DELETE FROM concurrency_gate
         WHERE key = wanted.key
           AND NOT EXISTS (SELECT FROM job
                            WHERE concurrency_key = wanted.key AND ready AND state IN ('QUEUED', 'RUNNING'))
           AND NOT EXISTS (SELECT FROM job WHERE concurrency_key = wanted.key AND NOT ready AND state = 'QUEUED');
    END LOOP;
END
$$;

-- What a running job last said of itself.
CREATE TABLE millwright.job_progress (
    job_id              uuid PRIMARY KEY,
    lease               bigint NOT NULL,
    fraction            double precision CHECK (fraction BETWEEN 0 AND 1),
    message             text,
    details             jsonb,
    records_processed   bigint NOT NULL DEFAULT 0,
    records_failed      bigint NOT NULL DEFAULT 0,
    updated_at          timestamptz NOT NULL DEFAULT millwright.clock()
) WITH (fillfactor = 50);

-- What attempts have logged.
CREATE TABLE millwright.job_log (
    job_id      uuid        NOT NULL,
    attempt     integer     NOT NULL,
    seq         bigint GENERATED ALWAYS AS IDENTITY,
    at          timestamptz NOT NULL,
    level       text        NOT NULL,
    message     text        NOT NULL
);
CREATE INDEX job_log_job ON millwright.job_log (job_id, seq);

-- Job definitions whose work is done by programs outside, over the API.
CREATE TABLE millwright.external_definition (
    name        text PRIMARY KEY,
    definition  jsonb NOT NULL,
    updated_at  timestamptz NOT NULL DEFAULT millwright.clock()
);

-- Changes of counts, one row per statement and kind of change, folded by one node at a time: a counter that submits
-- updated themselves would make them wait in line. A negative number leaves a state. Without a key, which every submit,
-- claim and end would pay for: the fold takes rows in the order of the heap.
CREATE TABLE millwright.job_delta (
    queue       text     NOT NULL,
    definition  text     NOT NULL,
    state       text     NOT NULL,
    jobs        integer  NOT NULL,
    -- of attempts that ended: the class of their duration, and sums of times
    bucket      smallint,
    run_millis  bigint NOT NULL DEFAULT 0,
    wait_millis bigint NOT NULL DEFAULT 0,
    -- of how many of them wait_millis is the sum: of first attempts
    waits       integer NOT NULL DEFAULT 0
);
-- for databases that publish their tables: a row without a key could not be deleted there
ALTER TABLE millwright.job_delta REPLICA IDENTITY FULL;

CREATE TABLE millwright.job_count (
    queue       text   NOT NULL,
    definition  text   NOT NULL,
    state       text   NOT NULL,
    jobs        bigint NOT NULL,
    PRIMARY KEY (queue, definition, state)
);

-- What ended in each hour: jobs by their final state, and attempts to be followed by another as RETRYING. Bucket -1 is
-- that of jobs that ended without an attempt.
CREATE TABLE millwright.job_statistic (
    hour        timestamptz NOT NULL,
    queue       text        NOT NULL,
    definition  text        NOT NULL,
    state       text        NOT NULL,
    bucket      smallint    NOT NULL,
    jobs        bigint      NOT NULL,
    run_millis  bigint      NOT NULL,
    wait_millis bigint      NOT NULL,
    waits       bigint      NOT NULL,
    PRIMARY KEY (hour, queue, definition, state, bucket)
);

-- Counts all kept jobs anew. What is not folded yet is left out of the sums, as it will be added to them: both are seen
-- in one snapshot, taken when no fold is under way.
CREATE FUNCTION millwright.recount_jobs() RETURNS void
    LANGUAGE plpgsql
    SET search_path = millwright, pg_temp
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('millwright.job_delta'));
    INSERT INTO job_count AS c (queue, definition, state, jobs)
    SELECT queue, definition, state, sum(jobs)
      FROM (SELECT queue, definition, state, count(*) AS jobs FROM job GROUP BY queue, definition, state
            UNION ALL
            -- a dead letter that was resolved is none any more
            SELECT queue, definition, state, count(*) FROM job_archive WHERE state <> 'FAILED'
             GROUP BY queue, definition, state
            UNION ALL
            SELECT queue, definition, state, -jobs FROM job_delta
            UNION ALL
            SELECT queue, definition, state, 0 FROM job_count) AS truth
     GROUP BY queue, definition, state
        ON CONFLICT (queue, definition, state) DO UPDATE SET jobs = excluded.jobs;
END
$$;

-- Which of its queues a node serves now, and what an operator asks of the node.
ALTER TABLE millwright.node
    ADD COLUMN draining         boolean NOT NULL DEFAULT false,
    ADD COLUMN drained_by       text,
    ADD COLUMN drained_at       timestamptz,
    ADD COLUMN stopped_queues   text[]  NOT NULL DEFAULT '{}',
    -- those of its definitions and its settings, without those that get none of its workers
    ADD COLUMN queues           text[]  NOT NULL DEFAULT '{}',
    -- it serves whatever other queue there may be
    ADD COLUMN any_queue        boolean NOT NULL DEFAULT true,
    -- for people; who is dead is found out without clocks
    ADD COLUMN beat_at          timestamptz NOT NULL DEFAULT millwright.clock(),
    -- it ended in order, rather than being declared dead
    ADD COLUMN signed_off       boolean NOT NULL DEFAULT false,
    -- as the node itself says: attempts that run, threads that would not end
    ADD COLUMN running          integer NOT NULL DEFAULT 0,
    ADD COLUMN stuck            integer NOT NULL DEFAULT 0;

DROP VIEW millwright.attempt;
DROP VIEW millwright.any_job;

-- Hot and cold read as one.
CREATE VIEW millwright.any_job AS
SELECT id, definition, queue, priority, state, round, lease, node, attempts, crash_count, run_at, deadline, expires_at,
       submitter, correlation_id, parameters, tags, metadata, options, history, NULL::jsonb AS result, error,
       concurrency_key, unique_key, parent, retry_of, redriven_from, NULL::jsonb AS progress,
       created_at, started_at, attempt_started_at, finished_at
  FROM millwright.job
UNION ALL
SELECT id, definition, queue, priority, state, round, lease, node, attempts, crash_count, run_at, deadline, expires_at,
       submitter, correlation_id, parameters, tags, metadata, options, history, result, error,
       concurrency_key, unique_key, parent, retry_of, redriven_from, progress,
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
 WHERE entry ? 'outcome'
UNION ALL
SELECT id, attempts, round, lease, node, NULL, attempt_started_at, NULL, NULL
  FROM millwright.job
 WHERE state = 'RUNNING';

-- What happened to a job. Its submission and its attempts are told by other columns; all else is in the history.
CREATE VIEW millwright.job_event AS
SELECT id AS job_id, created_at AS at, 'SUBMITTED' AS event, submitter AS by, NULL::uuid AS node,
       NULL::integer AS attempt, NULL::jsonb AS detail, correlation_id
  FROM millwright.any_job
UNION ALL
SELECT j.id, happened.at, happened.event, happened.by, happened.node, happened.attempt, happened.detail,
       j.correlation_id
  FROM millwright.any_job j
 CROSS JOIN LATERAL jsonb_array_elements(j.history) AS entry
 CROSS JOIN LATERAL (
    SELECT (entry ->> 'started_at')::timestamptz AS at, 'STARTED' AS event, NULL::text AS by,
           (entry ->> 'node')::uuid AS node, (entry ->> 'attempt')::integer AS attempt, NULL::jsonb AS detail
     WHERE entry ? 'outcome' AND entry ->> 'started_at' IS NOT NULL
    UNION ALL
    SELECT (entry ->> 'ended_at')::timestamptz, entry ->> 'outcome', NULL, (entry ->> 'node')::uuid,
           (entry ->> 'attempt')::integer, entry -> 'error'
     WHERE entry ? 'outcome'
    UNION ALL
    SELECT (entry ->> 'at')::timestamptz, entry ->> 'event', entry ->> 'by', (entry ->> 'node')::uuid, NULL,
           entry -> 'detail'
     WHERE entry ? 'event') AS happened
UNION ALL
SELECT id, attempt_started_at, 'STARTED', NULL, node, attempts, NULL, correlation_id
  FROM millwright.job
 WHERE state = 'RUNNING' AND attempt_started_at IS NOT NULL
UNION ALL
-- Its cancel was asked for while an attempt ran that then ended otherwise: failed, given back or lost.
SELECT id, finished_at, 'CANCELLED', NULL, NULL, NULL, NULL, correlation_id
  FROM millwright.job_archive
 WHERE state = 'CANCELLED' AND coalesce(history -> -1 ->> 'outcome', history -> -1 ->> 'event', '') <> 'CANCELLED';
