package millwright.batch;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.runtime.context.JobContext;
import jakarta.batch.runtime.context.StepContext;
import jakarta.inject.Inject;
import java.lang.reflect.Field;
import java.util.Optional;
import org.jberet.creation.ArtifactCreationContext;
import org.jberet.creation.ValueConverter;
import org.jberet.runtime.context.JobContextImpl;

/**
 * An artifact whose class is no CDI bean, made and injected the way JBeret does it: contexts and properties alone, but
 * of the same types as in a bean.
 */
final class PlainArtifact {

    private PlainArtifact() {}

    /** A new object of the class that META-INF/batch.xml has for {@code ref}, or that it names. */
    static Object create(String ref, ClassLoader loader) throws ReflectiveOperationException {
        ArtifactCreationContext context = ArtifactCreationContext.getCurrentArtifactCreationContext();
        Object artifact = loader.loadClass(className(ref, context))
                .getDeclaredConstructor()
                .newInstance();
        for (Class<?> type = artifact.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.isAnnotationPresent(Inject.class)) {
                    inject(artifact, field, context, loader);
                }
            }
        }
        return artifact;
    }

    private static String className(String ref, ArtifactCreationContext context) {
        JobContextImpl job = (JobContextImpl) context.getJobContext();
        String named =
                job.getBatchArtifacts() == null ? null : job.getBatchArtifacts().getClassNameForRef(ref);
        return named == null ? ref : named;
    }

    private static void inject(Object artifact, Field field, ArtifactCreationContext context, ClassLoader loader)
            throws IllegalAccessException {
        Object value = value(field, context, loader);
        if (value != null) {
            field.setAccessible(true);
            field.set(artifact, value);
        }
    }

    /** Null to leave the field as it is declared. */
    private static Object value(Field field, ArtifactCreationContext context, ClassLoader loader) {
        if (field.getType() == JobContext.class) {
            return context.getJobContext();
        }
        if (field.getType() == StepContext.class) {
            return context.getStepContext();
        }
        BatchProperty property = field.getAnnotation(BatchProperty.class);
        if (property == null || context.getProperties() == null) {
            return null;
        }
        String name = property.name().isEmpty() ? field.getName() : property.name();
        String text = context.getProperties().get(name);
        if (text == null || text.isEmpty()) {
            return null;
        }
        String what = "property '" + name + "' of " + field.getDeclaringClass().getName();
        Optional<PropertyType> ours = PropertyType.of(field.getGenericType());
        if (ours.isPresent()) {
            return ours.get().value(text, what);
        }
        if (field.getType().isAssignableFrom(String.class)) {
            return text;
        }
        try {
            return ValueConverter.convertInjectionValue(text, field.getType(), field, loader);
        } catch (RuntimeException e) {
            throw new UnfitPropertyException(
                    what + " is '" + text + "', expected a "
                            + field.getGenericType().getTypeName() + " (" + e.getMessage() + ")",
                    e);
        }
    }
}
