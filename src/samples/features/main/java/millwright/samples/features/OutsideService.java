package millwright.samples.features;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Stands for something slow that jobs call, such as a service over the network; the place for your own client. */
final class OutsideService {

    private OutsideService() {}

    /** Answers after {@code millis}; an interrupt ends the wait, as it does with most clients. */
    static <T> T answer(T answer, long millis) throws InterruptedException {
        try {
            return new CompletableFuture<T>()
                    .completeOnTimeout(answer, millis, TimeUnit.MILLISECONDS)
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
