package millwright.signal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What messages are about. */
enum Channel {
    /** Jobs were queued; the items are the names of queues that a node may not know yet. */
    JOBS,
    /** Jobs that somebody waits for are over; the items are their ids. */
    OVER,
    /** Something is asked of running jobs. */
    CONTROL,
    /** A node listens; the item is how often it has said so. */
    NODE;

    private static final String PREFIX = "millwright_";

    /** Its name in the database. */
    String text() {
        return PREFIX + name().toLowerCase(Locale.ROOT);
    }

    static List<String> texts() {
        return Stream.of(values()).map(Channel::text).toList();
    }

    static Optional<Channel> of(String text) {
        return Stream.of(values())
                .filter(channel -> channel.text().equals(text))
                .findFirst();
    }
}
