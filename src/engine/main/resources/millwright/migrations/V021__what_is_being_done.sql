-- What operators and administrators are about to do, noted before it is done. The note goes when the entry of the audit is
-- written, in its statement, or when nothing was changed; one that stays behind was its node's last act, and becomes an
-- entry that says so. Nodes of the version before know nothing of it, and write their entries as they did.
CREATE TABLE millwright.audit_intent (
    id      uuid        PRIMARY KEY,
    at      timestamptz NOT NULL DEFAULT millwright.clock(),
    actor   text,
    role    text,
    address text,
    action  text        NOT NULL,
    target  text,
    reason  text
);

CREATE INDEX audit_intent_by_time ON millwright.audit_intent (at);

-- without one nobody knows what became of it
ALTER TABLE millwright.audit_entry ALTER COLUMN status DROP NOT NULL;
