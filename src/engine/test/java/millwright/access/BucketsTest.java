package millwright.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whoever takes more than there is waits for the next. */
class BucketsTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);
    private final Buckets buckets = new Buckets(3, Duration.ofSeconds(30), now::get);

    @Test
    void aFullOneHoldsItsSize() {
        assertEquals(2, buckets.take("a").left());
        assertEquals(1, buckets.take("a").left());
        assertEquals(0, buckets.take("a").left());
        assertFalse(buckets.take("a").taken());
        assertTrue(buckets.take("b").taken(), "another's is another");
    }

    @Test
    void itSaysWhenTheNextIsThereAndIsRight() {
        IntStream.range(0, 3).forEach(each -> buckets.take("a"));
        Duration next = buckets.take("a").next();
        assertEquals(Duration.ofSeconds(10), next);
        now.addAndGet(next.minusNanos(1_000_000).toNanos());
        assertFalse(buckets.take("a").taken());
        now.addAndGet(1_000_000);
        assertTrue(buckets.take("a").taken());
        assertFalse(buckets.take("a").taken());
    }

    @Test
    void itHoldsNoMoreThanItsSizeHoweverLongItRests() {
        buckets.take("a");
        now.addAndGet(Duration.ofDays(2).toNanos());
        assertEquals(2, buckets.take("a").left());
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        IntStream.range(0, 3).forEach(each -> buckets.take("a"));
        buckets.giveBack("a");
        assertTrue(buckets.take("a").taken());
        assertFalse(buckets.take("a").taken());
    }

    @Test
    void itRemembersNoMoreKeysThanFitAndThoseUsedLast() {
        IntStream.range(0, 3).forEach(each -> buckets.take("busy"));
        IntStream.range(0, 9_999).forEach(each -> buckets.take("k" + each));
        assertFalse(buckets.take("busy").taken(), "it was used before the others, and they still fit");
        IntStream.range(0, 10_000).forEach(each -> buckets.take("m" + each));
        assertTrue(buckets.take("busy").taken(), "it is forgotten, and so full again");
    }
}
