package millwright.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationBucketTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, 5", "4, 9", "1024, 41", "1023, 40"})
    void aDoublingIsFourBuckets(long millis, int bucket) {
        assertEquals(bucket, DurationBucket.of(millis));
    }

    @Test
    void theMiddleIsATenthOffAtTheMost() {
        for (long millis = 1; millis < 100_000_000_000L; millis = millis * 21 / 20 + 1) {
            double told = DurationBucket.middle(DurationBucket.of(millis));
            assertTrue(Math.abs(told - millis) / millis < 0.1, millis + " is told as " + told);
        }
        assertTrue(DurationBucket.of(Long.MAX_VALUE) < Short.MAX_VALUE);
    }
}
