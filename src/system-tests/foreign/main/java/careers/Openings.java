package careers;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import jakarta.ws.rs.NotFoundException;
import java.util.List;

/** All openings, kept through the application's own persistence unit. */
@ApplicationScoped
public class Openings {

    @PersistenceContext(unitName = "careers")
    private EntityManager entities;

    @Transactional
    public Opening add(String title) {
        Opening opening = new Opening(title);
        entities.persist(opening);
        entities.flush();
        return opening;
    }

    /** In a transaction of its own, because the container's batch runtime keeps its checkpoints in another database. */
    @Transactional(TxType.REQUIRES_NEW)
    public void addApart(List<String> titles) {
        titles.forEach(this::add);
    }

    @Transactional
    public Opening get(long id) {
        Opening opening = entities.find(Opening.class, id);
        if (opening == null) {
            throw new NotFoundException();
        }
        return opening;
    }

    @Transactional
    public void publish(long id, String by) {
        get(id).publish(by);
    }

    @Transactional
    public List<Opening> all() {
        return entities.createQuery("SELECT o FROM Opening o ORDER BY o.id", Opening.class)
                .getResultList();
    }
}
