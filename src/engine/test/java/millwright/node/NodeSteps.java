package millwright.node;

import java.util.UUID;
import millwright.database.Database;
import millwright.job.NodeLoad;
import millwright.testing.FakeSignals;

/** The nodes' statements one by one, for tests of other packages that decide themselves what happens next. */
public final class NodeSteps {

    private final NodeStore store;
    private final AttemptRescuer rescuer;

    public NodeSteps(Database database, int crashLimit) {
        this.store = new NodeStore(database);
        this.rescuer = new AttemptRescuer(store, new FakeSignals(), crashLimit);
    }

    /** A new incarnation. */
    public UUID join() {
        UUID id = UUID.randomUUID();
        store.join(id, "test", NodeProfile.plain("1", 8), null);
        return id;
    }

    public boolean beat(UUID node) {
        return store.beat(node, NodeLoad.NONE);
    }

    /** Whether an observer that has just looked could declare the node dead. */
    public boolean declareDead(UUID node) {
        return store.living().stream()
                .filter(beat -> beat.node().equals(node))
                .findFirst()
                .map(store::declareDead)
                .orElse(false);
    }

    /** All dead nodes' jobs. */
    public void rescue() {
        rescuer.rescueAll();
    }
}
