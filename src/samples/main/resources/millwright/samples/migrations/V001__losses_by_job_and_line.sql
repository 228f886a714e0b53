-- A loss is one line of the file a job imported: the file may hold the same loss twice, and two jobs may import it.
CREATE TABLE samples.loss_event (
    job_id      uuid          NOT NULL,
    line_number bigint        NOT NULL,
    event_date  date          NOT NULL,
    amount      numeric(19,2) NOT NULL CHECK (amount > 0),
    airport     text          NOT NULL,
    operator    text          NOT NULL,
    aircraft    text          NOT NULL,
    species     text          NOT NULL,
    damage      text          NOT NULL,
    PRIMARY KEY (job_id, line_number)
);

-- A job's losses by year, without reading the rows themselves.
CREATE INDEX loss_event_by_date ON samples.loss_event (job_id, event_date) INCLUDE (amount);
