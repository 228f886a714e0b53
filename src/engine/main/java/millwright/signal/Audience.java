package millwright.signal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Whether any other node would hear a message. As long as this node cannot know, because it does not hear the others or
 * has not for long, it is assumed. Thread-safe.
 */
final class Audience {

    /** A node that listens says so in this time, however it may hang. */
    private final long forgottenAfterNanos;

    private final LongSupplier nanoTime;
    private final Map<String, Long> heard = new ConcurrentHashMap<>();
    private volatile Long last;
    private volatile Long hearsSince;

    Audience(long forgottenAfterNanos, LongSupplier nanoTime) {
        this.forgottenAfterNanos = forgottenAfterNanos;
        this.nanoTime = nanoTime;
    }

    /** From now on this node hears the others. */
    void hears() {
        hearsSince = nanoTime.getAsLong();
    }

    /** From now on it does not. */
    void isDeaf() {
        hearsSince = null;
    }

    /** Another node was heard; whether it is new, or was forgotten. */
    boolean heard(String sender) {
        long now = nanoTime.getAsLong();
        last = now;
        Long before = heard.put(sender, now);
        heard.values().removeIf(at -> now - at > forgottenAfterNanos);
        return before == null || now - before > forgottenAfterNanos;
    }

    boolean isThere() {
        Long since = hearsSince;
        return since == null || isRecent(since) || isRecent(last);
    }

    private boolean isRecent(Long at) {
        return at != null && nanoTime.getAsLong() - at <= forgottenAfterNanos;
    }
}
