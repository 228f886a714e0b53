package millwright.samples.features;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.job.DeadLetterQuery;
import millwright.job.DeadLetters;
import millwright.job.Job;
import millwright.method.BackgroundJob;

/**
 * Dead letters: a job that FAILED waits for a person, who looks at it, corrects its parameters and sends it again.
 * What runs then is a new job that knows which one it replaces.
 */
@ApplicationScoped
public class DeadLetterDesk {

    private static final String DEFINITION = "book-payment";

    @Inject
    private DeadLetters deadLetters;

    @BackgroundJob(name = DEFINITION)
    public BigDecimal book(String amount) {
        return new BigDecimal(amount);
    }

    /** Those that failed last first, each with its error, parameters and attempts. */
    public List<Job> look() {
        return deadLetters.list(
                new DeadLetterQuery(Optional.of(DEFINITION), Optional.empty(), Optional.empty(), Optional.empty(), 20));
    }

    /** The id of the new job. */
    public UUID correct(UUID deadLetter, String amount, String by) {
        JsonObject parameters = Json.createObjectBuilder().add("amount", amount).build();
        return deadLetters.redrive(deadLetter, parameters, by).job().orElseThrow();
    }

    public void giveUp(UUID deadLetter, String by, String reason) {
        deadLetters.discard(List.of(deadLetter), by, reason);
    }
}
