package millwright.server.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArtifactNamesTest {

    @ParameterizedTest
    @CsvSource({
        "guava-33.0.0-jre.jar, guava 33.0.0-jre",
        "my-jobs-1.0-SNAPSHOT.jar, my-jobs 1.0-SNAPSHOT",
        "commons-math3-3.6.1.jar, commons-math3 3.6.1",
        "my-jobs.jar, my-jobs 7",
    })
    void comeFromTheFileWhereMavenLeftNothing(String fileName, String expected) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "7");
        assertEquals(expected, ArtifactNames.own(fileName, manifest, List.of()).toString());
    }

    @Test
    void areThatOfTheFileWhereMavenNamedSeveral() {
        Artifact jobs = new Artifact("com.example", "my-jobs", "1.0");
        Artifact merged = new Artifact("com.example", "my", "2.0");
        Artifact other = new Artifact("org.example", "csv", "3.0");
        List<Artifact> all = List.of(merged, jobs, other);
        assertEquals(jobs, ArtifactNames.own("my-jobs-1.0.jar", new Manifest(), all));
        assertEquals(merged, ArtifactNames.own("my.jar", new Manifest(), all));
        assertEquals(
                "all of unknown version",
                ArtifactNames.own("all.jar", new Manifest(), all).toString());
        assertEquals(jobs, ArtifactNames.own("renamed.jar", new Manifest(), List.of(jobs)));
    }
}
