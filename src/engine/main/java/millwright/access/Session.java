package millwright.access;

import java.time.Instant;

/**
 * A sign-in that holds for a while.
 *
 * @param id the secret by which it is found; whoever has it, has the session
 * @param caller who signed in
 * @param expiresAt when it ends by itself
 * @param isUsers whether a user has signed in with a password, and not the holder of a token
 */
public record Session(String id, Caller caller, Instant expiresAt, boolean isUsers) {

    /**
     * What a page of ours sends with each request that changes something, and no other page can know: it follows from
     * the id, and the id does not follow from it.
     */
    public String csrfToken() {
        return Secret.derived("csrf", id);
    }

    /** Without the id, which must not reach a log by accident. */
    @Override
    public String toString() {
        return "session of " + caller.name() + " until " + expiresAt;
    }
}
