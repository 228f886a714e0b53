package careers.background;

import careers.Openings;
import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import millwright.job.Attempt;

/** Publishes an opening in the name of the job that does it. */
@Named
@Dependent
public class PublishOpening extends AbstractBatchlet {

    @Inject
    @BatchProperty
    private String opening;

    @Inject
    private Attempt attempt;

    @Inject
    private Openings openings;

    @Override
    public String process() {
        openings.publish(Long.parseLong(opening), attempt.jobId().toString());
        return "PUBLISHED";
    }
}
