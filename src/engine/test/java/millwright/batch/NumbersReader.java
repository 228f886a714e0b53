package millwright.batch;

import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Named;
import java.io.Serializable;

/** Reads 1, 2, 3 …; a number that fails is passed over by the next read, as a line of a file is. */
@Named
@Dependent
public class NumbersReader extends AbstractItemReader implements ReadProgress {

    private final Script script = Script.current();
    private int next = 1;

    @Override
    public void open(Serializable checkpoint) {
        script.opened.incrementAndGet();
        next = checkpoint == null ? 1 : (Integer) checkpoint;
    }

    @Override
    public Object readItem() throws Exception {
        int number = next++;
        script.reading.at(number);
        return number > script.items ? null : number;
    }

    @Override
    public Serializable checkpointInfo() {
        return next;
    }

    @Override
    public double fractionRead() {
        return script.knowsItsSize ? (next - 1.0) / script.items : Double.NaN;
    }
}
