package millwright.batch;

import jakarta.batch.api.AbstractBatchlet;
import java.util.concurrent.Semaphore;

/** Works until it is stopped. */
public class WaitingBatchlet extends AbstractBatchlet {

    private final Semaphore end = new Semaphore(0);

    @Override
    public String process() {
        Script.current().reports.incrementAndGet();
        end.acquireUninterruptibly();
        return "ASKED";
    }

    @Override
    public void stop() {
        end.release();
    }
}
