package millwright.web.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import millwright.job.Performance;
import millwright.job.Statistics;
import millwright.job.StatisticsQuery;
import org.junit.jupiter.api.Test;

/** DESIGN, "REST, in short": {@code auto} waits when the definition's p90 is under the threshold. */
class UsualDurationsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private int asked;

    /** Nine in ten jobs of "quick" took half a millisecond; of "slow" one in two took hours. */
    private Performance known(StatisticsQuery query) {
        asked++;
        Map<Integer, Long> durations =
                switch (query.definition().orElseThrow()) {
                    case "quick" -> Map.of(0, 90L, 100, 10L);
                    case "slow" -> Map.of(0, 5L, 100, 5L);
                    default -> Map.of();
                };
        return new Performance(Map.of(), 0, durations, 0, 0, 0);
    }

    private final Statistics statistics = (Statistics) Proxy.newProxyInstance(
            Statistics.class.getClassLoader(),
            new Class<?>[] {Statistics.class},
            (self, method, arguments) -> known((StatisticsQuery) arguments[0]));

    private final UsualDurations durations = new UsualDurations(statistics);

    @Test
    void waitsForWhatWasQuickNineTimesInTen() {
        assertTrue(durations.isQuick("quick", MINUTE));
        assertFalse(durations.isQuick("slow", MINUTE));
        assertFalse(durations.isQuick("new", MINUTE), "nobody knows");
    }

    @Test
    void asksNoMoreThanOnceAMinute() {
        for (int i = 0; i < 100; i++) {
            durations.isQuick("quick", MINUTE);
        }
        assertEquals(1, asked);
    }
}
