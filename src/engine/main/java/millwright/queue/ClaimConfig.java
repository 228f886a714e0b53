package millwright.queue;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.config.Key;
import millwright.config.SettingException;
import millwright.config.Settings;

/**
 * Which jobs this node takes, and how far ahead.
 *
 * @param prefetch the most jobs it holds beyond its free slots; 0 for none
 * @param ageing one in so many claimed jobs of a queue is its oldest, whatever its priority; 0 for never
 * @param serve the queues it serves; empty for all
 * @param workersOf how many workers a queue may take on this node, at the most all there are; 0 for none
 */
public record ClaimConfig(int prefetch, int ageing, Set<String> serve, ToIntFunction<String> workersOf) {

    private static final String ALL = "all";
    private static final int MOST_WORKERS = 1_000;

    private static final Key PREFETCH = new Key(
            "millwright.queue.prefetch",
            "1000",
            "The most jobs that a node claims beyond its free slots; it claims no more than it expects to begin within"
                    + " 100 ms, and 0 means none");
    private static final Key AGEING = new Key(
            "millwright.queue.ageing",
            "20",
            "One in so many jobs taken from a queue is its oldest, whatever its priority; 0 means never");
    private static final Key SERVE =
            new Key("millwright.queue.serve", ALL, "The queues whose jobs this node runs, separated by commas");
    private static final Key WORKERS_OF = new Key(
            "millwright.queue.<name>.workers",
            "as many as there are",
            "How many jobs of that queue this node runs at the same time; 0 means that it does not serve it");

    private static final Pattern WORKERS_OF_NAME =
            Pattern.compile("millwright\\.queue\\..+\\.workers|MILLWRIGHT_QUEUE_.+_WORKERS");

    public static final List<Key> KEYS = List.of(PREFETCH, AGEING, SERVE, WORKERS_OF);

    /** All queues, with as many workers as there are. */
    public static final ClaimConfig PLAIN = new ClaimConfig(1_000, 20, Set.of(), queue -> MOST_WORKERS);

    static ClaimConfig from(Settings settings) {
        String serve = settings.text(SERVE);
        return new ClaimConfig(
                settings.integer(PREFETCH, 0, 10_000),
                settings.integer(AGEING, 0, 1_000_000),
                serve.equals(ALL)
                        ? Set.of()
                        : Stream.of(serve.split(","))
                                .map(String::strip)
                                .filter(name -> !name.isEmpty())
                                .collect(Collectors.toUnmodifiableSet()),
                queue -> workers(settings, "millwright.queue." + queue + ".workers"));
    }

    /**
     * Queues may get their names while the node runs, so their keys are read then: what they are set to is looked at
     * now, so that a value that does not fit is told at the start.
     *
     * @throws SettingException when one of {@code names} sets a queue's workers to what is no number of workers
     */
    public static void check(Iterable<String> names, Settings settings) {
        for (String name : names) {
            if (WORKERS_OF_NAME.matcher(name).matches()) {
                workers(settings, name);
            }
        }
    }

    private static int workers(Settings settings, String name) {
        return settings.integer(new Key(name, Integer.toString(MOST_WORKERS), WORKERS_OF.meaning()), 0, MOST_WORKERS);
    }

    /** Those of a node's queues that it serves, with the ones that only its settings name; in the order of their names. */
    public List<String> served(Collection<String> defined) {
        return Stream.concat(defined.stream(), serve.stream())
                .filter(queue -> serves(queue) && workersOf.applyAsInt(queue) > 0)
                .distinct()
                .sorted()
                .toList();
    }

    boolean serves(String queue) {
        return serve.isEmpty() || serve.contains(queue);
    }
}
