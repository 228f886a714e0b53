package millwright.items.jpa;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.ItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.io.Serializable;
import java.util.List;
import millwright.items.mapping.WrittenItem;
import millwright.items.property.ItemArtifact;
import millwright.items.property.Property;

/**
 * Writes items that are JPA entities, in the chunk's transaction.
 *
 * <pre>{@code
 * <writer ref="jpaWriter">
 *   <properties>
 *     <property name="persistenceUnit" value="shop"/>
 *     <property name="method" value="merge"/>
 *   </properties>
 * </writer>
 * }</pre>
 *
 * <p>The unit is one of the application's, with transactions by JTA; for a chunk's entities and its checkpoint to commit
 * together, its datasource is the server's. Each chunk is flushed, and what the entity manager holds is let go of, so that
 * memory does not grow. Restartable without a checkpoint of its own. A chunk of n entities is one round trip only if the
 * unit says so ({@code eclipselink.jdbc.batch-writing=JDBC}).
 */
@Named
@Dependent
public class JpaWriter extends ItemArtifact implements ItemWriter {

    private enum Method {
        PERSIST,
        MERGE
    }

    /** Name of the persistence unit in a persistence.xml of the application. */
    @Inject
    @BatchProperty
    String persistenceUnit;

    /**
     * JNDI name of a persistence context reference. Without either, the EntityManager that a bean of the application
     * produces.
     */
    @Inject
    @BatchProperty
    String entityManager;

    /** {@code persist} (the default) new entities, or {@code merge} what may be there. */
    @Inject
    @BatchProperty
    String method;

    private final EntityManagers managers;
    private Method way;
    private EntityManagerFactory factory;
    private EntityManager shared;

    @Inject
    public JpaWriter(EntityManagers managers) {
        this.managers = managers;
    }

    @Override
    public void open(Serializable checkpoint) {
        refuseUnknownProperties();
        way = Property.of("method", method).choice(Method.class, Method.PERSIST);
        Property unit = Property.of("persistenceUnit", persistenceUnit);
        Property reference = Property.of("entityManager", entityManager);
        if (unit.isGiven() && reference.isGiven()) {
            throw Property.wrong("the properties 'persistenceUnit' and 'entityManager' are "
                    + Property.quoted(persistenceUnit) + " and " + Property.quoted(entityManager)
                    + ", expected at most one of them");
        }
        if (unit.isGiven()) {
            factory = managers.unit(unit);
        } else {
            shared = reference.isGiven() ? managers.referenced(reference) : managers.produced();
        }
    }

    @Override
    public void writeItems(List<Object> items) {
        if (shared != null) {
            write(shared, items);
            return;
        }
        // made inside the transaction, it joins it
        EntityManager own = factory.createEntityManager();
        try {
            write(own, items);
        } finally {
            own.close();
        }
    }

    private void write(EntityManager manager, List<Object> items) {
        int place = 0;
        try {
            for (; place < items.size(); place++) {
                if (way == Method.PERSIST) {
                    manager.persist(items.get(place));
                } else {
                    manager.merge(items.get(place));
                }
            }
        } catch (IllegalArgumentException e) {
            throw WrittenItem.refused(items, place, "expected an entity of the persistence unit: " + e.getMessage(), e);
        } catch (PersistenceException e) {
            throw new PersistenceException(
                    "item " + (place + 1) + " of the chunk's " + items.size() + ": " + e.getMessage(), e);
        }
        manager.flush();
        manager.clear();
    }

    @Override
    public Serializable checkpointInfo() {
        return null;
    }

    @Override
    public void close() {
        // called as well when open failed
        if (factory != null) {
            factory.close();
            factory = null;
        }
        shared = null;
    }
}
