package careers;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Lists no classes: every annotated class of the WAR belongs to it. */
@ApplicationPath("/api")
@DataSourceDefinition(
        name = "java:app/jdbc/careers",
        className = "org.postgresql.ds.PGSimpleDataSource",
        url = "${ENV=CAREERS_DATABASE}",
        maxPoolSize = 20)
public class CareersApplication extends Application {}
