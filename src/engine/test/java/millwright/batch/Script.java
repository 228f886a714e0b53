package millwright.batch;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import millwright.job.Attempt;

/** What the artifacts of the test jobs do: each test writes its own. The numbers 1 to {@code items} are the input. */
final class Script {

    /** A place where an artifact may fail, stop or be fenced. */
    interface Point<T> {
        void at(T what) throws Exception;
    }

    /** What a batchlet does, with the injected objects at hand. */
    interface Report {
        JsonObject of(Attempt attempt, Steps steps) throws Exception;
    }

    // artifacts are made by the container, tests run one after the other
    private static Script current;

    final int items;
    final DataSource dataSource;
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger reports = new AtomicInteger();
    final Ranges ranges = new Ranges();
    final List<String> decided = new CopyOnWriteArrayList<>();

    volatile boolean knowsItsSize = true;
    volatile Point<Integer> reading = number -> {};
    volatile Point<Integer> processing = number -> {};
    volatile Point<List<Object>> beforeWriting = numbers -> {};
    volatile Point<List<Object>> afterWriting = numbers -> {};
    volatile Report report = (attempt, steps) -> null;
    volatile Point<Attempt> last = attempt -> {};

    Script(int items, DataSource dataSource) {
        this.items = items;
        this.dataSource = dataSource;
    }

    static synchronized void play(Script script) {
        current = script;
    }

    static synchronized Script current() {
        return current;
    }
}
