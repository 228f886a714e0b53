package millwright.event;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A job came to a state.
 *
 * @param position right behind this event: who goes on from there hears what came after it
 * @param at when, by the database's clock
 * @param state by its name
 */
public record FeedEvent(
        FeedPosition position,
        Instant at,
        String state,
        UUID job,
        String definition,
        String queue,
        String submitter,
        Optional<String> correlationId) {}
