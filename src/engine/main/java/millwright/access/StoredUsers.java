package millwright.access;

import java.util.List;
import java.util.Optional;
import millwright.access.UserStore.Known;
import millwright.database.Database;
import millwright.database.DatabaseException;

/** {@link Users} on their table. */
public final class StoredUsers implements Users {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;
    private static final String UNIQUE_VIOLATION = "23505";

    private final UserStore store;
    private final Passwords passwords = new Passwords();
    private final SignInThrottle throttle = new SignInThrottle(System::nanoTime);

    public StoredUsers(Database database) {
        this.store = new UserStore(database);
    }

    @Override
    public User create(UserRequest request) {
        CallerCheck check = new CallerCheck().name(request.name()).scope(request.scope());
        password(check, "/password", request.password(), request.name()).finish();
        String hash = passwords.hash(request.password());
        try {
            return store.insert(request, hash).orElseThrow(() -> new NameTakenException(request.name()));
        } catch (DatabaseException e) {
            throw e.sqlState().equals(UNIQUE_VIOLATION) ? new NameTakenException(request.name()) : e;
        }
    }

    @Override
    public Optional<User> find(String name) {
        return CallerCheck.isName(name) ? store.find(name) : Optional.empty();
    }

    @Override
    public List<User> list(Optional<String> after, int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException(limit + " are asked for, expected 1 to " + MOST);
        }
        return store.page(after.orElse(""), limit);
    }

    @Override
    public Optional<User> change(String name, UserChange change) {
        CallerCheck check = new CallerCheck()
                .scope(new Scope(
                        change.queues().orElse(Scope.ALL.queues()),
                        change.definitions().orElse(Scope.ALL.definitions())));
        change.password().ifPresent(given -> password(check, "/password", given, name));
        check.finish();
        if (find(name).isEmpty()) {
            return Optional.empty();
        }
        Optional<User> changed = store.change(name, change, change.password().map(passwords::hash));
        if (changed.isEmpty()) {
            throw new LastAdministratorException(name);
        }
        return changed;
    }

    @Override
    public boolean changePassword(String name, String current, String password, String session, String address) {
        password(new CallerCheck(), "/new_password", password, name).finish();
        return recognised(name, current, address)
                .map(known -> store.changePassword(known, passwords.hash(password), Secret.hash(session)))
                .orElse(false);
    }

    /**
     * The user whose password this is; takes as long when there is none of the name.
     *
     * @throws ThrottledException when it was guessed too often
     */
    Optional<Known> recognised(String name, String password, String address) {
        if (password.length() > LONGEST * 2) {
            return Optional.empty();
        }
        String known = CallerCheck.isName(name) ? name : "";
        throttle.guess(known, address);
        Optional<Known> user = store.password(known);
        if (!passwords.matches(password, user.map(Known::password))) {
            return Optional.empty();
        }
        throttle.wasRight(known, address);
        return user;
    }

    private static CallerCheck password(CallerCheck check, String pointer, String password, String name) {
        int length = password.codePointCount(0, password.length());
        return check.check(
                length >= SHORTEST && length <= LONGEST && !password.equalsIgnoreCase(name),
                pointer,
                "expected " + SHORTEST + " to " + LONGEST + " characters, and not the name");
    }
}
