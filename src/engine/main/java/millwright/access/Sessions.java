package millwright.access;

import java.util.Optional;

/**
 * Remembers who has signed in, so that a browser need keep neither token nor password:
 * {@code @Inject Sessions sessions}. Every node of the database knows them all. Thread-safe.
 */
public interface Sessions {

    /** A new session of the one whose token this is, or empty when it is nobody's. */
    Optional<Session> open(String token);

    /**
     * A new session of a user. Wrong name, wrong password and disabled user are told apart by neither answer nor time.
     *
     * @param address where the request comes from, for the throttle
     * @throws ThrottledException when it was guessed too often, or too many sign in at once
     */
    Optional<Session> open(String user, String password, String address);

    /** The session with this id, or empty when there is none, it has expired, or its token or user is no more. */
    Optional<Session> find(String id);

    /** Ends the session with this id, if there is one. */
    void end(String id);
}
