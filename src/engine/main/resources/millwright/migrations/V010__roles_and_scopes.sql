-- What a token may be used for. Narrowed to some queues or definitions where these name any, and of no use once it has
-- expired or is revoked; a revoked one is kept for as long as it stands in the audit.
ALTER TABLE millwright.api_token
    DROP CONSTRAINT api_token_role_check,
    ADD CONSTRAINT api_token_role_is_known CHECK (role IN ('VIEWER', 'SUBMITTER', 'OPERATOR', 'ADMIN')),
    ADD COLUMN queues        text[]  NOT NULL DEFAULT '{}',
    ADD COLUMN definitions   text[]  NOT NULL DEFAULT '{}',
    ADD COLUMN created_by    text,
    ADD COLUMN expires_at    timestamptz,
    ADD COLUMN revoked_at    timestamptz,
    ADD COLUMN last_used_at  timestamptz;

-- the same columns as job_instance_name
DROP INDEX millwright.job_instance_by_name;
