package millwright.batch;

import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.AnnotatedMember;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.Producer;
import java.lang.annotation.Annotation;
import java.util.Optional;
import java.util.Set;
import org.jberet.creation.ArtifactCreationContext;
import org.jberet.creation.BatchBeanProducer;

/**
 * One of JBeret's producers, which answers for the artifacts of our attempts alone: everywhere else it passes on what
 * the container's own batch runtime produces at that place, if there is one (B5).
 */
final class SharedProducer<T> implements Producer<T> {

    private final Producer<T> jberet;
    private final AnnotatedMember<?> member;
    private final BeanManager beans;

    /** @param member the producer method, whose type and qualifiers the container's bean has as well */
    SharedProducer(Producer<T> jberet, AnnotatedMember<?> member, BeanManager beans) {
        this.jberet = jberet;
        this.member = member;
        this.beans = beans;
    }

    @Override
    public T produce(CreationalContext<T> context) {
        if (inAttempt()) {
            return produceNaming(context);
        }
        Optional<Bean<T>> container = containersBean();
        // create and not getReference, which would hide the injection point from the container's producer
        return container.isPresent() ? container.get().create(context) : jberet.produce(context);
    }

    /** What JBeret says of a property that does not fit, such as {@code For input string: "x"}, names no property. */
    private T produceNaming(CreationalContext<T> context) {
        try {
            return jberet.produce(context);
        } catch (RuntimeException e) {
            throw new UnfitPropertyException(property(context) + ": " + e.getMessage(), e);
        }
    }

    private String property(CreationalContext<T> context) {
        for (InjectionPoint parameter : jberet.getInjectionPoints()) {
            if (beans.getInjectableReference(parameter, context) instanceof InjectionPoint point) {
                BatchProperty property = point.getAnnotated().getAnnotation(BatchProperty.class);
                String name = property.name().isEmpty() ? point.getMember().getName() : property.name();
                return "property '" + name + "' of "
                        + point.getMember().getDeclaringClass().getName() + ", expected a "
                        + point.getType().getTypeName();
            }
        }
        return "a property";
    }

    /** Whether JBeret makes an artifact on this thread, or has made one and runs it. */
    private static boolean inAttempt() {
        if (ArtifactCreationContext.getCurrentArtifactCreationContext().getJobContext() != null) {
            return true;
        }
        // asking left an empty context on a thread that may outlive the application
        ArtifactCreationContext.removeCurrentArtifactCreationContext();
        return false;
    }

    @SuppressWarnings("unchecked") // looked up by its type
    private Optional<Bean<T>> containersBean() {
        Annotation[] qualifiers = member.getAnnotations().stream()
                .filter(annotation -> beans.isQualifier(annotation.annotationType()))
                .toArray(Annotation[]::new);
        return beans.getBeans(member.getBaseType(), qualifiers).stream()
                .filter(bean -> bean.getBeanClass() != BatchBeanProducer.class)
                .map(bean -> (Bean<T>) bean)
                .findFirst();
    }

    @Override
    public void dispose(T instance) {
        jberet.dispose(instance);
    }

    @Override
    public Set<InjectionPoint> getInjectionPoints() {
        return jberet.getInjectionPoints();
    }
}
