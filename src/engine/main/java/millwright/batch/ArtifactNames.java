package millwright.batch;

import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import millwright.config.NearestName;

/**
 * What a {@code ref} may name, the way JBeret looks it up: a CDI bean by its name, an artifact of META-INF/batch.xml, or
 * a class.
 */
final class ArtifactNames {

    private final BeanManager beans;
    private final ClassLoader loader;
    private final BatchXml batchXml;

    ArtifactNames(BeanManager beans, ClassLoader loader) {
        this.beans = beans;
        this.loader = loader;
        this.batchXml = BatchXml.of(loader);
    }

    /** What keeps every job from running. */
    List<JobXmlProblem> problems() {
        return batchXml.problems();
    }

    /**
     * Why {@code ref} cannot be used as a {@code type}, if it cannot.
     *
     * @param type what the artifact has to implement, or null where there is a choice
     */
    Optional<String> problem(String ref, Class<?> type) {
        if (ref == null || ref.isBlank()) {
            return Optional.of("ref is empty, expected the name of " + wanted(type));
        }
        if (isExpression(ref)) {
            return Optional.empty();
        }
        Set<Bean<?>> named = beans.getBeans(ref);
        return named.isEmpty() ? problemOfClass(ref, type) : problemOfBeans(ref, named, type);
    }

    /** Whether the text is known only when a job runs. */
    static boolean isExpression(String text) {
        return text.contains("#{");
    }

    private Optional<String> problemOfBeans(String ref, Set<Bean<?>> named, Class<?> type) {
        try {
            Bean<?> bean = beans.resolve(named);
            return type == null || fits(bean, type)
                    ? Optional.empty()
                    : Optional.of("ref '" + ref + "' names the CDI bean "
                            + bean.getBeanClass().getName() + ", which is not " + wanted(type));
        } catch (AmbiguousResolutionException e) {
            return Optional.of("ref '" + ref + "' names several CDI beans: "
                    + named.stream()
                            .map(bean -> bean.getBeanClass().getName())
                            .sorted()
                            .toList());
        }
    }

    private static boolean fits(Bean<?> bean, Class<?> type) {
        return bean.getTypes().contains(type) || type.isAssignableFrom(bean.getBeanClass());
    }

    private Optional<String> problemOfClass(String ref, Class<?> type) {
        String name = batchXml.classes().getOrDefault(ref, ref);
        Class<?> found;
        try {
            found = loader.loadClass(name);
        } catch (ClassNotFoundException e) {
            return Optional.of(unknown(ref, name, type));
        } catch (LinkageError e) {
            return Optional.of("ref '" + ref + "': class " + name + " cannot be loaded: " + e);
        }
        if (type != null && !type.isAssignableFrom(found)) {
            return Optional.of("ref '" + ref + "' names class " + name + ", which is not " + wanted(type));
        }
        return Modifier.isAbstract(found.getModifiers())
                ? Optional.of(
                        "ref '" + ref + "' names class " + name + ", which is abstract: no object can be made of it")
                : Optional.empty();
    }

    private String unknown(String ref, String className, Class<?> type) {
        if (!className.equals(ref)) {
            return "ref '" + ref + "': class " + className + " of META-INF/batch.xml is not found";
        }
        List<String> known = known(type).distinct().sorted().toList();
        return "ref '" + ref + "' is neither the name of a CDI bean nor in META-INF/batch.xml nor a class, expected "
                + wanted(type) + (known.isEmpty() ? "" : " (nearest: '" + NearestName.of(ref, known) + "')");
    }

    private Stream<String> known(Class<?> type) {
        Collection<Bean<?>> all = beans.getBeans(Object.class, Any.Literal.INSTANCE);
        return Stream.concat(
                all.stream()
                        .filter(bean -> bean.getName() != null)
                        .filter(bean -> type == null ? isArtifact(bean) : fits(bean, type))
                        .map(Bean::getName),
                batchXml.classes().keySet().stream());
    }

    private static boolean isArtifact(Bean<?> bean) {
        return bean.getTypes().stream().map(Type::getTypeName).anyMatch(name -> name.startsWith("jakarta.batch.api."));
    }

    private static String wanted(Class<?> type) {
        return type == null ? "a listener" : "a " + type.getName();
    }

    /** Why this is no exception class, if it is none. */
    Optional<String> problemOfException(String name) {
        if (isExpression(name)) {
            return Optional.empty();
        }
        try {
            return Throwable.class.isAssignableFrom(loader.loadClass(name.trim()))
                    ? Optional.empty()
                    : Optional.of("class '" + name + "' is not an exception");
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.of("exception class '" + name + "' is not found, expected the full name of one");
        }
    }
}
