package millwright.container.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Map;
import millwright.batch.BatchJob;
import millwright.batch.BatchStep;

/** Batch jobs that are defined in Java. */
@ApplicationScoped
public class JavaJobs {

    @Produces
    BatchJob typed() {
        return BatchJob.named("typed")
                .then(BatchStep.named("only")
                        .batchlet(
                                Typed.class.getName(),
                                Map.of(
                                        "day", "#{jobParameters['day']}",
                                        "unit", "DAYS",
                                        "numbers", "1,2,3",
                                        "whole", "4")));
    }
}
