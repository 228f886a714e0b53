package millwright.job;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Names for the engine's threads, so that a thread dump and every line of a log say what each of them is at. */
public final class ThreadNames {

    private static final String OURS = "millwright-";

    private ThreadNames() {}

    /** The name of a thread while it runs this attempt: log formatters read job and attempt from it. */
    public static String of(Attempt attempt) {
        return "millwright job " + attempt.jobId() + " attempt " + attempt.number();
    }

    /** Makes the one thread that does {@code what}. */
    public static ThreadFactory single(String what, ThreadFactory threads) {
        return task -> named(threads.newThread(task), OURS + what);
    }

    /** Makes the threads that do {@code what}, counted from 1. */
    public static ThreadFactory numbered(String what, ThreadFactory threads) {
        AtomicInteger made = new AtomicInteger();
        return task -> named(threads.newThread(task), OURS + what + "-" + made.incrementAndGet());
    }

    private static Thread named(Thread thread, String name) {
        thread.setName(name);
        return thread;
    }
}
