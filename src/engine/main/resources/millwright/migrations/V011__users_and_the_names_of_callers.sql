-- The names of those who call. A job is its submitter's by name, so a name belongs to one user, or to the tokens that
-- have followed one another under it: never to a user and to a token.
CREATE TABLE millwright.caller_name (
    name  text PRIMARY KEY,
    kind  text NOT NULL CHECK (kind IN ('TOKEN', 'USER'))
);

INSERT INTO millwright.caller_name (name, kind) SELECT name, 'TOKEN' FROM millwright.api_token;

CREATE FUNCTION millwright.take_caller_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO millwright.caller_name (name, kind) VALUES (NEW.name, TG_ARGV[0]) ON CONFLICT (name) DO NOTHING;
    -- a second statement, so that it sees whom the first has waited for
    IF (SELECT kind FROM millwright.caller_name WHERE name = NEW.name) <> TG_ARGV[0] THEN
        RAISE EXCEPTION 'the name % is taken', NEW.name USING ERRCODE = 'unique_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER token_takes_its_name BEFORE INSERT ON millwright.api_token
    FOR EACH ROW EXECUTE FUNCTION millwright.take_caller_name('TOKEN');

-- The next token of a name may come once the one before is revoked.
ALTER TABLE millwright.api_token DROP CONSTRAINT api_token_name_key;
CREATE UNIQUE INDEX api_token_name_in_use ON millwright.api_token (name) WHERE revoked_at IS NULL;
CREATE INDEX api_token_by_name ON millwright.api_token (name, id);

-- People who sign in with a password, of which only a memory-hard hash is kept.
CREATE TABLE millwright.app_user (
    id                   uuid PRIMARY KEY,
    name                 text        NOT NULL UNIQUE,
    role                 text        NOT NULL CHECK (role IN ('VIEWER', 'SUBMITTER', 'OPERATOR', 'ADMIN')),
    queues               text[]      NOT NULL DEFAULT '{}',
    definitions          text[]      NOT NULL DEFAULT '{}',
    password             text        NOT NULL,
    created_by           text        NOT NULL,
    created_at           timestamptz NOT NULL DEFAULT millwright.clock(),
    password_changed_at  timestamptz NOT NULL DEFAULT millwright.clock(),
    last_signed_in_at    timestamptz,
    disabled_at          timestamptz
);

CREATE TRIGGER user_takes_its_name BEFORE INSERT ON millwright.app_user
    FOR EACH ROW EXECUTE FUNCTION millwright.take_caller_name('USER');

-- Those of whom one must be left: not narrowed, and not about to expire.
CREATE VIEW millwright.administrator AS
    SELECT id FROM millwright.api_token
     WHERE role = 'ADMIN' AND queues = '{}' AND definitions = '{}' AND revoked_at IS NULL AND expires_at IS NULL
    UNION ALL
    SELECT id FROM millwright.app_user
     WHERE role = 'ADMIN' AND queues = '{}' AND definitions = '{}' AND disabled_at IS NULL;

-- A session is a token's, as before, or a user's.
ALTER TABLE millwright.console_session
    ALTER COLUMN token DROP NOT NULL,
    ADD COLUMN app_user uuid REFERENCES millwright.app_user ON DELETE CASCADE,
    ADD CONSTRAINT session_is_of_one CHECK (num_nonnulls(token, app_user) = 1);

CREATE INDEX console_session_of_user ON millwright.console_session (app_user) WHERE app_user IS NOT NULL;
