package millwright.batch;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonObject;
import millwright.job.Attempt;

/** Gives the result the test's script makes. */
@Named
@Dependent
public class ReportBatchlet extends AbstractBatchlet {

    @Inject
    private Attempt attempt;

    @Inject
    private Steps steps;

    @Override
    public String process() throws Exception {
        Script.current().reports.incrementAndGet();
        JsonObject result = Script.current().report.of(attempt, steps);
        if (result != null) {
            attempt.result(result);
        }
        return "REPORTED";
    }
}
