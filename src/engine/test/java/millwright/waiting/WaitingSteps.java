package millwright.waiting;

import millwright.database.Database;
import millwright.job.NodeSignals;
import millwright.testing.FakeSignals;

/** What moves waiting jobs on, step by step, for tests of other packages that decide themselves what happens next. */
public final class WaitingSteps {

    private final Database database;
    private final NodeSignals signals = new FakeSignals();

    public WaitingSteps(Database database) {
        this.database = database;
    }

    /** Sees to what is due, with the eyes of a node that has seen nothing yet; whether anything was. */
    public boolean settle() {
        return new Settler(new DueStore(database), signals).settle();
    }

    /** Queues all whose time has come. */
    public void promote() {
        PromotionStore promotions = new PromotionStore(database);
        int jobs;
        do {
            jobs = promotions.promote().jobs();
        } while (jobs > 0);
    }

    /** Ends what has waited too long, and clears away what nobody needs. */
    public void sweep() {
        new Promoter(new PromotionStore(database), new SweepStore(database), signals, () -> {}).sweep();
    }
}
