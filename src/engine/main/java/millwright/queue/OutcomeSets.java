package millwright.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import millwright.job.AttemptOutcome;

/** Parts what has gathered into the sets that one statement each can write: nearly always one. */
final class OutcomeSets {

    private OutcomeSets() {}

    /**
     * Of one node each, as a new incarnation may follow upon an old one, and either completed or not; in the order of
     * their ids, as everybody writes who writes several job rows.
     */
    static List<List<EndedAttempt>> of(List<EndedAttempt> ended) {
        List<EndedAttempt> sorted = new ArrayList<>(ended);
        sorted.sort(Comparator.comparing(EndedAttempt::jobId));
        List<List<EndedAttempt>> sets = new ArrayList<>(1);
        for (EndedAttempt each : sorted) {
            setFor(each, sets).add(each);
        }
        return sets;
    }

    private static List<EndedAttempt> setFor(EndedAttempt ended, List<List<EndedAttempt>> sets) {
        for (List<EndedAttempt> set : sets) {
            if (set.get(0).node().equals(ended.node()) && hasCompleted(set.get(0)) == hasCompleted(ended)) {
                return set;
            }
        }
        List<EndedAttempt> fresh = new ArrayList<>();
        sets.add(fresh);
        return fresh;
    }

    private static boolean hasCompleted(EndedAttempt ended) {
        return ended.outcome() == AttemptOutcome.COMPLETED;
    }
}
