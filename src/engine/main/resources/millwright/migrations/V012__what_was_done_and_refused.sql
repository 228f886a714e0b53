-- What operators and administrators did, who signed in, and what was refused. Rows are only added: neither an operator of
-- the database by mistake nor a fault of ours changes them, and none goes before it is 90 days old.
CREATE TABLE millwright.audit_entry (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        timestamptz NOT NULL DEFAULT millwright.clock(),
    actor     text,
    role      text,
    address   text,
    action    text        NOT NULL,
    target    text,
    status    integer     NOT NULL,
    times     integer     NOT NULL DEFAULT 1 CHECK (times > 0),
    affected  bigint,
    reason    text,
    filter    jsonb,
    before    jsonb,
    after     jsonb
);

CREATE INDEX audit_by_time   ON millwright.audit_entry (at);
CREATE INDEX audit_by_actor  ON millwright.audit_entry (actor, id);
CREATE INDEX audit_by_action ON millwright.audit_entry (action, id);
CREATE INDEX audit_by_target ON millwright.audit_entry (target, id);

CREATE FUNCTION millwright.keep_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.at < millwright.clock() - interval '90 days' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the audit is only added to, and kept for 90 days at least' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_is_kept BEFORE UPDATE OR DELETE ON millwright.audit_entry
    FOR EACH ROW EXECUTE FUNCTION millwright.keep_audit();

CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON millwright.audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION millwright.keep_audit();
