package millwright.batch;

import jakarta.batch.api.chunk.listener.RetryProcessListener;
import jakarta.batch.api.chunk.listener.RetryReadListener;
import jakarta.batch.api.chunk.listener.RetryWriteListener;
import jakarta.batch.api.chunk.listener.SkipProcessListener;
import jakarta.batch.api.chunk.listener.SkipReadListener;
import jakarta.batch.api.chunk.listener.SkipWriteListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import millwright.batch.SkippedItem.Kind;
import millwright.batch.SkippedItem.Phase;
import millwright.database.StorableText;

/**
 * Gathers what the running step skips, until the next checkpoint writes it, and what it fails on. Added to every chunk step, so that no job
 * needs a listener of its own to show what it left out. Used on the step's thread.
 */
final class SkippedItems extends ItemErrors
        implements SkipReadListener,
                SkipProcessListener,
                SkipWriteListener,
                RetryReadListener,
                RetryProcessListener,
                RetryWriteListener {

    /** The name under which {@link ArtifactBeans} hands out this listener. */
    static final String REF = "millwright.skippedItems";

    private static final int LONGEST_REASON = 1_000;
    private static final int LONGEST_ITEM = 2_000;
    private static final int DEEPEST_CAUSE = 20;

    /** A job may skip without limit; what is listed for people has one. The step's counts stay exact. */
    private static final int MOST_KEPT = 10_000;

    /** Of one chunk that could not be written. */
    private static final int MOST_FAILED = 1_000;

    private final LongSupplier itemsRead;
    private final Integer partition;
    private final List<SkippedItem> gathered = new ArrayList<>();

    /** Of the newest error, which fails the step unless it is skipped or retried. */
    private final List<SkippedItem> failing = new ArrayList<>();

    private int kept;
    private boolean chunkIsRetried;

    SkippedItems(LongSupplier itemsRead) {
        this(itemsRead, null);
    }

    /** @param partition the number of the partition, or null outside partitions */
    SkippedItems(LongSupplier itemsRead, Integer partition) {
        this.itemsRead = itemsRead;
        this.partition = partition;
    }

    @Override
    public void onReadError(Exception thrown) {
        failing.clear();
        failing.add(item(Kind.FAILED, Phase.READ, itemsRead.getAsLong() + 1, thrown, null));
    }

    @Override
    public void onProcessError(Object item, Exception thrown) {
        failing.clear();
        failing.add(item(Kind.FAILED, Phase.PROCESS, itemsRead.getAsLong(), thrown, item));
    }

    @Override
    public void onWriteError(List<Object> items, Exception thrown) {
        failing.clear();
        long first = itemsRead.getAsLong() - items.size() + 1;
        for (int i = 0; i < Math.min(items.size(), MOST_FAILED); i++) {
            failing.add(item(Kind.FAILED, Phase.WRITE, first + i, thrown, items.get(i)));
        }
    }

    /** What has gathered, and the items on which the step has failed. */
    List<SkippedItem> gatheredAndFailed() {
        List<SkippedItem> all = new ArrayList<>(gathered);
        all.addAll(failing);
        return all;
    }

    @Override
    public void onSkipReadItem(Exception thrown) {
        failing.clear();
        gather(Phase.READ, itemsRead.getAsLong() + 1, thrown, null);
    }

    @Override
    public void onSkipProcessItem(Object item, Exception thrown) {
        failing.clear();
        gather(Phase.PROCESS, itemsRead.getAsLong(), thrown, item);
    }

    @Override
    public void onSkipWriteItem(List<Object> items, Exception thrown) {
        chunkIsRetried = false;
        failing.clear();
        long first = itemsRead.getAsLong() - items.size() + 1;
        for (int i = 0; i < items.size(); i++) {
            gather(Phase.WRITE, first + i, thrown, items.get(i));
        }
    }

    @Override
    public void onRetryReadException(Exception thrown) {
        failing.clear();
        chunkIsRetried = true;
    }

    @Override
    public void onRetryProcessException(Object item, Exception thrown) {
        failing.clear();
        chunkIsRetried = true;
    }

    @Override
    public void onRetryWriteException(List<Object> items, Exception thrown) {
        failing.clear();
        chunkIsRetried = true;
    }

    /** Whether a transaction that begins before the next checkpoint is there to try the chunk again. */
    boolean chunkIsRetried() {
        return chunkIsRetried;
    }

    private void gather(Phase phase, long readSoFar, Exception thrown, Object item) {
        if (kept == MOST_KEPT) {
            return;
        }
        kept++;
        gathered.add(item(Kind.SKIPPED, phase, readSoFar, thrown, item));
    }

    private SkippedItem item(Kind kind, Phase phase, long readSoFar, Exception thrown, Object item) {
        InvalidItemException invalid = phase == Phase.WRITE ? null : invalidItem(thrown);
        long position = invalid == null ? readSoFar : invalid.position();
        String reason = invalid == null ? thrown.toString() : invalid.reason();
        String text =
                invalid != null && invalid.item() != null ? invalid.item() : item == null ? null : item.toString();
        return new SkippedItem(
                null,
                position,
                phase,
                StorableText.of(reason, LONGEST_REASON),
                StorableText.of(text, LONGEST_ITEM),
                partition,
                kind);
    }

    private static InvalidItemException invalidItem(Throwable thrown) {
        Throwable link = thrown;
        for (int depth = 0; link != null && depth < DEEPEST_CAUSE; depth++, link = link.getCause()) {
            if (link instanceof InvalidItemException invalid) {
                return invalid;
            }
        }
        return null;
    }

    /** What has gathered since it was last {@link #clear cleared}. */
    List<SkippedItem> gathered() {
        return List.copyOf(gathered);
    }

    void clear() {
        gathered.clear();
        failing.clear();
        chunkIsRetried = false;
    }
}
