package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import millwright.batch.SkippedItem.Phase;
import org.junit.jupiter.api.Test;

/** What is kept of an item that a step left out. */
class SkippedItemsTest {

    private final AtomicLong read = new AtomicLong(7);
    private final SkippedItems skipped = new SkippedItems(read::get);

    @Test
    void anInvalidItemSaysWhereItIsWhatIsWrongAndWhatItWas() {
        skipped.onSkipReadItem(new InvalidItemException(42, "no such date", "a,b"));
        assertEquals(List.of(new SkippedItem(null, 42, Phase.READ, "no such date", "a,b")), skipped.gathered());
    }

    @Test
    void anInvalidItemIsFoundBelowWhatWrapsIt() {
        skipped.onSkipProcessItem(
                "item", new IllegalStateException(new RuntimeException(new InvalidItemException(42, "bad", null))));
        assertEquals(List.of(new SkippedItem(null, 42, Phase.PROCESS, "bad", "item")), skipped.gathered());
    }

    @Test
    void anotherExceptionIsTakenWithTheNumberOfTheItem() {
        skipped.onSkipReadItem(new IllegalArgumentException("what"));
        skipped.onSkipProcessItem("item", new IllegalArgumentException("what"));
        assertEquals(
                List.of(
                        new SkippedItem(null, 8, Phase.READ, "java.lang.IllegalArgumentException: what", null),
                        new SkippedItem(null, 7, Phase.PROCESS, "java.lang.IllegalArgumentException: what", "item")),
                skipped.gathered());
    }

    @Test
    void aSkippedChunkListsEachOfItsItems() {
        skipped.onSkipWriteItem(List.of("a", "b", "c"), new InvalidItemException(1, "duplicate", null));
        assertEquals(
                List.of(5L, 6L, 7L),
                skipped.gathered().stream().map(SkippedItem::position).toList());
        assertEquals(
                List.of("a", "b", "c"),
                skipped.gathered().stream().map(SkippedItem::item).toList());
    }

    @Test
    void whatTheDatabaseCannotHoldIsReplacedAndWhatIsTooLongIsCut() {
        skipped.onSkipReadItem(new InvalidItemException(1, "a\0b" + "x".repeat(2_000), "\uD800" + "y".repeat(3_000)));
        SkippedItem item = skipped.gathered().get(0);
        assertTrue(item.reason().startsWith("a\uFFFDbx"));
        assertEquals(1_000, item.reason().length());
        assertTrue(item.item().startsWith("\uFFFDy"));
        assertEquals(2_000, item.item().length());
    }

    @Test
    void aCauseThatLeadsBackToItselfEnds() {
        RuntimeException one = new RuntimeException("one");
        RuntimeException two = new RuntimeException("two", one);
        one.initCause(two);
        skipped.onSkipReadItem(two);
        assertEquals(1, skipped.gathered().size());
    }

    @Test
    void tenThousandAreKeptAndNoMore() {
        for (int i = 0; i < 10_050; i++) {
            skipped.onSkipReadItem(new InvalidItemException(i, "bad", null));
            if (i % 1_000 == 0 && i < 9_500) {
                skipped.clear();
            }
        }
        assertEquals(999, skipped.gathered().size());
        assertNull(skipped.gathered().get(0).item());
    }
}
