package millwright.container.jobs;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.Json;
import millwright.job.Attempt;

/** Gives as result what was injected here. */
@Named
@Dependent
public class Wiring extends AbstractBatchlet {

    @Inject
    @BatchProperty
    private String colour;

    @Inject
    private StepContext step;

    @Inject
    private Palette palette;

    @Inject
    private Attempt attempt;

    @Override
    public String process() {
        attempt.result(Json.createObjectBuilder()
                .add("colour", colour)
                .add("step", step.getStepName())
                .add("owner", palette.owner())
                .add("attempt", attempt.number())
                .add("job", attempt.jobId().toString())
                .build());
        return "REPORTED";
    }
}
