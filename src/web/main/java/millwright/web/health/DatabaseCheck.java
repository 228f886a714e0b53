package millwright.web.health;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import millwright.config.Settings;
import millwright.database.DatabaseConfig;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The check {@code database} of {@code /health/ready}. */
@Readiness
@ApplicationScoped
public class DatabaseCheck implements HealthCheck {

    private static final Duration PATIENCE = Duration.ofMillis(1_500);
    private static final Duration FRESHNESS = Duration.ofSeconds(1);
    private static final int STATEMENT_SECONDS = 2;

    // a thread of its own for each question, a second apart at least: whether a pool has one free is not the point
    @Resource
    private ManagedThreadFactory threads;

    private DatabaseProbe probe;

    @PostConstruct
    void prepare() {
        probe = new DatabaseProbe(
                new RoundTrip(dataSource(), STATEMENT_SECONDS),
                question -> threads.newThread(question).start(),
                System::nanoTime,
                PATIENCE,
                FRESHNESS);
    }

    @SuppressWarnings("BanJNDI") // the name is the operator's, the same the engine starts with
    private static DataSource dataSource() {
        var config = ConfigProvider.getConfig();
        Settings settings = new Settings(name -> config.getOptionalValue(name, String.class));
        String name = DatabaseConfig.from(settings).datasource();
        try {
            return (DataSource) new InitialContext().lookup(name);
        } catch (NamingException e) {
            throw new IllegalStateException("no datasource is bound as '" + name + "'", e);
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("database").status(probe.answers()).build();
    }
}
