package millwright.container.jobs;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;

/** Reads the numbers from 1. */
@Named
@Dependent
public class NumberReader extends AbstractItemReader {

    @Inject
    @BatchProperty
    private int last;

    private int number;

    @Override
    public void open(Serializable checkpoint) {
        number = checkpoint == null ? 0 : (Integer) checkpoint;
    }

    @Override
    public Object readItem() {
        return number == last ? null : ++number;
    }

    @Override
    public Serializable checkpointInfo() {
        return number;
    }
}
