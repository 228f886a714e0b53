package millwright.batch;

import jakarta.batch.api.Decider;
import java.util.List;
import java.util.function.Consumer;
import org.jberet.job.model.Decision;
import org.jberet.job.model.Flow;
import org.jberet.job.model.Job;
import org.jberet.job.model.JobElement;
import org.jberet.job.model.Split;
import org.jberet.job.model.Step;

/** What the schema cannot say of a job: that what it names exists, and where its elements lead to. */
final class JobCheck {

    private final JobXmlPlaces places;
    private final Consumer<JobXmlProblem> problems;
    private final StepCheck steps;

    JobCheck(ArtifactNames artifacts, JobXmlPlaces places, Consumer<JobXmlProblem> problems) {
        this.places = places;
        this.problems = problems;
        this.steps = new StepCheck(artifacts, places, problems);
    }

    /** @param job with what it inherits */
    void check(Job job) {
        steps.listeners(job.getId(), job.getListeners());
        List<JobElement> elements = TransitionCheck.concrete(job.getJobElements());
        level(elements, new TransitionCheck(places, TransitionCheck.ids(elements), problems));
    }

    private void level(List<JobElement> elements, TransitionCheck transitions) {
        transitions.check(elements);
        for (JobElement element : elements) {
            if (element instanceof Step step) {
                steps.check(step);
            } else if (element instanceof Decision decision) {
                steps.ref(decision.getId(), "", 0, decision.getRef(), Decider.class);
            } else if (element instanceof Flow flow) {
                level(TransitionCheck.concrete(flow.getJobElements()), transitions);
            } else if (element instanceof Split split) {
                for (Flow flow : split.getFlows()) {
                    level(TransitionCheck.concrete(flow.getJobElements()), transitions);
                }
            }
        }
    }
}
