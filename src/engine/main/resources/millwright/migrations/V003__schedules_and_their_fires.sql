-- A cron rule that creates jobs. What is due is next_fire_at by the database's clock; whatever ticks only looks.
CREATE TABLE millwright.schedule (
    id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    -- in byte order, so that pages by name do not depend on a locale
    name           text COLLATE "C" NOT NULL UNIQUE,
    cron           text        NOT NULL,
    time_zone      text        NOT NULL,
    definition     text        NOT NULL,
    -- as they were given: the definition's defaults are filled in at each fire
    parameters     jsonb       NOT NULL,
    -- null: the definition's
    priority       smallint CHECK (priority BETWEEN 0 AND 3),
    enabled        boolean     NOT NULL,
    submitter      text        NOT NULL,
    -- null: nothing is due any more, because it is not enabled or its rule can no longer be read (see last_error)
    next_fire_at   timestamptz,
    -- why it did not create a job when it last should have; null once it did again
    last_error     text,
    last_error_at  timestamptz,
    created_at     timestamptz NOT NULL DEFAULT millwright.clock(),
    CONSTRAINT schedule_errors_have_their_time CHECK ((last_error IS NULL) = (last_error_at IS NULL))
);

-- What a tick reads, and nothing else.
CREATE INDEX schedule_due ON millwright.schedule (next_fire_at, id) WHERE enabled;

-- The newest fires of each schedule. Its key is what makes a fire time happen once; the newest row is also the mark
-- behind which nothing fires again, however next_fire_at was set, so that older rows can go.
CREATE TABLE millwright.schedule_fire (
    schedule_id  uuid        NOT NULL REFERENCES millwright.schedule ON DELETE CASCADE,
    fire_at      timestamptz NOT NULL,
    job_id       uuid        NOT NULL,
    fired_at     timestamptz NOT NULL DEFAULT millwright.clock(),
    PRIMARY KEY (schedule_id, fire_at)
);
