package millwright.container.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import millwright.job.JobContext;
import millwright.method.BackgroundJob;
import millwright.method.RunAsJob;

/** Methods of a bean as jobs: one that is queued, one that is called. */
@ApplicationScoped
public class Orders {

    @Inject
    private JobContext injected;

    @Inject
    private OrderVisit visit;

    /** A line of an order. */
    public record Line(String product, BigDecimal amount) {}

    @BackgroundJob(name = "order-total")
    public CompletionStage<BigDecimal> total(List<Line> lines, OrderNote note, JobContext context) {
        if (!injected.jobId().equals(context.jobId()) || visit.number() != 1) {
            throw new IllegalStateException("not the attempt's own context");
        }
        context.progress(1, note.getText());
        return CompletableFuture.completedFuture(
                lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    @RunAsJob("order-check")
    public boolean check(String product) {
        injected.progress(0.5, product);
        return !product.isEmpty();
    }
}
