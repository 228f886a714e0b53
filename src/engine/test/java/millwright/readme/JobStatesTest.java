package millwright.readme;

import millwright.job.JobLifecycle;
import org.junit.jupiter.api.Test;

/** J3: the README's state diagram is the lifecycle, printed. */
class JobStatesTest {

    @Test
    void theReadmeShowsTheLifecycle() throws Exception {
        Readme.read().assertBlock("job-states", Readme.mermaid(JobLifecycle.diagram()));
    }
}
