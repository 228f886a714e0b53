package millwright.statistics;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import millwright.database.Database;
import millwright.job.JobCount;
import millwright.job.JobState;
import millwright.job.Performance;
import millwright.job.Statistics;
import millwright.job.StatisticsQuery;
import millwright.statistics.StatisticsStore.Ended;

/** {@link Statistics} from the folded counts. */
public final class StoredStatistics implements Statistics {

    private final StatisticsStore store;

    public StoredStatistics(Database database) {
        this.store = new StatisticsStore(database);
    }

    @Override
    public List<JobCount> counts() {
        return store.counts();
    }

    @Override
    public Performance of(StatisticsQuery query) {
        return performance(store.ended(query));
    }

    @Override
    public Map<String, Performance> byDefinition(StatisticsQuery query) {
        return by(query, Ended::definition);
    }

    @Override
    public Map<String, Performance> byQueue(StatisticsQuery query) {
        return by(query, Ended::queue);
    }

    @Override
    public void recount() {
        store.recount();
    }

    private Map<String, Performance> by(StatisticsQuery query, Function<Ended, String> name) {
        Map<String, Performance> named = new TreeMap<>();
        store.ended(query).stream()
                .collect(Collectors.groupingBy(name))
                .forEach((each, ended) -> named.put(each, performance(ended)));
        return named;
    }

    private static Performance performance(List<Ended> all) {
        Map<JobState, Long> ended = new EnumMap<>(JobState.class);
        Map<Integer, Long> durations = new HashMap<>();
        long retried = 0;
        long run = 0;
        long waits = 0;
        long waited = 0;
        for (Ended each : all) {
            if (each.state() == StatisticsStore.RETRIED) {
                retried += each.jobs();
            } else {
                ended.merge(each.state(), each.jobs(), Long::sum);
            }
            if (each.state() == JobState.COMPLETED && each.bucket() >= 0) {
                durations.merge(each.bucket(), each.jobs(), Long::sum);
                run += each.runMillis();
            }
            waits += each.waits();
            waited += each.waitMillis();
        }
        return new Performance(ended, retried, durations, run, waits, waited);
    }
}
