package millwright.samples.capital;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.Batchlet;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.batch.Steps;
import millwright.job.Attempt;

/** Computes the capital from the losses this job has imported, and leaves the report as the job's result. */
@Named
@Dependent
class CapitalBatchlet implements Batchlet {

    /** What a job logs carries its id and attempt: the server takes them from the thread. */
    private static final Logger LOG = Logger.getLogger(CapitalBatchlet.class.getName());

    private final String businessIndicator;
    private final String year;
    private final String lossThreshold;
    private final String useLossesInBucket1;
    private final LossHistory history;
    private final Attempt attempt;
    private final Steps steps;

    /** Set by the thread that asks for the stop. */
    private volatile boolean stopped;

    @Inject
    CapitalBatchlet(
            @BatchProperty(name = "business_indicator") String businessIndicator,
            @BatchProperty(name = "year") String year,
            @BatchProperty(name = "loss_threshold") String lossThreshold,
            @BatchProperty(name = "use_losses_in_bucket_1") String useLossesInBucket1,
            LossHistory history,
            Attempt attempt,
            Steps steps) {
        this.businessIndicator = businessIndicator;
        this.year = year;
        this.lossThreshold = lossThreshold;
        this.useLossesInBucket1 = useLossesInBucket1;
        this.history = history;
        this.attempt = attempt;
        this.steps = steps;
    }

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
        LOG.log(Level.INFO, "Capital for {0}: {1}", new Object[] {year, requirement.capital()});
        return new CapitalReport(indicator, threshold, lastYear, losses, requirement, steps.counts("import"));
    }

    /** There is one query and no loop to leave: the step ends after the query, without a result. */
    @Override
    public void stop() {
        stopped = true;
    }
}
