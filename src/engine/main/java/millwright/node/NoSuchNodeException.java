package millwright.node;

import java.util.Collection;
import millwright.config.NearestName;
import millwright.database.StorableText;

/** No living node is meant by the given name or incarnation. */
public class NoSuchNodeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 100;

    private NoSuchNodeException(String message) {
        super(message);
    }

    static NoSuchNodeException unknown(String given, Collection<String> known) {
        String nearest = NearestName.of(given, known);
        return new NoSuchNodeException(
                "no node is named '" + shown(given) + "'" + (nearest.isEmpty() ? "" : " (nearest: '" + nearest + "')"));
    }

    static NoSuchNodeException gone(String given, NodeStatus.State state) {
        return new NoSuchNodeException("node '" + shown(given) + "' is "
                + (state == NodeStatus.State.LEFT ? "gone: it has left" : "dead") + ", nothing can be asked of it");
    }

    static NoSuchNodeException ambiguous(String given, Collection<String> incarnations) {
        return new NoSuchNodeException(incarnations.size() + " living nodes are named '" + shown(given)
                + "', expected one of their incarnations: " + String.join(", ", incarnations));
    }

    private static String shown(String given) {
        return StorableText.of(given, SHOWN);
    }
}
