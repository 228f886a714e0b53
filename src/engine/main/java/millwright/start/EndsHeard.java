package millwright.start;

import java.util.Collection;
import java.util.UUID;
import millwright.job.EndedJobs;
import millwright.job.Waiters;

/** What outcomes have brought about, told to those of this node who wait for it. */
final class EndsHeard implements EndedJobs {

    private final Waiters waiters;
    private final Runnable whenDue;

    EndsHeard(Waiters waiters, Runnable whenDue) {
        this.waiters = waiters;
        this.whenDue = whenDue;
    }

    @Override
    public void over(Collection<UUID> awaited) {
        waiters.over(awaited);
    }

    @Override
    public void due() {
        whenDue.run();
    }
}
