package millwright.batch;

import millwright.job.JobDefinition;
import org.jberet.job.model.Job;

/**
 * A batch job that was found.
 *
 * @param model JBeret's, shared by all its executions, each of which works on a copy; null when it is broken
 * @param hash the content hash of its job XML; null when it is broken, or Java code defines it
 */
record BatchDefinition(JobDefinition definition, Job model, String hash) {

    int stepCount() {
        return JobXml.steps(model.getJobElements()).size();
    }
}
