package millwright.signal;

import java.time.Duration;

/**
 * How often what is done.
 *
 * @param gap the shortest time between two sets of messages
 * @param presence how often a node says that it listens
 * @param patience how long what a node says to itself may take to come back
 * @param poll how often a node looks for jobs that cannot hear of them
 * @param retry after which time such a node tries to listen again
 */
record Pace(Duration gap, Duration presence, Duration patience, Duration poll, Duration retry) {

    static final Pace USUAL = new Pace(
            Duration.ofMillis(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3),
            Duration.ofMillis(50),
            Duration.ofSeconds(30));

    /** A node that listens has said so in this time, unless it hangs: three times over, and a little more. */
    long forgottenAfterNanos() {
        return presence.toNanos() * 7 / 2;
    }
}
