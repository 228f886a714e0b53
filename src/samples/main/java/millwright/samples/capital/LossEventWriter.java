package millwright.samples.capital;

import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Named;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;

/** Inserts a chunk's losses in the chunk's own transaction. */
@Named
@Dependent
class LossEventWriter extends AbstractItemWriter {

    @PersistenceContext(unitName = "samples")
    EntityManager entityManager;

    @Override
    public void writeItems(List<Object> losses) {
        losses.forEach(entityManager::persist);
        // now, so that a refusal by the database belongs to this chunk; and nothing is kept for the next
        entityManager.flush();
        entityManager.clear();
    }
}
