package millwright.batch;

import jakarta.batch.runtime.BatchStatus;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** What the parts of a partitioned step do, and what they have noted. */
final class Ranges {

    final AtomicInteger mapped = new AtomicInteger();
    final List<Integer> opened = new CopyOnWriteArrayList<>();
    final List<String> said = new CopyOnWriteArrayList<>();

    volatile int partitions = 3;
    /** 0 for as many as partitions. */
    volatile int threads;

    volatile boolean override;
    volatile boolean waitsForStop;
    volatile CountDownLatch waiting = new CountDownLatch(0);
    volatile Script.Point<Integer> opening = from -> {};
    volatile Script.Point<Integer> working = from -> {};
    volatile Script.Point<BatchStatus> analyzing = status -> {};
}
