package millwright.access;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.job.InvalidRequestException;

/**
 * Recognises, makes and ends API tokens: {@code @Inject Tokens tokens}. Thread-safe; committed on return, or with the
 * caller's JTA transaction.
 */
public interface Tokens {

    /** The most that one list holds. */
    int MOST = 500;

    /** Whose token this is, or empty when it is nobody's. Asked of the database each time (A5). */
    Optional<Caller> authenticate(String token);

    /**
     * @throws InvalidRequestException naming each member that does not fit
     * @throws NameTakenException when a user has the name, or a token that is not revoked
     */
    NewToken create(TokenRequest request);

    Optional<ApiToken> find(UUID id);

    /**
     * By name, revoked ones too.
     *
     * @param after the last of the page before
     * @param limit 1 to {@link #MOST}
     */
    List<ApiToken> list(Optional<UUID> after, int limit);

    /**
     * Ends it from now on, and the sessions that were opened with it; once more changes nothing.
     *
     * @return what it is now, or empty when there is none
     * @throws LastAdministratorException when no administrator were left
     */
    Optional<ApiToken> revoke(UUID id);
}
