package millwright.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import millwright.job.RunningAttempt;
import millwright.testing.Rows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Q8: an interrupt and a log line find the attempt they belong to, and never the next one of the thread. */
class WorkerThreadTest {

    private static final UUID JOB = UUID.fromString("01a20470-edaa-7a4b-8b70-21a22d8c06f6");

    private final String ownName = Thread.currentThread().getName();
    private final WorkerThread worker =
            new WorkerThread(new RunningAttempt(Rows.claimed(JOB, UUID.randomUUID(), 3, 7)));

    @AfterEach
    void giveTheThreadBackAsItWas() {
        Thread.currentThread().setName(ownName);
        boolean unused = Thread.interrupted();
    }

    @Test
    void theThreadBearsJobAndAttemptWhileItRunsThem() {
        worker.begin();
        assertEquals(
                "millwright job " + JOB + " attempt 3", Thread.currentThread().getName());
        worker.end();
        assertEquals(ownName, Thread.currentThread().getName());
    }

    @Test
    void anInterruptEndsWithTheAttempt() {
        worker.begin();
        worker.interrupt();
        assertTrue(Thread.currentThread().isInterrupted());
        worker.end();
        worker.interrupt();
        assertFalse(Thread.currentThread().isInterrupted());
    }
}
