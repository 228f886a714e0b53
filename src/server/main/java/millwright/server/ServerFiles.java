package millwright.server;

import java.io.IOException;
import millwright.server.data.NestedFile;

/** What the launcher's jar carries for the application server. */
final class ServerFiles {
    private ServerFiles() {}

    static NestedFile war() throws IOException {
        return NestedFile.named("nested/millwright-war.war");
    }

    static NestedFile databaseDriver() throws IOException {
        return NestedFile.named("nested/postgresql.jar");
    }
}
