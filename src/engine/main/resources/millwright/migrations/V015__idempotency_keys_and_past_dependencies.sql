-- What a caller's own key for a request has led to, so that a request which comes twice is carried out once. Written by
-- the statement that writes the jobs: they are there together, or neither is.
CREATE TABLE millwright.idempotency_key (
    caller      text        NOT NULL,
    -- what was asked for, such as POST /jobs
    route       text        NOT NULL,
    key         text        NOT NULL,
    body_hash   text        NOT NULL,
    -- for each item of the request the job it led to, null for one that was refused
    jobs        uuid[]      NOT NULL,
    -- for each item whether that job was made for it
    created     boolean[]   NOT NULL,
    -- by the number of the item why it was refused; null when none was
    refusals    jsonb,
    expires_at  timestamptz NOT NULL,
    PRIMARY KEY (caller, route, key)
);
CREATE INDEX idempotency_key_expiring ON millwright.idempotency_key (expires_at);

-- Takes the key unless it is taken, and says whether it has. One that another transaction has taken and not yet committed
-- is waited for, two seconds at the most; should that transaction roll back, the key is ours.
CREATE FUNCTION millwright.take_key(by_caller text, for_route text, with_key text, with_hash text, for_jobs uuid[],
                                    are_created boolean[], are_refused jsonb, kept interval)
    RETURNS boolean
    LANGUAGE plpgsql
    SET search_path = millwright, pg_temp
    SET lock_timeout = '2s'
AS $$
BEGIN
    FOR try IN 1 .. 100 LOOP
        -- one whose time is over, and which nobody has swept yet
        DELETE FROM idempotency_key
         WHERE caller = by_caller AND route = for_route AND key = with_key AND expires_at <= clock();
        INSERT INTO idempotency_key (caller, route, key, body_hash, jobs, created, refusals, expires_at)
        VALUES (by_caller, for_route, with_key, with_hash, for_jobs, are_created, are_refused, clock() + kept)
            ON CONFLICT (caller, route, key) DO NOTHING;
        IF FOUND THEN
            RETURN true;
        END IF;
        -- in a second statement, which sees what was committed meanwhile
        PERFORM 1 FROM idempotency_key WHERE caller = by_caller AND route = for_route AND key = with_key;
        IF FOUND THEN
            RETURN false;
        END IF;
    END LOOP;
    RAISE EXCEPTION 'an idempotency key changes hands faster than it can be read' USING ERRCODE = '55P03';
END
$$;

-- Notes that some of the jobs of a key that was just taken were not made, as others have their unique keys.
CREATE FUNCTION millwright.keep_holders(of_caller text, of_route text, of_key text, asked uuid[], holders uuid[])
    RETURNS void
    LANGUAGE plpgsql
    SET search_path = millwright, pg_temp
AS $$
BEGIN
    UPDATE idempotency_key k
       SET (jobs, created) = (
            SELECT array_agg(coalesce(h.holder, j.id) ORDER BY j.number),
                   array_agg(j.made AND h.holder IS NULL ORDER BY j.number)
              FROM unnest(k.jobs, k.created) WITH ORDINALITY AS j (id, made, number)
              LEFT JOIN unnest(asked, holders) AS h (asked, holder) ON h.asked = j.id)
     WHERE k.caller = of_caller AND k.route = of_route AND k.key = of_key;
END
$$;

-- Which jobs wait for one, for who asks how jobs come from one another: also once they do not wait any more.
CREATE INDEX job_dependency_parent ON millwright.job_dependency (parent, child);

-- What jobs that are over have waited for, for the same. Forgotten 30 days after the job was submitted.
CREATE TABLE millwright.past_dependency (
    child       uuid NOT NULL,
    parent      uuid NOT NULL,
    on_failure  text NOT NULL,
    PRIMARY KEY (child, parent)
);
CREATE INDEX past_dependency_parent ON millwright.past_dependency (parent);
