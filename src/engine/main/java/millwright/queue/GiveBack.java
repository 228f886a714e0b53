package millwright.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import millwright.job.ClaimedJob;

/** Puts jobs that were claimed ahead and have not begun back into their lines, where they were, as if never claimed. */
final class GiveBack {

    private final ClaimStore store;
    private final WorkerSlots slots;

    GiveBack(ClaimStore store, WorkerSlots slots) {
        this.store = store;
        this.slots = slots;
    }

    /** Jobs taken away from the workers. */
    final class Taken {

        private final List<WorkerThread> workers;

        private Taken(List<WorkerThread> workers) {
            this.workers = workers;
        }

        boolean isEmpty() {
            return workers.isEmpty();
        }

        /** Leaves them to the outcomes. */
        void release() {
            workers.forEach(slots::release);
        }
    }

    /** What was claimed to begin at once has begun in all but name. */
    Taken take(Predicate<WorkerThread> which) {
        return new Taken(slots.takeBack(worker -> worker.isAhead() && which.test(worker)));
    }

    /** What does not match any more, as it is to be cancelled or its lease was lost, is left to the outcomes. */
    void giveBack(Taken taken) {
        Map<UUID, List<WorkerThread>> byNode = new HashMap<>();
        for (WorkerThread worker : taken.workers) {
            byNode.computeIfAbsent(worker.attempt().node(), node -> new ArrayList<>())
                    .add(worker);
        }
        byNode.forEach((node, workers) -> {
            List<ClaimedJob> jobs = new ArrayList<>();
            workers.forEach(worker -> jobs.add(worker.attempt().job()));
            Set<UUID> given = store.giveBackUnbegun(node, jobs);
            for (WorkerThread worker : workers) {
                if (!given.contains(worker.attempt().jobId())) {
                    slots.release(worker);
                }
            }
        });
    }
}
