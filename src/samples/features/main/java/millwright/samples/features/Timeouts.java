package millwright.samples.features;

import jakarta.enterprise.context.ApplicationScoped;
import millwright.job.JobContext;
import millwright.method.BackgroundJob;

/**
 * Time-out: an attempt is interrupted when its time is up. Whether another follows is said by the code's rule:
 * {@code millwright.retry.codes=TIMEOUT_ERROR=retry*4} gives the next attempt four times as long.
 */
@ApplicationScoped
public class Timeouts {

    /** The second attempt has the time for it that the first had not, if {@code millis} are less than 2 s. */
    @BackgroundJob(name = "slow-report", timeout = "PT0.5S", maxAttempts = 2, retryDelay = "PT0S")
    public int report(long millis, JobContext job) throws InterruptedException {
        job.log(System.Logger.Level.INFO, "must be done by " + job.deadline().orElseThrow());
        return OutsideService.answer(job.number(), millis);
    }
}
