package millwright.access;

import java.util.List;
import java.util.Optional;
import millwright.job.InvalidRequestException;

/**
 * Makes and changes the users that sign in with a password: {@code @Inject Users users}. Users are not deleted, but
 * disabled: what they submitted stays theirs. Thread-safe; committed on return, or with the caller's JTA transaction.
 * What takes a password may take seconds, when many are at it.
 */
public interface Users {

    /** The most that one list holds. */
    int MOST = 500;

    /**
     * @throws InvalidRequestException naming each member that does not fit
     * @throws NameTakenException when a user or a token has or had the name
     * @throws ThrottledException when too many passwords are being hashed
     */
    User create(UserRequest request);

    Optional<User> find(String name);

    /**
     * By name, disabled ones too.
     *
     * @param after the last name of the page before
     * @param limit 1 to {@link #MOST}
     */
    List<User> list(Optional<String> after, int limit);

    /**
     * @return what it is now, or empty when there is none
     * @throws InvalidRequestException naming each member that does not fit
     * @throws LastAdministratorException when no administrator were left
     * @throws ThrottledException when too many passwords are being hashed
     */
    Optional<User> change(String name, UserChange change);

    /**
     * A user's own change, which ends all its other sessions.
     *
     * @param session the id of the session that stays
     * @param address where the request comes from, for the throttle
     * @return false when {@code current} is not its password
     * @throws InvalidRequestException when {@code password} does not fit
     * @throws ThrottledException when it was guessed too often
     */
    boolean changePassword(String name, String current, String password, String session, String address);
}
