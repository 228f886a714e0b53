package millwright.node;

import java.time.Duration;
import java.util.List;
import millwright.config.Key;
import millwright.config.SettingException;
import millwright.config.Settings;

/**
 * How nodes watch each other.
 *
 * @param heartbeat time between two beats
 * @param deadAfter how long a beat may stay unchanged before the node is declared dead
 * @param crashLimit how often a job may lose its node before it is given up
 * @param keep how long nodes that are gone stay in the list
 */
public record NodeConfig(Duration heartbeat, Duration deadAfter, int crashLimit, Duration keep) {

    private static final Key HEARTBEAT =
            new Key("millwright.node.heartbeat", "PT3S", "Time between two heartbeats of a node");
    private static final Key DEAD_AFTER = new Key(
            "millwright.node.dead-after",
            "PT15S",
            "Without a heartbeat for this long a node is declared dead and its jobs move on");
    private static final Key CRASH_LIMIT = new Key(
            "millwright.node.crash-limit",
            "3",
            "A job whose node died this often is failed instead of being run again");

    private static final Key KEEP =
            new Key("millwright.node.keep", "P1D", "How long a node that is gone stays in the list of nodes");

    public static final List<Key> KEYS = List.of(HEARTBEAT, DEAD_AFTER, CRASH_LIMIT, KEEP);

    public static NodeConfig from(Settings settings) {
        NodeConfig config = new NodeConfig(
                settings.duration(HEARTBEAT),
                settings.duration(DEAD_AFTER),
                settings.integer(CRASH_LIMIT, 1, 1_000),
                settings.duration(KEEP));
        if (config.deadAfter.compareTo(config.heartbeat.multipliedBy(3)) < 0) {
            throw new SettingException(DEAD_AFTER.name() + " is '" + config.deadAfter
                    + "', expected at least three times " + HEARTBEAT.name() + " (" + config.heartbeat + ")");
        }
        return config;
    }

    /**
     * When a node that cannot beat gives up its attempts: early enough to be done before the others' time-out, which
     * began at the latest when the last beat was sent.
     */
    Duration fenceAfter() {
        return deadAfter.minus(heartbeat);
    }
}
