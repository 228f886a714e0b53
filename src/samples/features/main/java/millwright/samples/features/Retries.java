package millwright.samples.features;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import millwright.job.JobContext;
import millwright.method.BackgroundJob;
import millwright.retry.ErrorCategory;
import millwright.retry.JobException;

/**
 * Retries: what may pass is tried again, up to four times in all, and what will not is FAILED at once.
 * Codes and categories are the job's own words; {@code retryAfter} is the bank's, before the policy's delay.
 */
@ApplicationScoped
public class Retries {

    /** What the bank has said, or how often it was asked. */
    @BackgroundJob(name = "transfer", maxAttempts = 4, retryDelay = "PT0.2S", retryFactor = 2, retryMaxDelay = "PT5M")
    public int transfer(String account, JobContext job) {
        if (account.startsWith("closed")) {
            throw new JobException("ACCOUNT_CLOSED", ErrorCategory.PERMANENT, "account " + account + " is closed");
        }
        if (account.startsWith("busy")) {
            throw new JobException("BANK_BUSY", ErrorCategory.TRANSIENT, "the bank does not answer");
        }
        if (job.number() == 1) {
            throw new JobException("BANK_CLOSED", ErrorCategory.TRANSIENT, Duration.ofMillis(500), "not now", null);
        }
        // with the key a bank that has done it already, for an attempt that was cut off, does not do it again
        job.log(System.Logger.Level.INFO, "transferred, reference " + job.idempotencyKey());
        return job.number();
    }
}
