package millwright.external;

import millwright.database.Database;
import millwright.testing.TestDatabase;

/** What workers outside and sweeps do, for tests of other packages. */
public final class ExternalSteps {

    private final Workshop shop;

    public ExternalSteps(TestDatabase database, Database statements) {
        shop = new Workshop(database, statements);
    }

    /** Defines {@code name} with what a definition has of itself. */
    public void define(String name) {
        shop.define(name, "{}");
    }

    /** Claims up to {@code most} jobs, beats for each and completes it; how many. */
    public int workOff(int most, String definition) {
        var claimed = shop.claim("worker", most, definition);
        claimed.forEach(work -> {
            shop.external.heartbeat(work.job(), work.leaseToken());
            shop.external.complete(work.job(), work.leaseToken(), null);
        });
        return claimed.size();
    }

    /** Claims and keeps them. */
    public int claim(int most, String definition) {
        return shop.claim("worker", most, definition).size();
    }

    /** Moves on what has run out; how many. */
    public int sweep() {
        return shop.sweep.sweep();
    }
}
