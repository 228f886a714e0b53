package millwright.items.jdbc;

import jakarta.enterprise.context.Dependent;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import millwright.items.property.Property;
import org.eclipse.microprofile.config.ConfigProvider;

/** Finds datasources by their JNDI names. */
@Dependent
public class DataSources {

    /** The engine's own key: only through the engine's datasource do a chunk's rows and its checkpoint commit together. */
    private static final String SERVERS = "millwright.database.datasource";

    private static final String SERVERS_DEFAULT = "jdbc/millwright";

    /** @throws millwright.retry.JobException when the property {@code dataSource} names none */
    @SuppressWarnings("BanJNDI") // the name is the job author's, who could as well run code of his own
    public DataSource named(Property dataSource) {
        String name = dataSource.isGiven()
                ? dataSource.text("")
                : ConfigProvider.getConfig()
                        .getOptionalValue(SERVERS, String.class)
                        .orElse(SERVERS_DEFAULT);
        try {
            return (DataSource) new InitialContext().lookup(name);
        } catch (NamingException | ClassCastException e) {
            throw Property.wrong(
                    "property 'dataSource' is " + Property.quoted(name)
                            + ", expected the JNDI name of a datasource such as jdbc/millwright: " + e.getMessage(),
                    e);
        }
    }
}
