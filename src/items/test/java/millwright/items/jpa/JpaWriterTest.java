package millwright.items.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import millwright.items.property.Property;
import millwright.items.testing.ItemsDatabase;
import millwright.retry.JobException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("UnnecessaryAssignment") // no container sets the properties here
class JpaWriterTest {

    @RegisterExtension
    static final ItemsDatabase DATABASE = new ItemsDatabase();

    private EntityManagerFactory factory;
    private EntityManager manager;

    @BeforeEach
    void begin() throws SQLException {
        DATABASE.sql("CREATE TABLE product (id bigint PRIMARY KEY, name text)");
        factory = Persistence.createEntityManagerFactory(
                "shop", Map.of("jakarta.persistence.nonJtaDataSource", DATABASE.dataSource()));
        manager = factory.createEntityManager();
        manager.getTransaction().begin();
    }

    @AfterEach
    void end() {
        if (manager.getTransaction().isActive()) {
            manager.getTransaction().rollback();
        }
        factory.close();
    }

    @Test
    void persistsInTheChunksTransactionAndKeepsNothing() throws Exception { // J1
        JpaWriter writer = writer();
        writer.open(null);
        Product first = new Product(1, "one");
        writer.writeItems(List.of(first, new Product(2, "two")));
        assertFalse(manager.contains(first));
        assertEquals(List.of("0"), DATABASE.rows("SELECT count(*) FROM product"));
        manager.getTransaction().commit();
        assertEquals(List.of("1|one", "2|two"), DATABASE.rows("SELECT id, name FROM product ORDER BY id"));
    }

    @Test
    void mergesWhatMayBeThere() throws Exception {
        DATABASE.sql("INSERT INTO product VALUES (1, 'old')");
        JpaWriter writer = writer();
        writer.method = "merge";
        writer.open(null);
        writer.writeItems(List.of(new Product(1, "new"), new Product(2, "two")));
        manager.getTransaction().commit();
        assertEquals(List.of("1|new", "2|two"), DATABASE.rows("SELECT id, name FROM product ORDER BY id"));
    }

    @Test
    void namesTheItemThatIsNoEntity() { // I4
        JpaWriter writer = writer();
        writer.open(null);
        String message = assertThrows(JobException.class, () -> writer.writeItems(List.of(new Product(1, "x"), "text")))
                .getMessage();
        assertTrue(
                message.startsWith("item 2 of the chunk's 2 (text): expected an entity of the persistence unit: "),
                message);
    }

    @Test
    void failsTheChunkThatTheDatabaseRefuses() throws Exception {
        DATABASE.sql("INSERT INTO product VALUES (1, 'old')");
        JpaWriter writer = writer();
        writer.open(null);
        assertThrows(PersistenceException.class, () -> writer.writeItems(List.of(new Product(1, "x"))));
    }

    @Test
    void refusesUnfitProperties() { // I1
        JpaWriter unit = writer();
        unit.persistenceUnit = "shoop";
        String message = assertThrows(JobException.class, () -> unit.open(null)).getMessage();
        assertTrue(
                message.startsWith(
                        "property 'persistenceUnit' is 'shoop', expected the name of a persistence unit of the"
                                + " application: "),
                message);
        JpaWriter both = writer();
        both.persistenceUnit = "shop";
        both.entityManager = "java:comp/env/em";
        assertEquals(
                "the properties 'persistenceUnit' and 'entityManager' are 'shop' and 'java:comp/env/em', expected at most"
                        + " one of them",
                assertThrows(JobException.class, () -> both.open(null)).getMessage());
        JpaWriter method = writer();
        method.method = "save";
        assertEquals(
                "property 'method' is 'save', expected one of persist, merge",
                assertThrows(JobException.class, () -> method.open(null)).getMessage());
    }

    private JpaWriter writer() {
        return new JpaWriter(new EntityManagers(null) {
            @Override
            EntityManager produced() {
                return manager;
            }

            @Override
            EntityManagerFactory unit(Property name) {
                return name.text("").equals("shop") ? factory : super.unit(name);
            }
        });
    }
}
