package millwright.access;

import millwright.database.Database;

/** The parts of this package on one node, put together. */
public final class Access {

    private final StoredTokens tokens;
    private final StoredUsers users;
    private final Sessions sessions;
    private final FirstToken firstToken;
    private final AccessConfig config;
    private final JwtConfig jwt;

    public Access(Database database, AccessConfig config, JwtConfig jwt) {
        this.config = config;
        this.jwt = jwt;
        this.tokens = new StoredTokens(database);
        this.users = new StoredUsers(database);
        this.sessions = new StoredSessions(database, config, users);
        this.firstToken = new FirstToken(tokens, config);
    }

    /** Makes the first administrator's token, unless there is one; once the schema is there. */
    public void start() {
        firstToken.ensure();
    }

    public Tokens tokens() {
        return tokens;
    }

    public Users users() {
        return users;
    }

    public Sessions sessions() {
        return sessions;
    }

    public AccessConfig config() {
        return config;
    }

    public JwtConfig jwt() {
        return jwt;
    }
}
