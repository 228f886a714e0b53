package millwright.items.jpa;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import millwright.items.property.Property;

/** Finds the persistence unit that a job writes to. */
@Dependent
public class EntityManagers {

    private final Instance<EntityManager> produced;

    @Inject
    public EntityManagers(Instance<EntityManager> produced) {
        this.produced = produced;
    }

    /** By the name in a persistence.xml of the application; the caller closes it. */
    EntityManagerFactory unit(Property persistenceUnit) {
        try {
            return Persistence.createEntityManagerFactory(persistenceUnit.text(""));
        } catch (PersistenceException e) {
            throw persistenceUnit.unfit("the name of a persistence unit of the application: " + e.getMessage());
        }
    }

    /** By the JNDI name of a {@code <persistence-context-ref>}: the container's, which is in its transaction. */
    @SuppressWarnings("BanJNDI") // the name is the job author's, who could as well run code of his own
    EntityManager referenced(Property entityManager) {
        try {
            return (EntityManager) new InitialContext().lookup(entityManager.text(""));
        } catch (NamingException | ClassCastException e) {
            throw entityManager.unfit("the JNDI name of a persistence context reference: " + e.getMessage());
        }
    }

    /** The one that a bean of the application produces. */
    EntityManager produced() {
        if (!produced.isResolvable()) {
            throw Property.wrong(
                    "the properties 'persistenceUnit' and 'entityManager' are missing, expected one of them,"
                            + " or a bean of the application that produces the one EntityManager ("
                            + (produced.isUnsatisfied() ? "none does" : "several do") + ")");
        }
        return produced.get();
    }
}
