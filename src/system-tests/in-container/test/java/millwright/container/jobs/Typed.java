package millwright.container.jobs;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import millwright.job.Attempt;

/** Gives as result what was injected here, of types that neither JBeret nor the server produces. */
@Dependent
public class Typed extends AbstractBatchlet {

    @Inject
    @BatchProperty
    private LocalDate day;

    @Inject
    @BatchProperty
    private TimeUnit unit;

    @Inject
    @BatchProperty
    private List<Integer> numbers;

    @Inject
    @BatchProperty
    private int whole;

    @Inject
    private Attempt attempt;

    @Override
    public String process() {
        int sum = whole;
        for (int number : numbers) {
            sum += number;
        }
        attempt.result(Json.createValue(day.plusDays(1) + " " + unit.name() + " " + sum));
        return "DONE";
    }
}
