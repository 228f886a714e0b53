package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.batch.api.Batchlet;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** B10: artifacts that META-INF/batch.xml gives names to. */
class BatchXmlTest {

    private static final String REFS =
            """
            <batch-artifacts xmlns="http://xmlns.jcp.org/xml/ns/javaee">
              <ref id="plain" class="millwright.batch.PlainBatchlet"/>
              <ref id="gone" class="org.example.Gone"/>
            </batch-artifacts>
            """;

    @TempDir
    private Path folder;

    @Test
    void aRefNamesTheClassItHasThere() throws IOException {
        try (URLClassLoader loader = loader(REFS)) {
            ArtifactNames names = new ArtifactNames(BatchBench.beans(), loader);
            assertEquals(Optional.empty(), names.problem("plain", Batchlet.class));
            assertTrue(names.problem("gone", Batchlet.class).orElseThrow().contains("org.example.Gone"));
            assertTrue(names.problem("plan", Batchlet.class).orElseThrow().contains("(nearest: 'plain')"));
        }
    }

    @Test
    void aFileThatCannotBeReadIsAProblemOfEveryJob() throws IOException {
        assertRefused("<batch-artifacts>\n<ref id='a'/></batch-artifacts>", "META-INF/batch.xml:2:");
        assertRefused("<batch-artifacts>\n", "META-INF/batch.xml:2:");
        assertRefused("<!DOCTYPE batch-artifacts SYSTEM 'http://localhost:1/b.dtd'>\n<batch-artifacts/>", "DOCTYPE");
    }

    private void assertRefused(String batchXml, String part) throws IOException {
        try (URLClassLoader loader = loader(batchXml)) {
            JobXml jobXml = new JobXml(loader, new ArtifactNames(BatchBench.beans(), loader));
            String said = assertThrows(
                            JobXmlException.class,
                            () -> jobXml.read(
                                    "given", "<job id='j'><step id='a'><batchlet ref='lastBatchlet'/></step></job>"))
                    .getMessage();
            assertTrue(said.contains(part), said);
        }
    }

    private URLClassLoader loader(String batchXml) throws IOException {
        Path file = folder.resolve("META-INF/batch.xml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, batchXml);
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, BatchBench.loader());
    }
}
