package millwright.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import millwright.job.JobContext;
import millwright.method.BackgroundJob;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the official Jakarta Batch TCK inside the server, as a job of the server: its tests call {@code BatchRuntime}'s
 * JobOperator, and the batch jobs they start go through the queue like any other.
 */
@ApplicationScoped
public class JakartaBatchTck {

    /** The tests of the specification and those for Jakarta EE. The third package is for one bean of the application's own. */
    private static final String[] PACKAGES = {"com.ibm.jbatch.tck.tests.jslxml", "com.ibm.jbatch.tck.tests.ee"};

    /** @return how many passed, and by name those that failed or were left out, with the reason */
    @BackgroundJob(name = "jakarta-batch-tck")
    public JsonObject run(JobContext job) {
        OrderTables.make();
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
        for (String name : PACKAGES) {
            request.selectors(selectPackage(name));
        }
        LauncherDiscoveryRequest tests = request.build();
        Launcher launcher = LauncherFactory.create();
        Tally tally = new Tally(job, launcher.discover(tests).countTestIdentifiers(test -> test.isTest()));
        launcher.execute(tests, tally);
        return tally.result();
    }
}
