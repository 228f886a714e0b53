package millwright.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What one statement told.
 *
 * @param submitters of each job, or one of all of them
 * @param correlationIds of each job, null for one without; empty where none has one
 */
record FeedRow(
        long seq,
        Instant at,
        String state,
        String queue,
        String definition,
        List<UUID> jobs,
        List<String> submitters,
        List<String> correlationIds) {

    /** In their order, the last of which leads to the next row. */
    List<FeedEvent> events() {
        return IntStream.range(0, jobs.size()).mapToObj(this::event).toList();
    }

    private FeedEvent event(int index) {
        boolean isLast = index == jobs.size() - 1;
        return new FeedEvent(
                isLast ? new FeedPosition(seq + 1, 0) : new FeedPosition(seq, index + 1),
                at,
                state,
                jobs.get(index),
                definition,
                queue,
                submitters.get(submitters.size() == 1 ? 0 : index),
                Optional.ofNullable(correlationIds.isEmpty() ? null : correlationIds.get(index)));
    }
}
