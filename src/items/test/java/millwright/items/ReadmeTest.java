package millwright.items;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.inject.Named;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README's table has each artifact by the name that job XML gives it. */
class ReadmeTest {

    private static final Path README = Path.of(System.getProperty("millwright.test.root"), "README.md");

    @Test
    void listsEveryReadyMadeArtifact() throws IOException {
        Set<String> artifacts = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("millwright.items")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(Named.class))
                        .map(ReadmeTest::name)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(artifacts, listed());
    }

    private static String name(JavaClass type) {
        String given = type.getAnnotationOfType(Named.class).value();
        String simple = type.getSimpleName();
        return given.isEmpty() ? Character.toLowerCase(simple.charAt(0)) + simple.substring(1) : given;
    }

    private static Set<String> listed() throws IOException {
        String readme = Files.readString(README);
        String block = readme.substring(readme.indexOf("<!-- items:begin -->"), readme.indexOf("<!-- items:end -->"));
        Set<String> names = new TreeSet<>();
        Matcher rows = Pattern.compile("(?m)^\\| `(\\w+)` \\|").matcher(block);
        while (rows.find()) {
            names.add(rows.group(1));
        }
        return names;
    }
}
