package millwright.job;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Runs statements apart from the caller's JTA transaction, if there is one: on a thread that has none, which needs no
 * transaction manager. Thread-safe. A caller that holds a connection needs a second one for as long as it waits.
 */
public final class OwnTransaction {

    private final BooleanSupplier inTransaction;
    private final ExecutorService threads;

    /** @param inTransaction whether the calling thread may be in a JTA transaction */
    public OwnTransaction(BooleanSupplier inTransaction, ThreadFactory threads) {
        this.inTransaction = inTransaction;
        this.threads = Executors.newCachedThreadPool(ThreadNames.numbered("independent", threads));
    }

    /** Returns, or throws, what {@code work} does; also to an interrupted caller, as the work may be done by then. */
    public <T> T call(Supplier<T> work) {
        if (!inTransaction.getAsBoolean()) {
            return work.get();
        }
        try {
            return CompletableFuture.supplyAsync(work, threads).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** The same without a value. */
    public void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    /** Lets its threads end; to be called when the engine stops. */
    public void stop() {
        threads.shutdown();
    }
}
