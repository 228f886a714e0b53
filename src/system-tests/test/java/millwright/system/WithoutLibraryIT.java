package millwright.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The foreign application as it was before anybody thought of Millwright. */
class WithoutLibraryIT extends ForeignApplication {

    WithoutLibraryIT() {
        super("careers-plain.war");
    }

    @Test
    void knowsNothingOfTheLibrary() throws IOException {
        assertEquals(404, server().get("/api/v1/jobs").statusCode());
        assertEquals(List.of(), rows("SELECT nspname FROM pg_namespace WHERE nspname = 'millwright'"));
        try (ZipFile file = new ZipFile(war().toFile())) {
            List<String> libraries = file.stream()
                    .map(entry -> entry.getName().replaceFirst("-\\d.*", ""))
                    .filter(name -> name.startsWith("WEB-INF/lib/") && !name.endsWith("/"))
                    .map(name -> name.substring("WEB-INF/lib/".length()))
                    .sorted()
                    .toList();
            assertEquals(
                    List.of(
                            "checker-qual",
                            "flyway-core",
                            "flyway-database-postgresql",
                            "jackson-annotations",
                            "jackson-core",
                            "jackson-databind",
                            "postgresql"),
                    libraries);
        }
    }
}
