package millwright.batch;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import millwright.job.ThreadNames;

/**
 * The node's threads for partitions and for flows of splits. Nothing ever waits for one of them: a task that finds none
 * free is its caller's to run, so that no number of threads, however small, and no nesting can come to a deadlock (B7).
 */
public final class PartitionThreads {

    private static final int IDLE_SECONDS = 60;

    private final ThreadPoolExecutor threads;

    /** @param most 0 to leave every task to its caller */
    public PartitionThreads(int most, ThreadFactory factory) {
        this.threads = most == 0
                ? null
                : new ThreadPoolExecutor(
                        0,
                        most,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        ThreadNames.numbered("partition", factory));
    }

    /** Runs {@code task} on a free thread; false when there is none. */
    boolean offer(Runnable task) {
        if (threads == null) {
            return false;
        }
        try {
            threads.execute(task);
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // none is free, or the system gives no more
            return false;
        }
    }

    /** Takes no more tasks; those that run are their attempts' to end. */
    public void stop() {
        if (threads != null) {
            threads.shutdown();
        }
    }
}
