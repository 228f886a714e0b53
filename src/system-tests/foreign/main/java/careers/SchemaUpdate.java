package careers;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the application's own schema up to date, from Flyway's usual place. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class SchemaUpdate {

    @Resource(lookup = "java:app/jdbc/careers")
    private DataSource database;

    @PostConstruct
    void migrate() {
        Flyway.configure()
                .dataSource(database)
                .schemas("careers")
                .defaultSchema("careers")
                .load()
                .migrate();
    }
}
