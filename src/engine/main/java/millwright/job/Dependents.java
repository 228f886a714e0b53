package millwright.job;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import millwright.database.Database.SqlArray;

/**
 * New jobs in place of those that were cancelled because of dead letters.
 *
 * @param letters for each of the jobs the dead letter because of which: it is written if that is resolved
 */
record Dependents(List<CheckedJob> jobs, List<UUID> letters) {

    static final Dependents NONE = new Dependents(List.of(), List.of());

    boolean isEmpty() {
        return jobs.isEmpty();
    }

    /** How many belong to a dead letter. */
    int count(UUID letter) {
        return Math.toIntExact(letters.stream().filter(letter::equals).count());
    }

    /** Those that belong to other dead letters. */
    Dependents without(Set<UUID> refused) {
        List<Integer> kept = IntStream.range(0, jobs.size())
                .boxed()
                .filter(i -> !refused.contains(letters.get(i)))
                .toList();
        return new Dependents(
                kept.stream().map(jobs::get).toList(),
                kept.stream().map(letters::get).toList());
    }

    /** For the two placeholders of {@link SubmitStore#belonging}. */
    Object[] owners() {
        return new Object[] {
            new SqlArray("uuid", jobs.stream().map(CheckedJob::id).toList()), new SqlArray("uuid", letters)
        };
    }
}
