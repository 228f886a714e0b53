package millwright.batch;

import java.util.Map;
import java.util.Properties;
import org.jberet.job.model.JobElement;

/** A part of a {@link BatchJob}: a step, a flow, a split or a decision, as Jakarta Batch means them. Not thread-safe. */
public abstract sealed class BatchElement permits BatchStep, BatchFlow, BatchSplit, BatchDecision {

    BatchElement() {}

    /** JBeret's; asked for once, as its builders give one element each. */
    abstract JobElement model();

    static Properties asProperties(Map<String, String> properties) {
        Properties all = new Properties();
        all.putAll(properties);
        return all;
    }

    static String[] exitStatus(String exitStatus) {
        return exitStatus == null ? new String[0] : new String[] {exitStatus};
    }
}
