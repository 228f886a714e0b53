package millwright.access;

import java.time.Instant;

/**
 * A sign-in that holds for a while.
 *
 * @param id the secret by which it is found; whoever has it, has the session
 * @param caller who signed in
 * @param expiresAt when it ends by itself
 */
public record Session(String id, Caller caller, Instant expiresAt) {

    /** Without the id, which must not reach a log by accident. */
    @Override
    public String toString() {
        return "session of " + caller.name() + " until " + expiresAt;
    }
}
