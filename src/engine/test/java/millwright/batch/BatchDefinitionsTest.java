package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import millwright.job.JobDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Job XML as it is found on the class path: the sound ones run, the broken ones say what is wrong with them. */
class BatchDefinitionsTest {

    private final BatchDefinitions definitions = new BatchDefinitions(BatchBench.loader(), BatchBench.beans());

    @Test
    void aSoundJobXmlIsListedWithItsSchemaAndItsSteps() {
        JobDefinition items = definition("items");
        assertTrue(items.problem().isEmpty());
        assertEquals("Items", items.title());
        assertEquals("Writes numbers.", items.description());
        assertEquals("default", items.queue());
        assertTrue(items.parameters().document().getJsonObject("properties").containsKey("factor"));
        assertEquals(2, definitions.get("items").stepCount());
        assertEquals(3, definitions.get("split-flows").stepCount());
    }

    @Test
    void aJobXmlWithoutASchemaTakesItsNameAsTitle() {
        assertEquals("three-steps", definition("three-steps").title());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            textBlock =
                    """
                    broken-doctype,   DOCTYPE
                    broken-xml,       step
                    broken-schema,    minimun
                    """)
    void aBrokenJobXmlIsListedWithItsProblem(String name, String part) {
        String problem = definition(name).problem().orElseThrow();
        assertTrue(problem.contains(part), problem);
        assertEquals(1, problem.lines().count());
    }

    @Test
    void aDoctypeIsRefusedWithoutReadingWhatItNames() {
        assertFalse(definition("broken-doctype").problem().orElseThrow().contains("hostname"));
    }

    @Test
    void jobXmlInJarsIsFound(@TempDir Path folder) throws IOException {
        try (URLClassLoader loader = loader(jar(folder, "one.jar", "in-a-jar"))) {
            assertNotNull(new BatchDefinitions(loader, BatchBench.beans()).get("in-a-jar"));
        }
    }

    @Test
    void oneNameInTwoPlacesIsRefused(@TempDir Path folder) throws IOException {
        try (URLClassLoader loader = loader(jar(folder, "one.jar", "twice"), jar(folder, "two.jar", "twice"))) {
            IllegalStateException refused =
                    assertThrows(IllegalStateException.class, () -> new BatchDefinitions(loader, BatchBench.beans()));
            assertTrue(refused.getMessage().contains("one.jar"), refused.getMessage());
            assertTrue(refused.getMessage().contains("two.jar"), refused.getMessage());
        }
    }

    private JobDefinition definition(String name) {
        return definitions.get(name).definition();
    }

    private static URLClassLoader loader(Path... jars) throws IOException {
        URL[] urls = new URL[jars.length];
        for (int i = 0; i < jars.length; i++) {
            urls[i] = jars[i].toUri().toURL();
        }
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    private static Path jar(Path folder, String fileName, String job) throws IOException {
        Path file = folder.resolve(fileName);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(new JarEntry("META-INF/batch-jobs/"));
            jar.putNextEntry(new JarEntry("META-INF/batch-jobs/" + job + ".xml"));
            String xml = "<job id=\"" + job + "\"><step id=\"only\"><batchlet ref=\"x\"/></step></job>";
            jar.write(xml.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
