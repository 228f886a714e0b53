package millwright.access;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.DatabaseException;

/** {@link Tokens} on their table. */
public final class StoredTokens implements Tokens {

    /** What every token begins with, so that a leaked one is recognised for what it is. */
    static final String PREFIX = "mw_";

    private static final String ADMINISTRATOR = "admin";
    private static final int LONGEST = 200;
    private static final String UNIQUE_VIOLATION = "23505";

    private final TokenStore store;

    public StoredTokens(Database database) {
        this.store = new TokenStore(database);
    }

    @Override
    public Optional<Caller> authenticate(String token) {
        if (!mayBe(token)) {
            return Optional.empty();
        }
        Optional<TokenStore.Known> known = store.byHash(Secret.hash(token));
        known.filter(TokenStore.Known::isDue).ifPresent(due -> store.used(due.id()));
        return known.map(TokenStore.Known::caller);
    }

    @Override
    public NewToken create(TokenRequest request) {
        new CallerCheck()
                .name(request.name())
                .scope(request.scope())
                .check(
                        request.expiresAt().map(end -> end.isAfter(store.now())).orElse(true),
                        "/expires_at",
                        "expected a time in the future")
                .finish();
        String secret = generate();
        try {
            return store.insert(request, Secret.hash(secret))
                    .map(token -> new NewToken(token, secret))
                    .orElseThrow(() -> new NameTakenException(request.name()));
        } catch (DatabaseException e) {
            throw e.sqlState().equals(UNIQUE_VIOLATION) ? new NameTakenException(request.name()) : e;
        }
    }

    @Override
    public Optional<ApiToken> find(UUID id) {
        return store.find(id);
    }

    @Override
    public List<ApiToken> list(Optional<UUID> after, int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException(limit + " are asked for, expected 1 to " + MOST);
        }
        return store.page(after, limit);
    }

    @Override
    public Optional<ApiToken> revoke(UUID id) {
        boolean revoked = store.revoke(id);
        Optional<ApiToken> token = store.find(id);
        if (!revoked && token.isPresent() && token.get().revokedAt() == null) {
            throw new LastAdministratorException(token.get().name());
        }
        return token;
    }

    /** Whether it looks like one of ours: anything else is not worth a statement. */
    static boolean mayBe(String token) {
        return token.startsWith(PREFIX) && token.length() <= LONGEST;
    }

    boolean hasAdministrator() {
        return store.exists(ADMINISTRATOR);
    }

    /** A new token that is nobody's yet. */
    String generate() {
        return PREFIX + Secret.random();
    }

    /** Makes {@code token} the administrator's; false when there is one already. */
    boolean createAdministrator(String token) {
        return store.insertFirst(ADMINISTRATOR, Secret.hash(token));
    }
}
