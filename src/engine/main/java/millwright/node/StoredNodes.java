package millwright.node;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import millwright.config.NearestName;
import millwright.database.Database;
import millwright.database.StorableText;
import millwright.job.InvalidRequestException;
import millwright.job.NodeSignals;
import millwright.job.OwnTransaction;
import millwright.job.Violation;
import millwright.node.NodeStatus.State;

/** {@link Nodes} on the node table: finds who is meant, writes, then has this node look. */
public final class StoredNodes implements Nodes {

    private static final int LONGEST_NAME = 200;

    private final NodeOrders orders;
    private final NodeSignals signals;
    private final OwnTransaction independently;

    public StoredNodes(Database database, NodeSignals signals, OwnTransaction independently) {
        this.orders = new NodeOrders(database);
        this.signals = signals;
        this.independently = independently;
    }

    @Override
    public List<NodeStatus> list() {
        return orders.list();
    }

    @Override
    public void drain(String node, String by) {
        if (by == null || by.isBlank() || by.length() > LONGEST_NAME || !StorableText.fits(by)) {
            throw refused("/by", "is '" + StorableText.of(by, 50) + "', expected 1 to " + LONGEST_NAME + " characters");
        }
        ask(node, id -> orders.drain(id, by));
    }

    @Override
    public void resume(String node) {
        ask(node, orders::resume);
    }

    @Override
    public void stopQueue(String node, String queue) {
        ask(node, id -> orders.stopQueue(id, known(queue)));
    }

    @Override
    public void startQueue(String node, String queue) {
        ask(node, id -> orders.startQueue(id, known(queue)));
    }

    private void ask(String node, Consumer<UUID> what) {
        independently.run(() -> {
            UUID id = meant(node);
            what.accept(id);
            // it may have ended in between
            meant(id.toString());
        });
        signals.ordersChanged();
    }

    @Override
    public NodeStatus find(String node) {
        List<NodeStatus> all = orders.list();
        return exact(all, node).or(() -> named(all, node)).orElseThrow(() -> unknown(all, node));
    }

    /** The one living node that is meant. */
    private UUID meant(String given) {
        NodeStatus node = find(given);
        if (node.state() != State.ALIVE) {
            throw NoSuchNodeException.gone(given, node.state());
        }
        return node.incarnation();
    }

    private static Optional<NodeStatus> exact(List<NodeStatus> all, String given) {
        return all.stream()
                .filter(node -> node.incarnation().toString().equalsIgnoreCase(given))
                .findFirst();
    }

    private static Optional<NodeStatus> named(List<NodeStatus> all, String given) {
        List<NodeStatus> named =
                all.stream().filter(node -> node.name().equals(given)).toList();
        List<NodeStatus> living =
                named.stream().filter(node -> node.state() == State.ALIVE).toList();
        if (living.size() > 1) {
            throw NoSuchNodeException.ambiguous(
                    given,
                    living.stream().map(node -> node.incarnation().toString()).toList());
        }
        return living.isEmpty()
                ? named.stream().max(Comparator.comparing(NodeStatus::startedAt))
                : Optional.of(living.get(0));
    }

    private static NoSuchNodeException unknown(List<NodeStatus> all, String given) {
        return NoSuchNodeException.unknown(
                given == null ? "" : given,
                all.stream()
                        .filter(node -> node.state() == State.ALIVE)
                        .flatMap(node ->
                                Stream.of(node.name(), node.incarnation().toString()))
                        .toList());
    }

    private String known(String queue) {
        List<String> known = orders.queues();
        if (queue == null || !known.contains(queue)) {
            String nearest = NearestName.of(queue == null ? "" : queue, known);
            throw refused(
                    "/queue",
                    "no queue is named '" + StorableText.of(queue, 100) + "'"
                            + (nearest.isEmpty() ? "" : " (nearest: '" + nearest + "')"));
        }
        return queue;
    }

    private static InvalidRequestException refused(String pointer, String detail) {
        return new InvalidRequestException(List.of(new Violation(pointer, detail)));
    }
}
