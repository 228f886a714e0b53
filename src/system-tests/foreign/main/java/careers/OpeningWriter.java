package careers;

import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Adds the titles it is given. */
@Named
@Dependent
public class OpeningWriter extends AbstractItemWriter {

    @Inject
    private Openings openings;

    @Override
    public void writeItems(List<Object> titles) {
        openings.addApart(titles.stream().map(String.class::cast).toList());
    }
}
