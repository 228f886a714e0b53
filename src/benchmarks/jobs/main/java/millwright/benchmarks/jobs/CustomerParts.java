package millwright.benchmarks.jobs;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.partition.PartitionMapper;
import jakarta.batch.api.partition.PartitionPlan;
import jakarta.batch.api.partition.PartitionPlanImpl;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Properties;

/** A partition a file: {@code files}, separated by commas. */
@Named
@Dependent
public class CustomerParts implements PartitionMapper {

    @Inject
    @BatchProperty
    private String files;

    @Override
    public PartitionPlan mapPartitions() {
        List<String> each = List.of(files.split(",", -1));
        PartitionPlanImpl plan = new PartitionPlanImpl();
        plan.setPartitions(each.size());
        plan.setThreads(each.size());
        plan.setPartitionProperties(each.stream().map(CustomerParts::properties).toArray(Properties[]::new));
        return plan;
    }

    private static Properties properties(String file) {
        Properties properties = new Properties();
        properties.setProperty("file", file);
        return properties;
    }
}
