package millwright.job;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a requested job has to do with others.
 *
 * @param name what the others of its bulk call it
 * @param named those of its bulk that it waits for
 * @param sight which jobs it may name, or empty for any
 */
record RequestRelations(
        Optional<String> name,
        List<Dependency> dependencies,
        List<NamedDependency> named,
        Optional<UUID> parent,
        Optional<Visibility> sight,
        Optional<UniqueKey> unique,
        Optional<ConcurrencyKey> concurrency) {

    static final RequestRelations NONE = new RequestRelations(
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** Whether others may keep it from running. */
    boolean mayBlock() {
        return concurrency.isPresent() || !dependencies.isEmpty() || !named.isEmpty();
    }

    RequestRelations withName(String own) {
        return new RequestRelations(Optional.of(own), dependencies, named, parent, sight, unique, concurrency);
    }

    RequestRelations withDependencies(List<Dependency> all) {
        return new RequestRelations(name, List.copyOf(all), named, parent, sight, unique, concurrency);
    }

    RequestRelations and(Dependency another) {
        return withDependencies(
                Stream.concat(dependencies.stream(), Stream.of(another)).toList());
    }

    RequestRelations and(NamedDependency another) {
        List<NamedDependency> all =
                Stream.concat(named.stream(), Stream.of(another)).toList();
        return new RequestRelations(name, dependencies, all, parent, sight, unique, concurrency);
    }

    RequestRelations withParent(UUID job) {
        return new RequestRelations(name, dependencies, named, Optional.of(job), sight, unique, concurrency);
    }

    RequestRelations withSight(Visibility seen) {
        return new RequestRelations(name, dependencies, named, parent, Optional.of(seen), unique, concurrency);
    }

    RequestRelations withUnique(UniqueKey key) {
        return new RequestRelations(name, dependencies, named, parent, sight, Optional.of(key), concurrency);
    }

    RequestRelations withConcurrency(ConcurrencyKey key) {
        return new RequestRelations(name, dependencies, named, parent, sight, unique, Optional.of(key));
    }
}
