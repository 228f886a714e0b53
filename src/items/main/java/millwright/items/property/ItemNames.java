package millwright.items.property;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBeanAttributes;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.inject.Named;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Lets an application have a bean that is called as one of ours, such as its own csvReader: two beans of one name would
 * keep it from being deployed. The name is the application's then, and ours goes by its class name alone. (Names that
 * come from a stereotype are not seen.)
 */
public class ItemNames implements Extension {

    private static final String OURS = "millwright.items.";

    private final Set<String> taken = new HashSet<>();

    /** All types come before all beans. */
    <T> void noteNames(@Observes @WithAnnotations(Named.class) ProcessAnnotatedType<T> event) {
        AnnotatedType<T> type = event.getAnnotatedType();
        if (isOurs(type)) {
            return;
        }
        note(type, decapitalised(type.getJavaClass().getSimpleName()));
        type.getMethods()
                .forEach(method ->
                        note(method, propertyName(method.getJavaMember().getName())));
        type.getFields().forEach(field -> note(field, field.getJavaMember().getName()));
    }

    private void note(Annotated annotated, String defaultName) {
        Named named = annotated.getAnnotation(Named.class);
        if (named != null) {
            taken.add(named.value().isEmpty() ? defaultName : named.value());
        }
    }

    private static String propertyName(String method) {
        return method.startsWith("get") && method.length() > 3 ? decapitalised(method.substring(3)) : method;
    }

    private static String decapitalised(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    <T> void yieldNames(@Observes ProcessBeanAttributes<T> event) {
        if (event.getAnnotated() instanceof AnnotatedType<?> type
                && isOurs(type)
                && taken.contains(event.getBeanAttributes().getName())) {
            event.configureBeanAttributes().name(null).qualifiers(Any.Literal.INSTANCE, Default.Literal.INSTANCE);
        }
    }

    private static boolean isOurs(AnnotatedType<?> type) {
        return type.getJavaClass().getName().startsWith(OURS);
    }
}
