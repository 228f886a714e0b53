package millwright.readme;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which package of the engine knows which, as the bytecode has it and as a text says it. */
final class PackageArrows {

    private static final String BASE = "millwright.";
    private static final Pattern ARROW = Pattern.compile("^\\s*(\\w+)\\s*-->\\s*(\\w+)\\s*$", Pattern.MULTILINE);

    private PackageArrows() {}

    static JavaClasses engine() {
        return new ClassFileImporter().importPath(Path.of(System.getProperty("millwright.test.classes")));
    }

    static NavigableSet<String> of(JavaClasses classes) {
        NavigableSet<String> arrows = new TreeSet<>();
        for (JavaClass from : classes) {
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                JavaClass to = dependency.getTargetClass().getBaseComponentType();
                if (isOurs(from) && isOurs(to) && !feature(from).equals(feature(to))) {
                    arrows.add(feature(from) + " --> " + feature(to));
                }
            }
        }
        return arrows;
    }

    static NavigableSet<String> in(String text) {
        NavigableSet<String> arrows = new TreeSet<>();
        Matcher matcher = ARROW.matcher(text);
        while (matcher.find()) {
            arrows.add(matcher.group(1) + " --> " + matcher.group(2));
        }
        return arrows;
    }

    static String diagram(NavigableSet<String> arrows) {
        return arrows.stream().map(arrow -> "    " + arrow).collect(Collectors.joining("\n", "flowchart TD\n", "\n"));
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith(BASE);
    }

    private static String feature(JavaClass type) {
        return type.getPackageName().substring(BASE.length()).split("[.]", 2)[0];
    }
}
