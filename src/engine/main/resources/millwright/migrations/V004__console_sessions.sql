-- Browsers that signed in with a token. The cookie holds a random id, this table its hash: who reads the table can not
-- act as anybody. A token that is deleted takes its sessions with it.
CREATE TABLE millwright.console_session (
    hash        bytea PRIMARY KEY,
    token       uuid        NOT NULL REFERENCES millwright.api_token ON DELETE CASCADE,
    created_at  timestamptz NOT NULL DEFAULT millwright.clock(),
    expires_at  timestamptz NOT NULL
);

CREATE INDEX console_session_of_token ON millwright.console_session (token);
CREATE INDEX console_session_expiry ON millwright.console_session (expires_at);
