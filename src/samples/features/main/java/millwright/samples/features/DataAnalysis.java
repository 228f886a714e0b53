package millwright.samples.features;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import millwright.job.JobContext;
import millwright.method.RunAsJob;

/**
 * Data analysis, called as a method and tracked as a job: figures of 10,000 real reports of wildlife that aircraft have
 * struck (FAA, public domain). Result, duration and counters are on record without a line for it.
 */
@ApplicationScoped
public class DataAnalysis {

    private static final String REPORTS = "/millwright/samples/capital/wildlife-strikes.csv";
    private static final double ALL = 10_000;

    /** What one kind of animal has cost, in US dollars. */
    public record Damage(long strikes, long costly, long total, long highest) {}

    @Inject
    private JobContext job;

    /** By the animal's size; a report without one stands under its empty text. */
    @RunAsJob("analyse-strikes")
    public Map<String, Damage> bySize() throws IOException {
        Map<String, LongSummaryStatistics> costs = new TreeMap<>();
        Map<String, Long> strikes = new TreeMap<>();
        try (InputStream file = DataAnalysis.class.getResourceAsStream(REPORTS);
                CsvReader<NamedCsvRecord> reports = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord report : reports) {
                String size = report.getField("Wildlife Size");
                long cost = Long.parseLong(report.getField("Cost Total $").replace(",", ""));
                strikes.merge(size, 1L, Long::sum);
                LongSummaryStatistics soFar = costs.computeIfAbsent(size, none -> new LongSummaryStatistics());
                if (cost > 0) {
                    soFar.accept(cost);
                }
                job.recordsProcessed(1);
                job.progress(report.getStartingLineNumber() / ALL, "");
            }
        }
        Map<String, Damage> result = new TreeMap<>();
        costs.forEach((size, cost) -> result.put(
                size, new Damage(strikes.get(size), cost.getCount(), cost.getSum(), Math.max(0, cost.getMax()))));
        return result;
    }
}
