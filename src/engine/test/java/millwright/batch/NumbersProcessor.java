package millwright.batch;

import jakarta.batch.api.chunk.ItemProcessor;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Named;

/** Passes numbers on. */
@Named
@Dependent
public class NumbersProcessor implements ItemProcessor {

    @Override
    public Object processItem(Object item) throws Exception {
        Script.current().processing.at((Integer) item);
        return item;
    }
}
