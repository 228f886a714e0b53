package millwright.batch;

import jakarta.batch.api.AbstractBatchlet;

/** No CDI bean: job XML names it by its class, as Jakarta Batch allows. */
public class PlainBatchlet extends AbstractBatchlet {

    @Override
    public String process() {
        return "PLAIN";
    }
}
