package millwright.event;

import java.time.Duration;
import java.util.List;
import millwright.config.Key;
import millwright.config.Settings;

/**
 * How long the feed is kept, and for how many it is read.
 *
 * @param keep for who comes back after a while
 * @param followers at most, on a node
 */
public record EventConfig(Duration keep, int followers) {

    private static final Key KEEP = new Key(
            "millwright.event.keep", "PT1H", "How long events are kept for who was away and goes on from there");
    private static final Key FOLLOWERS =
            new Key("millwright.event.followers", "500", "How many may follow the events at once on a node");

    public static final List<Key> KEYS = List.of(KEEP, FOLLOWERS);

    public static EventConfig from(Settings settings) {
        return new EventConfig(settings.duration(KEEP), settings.integer(FOLLOWERS, 1, 10_000));
    }
}
