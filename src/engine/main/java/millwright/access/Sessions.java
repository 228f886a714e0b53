package millwright.access;

import java.util.Optional;

/**
 * Remembers who has signed in with a token, so that a browser need not keep the token itself:
 * {@code @Inject Sessions sessions}. Every node of the database knows them all. Thread-safe.
 */
public interface Sessions {

    /** A new session of the one whose token this is, or empty when it is nobody's. */
    Optional<Session> open(String token);

    /** The session with this id, or empty when there is none, it has expired, or its token is no more. */
    Optional<Session> find(String id);

    /** Ends the session with this id, if there is one. */
    void end(String id);
}
