-- Job XML that came with a request instead of the class path, by the SHA-256 of its text: 64 hexadecimal digits. A job's
-- parameters name it. No foreign key points here and rows stay: a document takes a few KB however many jobs ran it.
CREATE TABLE millwright.job_xml (
    hash        text        PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
    document    text        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT millwright.clock()
);

-- What the instance began to run, inline or from the class path; null for a job that Java code defines.
ALTER TABLE millwright.job_instance ADD COLUMN xml_hash text;
