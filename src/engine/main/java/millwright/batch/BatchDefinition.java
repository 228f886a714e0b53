package millwright.batch;

import millwright.job.JobDefinition;
import org.jberet.job.model.Job;

/**
 * A job XML that was found.
 *
 * @param model JBeret's, shared by all its executions, each of which works on a copy; null when the document is broken
 */
record BatchDefinition(JobDefinition definition, Job model) {

    int stepCount() {
        return JobXml.steps(model.getJobElements()).size();
    }
}
