package millwright.access;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hashes and compares passwords, two at a time: however many sign in at once, no more than 40 MB go there. Whoever waits
 * longer than 5 s is sent away.
 */
final class Passwords {

    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Of a password that nobody has: to compare with when there is no such user, so that it takes as long. */
    private static final String NOBODYS = PasswordHash.of(Secret.random());

    private final Semaphore slots = new Semaphore(AT_ONCE, true);

    /** @throws ThrottledException when too many are being hashed */
    String hash(String password) {
        return inSlot(() -> PasswordHash.of(password));
    }

    /**
     * @param stored empty when there is no such user: takes as long, and is false
     * @throws ThrottledException when too many are being hashed
     */
    boolean matches(String password, Optional<String> stored) {
        boolean same = inSlot(() -> PasswordHash.matches(password, stored.orElse(NOBODYS)));
        return same && stored.isPresent();
    }

    private <T> T inSlot(Supplier<T> work) {
        try {
            if (!slots.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new ThrottledException("too many are signing in", PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ThrottledException("the server is stopping", PATIENCE);
        }
        try {
            return work.get();
        } finally {
            slots.release();
        }
    }
}
