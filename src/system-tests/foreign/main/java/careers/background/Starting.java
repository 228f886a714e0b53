package careers.background;

import careers.Openings;
import jakarta.batch.operations.JobOperator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Properties;
import millwright.batch.Millwright;

/** Adds openings and has them published by way of the standard's own interface. */
@ApplicationScoped
public class Starting {

    @Inject
    private Openings openings;

    @Inject
    @Millwright
    private JobOperator operator;

    /** The opening and the execution of the job that publishes it: both, or neither. */
    @Transactional
    public long start(String title) {
        Properties parameters = new Properties();
        parameters.setProperty("opening", "" + openings.add(title).id());
        return operator.start("publish-opening", parameters);
    }
}
