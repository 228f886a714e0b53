package millwright.batch;

import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.util.AnnotationLiteral;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jberet.creation.ArtifactCreationContext;
import org.jberet.job.model.Properties;

/**
 * Adds a bean for each type that some {@code @Inject @BatchProperty} asks for and nobody produces, where a text makes a
 * value of it (B12).
 */
public class BatchPropertyBeans implements Extension {

    private static final Logger LOG = Logger.getLogger(BatchPropertyBeans.class.getName());

    private final Set<Type> asked = new LinkedHashSet<>();
    private final Set<Type> produced = new LinkedHashSet<>();

    <T, X> void seeWhatIsAsked(@Observes ProcessInjectionPoint<T, X> event) {
        InjectionPoint point = event.getInjectionPoint();
        if (point.getQualifiers().stream().anyMatch(BatchProperty.class::isInstance)) {
            asked.add(point.getType());
        }
    }

    <X> void seeWhatIsProduced(@Observes ProcessBean<X> event) {
        if (event.getBean().getQualifiers().stream().anyMatch(BatchProperty.class::isInstance)) {
            produced.addAll(event.getBean().getTypes());
        }
    }

    void addWhatIsMissing(@Observes AfterBeanDiscovery event) {
        for (Type type : asked) {
            if (!produced.contains(type)) {
                PropertyType.of(type).ifPresent(conversion -> event.addBean()
                        .beanClass(BatchPropertyBeans.class)
                        .types(type)
                        .qualifiers(new AnyName())
                        .scope(Dependent.class)
                        .id(BatchPropertyBeans.class.getName() + " " + type.getTypeName())
                        .produceWith(beans -> value(beans, conversion)));
            }
        }
        asked.clear();
        produced.clear();
    }

    private static Object value(Instance<Object> beans, PropertyType type) {
        InjectionPoint point = beans.select(InjectionPoint.class).get();
        String name = name(point);
        ArtifactCreationContext attempt = ArtifactCreationContext.getCurrentArtifactCreationContext();
        if (attempt.getJobContext() == null) {
            // asking left an empty context on a thread that may outlive the application
            ArtifactCreationContext.removeCurrentArtifactCreationContext();
            return asDeclared(point);
        }
        Properties properties = attempt.getProperties();
        String text = properties == null ? null : properties.get(name);
        if (text == null) {
            return asDeclared(point);
        }
        return text.isEmpty()
                ? null
                : type.value(
                        text,
                        "property '" + name + "' of "
                                + point.getMember().getDeclaringClass().getName());
    }

    private static String name(InjectionPoint point) {
        String name = point.getAnnotated().getAnnotation(BatchProperty.class).name();
        return name.isEmpty() ? point.getMember().getName() : name;
    }

    /** A field keeps the value it is declared with, as with JBeret's own types. CDI would make null of it. */
    private static Object asDeclared(InjectionPoint point) {
        if (!(point.getMember() instanceof Field field) || point.getBean() == null) {
            return null;
        }
        try {
            Object fresh =
                    point.getBean().getBeanClass().getDeclaredConstructor().newInstance();
            field.setAccessible(true);
            return field.get(fresh);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.FINE, "The declared value of {0} is not known, null is used: {1}", new Object[] {field, e});
            return null;
        }
    }

    private static final class AnyName extends AnnotationLiteral<BatchProperty> implements BatchProperty {

        private static final long serialVersionUID = 1L;

        @Override
        public String name() {
            return "";
        }
    }
}
