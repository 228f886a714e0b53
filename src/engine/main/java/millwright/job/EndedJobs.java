package millwright.job;

import java.util.Collection;
import java.util.UUID;

/** Whoever wants to know at once what outcomes have brought about. Every method returns at once. Thread-safe. */
public interface EndedJobs {

    /** For where nobody does. */
    EndedJobs UNHEARD = new EndedJobs() {
        @Override
        public void over(Collection<UUID> awaited) {
            // nobody waits
        }

        @Override
        public void due() {
            // found by polling
        }
    };

    /** These jobs, for which somebody waits on some node, are over: committed. */
    void over(Collection<UUID> awaited);

    /** Something is due: rows of {@code millwright.due} were committed. */
    void due();
}
