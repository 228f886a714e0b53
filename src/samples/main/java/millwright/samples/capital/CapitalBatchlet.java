package millwright.samples.capital;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.Batchlet;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import millwright.batch.Steps;
import millwright.job.Attempt;

/** Computes the capital from the losses this job has imported, and leaves the report as the job's result. */
@Named
@Dependent
class CapitalBatchlet implements Batchlet {

    @Inject
    @BatchProperty(name = "business_indicator")
    String businessIndicator;

    @Inject
    @BatchProperty(name = "year")
    String year;

    @Inject
    @BatchProperty(name = "loss_threshold")
    String lossThreshold;

    @Inject
    @BatchProperty(name = "use_losses_in_bucket_1")
    String useLossesInBucket1;

    @Inject
    LossHistory history;

    @Inject
    Attempt attempt;

    @Inject
    Steps steps;

    /** Set by the thread that asks for the stop. */
    private volatile boolean stopped;

    @Override
    public String process() {
        CapitalReport report = report();
        if (stopped) {
            return "STOPPED";
        }
        attempt.result(report.toJson());
        return "COMPLETED";
    }

    private CapitalReport report() {
        BigDecimal indicator = new BigDecimal(businessIndicator);
        BigDecimal threshold = new BigDecimal(lossThreshold);
        int lastYear = Integer.parseInt(year);
        LossWindow losses = history.tenYearsTo(lastYear, attempt.jobId(), threshold);
        CapitalRequirement requirement =
                new StandardisedApproach(Boolean.parseBoolean(useLossesInBucket1)).capital(indicator, losses);
        return new CapitalReport(indicator, threshold, lastYear, losses, requirement, steps.counts("import"));
    }

    /** There is one query and no loop to leave: the step ends after the query, without a result. */
    @Override
    public void stop() {
        stopped = true;
    }
}
