package millwright.samples;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;

/**
 * Brings the schema {@code samples} up to date before any job runs (S1). Transactions are bean-managed because Flyway
 * commits by itself, which a container transaction forbids.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class SampleTables {

    @Inject
    @ConfigProperty(name = "millwright.database.datasource", defaultValue = "jdbc/millwright")
    String jndiName;

    /** {@code apply}, or {@code validate} for a role without DDL rights: the same choice as for the server's schema. */
    @Inject
    @ConfigProperty(name = "millwright.database.migrate", defaultValue = "apply")
    String migrate;

    @PostConstruct
    void bringUpToDate() {
        Flyway flyway = migrations(dataSource());
        if (migrate.equalsIgnoreCase("validate")) {
            flyway.validate();
        } else {
            flyway.migrate();
        }
    }

    static Flyway migrations(DataSource dataSource) {
        return Flyway.configure(SampleTables.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:millwright/samples/migrations")
                .schemas("samples")
                .defaultSchema("samples")
                .table("schema_history")
                .load();
    }

    @SuppressWarnings("BanJNDI") // the name is the operator's, not a user's
    private DataSource dataSource() {
        try {
            return InitialContext.doLookup(jndiName);
        } catch (NamingException e) {
            throw new IllegalStateException("no datasource '" + jndiName + "' in JNDI for the samples' tables", e);
        }
    }
}
