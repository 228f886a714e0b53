package millwright.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several threads that do the same at the same moment. */
public final class Crowd {

    private Crowd() {}

    /** What each of {@code size} threads got from {@code work}; the first failure is thrown. */
    public static <T> List<T> of(int size, Callable<T> work) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(size);
        CyclicBarrier start = new CyclicBarrier(size);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("one of " + size + " failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
