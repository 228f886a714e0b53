package careers.background;

import careers.Opening;
import careers.Openings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.transaction.Transactional;
import java.util.UUID;
import millwright.job.JobRequest;
import millwright.job.Jobs;

/** Adds openings and has them published in the background. */
@ApplicationScoped
public class Publishing {

    @Inject
    private Openings openings;

    @Inject
    private Jobs jobs;

    /** The opening and the job that publishes it: both, or neither. */
    @Transactional
    public UUID add(String title) {
        Opening opening = openings.add(title);
        return jobs.submit(JobRequest.of("publish-opening", "careers")
                .withParameters(
                        Json.createObjectBuilder().add("opening", opening.id()).build()));
    }
}
