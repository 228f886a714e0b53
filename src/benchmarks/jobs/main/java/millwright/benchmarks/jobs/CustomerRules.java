package millwright.benchmarks.jobs;

import jakarta.batch.api.chunk.ItemProcessor;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Named;

/** Checks and changes a row. */
@Named
@Dependent
public class CustomerRules implements ItemProcessor {

    @Override
    public Object processItem(Object line) {
        return Customer.of((CustomerLine) line);
    }
}
