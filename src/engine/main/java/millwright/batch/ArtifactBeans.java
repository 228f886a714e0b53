package millwright.batch;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jberet.creation.AbstractArtifactFactory;

/**
 * Batch artifacts of one attempt: CDI beans by name or by class, with what they depend on, released when JBeret is done
 * with them. For a class that is no bean it returns null, and JBeret makes the object itself.
 */
final class ArtifactBeans extends AbstractArtifactFactory {

    private final BeanManager beans;
    private final Supplier<StepRun> current;
    private final Map<Object, CreationalContext<?>> contexts = new ConcurrentHashMap<>();

    /** @param current the step or partition that the calling thread runs */
    ArtifactBeans(BeanManager beans, Supplier<StepRun> current) {
        this.beans = beans;
        this.current = current;
    }

    @Override
    public Object create(String ref, Class<?> type, ClassLoader loader) {
        if (SkippedItems.REF.equals(ref)) {
            return current.get().skipped();
        }
        Bean<?> bean = findBean(ref, beans, loader);
        if (bean == null) {
            return null;
        }
        CreationalContext<?> context = beans.createCreationalContext(bean);
        Object artifact = beans.getReference(bean, bean.getBeanClass(), context);
        contexts.put(new Identity(artifact), context);
        if (artifact instanceof ReadProgress reader) {
            current.get().readBy(reader);
        }
        return artifact;
    }

    @Override
    public Class<?> getArtifactClass(String ref, ClassLoader loader) {
        if (SkippedItems.REF.equals(ref)) {
            return SkippedItems.class;
        }
        Bean<?> bean = findBean(ref, beans, loader);
        return bean == null ? null : bean.getBeanClass();
    }

    @Override
    public void destroy(Object artifact) {
        if (artifact == null || artifact instanceof SkippedItems) {
            return;
        }
        CreationalContext<?> context = contexts.remove(new Identity(artifact));
        if (context == null) {
            super.destroy(artifact);
        } else {
            context.release();
        }
    }

    /** Artifacts are told apart by identity: a job's own equals must not mix them up. */
    private static final class Identity {

        private final Object object;

        Identity(Object object) {
            this.object = object;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Identity that && that.object == object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }
}
