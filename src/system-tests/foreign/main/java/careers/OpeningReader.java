package careers;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;

/** Reads titles, separated by commas, from a property of the job. */
@Named
@Dependent
public class OpeningReader extends AbstractItemReader {

    private final String titles;

    @Inject
    private StepContext step;

    private Iterator<String> left;

    @Inject
    public OpeningReader(@BatchProperty(name = "titles") String titles) {
        this.titles = titles;
    }

    @Override
    public void open(Serializable checkpoint) {
        left = Arrays.asList(titles.split(",")).iterator();
    }

    @Override
    public Object readItem() {
        return left.hasNext() ? step.getStepName() + ": " + left.next() : null;
    }
}
