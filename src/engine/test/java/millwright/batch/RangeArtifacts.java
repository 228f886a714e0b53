package millwright.batch;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.Batchlet;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.batch.api.partition.PartitionAnalyzer;
import jakarta.batch.api.partition.PartitionCollector;
import jakarta.batch.api.partition.PartitionMapper;
import jakarta.batch.api.partition.PartitionPlan;
import jakarta.batch.api.partition.PartitionPlanImpl;
import jakarta.batch.api.partition.PartitionReducer;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/** The parts of a partitioned step: the numbers 1 to {@code items} in ranges, one a partition. */
final class RangeArtifacts {

    private RangeArtifacts() {}

    /** Cuts the numbers into ranges of one size; the last one takes what is left. */
    @Named("rangesMapper")
    @Dependent
    public static class Mapper implements PartitionMapper {

        @Override
        public PartitionPlan mapPartitions() {
            Ranges ranges = Script.current().ranges;
            ranges.mapped.incrementAndGet();
            int items = Script.current().items;
            Properties[] each = new Properties[ranges.partitions];
            int size = Math.max(1, items / ranges.partitions);
            for (int i = 0; i < each.length; i++) {
                each[i] = new Properties();
                each[i].setProperty("from", Integer.toString(Math.min(items + 1, i * size + 1)));
                int to = i == each.length - 1 ? items : Math.min(items, (i + 1) * size);
                each[i].setProperty("to", Integer.toString(to));
            }
            PartitionPlanImpl plan = new PartitionPlanImpl();
            plan.setPartitions(ranges.partitions);
            plan.setThreads(ranges.threads);
            plan.setPartitionsOverride(ranges.override);
            plan.setPartitionProperties(each);
            return plan;
        }
    }

    /** Reads one range. */
    @Named("rangeReader")
    @Dependent
    public static class Reader extends AbstractItemReader implements ReadProgress {

        @Inject
        @BatchProperty
        private String from;

        @Inject
        @BatchProperty
        private String to;

        private int next;

        @Override
        public void open(Serializable checkpoint) throws Exception {
            next = checkpoint == null ? Integer.parseInt(from) : (Integer) checkpoint;
            Script.current().ranges.opened.add(Integer.parseInt(from));
            Script.current().ranges.opening.at(Integer.parseInt(from));
        }

        @Override
        public Object readItem() throws Exception {
            if (next > Integer.parseInt(to)) {
                return null;
            }
            int number = next++;
            Script.current().reading.at(number);
            return number;
        }

        @Override
        public Serializable checkpointInfo() {
            return next;
        }

        @Override
        public double fractionRead() {
            int begin = Integer.parseInt(from);
            return (next - (double) begin) / (Integer.parseInt(to) - begin + 1);
        }
    }

    /** Sends the thread's name after every chunk. */
    @Named("rangeCollector")
    @Dependent
    public static class Collector implements PartitionCollector {

        @Override
        public Serializable collectPartitionData() {
            return Thread.currentThread().getName();
        }
    }

    /** Notes what came, and may fail. */
    @Named("rangeAnalyzer")
    @Dependent
    public static class Analyzer implements PartitionAnalyzer {

        @Override
        public void analyzeCollectorData(Serializable data) {
            Script.current().ranges.said.add("data");
        }

        @Override
        public void analyzeStatus(BatchStatus status, String exitStatus) throws Exception {
            Script.current().ranges.said.add("status " + status);
            Script.current().ranges.analyzing.at(status);
        }
    }

    /** Notes what it is told. */
    @Named("rangeReducer")
    @Dependent
    public static class Reducer implements PartitionReducer {

        @Override
        public void beginPartitionedStep() {
            Script.current().ranges.said.add("begin");
        }

        @Override
        public void beforePartitionedStepCompletion() {
            Script.current().ranges.said.add("before completion");
        }

        @Override
        public void rollbackPartitionedStep() {
            Script.current().ranges.said.add("rollback");
        }

        @Override
        public void afterPartitionedStepCompletion(PartitionStatus status) {
            Script.current().ranges.said.add("after " + status);
        }
    }

    /** Does what the script says with its range, or waits to be stopped. */
    @Named("rangeBatchlet")
    @Dependent
    public static class Work implements Batchlet {

        @Inject
        @BatchProperty
        private String from;

        @Inject
        private StepContext step;

        private final CountDownLatch stopped = new CountDownLatch(1);

        @Override
        public String process() throws Exception {
            Ranges ranges = Script.current().ranges;
            // null where the plan has no properties for the partition
            int begin = from == null ? 0 : Integer.parseInt(from);
            ranges.opened.add(begin);
            step.setPersistentUserData("user data of " + begin);
            ranges.working.at(begin);
            if (ranges.waitsForStop) {
                ranges.waiting.countDown();
                stopped.await();
                ranges.said.add("stopped " + from);
            }
            return "exit of " + from;
        }

        @Override
        public void stop() {
            stopped.countDown();
        }
    }
}
