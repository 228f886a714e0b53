package millwright.method;

import jakarta.ejb.Stateful;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import millwright.database.StorableText;

/**
 * A method of a bean that says it is a job.
 *
 * @param sessionBean the bean is an EJB
 * @param job null for one that is only tracked
 * @param call null for one that is not
 */
record FoundMethod(Bean<?> bean, Method method, boolean sessionBean, BackgroundJob job, RunAsJob call) {

    private static final int LONGEST_NAME = 180;

    /** Without those that their bean overrides: what it says there counts. */
    static List<FoundMethod> withoutOverridden(List<FoundMethod> found) {
        return found.stream().filter(each -> !each.isOverridden()).toList();
    }

    private boolean isOverridden() {
        if (Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
            return false;
        }
        for (Class<?> type = bean.getBeanClass(); type != method.getDeclaringClass(); type = type.getSuperclass()) {
            if (type == null) {
                return false;
            }
            for (Method other : type.getDeclaredMethods()) {
                if (other.getName().equals(method.getName())
                        && Arrays.equals(other.getParameterTypes(), method.getParameterTypes())) {
                    return true;
                }
            }
        }
        return false;
    }

    String annotationName() {
        return isTracked() ? "@RunAsJob" : "@BackgroundJob";
    }

    boolean isTracked() {
        return job == null;
    }

    /** The definition's name. */
    String name() {
        String said = isTracked() ? call.value() : job.name();
        String name = said.isEmpty() ? bean.getBeanClass().getSimpleName() + "." + method.getName() : said;
        if (name.isBlank() || name.length() > LONGEST_NAME || !StorableText.fits(name)) {
            throw new UnmappableException("the name '" + name + "' is blank, longer than " + LONGEST_NAME
                    + " characters or holds what cannot be stored");
        }
        return name;
    }

    boolean isOverloadOf(FoundMethod other) {
        return other.method.getName().equals(method.getName())
                && other.method.getDeclaringClass() == method.getDeclaringClass();
    }

    void refuseUnlessCallable() {
        if (job != null && call != null) {
            throw new UnmappableException("has both @BackgroundJob and @RunAsJob: a call would be two jobs");
        }
        int modifiers = method.getModifiers();
        if (Modifier.isStatic(modifiers)) {
            throw new UnmappableException("is static: a job is a method of a bean");
        }
        if (!Modifier.isPublic(modifiers)) {
            throw new UnmappableException("is not public");
        }
        if (Modifier.isFinal(modifiers)) {
            throw new UnmappableException("is final: the container could not call it through its proxy");
        }
        if (isTracked()) {
            return;
        }
        if (bean.getScope() == SessionScoped.class || bean.getScope() == ConversationScoped.class) {
            throw new UnmappableException(
                    "its bean is @" + bean.getScope().getSimpleName()
                            + ", and a job belongs to nobody's session: make it @ApplicationScoped, @RequestScoped or @Dependent");
        }
        if (sessionBean && bean.getBeanClass().isAnnotationPresent(Stateful.class)) {
            throw new UnmappableException("its bean is @Stateful, and a job is no bean's client: make it @Stateless");
        }
    }

    /**
     * Whether this bean is to be called and not {@code other}, which has the same method.
     *
     * @throws UnmappableException when neither stands back for the other
     */
    boolean replaces(FoundMethod other, BeanManager beans) {
        try {
            return beans.resolve(Set.<Bean<?>>of(bean, other.bean)) == bean;
        } catch (AmbiguousResolutionException e) {
            throw new UnmappableException(
                    "is ambiguous: it is a method of " + bean.getBeanClass().getName() + " and of "
                            + other.bean.getBeanClass().getName());
        }
    }

    MethodJob job(BeanManager beans) {
        MethodSignature signature = MethodSignature.of(method);
        Method called = called();
        BeanReference reference = new BeanReference(beans, bean, called.getDeclaringClass(), sessionBean);
        return new MethodJob(
                MethodDefinition.of(name(), job, signature),
                MethodDefinition.retry(job),
                signature,
                called,
                types(),
                reference);
    }

    /** The method as one of the bean's types has it: of an EJB with a local interface, or a bean of @Typed, not its own. */
    private Method called() {
        Set<Class<?>> types = rawTypes();
        if (types.contains(method.getDeclaringClass())) {
            return method;
        }
        for (Class<?> type : types) {
            Optional<Method> same = Arrays.stream(type.getMethods())
                    .filter(each -> each.getName().equals(method.getName())
                            && Arrays.equals(each.getParameterTypes(), method.getParameterTypes()))
                    .findFirst();
            if (same.isPresent()) {
                return same.get();
            }
        }
        throw new UnmappableException("is in none of its bean's types "
                + types.stream().map(Class::getSimpleName).sorted().collect(Collectors.joining(", "))
                + ": a local interface must have it");
    }

    private Set<Class<?>> rawTypes() {
        Set<Class<?>> raw = new HashSet<>();
        for (Type type : bean.getTypes()) {
            if (type instanceof Class<?> plain && plain != Object.class) {
                raw.add(plain);
            } else if (type instanceof ParameterizedType generic) {
                raw.add((Class<?>) generic.getRawType());
            }
        }
        return raw;
    }

    private Set<String> types() {
        Set<String> names = rawTypes().stream().map(Class::getName).collect(Collectors.toSet());
        names.add(bean.getBeanClass().getName());
        return names;
    }
}
