package millwright.samples.features;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger.Level;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import millwright.job.JobContext;
import millwright.method.BackgroundJob;

/**
 * Progress: how far a job has come, what it has counted, and a line in its log, all to be seen while it runs.
 * It is written at most once a second, so that a job may say it as often as it likes.
 */
@ApplicationScoped
public class ProgressReports {

    private final BlockingQueue<String> scanned = new LinkedBlockingQueue<>();

    /** What the scanner of the store on this node has read; blank for a label it could not. */
    public void scan(String label) {
        scanned.add(label);
    }

    @BackgroundJob(name = "stocktaking")
    public void count(int expected, JobContext job) throws InterruptedException {
        for (int number = 1; number <= expected; number++) {
            String label = scanned.take();
            if (label.isBlank()) {
                job.recordsFailed(1);
                job.log(Level.WARNING, "label " + number + " is not readable");
            } else {
                job.recordsProcessed(1);
            }
            job.progress((double) number / expected, number + " of " + expected);
        }
    }
}
