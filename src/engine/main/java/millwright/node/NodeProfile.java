package millwright.node;

import java.util.List;

/**
 * What a node says of itself when it joins.
 *
 * @param queues those of its definitions and its settings that it serves
 * @param anyQueue whether it serves any other queue too
 */
public record NodeProfile(String version, int workers, List<String> queues, boolean anyQueue) {

    /** Serves whatever queue there is. */
    static NodeProfile plain(String version, int workers) {
        return new NodeProfile(version, workers, List.of(), true);
    }
}
